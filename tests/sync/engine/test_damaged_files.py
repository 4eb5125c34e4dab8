"""A file's sealed bytes are damaged on this laptop's disk: who has them puts them there anew."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from sync.engine.laptop import Laptop
from sync.engine.sealed import Damaged
from sync.engine.transport import Away
from sync.store.rows import select
from sync.store.tables import Attachment, LocalBlob, StoredBlob
from tests.stage import Stage

CONTENT = random.Random(5).randbytes(5000)


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def attached(laptop: Laptop) -> Path:
    """A file at firm-east; where its sealed bytes lie."""
    laptop.attach("图.png", CONTENT, enterprise_id="firm-east", subject_id="firm-east")
    (sealed,) = (laptop.folder / "blobs").iterdir()
    return sealed


def damage(sealed: Path) -> None:
    whole = bytearray(sealed.read_bytes())
    whole[len(whole) // 2] ^= 1
    sealed.write_bytes(whole)


def test_chosen_again_it_goes_to_the_server(small_stage: Stage, laptop: Laptop) -> None:
    """Whoever is told that a file is damaged attaches it once more, from where it came."""
    damage(attached(laptop))
    laptop.sync()
    assert [row.state for row in laptop.read(select, LocalBlob)] == ["upload"]
    assert laptop.kept(laptop.keep(CONTENT)) == CONTENT
    laptop.sync()
    assert [row.size for row in small_stage.read(select, StoredBlob, complete=True)] == [len(CONTENT)]
    assert [row.state for row in laptop.read(select, LocalBlob)] == ["kept"]


def test_what_the_server_has_is_fetched_again(small_stage: Stage, laptop: Laptop) -> None:
    sealed = attached(laptop)
    laptop.sync()
    (row,) = laptop.read(select, Attachment)
    damage(sealed)
    assert laptop.bytes_of(row.id) == CONTENT
    with small_stage.away():
        assert laptop.bytes_of(row.id) == CONTENT


def test_without_a_line_it_stays_as_it_is(small_stage: Stage, laptop: Laptop) -> None:
    """A part of it may still be read one day."""
    sealed = attached(laptop)
    laptop.sync()
    (row,) = laptop.read(select, Attachment)
    damage(sealed)
    before = sealed.read_bytes()
    with small_stage.away(), pytest.raises(Away):
        laptop.bytes_of(row.id)
    assert sealed.read_bytes() == before
    with pytest.raises(Damaged):
        laptop.kept(row.sha256)
