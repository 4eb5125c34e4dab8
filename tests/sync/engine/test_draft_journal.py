"""What is being typed is kept a second time: whatever becomes of the database, the last sentence is there."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest

from sync.domain import clock
from sync.engine import draft_journal, drafts
from sync.engine.draft_journal import DraftJournal
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE
from sync.engine.sealed_lines import SealedLines
from sync.store.rows import select
from sync.store.tables import Draft, Outbox
from tests.cases import draft, visit
from tests.stage import Stage
from tests.sync.engine.test_journal import with_older_database

NOON = 1_790_000_000_000


@pytest.fixture
def laptop(small_stage: Stage) -> Laptop:
    return small_stage.laptop("rep-east")


def texts(laptop: Laptop) -> list[str]:
    """What stands in the drafts."""
    return sorted(drafts.values_of(row)["situation"] for row in laptop.read(select, Draft))


def size(laptop: Laptop) -> int:
    """Bytes of the file."""
    return (laptop.folder / draft_journal.NAME).stat().st_size


def test_what_an_older_database_lacks_is_there_again(small_stage: Stage, laptop: Laptop) -> None:
    def type_on(one: Laptop) -> None:
        one.keep_draft(draft("半", at=NOON))
        one.keep_draft(draft("半句话", at=NOON + 1))
        one.keep_draft(draft("另一份", "e", at=NOON))

    laptop = with_older_database(small_stage, laptop, type_on)
    assert texts(laptop) == ["半句话", "另一份"]


def test_commits_that_vanish_with_a_damaged_wal_take_no_sentence_along(
    small_stage: Stage, laptop: Laptop
) -> None:
    laptop.keep_draft(draft("甲", at=NOON))
    laptop.keep_draft(draft("甲乙", at=NOON + 1))
    wal = laptop.folder / f"{DATABASE}-wal"
    kept = wal.read_bytes()
    laptop.close()
    wal.write_bytes(b"\0" * len(kept))
    assert texts(small_stage.laptop("rep-east")) == ["甲乙"]


@pytest.mark.parametrize("end", [lambda one: one.drop_draft("d"), lambda one: one.do(visit(), draft_id="d")])
def test_what_was_sent_or_thrown_away_stays_gone(
    small_stage: Stage, laptop: Laptop, end: Callable[[Laptop], object]
) -> None:
    laptop.keep_draft(draft("半句话"))
    laptop.keep_draft(draft("另一份", "e"))

    laptop = with_older_database(small_stage, laptop, end)
    assert texts(laptop) == ["半句话", "另一份"]  # the older database has it, and nobody takes a text away
    end(laptop)
    laptop.close()
    assert texts(small_stage.laptop("rep-east")) == ["另一份"]


def test_a_draft_that_was_sent_does_not_come_back_by_its_line(small_stage: Stage, laptop: Laptop) -> None:
    """Killed before the file said that it is gone."""
    op = visit()
    laptop.keep_draft(draft("写完了", op.op_id))
    line = (laptop.folder / draft_journal.NAME).read_bytes()
    laptop.do(op)
    laptop.close()
    (laptop.folder / draft_journal.NAME).write_bytes(line)
    laptop = small_stage.laptop("rep-east")
    assert texts(laptop) == []
    assert [entry.op_id for entry in laptop.read(select, Outbox)] == [op.op_id]


def test_an_emptied_file_that_a_power_failure_brings_back_has_no_draft(
    small_stage: Stage, laptop: Laptop
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SealedLines, "keep_only", lambda _self, _lines: None)
        laptop.keep_draft(draft("写完了"))
        laptop.do(visit(), draft_id="d")
    laptop.close()
    assert size(laptop) > 0
    assert texts(small_stage.laptop("rep-east")) == []


def test_a_newer_text_is_never_replaced_by_an_older_line(small_stage: Stage, laptop: Laptop) -> None:
    laptop.keep_draft(draft("旧", at=NOON))
    line = (laptop.folder / draft_journal.NAME).read_bytes()
    laptop.keep_draft(draft("新", at=NOON + 1))
    laptop.close()
    (laptop.folder / draft_journal.NAME).write_bytes(line)
    assert texts(small_stage.laptop("rep-east")) == ["新"]


def test_a_damaged_line_spoils_nothing_else(laptop: Laptop) -> None:
    for number in range(3):
        laptop.keep_draft(draft(str(number), str(number)))
    path = laptop.folder / draft_journal.NAME
    lines = [line for line in path.read_bytes().split(b"\n") if line]
    path.write_bytes(b"\n".join([lines[0], lines[1][:-9], lines[2]]))
    assert list(DraftJournal(laptop.folder, laptop.data_key).read()) == ["0", "2"]


def test_it_is_empty_when_nothing_is_being_typed(laptop: Laptop) -> None:
    laptop.keep_draft(draft("一"))
    laptop.keep_draft(draft("二", "e"))
    laptop.drop_draft("d")
    assert size(laptop) > 0
    laptop.drop_draft("e")
    assert size(laptop) == 0


def test_a_day_of_typing_does_not_make_it_large(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_journal, "MOST_OLD", 20_000)
    laptop.keep_draft(draft("还在", "e", at=NOON))
    for second in range(60):
        laptop.keep_draft(draft("长" * 500, at=NOON + second))
        assert size(laptop) < 30_000
    assert DraftJournal(laptop.folder, laptop.data_key).read().keys() == {"d", "e"}


def test_it_says_nothing_to_whoever_has_no_key(laptop: Laptop) -> None:
    laptop.keep_draft(draft("井下透水"))
    path = laptop.folder / draft_journal.NAME
    assert "井下透水".encode() not in path.read_bytes()
    assert DraftJournal(laptop.folder, b"0" * 32).read() == {}
    assert path.stat().st_mode & 0o077 == 0


def test_a_copy_without_the_file_opens(small_stage: Stage, laptop: Laptop) -> None:
    laptop.keep_draft(draft("一"))
    laptop.close()
    shutil.move(laptop.folder / draft_journal.NAME, laptop.folder.parent / "elsewhere")
    assert texts(small_stage.laptop("rep-east")) == ["一"]


def test_what_was_typed_after_a_clock_was_set_back_is_the_newest(small_stage: Stage, laptop: Laptop) -> None:
    laptop.keep_draft(draft("半", at=NOON + clock.HOUR))
    laptop = with_older_database(small_stage, laptop, lambda one: one.keep_draft(draft("半句话", at=NOON)))
    assert texts(laptop) == ["半句话"]
    laptop.close()
    assert texts(small_stage.laptop("rep-east")) == ["半句话"]
