"""Firms that go from one person to another and back while both write, are away and come back, at random.

`reassign(stage, seed)` on a stage of its own; afterwards every text that was typed must still be somewhere,
and each laptop hold exactly what its person may see.
"""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any, Final, NamedTuple, TypeVar

import time_machine

from sync.domain import clock
from sync.domain.errors import Quarantined, Refused
from sync.engine import outbox
from sync.engine.laptop import Laptop
from sync.engine.transport import Away
from sync.operations.base import Operation
from sync.operations.edits import Edit
from sync.operations.hand_over import HandOver
from sync.operations.reports import EditProblem
from sync.operations.visits import AmendVisit
from sync.server.scope import held_now
from sync.store.rows import count, select, store
from sync.store.tables import Assignment, Audit, Draft, Enterprise, History, Outbox, Problem, Visit
from tests.bad_line import cut, spoiled
from tests.cases import report, today, visit
from tests.city import act
from tests.copies import assert_same
from tests.stage import Stage
from tests.typed import lost

T = TypeVar("T")
PEOPLE: Final = ("rep-east", "rep-spare")
STEPS: Final = 60
LONGEST: Final = 4 * 3600  # seconds between two steps


class Reassigned(NamedTuple):
    """What a run came to. `moves`: firms that went over; `late`: late work taken; `kept`: work not taken;
    `wronged`: written in scope, by the server's own placements at that moment, and kept out all the same."""

    moves: int
    texts: int
    late: int
    kept: int
    evictions: int
    lost: tuple[str, ...]
    wronged: tuple[str, ...]


def reassign(stage: Stage, seed: int, steps: int = STEPS) -> Reassigned:
    """One run. Raises AssertionError when a laptop holds at the end what it should not, or not all."""
    with time_machine.travel(clock.now() / 1000 + 1, tick=False) as now:
        run = _Run(stage, random.Random(seed))
        for _ in range(steps):
            now.shift(run.luck.randrange(1, LONGEST))
            run.step()
        return run.end(now)


def stopped(connection: Any) -> list[Outbox]:
    """Work that the server keeps without having taken it."""
    return select(connection, Outbox, state=list(outbox.STOPPED))


class _Run:
    def __init__(self, stage: Stage, luck: random.Random) -> None:
        self.stage, self.luck = stage, luck
        self.laptops = {person: stage.laptop(person) for person in PEOPLE}
        self.texts: list[str] = []
        self.in_scope: dict[str, str] = {}  # operation → its text
        self.moves = 0

    def step(self) -> None:
        """Somebody writes, a firm goes over, or a laptop comes back, in that frequency."""
        self.luck.choices((self.write, self.move, self.sync), (6, 2, 2))[0]()

    def write(self) -> None:
        """On a firm that this laptop believes to have; what its own rules refuse was never kept."""
        laptop = self.laptops[self.luck.choice(PEOPLE)]
        make = self.luck.choice((self.log, self.amend, self.tell, self.edit, self.begin))
        text = f"文{len(self.texts)}。"
        with suppress(Refused, Quarantined):
            operation = make(laptop, text)
            if operation is not None:
                laptop.do(operation)
                self.texts.append(text)
                self.note_scope(laptop, operation, text)

    def note_scope(self, laptop: Laptop, operation: Operation, text: str) -> None:
        """Whether the person holds what the work is on, at the server, at the moment of writing."""
        needed = set(operation.needs())
        if needed <= self.stage.read(held_now, laptop.identity.person_id, needed):
            self.in_scope[operation.op_id] = text

    def log(self, laptop: Laptop, text: str) -> Operation | None:
        firm = self.some(laptop.read(select, Enterprise))
        return visit(firm.id, situation=text) if firm else None

    def tell(self, laptop: Laptop, text: str) -> Operation | None:
        firm = self.some(laptop.read(select, Enterprise))
        return report(firm.id, title=text) if firm else None

    def amend(self, laptop: Laptop, text: str) -> Operation | None:
        row = self.some(laptop.read(select, Visit), "situation")
        edits = (Edit("situation", row.situation, text),) if row else ()
        return act(AmendVisit, enterprise_id=row.enterprise_id, visit_id=row.id, edits=edits) if row else None

    def edit(self, laptop: Laptop, text: str) -> Operation | None:
        row = self.some(laptop.read(select, Problem), "title")
        edits = (Edit("title", row.title, text),) if row else ()
        return (
            act(EditProblem, problem_id=row.id, enterprise_id=row.enterprise_id, edits=edits) if row else None
        )

    def begin(self, laptop: Laptop, text: str) -> None:
        """A draft, which nobody has sent yet."""
        row = Draft(
            id=text, form="visit", subject_id="firm-east", title="", values=text, updated_at=clock.now()
        )
        with laptop.database.write() as connection:
            store(connection, [row])
        self.texts.append(text)

    def move(self) -> None:
        """All or some of what one person serves goes to the other, in one act at the centre."""
        start, to = self.luck.sample(PEOPLE, 2)
        rows = self.stage.read(select, Assignment, person_id=start, until=None)
        if not rows:
            return
        served = sorted({row.enterprise_id for row in rows})
        firms = tuple(sorted(self.luck.sample(served, self.luck.randint(1, len(served)))))
        names = {"from_person_id": start, "to_person_id": to, "directory_id": "city"}
        self.stage.do(act(HandOver, **names, enterprise_ids=firms, on=today(), reason="轮岗"))
        self.moves += len(firms)

    def sync(self) -> None:
        """A laptop comes back; now and then the line breaks in the middle of a reply."""
        laptop = self.laptops[self.luck.choice(PEOPLE)]
        if self.luck.random() < 0.7:
            laptop.sync()
            return
        with suppress(Away), spoiled(self.luck.randrange(3), cut(self.luck.randrange(400))):
            laptop.sync()

    def some(self, rows: list[T], name: str = "id") -> T | None:
        """By their texts in order: ids are not the same in a second run of the seed."""
        return self.luck.choice(sorted(rows, key=lambda row: str(getattr(row, name)))) if rows else None

    def end(self, now: time_machine.Traveller) -> Reassigned:
        """Everybody comes back, twice; nothing waits but what was stopped, and what stands behind it."""
        for _ in range(2):
            now.shift(60)
            for laptop in self.laptops.values():
                laptop.sync()
        wronged = [
            self.in_scope[entry.op_id]
            for laptop in self.laptops.values()
            for entry in laptop.read(stopped)
            if entry.code == "out_of_scope" and entry.op_id in self.in_scope
        ]
        gone = lost(self.stage, self.laptops.values(), self.texts)
        kept = sum(len(laptop.read(stopped)) for laptop in self.laptops.values())
        for laptop in self.laptops.values():
            for entry in laptop.read(stopped):
                laptop.discard(entry.op_id)
            laptop.sync()
        gone += lost(self.stage, self.laptops.values(), self.texts)
        for laptop in self.laptops.values():
            assert_same(self.stage, laptop)
        return Reassigned(
            moves=self.moves,
            texts=len(self.texts),
            late=self.stage.read(count, History, late=True),
            kept=kept,
            evictions=self.stage.read(count, Audit, action="evicted"),
            lost=tuple(gone),
            wronged=tuple(wronged),
        )
