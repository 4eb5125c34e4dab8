"""A file is fetched whole or not at all: the record can be used without it, and it is there the next time."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from sync.engine.laptop import Laptop
from sync.engine.transport import Away
from sync.store.rows import select
from sync.store.tables import Attachment
from tests.bad_line import cut, spoiled
from tests.stage import Stage

CONTENT = random.Random(22).randbytes(5 * 512 * 1024)  # three pieces
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def colleague(small_stage: Stage) -> Laptop:
    """Somebody who has the record of a file, and not the file."""
    author = small_stage.laptop("rep-east")
    author.attach("图.png", CONTENT, enterprise_id="firm-east", subject_id="firm-east")
    author.sync()
    return small_stage.laptop("coordinator-east")


def fetched(laptop: Laptop) -> bytes:
    [row] = laptop.read(select, Attachment)
    return laptop.bytes_of(row.id)


def kept(laptop: Laptop) -> list[Path]:
    return list(laptop.folder.glob("blobs/*"))


@pytest.mark.parametrize("piece", [0, 1, 2])
def test_w22_broken_at_each_piece_nothing_is_kept_and_the_next_try_has_it(
    colleague: Laptop, piece: int
) -> None:
    with spoiled(piece, cut(5_000)), pytest.raises(Away):
        fetched(colleague)
    assert kept(colleague) == []
    assert colleague.sync().complete
    assert fetched(colleague) == CONTENT
    assert [path.name for path in kept(colleague)] == [SHA256]


def test_w22_other_bytes_than_its_name_says_are_thrown_away_and_fetched_anew(
    small_stage: Stage, colleague: Laptop
) -> None:
    at_the_centre = small_stage.centre.blobs / SHA256
    at_the_centre.write_bytes(CONTENT[:-1] + bytes([CONTENT[-1] ^ 1]))
    with pytest.raises(Away) as away:
        fetched(colleague)
    assert away.value.code == "damaged_reply"
    assert kept(colleague) == []
    at_the_centre.write_bytes(CONTENT)
    assert fetched(colleague) == CONTENT
