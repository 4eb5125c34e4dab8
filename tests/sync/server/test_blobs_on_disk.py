"""What an author was told is at the server is there after a power failure: its name too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from sync.server import blobs
from sync.store.rows import select
from sync.store.tables import Attachment
from tests.stage import Stage


def test_a_whole_files_name_is_on_the_disk_before_it_is_told(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.attach("图.png", b"photo" * 100, enterprise_id="firm-east", subject_id="firm-east")
    done: list[str] = []
    replace, fsync = Path.replace, os.fsync

    def replaced(part: Path, final: Path) -> Any:
        if final.parent == small_stage.centre.blobs:
            done.append("named")
        return replace(part, final)

    def flushed(handle: int) -> None:
        fsync(handle)
        if Path(f"/proc/self/fd/{handle}").resolve() == small_stage.centre.blobs.resolve():
            done.append("flushed")

    monkeypatch.setattr(Path, "replace", replaced)
    monkeypatch.setattr(os, "fsync", flushed)
    laptop.sync()
    assert done == ["named", "flushed"]
    (row,) = small_stage.read(select, Attachment)
    assert small_stage.read(blobs.state, small_stage.centre.blobs, row.author_id, row.sha256).complete
