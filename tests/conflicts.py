"""Two people who change the same fields while both are away, at random; some of it they settle.

`conflicts(stage, seed)` on a stage of its own; afterwards every text that was typed must still be somewhere.
"""

from __future__ import annotations

import random
from contextlib import suppress
from typing import Any, Final, NamedTuple

from sync.domain.errors import Quarantined, Refused
from sync.engine.laptop import Laptop
from sync.operations.base import Operation
from sync.operations.conflicts import SettleConflict
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.operations.reports import EditProblem
from sync.operations.visits import AmendVisit
from sync.store.rows import count, select
from sync.store.tables import Conflict, Enterprise, Problem, Row, Visit
from tests.cases import reported, visit
from tests.city import act
from tests.copies import assert_same
from tests.stage import Stage
from tests.typed import lost

PEOPLE: Final = ("rep-east", "coordinator-east")
ROUNDS: Final = 10
EDITS: Final = 6  # of each laptop in one round
FIELDS: Final[tuple[tuple[type[Row], str], ...]] = (
    (Problem, "title"), (Problem, "description"), (Problem, "crux"),
    (Visit, "situation"), (Visit, "advice"), (Enterprise, "note"),
)  # fmt: skip


class Conflicting(NamedTuple):
    """What a run came to."""

    conflicts: int
    settled: int
    texts: int
    lost: tuple[str, ...]


def conflicts(stage: Stage, seed: int, rounds: int = ROUNDS) -> Conflicting:
    """One run. Raises AssertionError when the laptops do not agree with the server at the end."""
    luck, texts = random.Random(seed), list[str]()
    reported(stage)
    stage.done_by("rep-east", visit(situation="原文"))
    laptops = [stage.laptop(person) for person in PEOPLE]
    for _ in range(rounds):
        for laptop in laptops:
            for _ in range(EDITS):
                _edit(luck, laptop, texts)
            _settle(luck, laptop, texts)
        for laptop in luck.sample(laptops, len(laptops)):
            laptop.sync()
    for laptop in (*laptops, *laptops):
        laptop.sync()
    for laptop in laptops:
        assert_same(stage, laptop)
    return Conflicting(
        conflicts=stage.read(count, Conflict),
        settled=stage.read(count, Conflict) - stage.read(count, Conflict, settled_at=None),
        texts=len(texts),
        lost=tuple(lost(stage, laptops, texts)),
    )


def _edit(luck: random.Random, laptop: Laptop, texts: list[str]) -> None:
    """One field of one record gets another text, from what this laptop has before it."""
    kind, field = luck.choice(FIELDS)
    row = luck.choice(sorted(laptop.read(select, kind), key=lambda row: str(getattr(row, field))))
    text = f"文{len(texts)}。"
    with suppress(Refused, Quarantined):
        laptop.do(_operation(row, (Edit(field, getattr(row, field), text),)))
        texts.append(text)


def _operation(row: Row, edits: tuple[Edit, ...]) -> Operation:
    if isinstance(row, Problem):
        return act(EditProblem, problem_id=row.id, enterprise_id=row.enterprise_id, edits=edits)
    if isinstance(row, Visit):
        return act(AmendVisit, visit_id=row.id, enterprise_id=row.enterprise_id, edits=edits)
    return act(AmendEnterprise, enterprise_id=row.id, edits=edits)


def _settle(luck: random.Random, laptop: Laptop, texts: list[str]) -> None:
    """Now and then one of the open conflicts is settled, by any of the four ways."""
    open_ones = laptop.read(lambda connection: select(connection, Conflict, settled_at=None))
    if not open_ones or luck.random() < 0.5:
        return
    row = luck.choice(sorted(open_ones, key=lambda row: (row.field, row.offered)))
    choice, text = luck.choice(("mine", "theirs", "both", "edit")), f"文{len(texts)}。"
    written: dict[str, Any] = {"text": text} if choice in ("both", "edit") else {}
    with suppress(Refused, Quarantined):
        laptop.do(act(SettleConflict, **_place(laptop, row), conflict_id=row.id, choice=choice, **written))
        texts += [text] if written else []


def _place(laptop: Laptop, row: Conflict) -> dict[str, str]:
    """The firm of the record in conflict, and the problem if it is one."""
    if row.subject_table != Problem.table:
        return {"enterprise_id": row.aggregate_id, "problem_id": ""}
    (problem,) = laptop.read(lambda connection: select(connection, Problem, id=row.subject_id))
    return {"enterprise_id": problem.enterprise_id, "problem_id": problem.id}
