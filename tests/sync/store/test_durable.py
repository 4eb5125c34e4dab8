"""Small files are whole or not there, also when the machine stops half way."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sync.store.durable import write_new


def test_a_file_that_could_not_be_finished_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_handle: int) -> None:
        raise OSError(5, "the disk failed")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails)
        with pytest.raises(OSError, match="the disk failed"):
            write_new(tmp_path / "signing.key", b"secret")
    assert list(tmp_path.iterdir()) == []
    write_new(tmp_path / "signing.key", b"secret")
    assert (tmp_path / "signing.key").read_bytes() == b"secret"
    assert stat.S_IMODE((tmp_path / "signing.key").stat().st_mode) == 0o600


def test_one_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "signing.key").write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "signing.key", b"other")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]
