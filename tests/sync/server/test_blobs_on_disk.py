"""What an author was told is at the server is there after a power failure: its name too."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from sync.operations.attachments import AttachFile
from sync.server import blobs
from sync.store.rows import select
from sync.store.tables import Attachment
from tests.city import act
from tests.sender import Sender
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


def test_a_piece_has_at_most_1_mib(small_stage: Stage) -> None:
    """The record is nobody else's while it is written: so long, and no longer."""
    content = bytes(blobs.LARGEST_PIECE) + b"photo"
    named = hashlib.sha256(content).hexdigest()
    file = {
        "enterprise_id": "firm-east",
        "subject_id": "firm-east",
        "name": "图.png",
        "media_type": "image/png",
    }
    small_stage.done_by("rep-east", act(AttachFile, **file, sha256=named, size=len(content)))
    with Sender(small_stage.url, "rep-east") as rep:
        whole = rep.ask("PATCH", f"/v1/blobs/{named}?offset=0", content)
        assert (whole.status_code, whole.json()["code"]) == (404, "too_large")
        assert rep.ask("GET", f"/v1/blobs/{named}/state").json() == {"received": 0, "complete": False}
        first = rep.ask("PATCH", f"/v1/blobs/{named}?offset=0", content[: blobs.LARGEST_PIECE])
        assert first.json() == {"received": blobs.LARGEST_PIECE, "complete": False}
        rest = rep.ask("PATCH", f"/v1/blobs/{named}?offset={blobs.LARGEST_PIECE}", b"photo")
        assert rest.json()["complete"]
