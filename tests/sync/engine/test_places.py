"""Files at a place that a person chose: whole or not at all, and what hinders is said of that place."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sync.engine.places import PlaceRefused, read_in, write_out, written


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "out.zqt"
    write_out(file, b"old")
    write_out(file, b"new")
    assert read_in(file) == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(("number", "code"), [(errno.ENOSPC, "place_full"), (errno.EIO, "place_unwritable")])
def test_what_was_there_stays_when_the_place_does_not_take_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, "no")

    file = tmp_path / "out.zqt"
    write_out(file, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(PlaceRefused, match=code):
            write_out(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_place_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(PlaceRefused, match="place_unwritable"):
        write_out(tmp_path / "gone" / "out.zqt", b"new")
    for nothing in (tmp_path / "out.zqt", tmp_path):
        with pytest.raises(PlaceRefused, match="file_unreadable"):
            read_in(nothing)


def test_a_file_that_is_there_is_not_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    file.write_bytes(b"mine")
    with pytest.raises(FileExistsError), written(file):
        file.open("xb")
    assert file.read_bytes() == b"mine"
