"""Wrong passwords slow down, also across restarts, and never for longer than a minute."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.engine.keys_refused import KeysRefused
from sync.engine.safe_file import Disk
from sync.engine.wrong_passwords import DELAYS, WrongPasswords

NOW = 1_790_000_000_000


def patience(folder: Path) -> WrongPasswords:
    """As a freshly started program has it."""
    return WrongPasswords(folder / "tries", Disk())


def wait_of(patient: WrongPasswords, now: int) -> int:
    with pytest.raises(KeysRefused) as caught:
        patient.begin(now)
    assert caught.value.code == "password_wait"
    seconds = caught.value.details["wait_seconds"]
    assert isinstance(seconds, int)
    return seconds


def test_the_delays_grow_to_a_minute_over_restarts(tmp_path: Path) -> None:
    now = NOW
    waits = []
    for _ in range(10):
        patience(tmp_path).begin(now)
        waits.append(patience(tmp_path).wait_seconds())
        now += waits[-1] * 1000
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert waits[: len(DELAYS)] == list(DELAYS)


def test_a_try_before_its_time_is_refused_and_not_counted(tmp_path: Path) -> None:
    for _ in range(2):
        patience(tmp_path).begin(NOW)
    assert wait_of(patience(tmp_path), NOW + 999) == 1
    assert patience(tmp_path).wait_seconds() == 1
    patience(tmp_path).begin(NOW + 1000)
    assert wait_of(patience(tmp_path), NOW + 1500) == 2


def test_the_right_password_forgets(tmp_path: Path) -> None:
    for _ in range(2):
        patience(tmp_path).begin(NOW)
    patience(tmp_path).forget()
    patience(tmp_path).begin(NOW)
    patience(tmp_path).begin(NOW)
    assert patience(tmp_path).wait_seconds() == 1


def test_a_clock_turned_back_waits_from_now_on(tmp_path: Path) -> None:
    for _ in range(2):
        patience(tmp_path).begin(NOW)
    earlier = NOW - 86_400_000
    assert wait_of(patience(tmp_path), earlier) == 1
    patience(tmp_path).begin(earlier + 1000)
    assert patience(tmp_path).wait_seconds() == 2


@pytest.mark.parametrize("content", [b"", b"{", b'{"count":"x"}', b'{"count":1'])
def test_a_torn_file_counts_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "tries").write_bytes(content)
    patience(tmp_path).begin(NOW)
    assert patience(tmp_path).wait_seconds() == 0


def test_a_full_disk_keeps_nobody_out_but_the_program_still_counts(tmp_path: Path) -> None:
    class FullDisk(Disk):
        def write(self, path: Path, content: bytes) -> None:
            raise OSError(28, "No space left on device")

    patient = WrongPasswords(tmp_path / "tries", FullDisk())
    patient.begin(NOW)
    patient.begin(NOW)
    assert wait_of(patient, NOW) == 1
