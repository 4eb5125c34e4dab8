"""A journal that could not be taken up when the copy was opened keeps what it has, until it can be."""

from __future__ import annotations

import errno
import shutil
from contextlib import suppress

import pytest
import sqlalchemy as sa

from sync.engine import drafts, opening, sealed_lines, taking_back
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE
from sync.store.rows import select
from sync.store.tables import Visit
from tests.cases import draft, visit
from tests.no_override import as_anybody, only_readable
from tests.stage import Stage


@pytest.fixture
def older(small_stage: Stage) -> Laptop:
    """A closed copy whose database is from before its last visit and its draft."""
    laptop = small_stage.laptop("rep-east")
    laptop.close()
    file = laptop.folder / DATABASE
    shutil.copy(file, laptop.folder / "older")
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit(situation="lost"))
    laptop.keep_draft(draft("半句话"))
    laptop.close()
    (laptop.folder / "older").replace(file)
    return laptop


def full(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, "no room")


def texts(laptop: Laptop) -> list[str]:
    return [drafts.values_of(row)["situation"] for row in laptop.read(drafts.all_drafts)]


def test_c05_a_copy_opens_on_a_full_disk_though_something_is_being_typed(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.keep_draft(draft("半句话"))
    laptop.close()
    with monkeypatch.context() as patch:
        patch.setattr(sealed_lines, "put", full)
        laptop = small_stage.laptop("rep-east")
        assert texts(laptop) == ["半句话"]
        with pytest.raises(OSError, match="no room"):
            laptop.keep_draft(draft("半句话，更多"))
    laptop.keep_draft(draft("半句话，更多"))
    assert texts(laptop) == ["半句话，更多"]


def test_c05_a_disk_without_room_to_open_anything_is_called_full(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_arguments: object) -> None:
        raise sa.exc.OperationalError("", None, Exception("disk I/O error"))

    small_stage.laptop("rep-east").close()
    monkeypatch.setattr(opening, "open_sqlite", no_room)
    with pytest.raises(sa.exc.OperationalError):
        small_stage.laptop("rep-east")
    monkeypatch.setattr(opening, "LEAST_ROOM", 2**62)
    with pytest.raises(OSError, match="No space left") as no:
        small_stage.laptop("rep-east")
    assert no.value.errno == errno.ENOSPC


def test_what_could_not_be_taken_up_comes_with_the_next_save(
    small_stage: Stage, older: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(taking_back, "put_back", full)
        laptop = small_stage.laptop("rep-east")
        assert (laptop.read(select, Visit), texts(laptop)) == ([], [])
    laptop.keep_draft(draft("另一份", "e"))
    assert sorted(texts(laptop)) == ["半句话", "另一份"]
    laptop.sync()
    assert [row.situation for row in small_stage.read(select, Visit)] == ["lost"]


def test_files_that_could_only_be_read_at_first_lose_nothing_with_a_sync(
    small_stage: Stage, older: Laptop
) -> None:
    with only_readable(older.folder, files_only=True):
        laptop = small_stage.laptop("rep-east")
    with as_anybody():
        for _ in range(3):  # one may still meet what could only be read; one with nothing to send tidies up
            with suppress(sa.exc.OperationalError):
                laptop.sync()
        assert texts(laptop) == ["半句话"]
    assert [row.situation for row in small_stage.read(select, Visit)] == ["lost"]
