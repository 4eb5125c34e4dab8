"""The key file: torn at any byte it costs nothing, and a newer one is never overwritten."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from sync.engine import keyfile
from sync.engine.key_slots import PasswordSlot
from sync.engine.keyfile import KeyFile, TwoGenerations
from sync.engine.keys_refused import KeysRefused
from sync.engine.safe_file import Disk
from sync.engine.sealed import Damaged
from tests.sync.engine.key_parts import CHEAP, keys_in

NOW = 1_790_000_000_000


def one_file(generation: int) -> KeyFile:
    slot = PasswordSlot("password", b"salt", CHEAP, b"", b"sealed")
    return KeyFile(profile_id="p", generation=generation, key_check=b"check", daily=slot)


def code_of(file: TwoGenerations) -> str:
    with pytest.raises(KeysRefused) as caught:
        file.newest()
    return caught.value.code


@pytest.fixture
def file(tmp_path: Path) -> TwoGenerations:
    return TwoGenerations(tmp_path / "current", tmp_path / "previous", Disk())


def test_the_file_is_readable_json_for_its_owner(tmp_path: Path, file: TwoGenerations) -> None:
    file.store(one_file(1), keyfile.trusted)
    words = json.loads((tmp_path / "current").read_text())
    assert words["version"] == 1
    assert words["keys"]["daily"]["cost"] == {"memory_kib": 8, "passes": 1, "lanes": 1}
    assert {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {
        "current": 0o600,
        "previous": 0o600,
    }


def test_no_file_is_not_a_damaged_file(file: TwoGenerations) -> None:
    assert file.newest() is None


def test_the_higher_generation_counts_wherever_it_lies(tmp_path: Path, file: TwoGenerations) -> None:
    (tmp_path / "current").write_bytes(keyfile.encoded(one_file(1)))
    (tmp_path / "previous").write_bytes(keyfile.encoded(one_file(2)))
    assert file.newest() == one_file(2)


@pytest.mark.parametrize("torn", ["current", "previous"])
def test_torn_at_each_byte_the_other_generation_opens(tmp_path: Path, torn: str) -> None:
    data_key = keys_in(tmp_path, None).create("口令")
    path = tmp_path / ("local.keys" if torn == "current" else "local.keys.previous")
    whole = path.read_bytes()
    assert len(whole) > 300
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert keys_in(tmp_path, None).unlock("口令", NOW) == data_key
        assert path.read_bytes() == whole, "healed by the unlock"


def test_changed_at_each_byte_the_other_generation_opens(tmp_path: Path) -> None:
    data_key = keys_in(tmp_path, None).create("口令")
    path = tmp_path / "local.keys"
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 2]) + whole[at + 1 :])
        assert keys_in(tmp_path, None).unlock("口令", NOW) == data_key
        assert path.read_bytes() == whole, "healed by the unlock"


def test_c20_a_byte_that_is_no_letter_any_more_is_torn_too(tmp_path: Path) -> None:
    """The highest bit of any byte: the file is no UTF-8 then. The count of tries lies beside it."""
    data_key = keys_in(tmp_path, None).create("口令")
    path, tries = tmp_path / "local.keys", tmp_path / "local.keys.tries"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x80]) + whole[place + 1 :])
        tries.write_bytes(b'{"count":0,"newest":"\xb2"}')
        assert keys_in(tmp_path, None).unlock("口令", NOW) == data_key


def test_both_torn_at_each_byte_is_refused_and_left_alone(tmp_path: Path) -> None:
    keys_in(tmp_path, None).create("口令")
    paths = [tmp_path / "local.keys", tmp_path / "local.keys.previous"]
    whole = paths[0].read_bytes()
    for length in range(len(whole)):
        for path in paths:
            path.write_bytes(whole[:length])
        keys = keys_in(tmp_path, None)
        with pytest.raises(KeysRefused, match="key_file_damaged"):
            keys.unlock("口令", NOW)
        with pytest.raises(KeysRefused, match="key_file_damaged"):
            keys.create("口令")
        assert {path.read_bytes() for path in paths} == {whole[:length]}


def test_a_newer_programs_file_is_not_taken_for_a_torn_one(tmp_path: Path, file: TwoGenerations) -> None:
    file.store(one_file(1), keyfile.trusted)
    words = b'{"of":"a later release"}'
    digest = hashlib.sha256(b"2\n" + words).hexdigest().encode()
    (tmp_path / "current").write_bytes(b'{"version":2,"digest":"%s","keys":%s}' % (digest, words))
    assert code_of(file) == "key_file_too_new"


def test_an_unreadable_file_counts_as_torn(tmp_path: Path, file: TwoGenerations) -> None:
    file.store(one_file(1), keyfile.trusted)
    (tmp_path / "current").unlink()
    (tmp_path / "current").mkdir()
    assert file.newest() == one_file(1)


def test_a_file_that_does_not_open_does_not_replace_one_that_does(
    tmp_path: Path, file: TwoGenerations
) -> None:
    file.store(one_file(1), keyfile.trusted)

    def does_not_open(_keys: KeyFile) -> None:
        raise Damaged("changed")

    with pytest.raises(KeysRefused) as caught:
        file.change(one_file(1), does_not_open)
    assert caught.value.code == "key_file_not_written"
    assert file.newest() == one_file(1)


class LyingDisk(Disk):
    """Keeps other bytes than it was given."""

    def write(self, path: Path, content: bytes) -> None:
        super().write(path, content[:-5] + b"xxxxx")


class FullDisk(Disk):
    """Takes `room` new files, then no more."""

    def __init__(self, room: int) -> None:
        self.room = room

    def write(self, path: Path, content: bytes) -> None:
        if self.room == 0:
            raise OSError(28, "No space left on device")
        self.room -= 1
        super().write(path, content)


@pytest.mark.parametrize("disk", [LyingDisk(), FullDisk(0)])
def test_what_is_not_read_back_does_not_count(tmp_path: Path, file: TwoGenerations, disk: Disk) -> None:
    file.store(one_file(1), keyfile.trusted)
    bad = TwoGenerations(tmp_path / "current", tmp_path / "previous", disk)
    with pytest.raises(KeysRefused) as caught:
        bad.change(one_file(1), keyfile.trusted)
    assert caught.value.code == "key_file_not_written"
    assert file.newest() == one_file(1)


def test_when_only_the_second_copy_fails_the_change_is_made(tmp_path: Path, file: TwoGenerations) -> None:
    file.store(one_file(1), keyfile.trusted)
    full = TwoGenerations(tmp_path / "current", tmp_path / "previous", FullDisk(1))
    full.change(one_file(1), keyfile.trusted)
    assert file.newest() == one_file(2)
    file.heal(one_file(2))
    assert (tmp_path / "previous").read_bytes() == keyfile.encoded(one_file(2))
