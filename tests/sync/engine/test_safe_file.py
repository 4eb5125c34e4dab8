"""A small file is the old or the new one after any kill."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from sync.engine.safe_file import RETRY_SECONDS, Disk, put
from tests.sync.engine.key_parts import MOMENTS, Killed, KillingDisk


def nothing_to_check(_content: bytes) -> None:
    """Any content will do."""


class HeldDisk(Disk):
    """A scanner holds the target for the first `times` renames."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.waited: list[float] = []

    def replace(self, new: Path, path: Path) -> None:
        if len(self.waited) < self.times:
            raise PermissionError(13, "held by another process")
        super().replace(new, path)

    def pause(self, seconds: float) -> None:
        self.waited.append(seconds)


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    put(Disk(), path, b"new", nothing_to_check)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o600)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]


def test_killed_anywhere_it_is_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "a"
    seen = set()
    for moment in MOMENTS:
        for at in range(10):
            path.write_bytes(b"old")
            disk = KillingDisk(at, moment)
            try:
                put(disk, path, b"new", nothing_to_check)
            except Killed:
                seen.add(path.read_bytes())
            else:
                assert path.read_bytes() == b"new"
            assert path.read_bytes() in (b"old", b"new")
    assert seen == {b"old", b"new"}


def test_a_failed_check_leaves_the_old(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def check(content: bytes) -> None:
        assert content == b"new"
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        put(Disk(), path, b"new", check)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("times", [1, len(RETRY_SECONDS)])
def test_a_held_file_is_tried_again(tmp_path: Path, times: int) -> None:
    disk = HeldDisk(times)
    put(disk, tmp_path / "a", b"new", nothing_to_check)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert disk.waited == list(RETRY_SECONDS[:times])


def test_a_file_held_for_long_is_given_up_after_two_seconds(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    disk = HeldDisk(99)
    with pytest.raises(PermissionError):
        put(disk, tmp_path / "a", b"new", nothing_to_check)
    assert (tmp_path / "a").read_bytes() == b"old"
    assert sum(disk.waited) == pytest.approx(2.0)


def test_of_what_a_full_disk_took_nothing_is_left(tmp_path: Path) -> None:
    """An export is readable text: no part of it stays where nobody looks for it."""

    class FullDisk(Disk):
        def write(self, path: Path, content: bytes) -> None:
            super().write(path, content[:1])
            raise OSError(errno.ENOSPC, "no room")

    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(OSError, match="no room"):
        put(FullDisk(), tmp_path / "a", b"new", nothing_to_check)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}
