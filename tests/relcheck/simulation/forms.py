"""Forms in a run: what is typed is a draft first; it is gone on with, sent, or thrown away, and what was sent
and is undone is a draft again, under the id that it had."""

from __future__ import annotations

from typing import Final

import msgspec
import sqlalchemy as sa

from sync.domain.errors import Quarantined, Refused
from sync.engine import outbox
from sync.engine.laptop import Laptop
from sync.operations.base import Operation, new_id
from sync.operations.kinds import OPERATIONS
from sync.operations.visits import LogVisit
from sync.store.rows import select
from sync.store.tables import Draft, Outbox
from tests.relcheck.simulation.acts import Hand, acts_of, file_beside
from tests.relcheck.simulation.device import Device
from tests.relcheck.simulation.ledger import WORD
from tests.relcheck.simulation.outboxes import unsent
from tests.relcheck.simulation.world import World

WITH_FILE: Final = 0.3  # of visits
# Steps on a problem come back under another id.
SAME_ID: Final = ("log_visit", "report_problem", "amend_visit", "amend_enterprise", "edit_problem")
Texts = dict[str, tuple[str | None, ...]]


class Forms:
    """What is typed on one laptop, which may die of it and be opened again."""

    def __init__(self, world: World, device: Device) -> None:
        self._world, self._device = world, device
        self._typed: Texts = world.typed.setdefault(device.name, {})
        self._undoing: dict[str, Outbox] = {}  # what waited before

    @property
    def _laptop(self) -> Laptop:
        return self._device.laptop

    @property
    def _hand(self) -> Hand:
        memory = self._world.memories.setdefault(self._device.name, {})
        return Hand(self._laptop, self._world.luck, self._world.ledger, memory)

    def drafts(self) -> list[Draft]:
        """Those that are to be finished. One that was sent before its database was lost is not typed again:
        the record shows it."""
        made = self._world.ledger.made
        every = self._laptop.read(lambda connection: select(connection, Draft))
        done = [draft.id for draft in every if draft.id in made and not made[draft.id].undone]
        return sorted((draft for draft in every if draft.id not in done), key=lambda draft: draft.id)

    def waiting(self) -> list[str]:
        """What may be undone, perhaps."""
        return self._laptop.read(unsent)

    def begin(self) -> Draft | None:
        """A new one, with its first words."""
        op = self._world.luck.choice(acts_of(self._device.person))(self._hand)
        return self.keep(op.op_id, op) if op else None

    def begin_again(self) -> Draft | None:
        """改后重做: a stopped act as a form, with a word that is another."""
        stopped = self._laptop.read(lambda connection: select(connection, Outbox, state=list(outbox.STOPPED)))
        begun = {draft.replaces for draft in self.drafts()}
        free = sorted(entry.op_id for entry in stopped if entry.op_id not in begun)
        if not free:
            return None
        op_id = self._world.luck.choice(free)
        op = self._hand.again(self._world.ledger.made[op_id])
        draft = self.keep(op.op_id, op, op_id)
        self.type(draft)
        return draft

    def keep(self, draft_id: str, op: Operation, replaces: str = "") -> Draft:
        """As it stands. Raises Died, and what a full disk raises: then it is as before, or so."""
        draft = Draft(
            id=draft_id,
            form=op.kind,
            subject_id=op.aggregates()[0],
            title="",
            values=msgspec.json.encode(op).decode(),
            updated_at=self._laptop.now(),
            replaces=replaces,
        )
        self._typed[draft_id] = (*self._typed.get(draft_id, (None,)), draft.values)
        self._laptop.keep_draft(draft)
        self._typed[draft_id] = (draft.values,)
        return draft

    def type(self, draft: Draft) -> None:
        """Another word in the place of one."""
        words = WORD.findall(draft.values)
        text = draft.values
        if words:
            text = text.replace(self._world.luck.choice(words), WORD.findall(self._hand.word())[0])
        self.keep(draft.id, msgspec.json.decode(text, type=OPERATIONS[draft.form]), draft.replaces)

    def throw_away(self, draft: Draft) -> None:
        """The person does not want it."""
        self._typed[draft.id] = (*self._typed.get(draft.id, ()), None)
        self._laptop.drop_draft(draft.id)
        self._typed.pop(draft.id)

    def send(self, draft: Draft) -> None:
        """Do what it says; a rule that says no, and a full disk, leave it as it is. Raises Died."""
        op = self._now(draft)
        then = [file_beside(self._hand, draft.subject_id, new_id(op.op_id, 0))] if self._has_file(op) else []
        try:
            self._laptop.perform(op, draft.id, then)
        except (Refused, Quarantined):
            return
        self._typed.pop(draft.id, None)
        if draft.replaces:
            self._world.ledger.instead[draft.id] = draft.replaces

    def _now(self, draft: Draft) -> Operation:
        """On what is known by now, with the id of the draft."""
        op = msgspec.json.decode(draft.values, type=OPERATIONS[draft.form])
        values = {"op_id": draft.id, "made_at": self._laptop.now()}
        if getattr(op, "seen", ""):
            values["seen"] = self._hand.newest_line(op.problem_id)  # type: ignore[attr-defined]
        return msgspec.structs.replace(op, **values)

    def _has_file(self, op: Operation) -> bool:
        return isinstance(op, LogVisit) and self._world.luck.random() < WITH_FILE

    def undo(self, op_id: str) -> None:
        """The person takes it back; its form is there again. Raises Died."""
        self._undoing = self._laptop.read(_open)
        if not self._laptop.take_back(op_id):
            return
        self._note_undone()
        entry = self._undoing[op_id]
        op = msgspec.json.decode(entry.body, type=OPERATIONS[entry.kind])
        if entry.kind in SAME_ID:
            self.keep(op_id, op, entry.replaces)
        else:
            self.keep(outbox.new_op_id(), op)

    def _note_undone(self) -> None:
        still = self._laptop.read(_open)
        self._world.ledger.note_over(self._undoing.keys() - still.keys(), undone=True)

    def after_death(self) -> None:
        """What was being undone is undone, or waits; what was being sent is sent, or still a draft."""
        self._note_undone()
        self.note_sent()

    def note_sent(self) -> None:
        """What is sent is no draft any more."""
        for draft_id in sorted(self._typed):
            if self._laptop.read(outbox.is_done, draft_id):
                self._typed.pop(draft_id)


def _open(connection: sa.Connection) -> dict[str, Outbox]:
    return {entry.op_id: entry for entry in select(connection, Outbox, state=list(outbox.OPEN))}
