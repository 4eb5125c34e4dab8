"""Damage that opening does not meet: it is noted where it is met, and the next start offers the way out."""

from __future__ import annotations

import errno
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Final

import pytest
import sqlalchemy as sa

from sync.engine import doubtful, opening
from sync.engine.doubtful import LOOKED_AT, NOTE
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE, keys_of, open_copy
from sync.engine.rescue import rescue
from sync.operations.base import new_id
from sync.store.database import ONE_PAGE, DatabaseRefused
from sync.store.rows import select
from sync.store.tables import Outbox, Visit
from tests.cases import visit
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS
from tests.sync.engine.test_rescue import flip, signed_in

LONG: Final = "情况" * 2_000


@pytest.fixture
def folder(small_stage: Stage) -> Path:
    """A closed copy; most of its pages are those of long texts, and opening needs none of them."""
    laptop = small_stage.laptop("rep-east")
    for _ in range(30):
        laptop.do(visit(situation=LONG))
    laptop.sync()
    laptop.sync()
    laptop.close()
    return laptop.folder


def reopened(folder: Path) -> Laptop:
    return open_copy(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD)


def damage_met(folder: Path) -> None:
    """A page is spoilt that opening needs not, and somebody reads what is on it."""
    file = folder / DATABASE
    whole = file.read_bytes()
    for place in range(len(whole) - ONE_PAGE, 0, -ONE_PAGE):
        file.write_bytes(whole)
        flip(file, place + 1000)
        if is_met_behind_the_first_window(folder):
            return
    raise AssertionError("opening needs every page")


def is_met_behind_the_first_window(folder: Path) -> bool:
    """Whether the copy opens, and a look at the texts is what fails."""
    try:
        laptop = reopened(folder)
    except DatabaseRefused:
        doubtful.forget(folder)
        return False
    try:
        laptop.read(lambda connection: (select(connection, Visit), select(connection, Outbox)))
    except DatabaseRefused:
        return True
    finally:
        laptop.close()
    return False


def test_c11_damage_that_was_met_is_told_at_the_next_start(folder: Path) -> None:
    damage_met(folder)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(DatabaseRefused) as no:
        reopened(folder)
    assert no.value.code == "database_unreadable"
    assert (folder / DATABASE).read_bytes() == before


def test_who_opens_it_again_all_the_same_works_on_what_can_be_read(folder: Path) -> None:
    damage_met(folder)
    with pytest.raises(DatabaseRefused):
        reopened(folder)
    reopened(folder).close()


def test_a_copy_that_is_whole_after_all_is_opened(folder: Path) -> None:
    doubtful.note(folder)
    reopened(folder).close()
    assert not (folder / NOTE).exists()


def test_without_room_for_a_look_it_is_opened_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: Path, _copy: Path) -> None:
        raise OSError(errno.ENOSPC, "no room")

    doubtful.note(folder)
    monkeypatch.setattr(doubtful, "_copy", full)
    reopened(folder).close()
    assert (folder / NOTE).exists()
    assert not list(folder.glob(f"{LOOKED_AT}*"))


def test_what_a_look_left_that_was_broken_off_goes_with_the_next(folder: Path) -> None:
    left = folder / f"{LOOKED_AT}killed"
    left.mkdir()
    (left / DATABASE).write_bytes(b"a copy, as large as the database")
    doubtful.note(folder)
    reopened(folder).close()
    assert not left.exists()


def test_after_a_rescue_nothing_is_doubtful(small_stage: Stage, folder: Path) -> None:
    damage_met(folder)
    done = rescue(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD, folder / "out")
    assert done.next == "sign-in"
    assert not (folder / NOTE).exists()
    signed_in(folder, small_stage).close()


def lost(first: int, last: int) -> Callable[[Path], FileIO]:
    """Files whose bytes of this stretch the disk does not give any more."""

    class Failing(FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            begin = self.tell()
            content = super().read(size) or b""
            if begin <= last and begin + len(content) > first:
                raise OSError(errno.EIO, "the disk does not give it")
            return content

    return Failing


def test_a_disk_that_does_not_give_a_page_is_damage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_arguments: object) -> None:
        raise sa.exc.OperationalError("", None, Exception("disk I/O error"))

    monkeypatch.setattr(opening, "open_sqlite", failing)
    with pytest.raises(sa.exc.OperationalError):
        reopened(folder)
    monkeypatch.setattr(doubtful, "FileIO", lost(2000, 3000))
    with pytest.raises(DatabaseRefused) as no:
        reopened(folder)
    assert no.value.code == "database_unreadable"


def test_what_the_disk_still_gives_is_rescued(
    small_stage: Stage, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = reopened(folder)
    made = laptop.do(visit(situation=LONG))
    laptop.close()
    size = (folder / DATABASE).stat().st_size
    with monkeypatch.context() as patch:
        patch.setattr(doubtful, "FileIO", lost(size // 2, size // 2 + 5 * ONE_PAGE))
        done = rescue(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD, folder / "out")
    assert (done.operations, done.next) == (1, "sign-in")
    laptop = signed_in(folder, small_stage)
    laptop.sync()
    assert new_id(made.op_id, 0) in {row.id for row in small_stage.read(select, Visit)}
    laptop.close()
