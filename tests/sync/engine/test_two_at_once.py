"""Two threads that write the same small file at the same moment: each finds it whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import trustme

from sync.engine import blobs
from sync.engine.authority import file_of, read_authority
from sync.engine.local_values import remember
from tests.stage import Stage

KEY = bytes(32)
PHOTO = b"photo" * 1000


def test_a_file_that_two_keep_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One is attached just as the same bytes come from the server."""
    folder, replace = tmp_path / "blobs", Path.replace

    def meanwhile(part: Path, final: Path) -> Any:
        monkeypatch.setattr(Path, "replace", replace)
        blobs.keep(folder, KEY, PHOTO)
        return replace(part, final)

    monkeypatch.setattr(Path, "replace", meanwhile)
    sha256 = blobs.keep(folder, KEY, PHOTO)
    assert blobs.read(folder, KEY, sha256) == PHOTO
    assert [path.name for path in folder.iterdir()] == [sha256]


def test_certificates_that_two_write_down_are_whole(
    small_stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sync and the wait for news begin together."""
    pem = tmp_path / "authority"
    trustme.CA().cert_pem.write_to_path(str(pem))
    laptop, replace = small_stage.laptop("rep-east"), Path.replace
    with laptop.database.write() as connection:
        remember(connection, read_authority(pem))

    def meanwhile(part: Path, final: Path) -> Any:
        monkeypatch.setattr(Path, "replace", replace)
        file_of(laptop.database, laptop.folder)
        return replace(part, final)

    monkeypatch.setattr(Path, "replace", meanwhile)
    path = file_of(laptop.database, laptop.folder)
    assert path is not None
    assert path.read_bytes() == pem.read_bytes()
