"""C04: what a power cut left behind once; `python -m tests.relcheck power` looks for more of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from sync.engine import blobs, opening
from sync.engine.laptop import Laptop
from sync.engine.local_values import Tokens, recall, remember
from sync.engine.opening import first_start, has_copy, keys_of
from sync.engine.safe_file import Disk
from sync.engine.session import first_sign_in
from sync.engine.transport import Declined, Transport
from sync.store.rows import select
from sync.store.tables import Device
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS


def test_c04_the_name_of_a_kept_file_is_on_the_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record that names a file is durable when it is acknowledged; a file without name is gone."""
    synced: list[tuple[Path, list[str]]] = []

    def sync_folder(_disk: Disk, folder: Path) -> None:
        synced.append((folder, sorted(path.name for path in folder.iterdir())))

    monkeypatch.setattr(Disk, "sync_folder", sync_folder)
    name = blobs.keep(tmp_path / "blobs", bytes(32), b"content")
    assert synced == [(tmp_path, ["blobs"]), (tmp_path / "blobs", [name])]


def test_c04_a_first_start_broken_off_while_it_makes_the_database_is_begun_again(
    small_stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file with tables and nobody's name in it could neither be opened nor made anew."""

    class PowerCut(BaseException):
        pass

    def cut(*_: object) -> None:
        raise PowerCut

    folder = tmp_path / "laptop"
    keys = keys_of(folder, None, CHEAP_COSTS)
    with monkeypatch.context() as patch:
        patch.setattr(opening, "remember", cut)
        with pytest.raises(PowerCut):
            first_start(folder, keys, small_stage.url, "rep-east", PASSWORD)
    assert not has_copy(keys)
    first_start(folder, keys, small_stage.url, "rep-east", PASSWORD).close()
    assert has_copy(keys)
    assert sorted(path.suffix for path in folder.iterdir()) == [".db", ".keys", ".previous"]


def test_c04_first_starts_that_broke_off_use_up_no_place(small_stage: Stage, tmp_path: Path) -> None:
    """Each of them signed a new device in; a person may have two that are in use, and no third."""
    for number, name in enumerate(("one", "another")):
        for _ in range(3):
            line = Transport(small_stage.url)
            first_sign_in(line, "rep-east", PASSWORD)
            line.close()
        small_stage.laptop("rep-east", folder=name)
        used = small_stage.read(select, Device, person_id="rep-east", revoked_at=None)
        assert sum(bool(device.last_contact_at) for device in used) == number + 1
    with pytest.raises(Declined, match="too_many_devices"):
        small_stage.laptop("rep-east", folder="third")


def test_c04_a_disk_that_lost_the_newest_tokens_needs_no_person(small_stage: Stage, tmp_path: Path) -> None:
    """The server gave the next pair, the power went before it was on the disk: the same pair comes again."""
    laptop = small_stage.laptop("rep-east")
    run_out(laptop)
    laptop.close()
    before = shutil.copytree(laptop.folder, tmp_path / "before")
    for _ in range(2):
        shutil.rmtree(laptop.folder)
        shutil.copytree(before, laptop.folder)
        laptop = small_stage.laptop("rep-east")
        laptop.sync()
        laptop.close()


def run_out(laptop: Laptop) -> None:
    """An hour later: the next sync needs other tokens."""
    with laptop.database.write() as connection:
        tokens = recall(connection, Tokens)
        assert tokens is not None
        remember(connection, msgspec.structs.replace(tokens, access="ran out"))
