"""C04: what a power cut left behind once; `python -m tests.relcheck power` looks for more of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.engine import blobs, opening
from sync.engine.opening import first_start, has_copy, keys_of
from sync.engine.safe_file import Disk
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
