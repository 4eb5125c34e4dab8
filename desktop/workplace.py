"""What every screen is given: one person's copy, and the ways to read it, to do something, to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from desktop import troubles, words
from desktop.as_of import Freshness
from desktop.background import Lanes
from desktop.changes import EVERYTHING, Changes
from desktop.drafts.unkept import Unkept
from desktop.keys import Keys
from desktop.notices import Notice, Notices
from sync.domain import permissions
from sync.domain.actor import Actor
from sync.domain.clock import Instant
from sync.domain.errors import Quarantined, Refused
from sync.operations.base import Operation
from sync.operations.rules import Rules

if TYPE_CHECKING:
    from sync.engine.laptop import Laptop
    from sync.store.tables import Draft, Outbox

T = TypeVar("T")

# What the rules and a person's duties are read from.
RULES = frozenset({"published", "office", "region", "person", "appointment"})


class Workplace(QObject):
    """One person at work. Signals: `asked(kind, id)`, a screen asks to go to a record elsewhere
    (`problem`, `enterprise`, `visit`, `draft`, `sync`); `did(Outbox)`, something was done here;
    `taken_up(id)`, a form goes on with this draft: where it is open already, it is put away."""

    asked = Signal(str, str)
    did = Signal(object)
    taken_up = Signal(str)

    def __init__(
        self, laptop: Laptop, actor: Actor, rules: Rules, lanes: Lanes, notices: Notices, keys: Keys
    ) -> None:
        super().__init__()
        self.laptop, self.actor, self.rules = laptop, actor, rules
        self.lanes, self.notices, self.keys = lanes, notices, keys
        self.changes = Changes(self)
        self.freshness = Freshness(self, lambda: self.rules.calendar)
        self.unkept = Unkept(self)
        self._under_way: set[str] = set()
        self._noes: dict[str, Notice] = {}  # why an operation was not done, until it is tried again
        self._undo_lines: dict[str, Notice] = {}  # by operation
        self.changes.tell(self, RULES, self._look_again)
        self.changes.tell(self, {"outbox"}, self._look_at_undo_lines)

    def now(self) -> Instant:
        """The time that operations are made at: the machine's, corrected by the server's."""
        return self.laptop.now()

    def read(
        self, query: Callable[..., T], *arguments: object, done: Callable[[T], object], owner: QObject
    ) -> int:
        """Run a query off the window's thread; `done` gets its plain value. Answers a number for
        `lanes.read.forget`."""
        return self.lanes.read.run(self.laptop.read, query, *arguments, done=done, owner=owner)

    def do(
        self,
        op: Operation,
        *,
        owner: QObject,
        then: Sequence[Operation] = (),
        draft_id: str = "",
        undo: str = "",
        undone: Callable[[], object] = lambda: None,
        forms: Sequence[Draft] = (),
        done: Callable[[Outbox], object] = lambda _entry: None,
        refused: Callable[[Refused | Quarantined], object] = lambda _no: None,
        hindered: Callable[[], object] = lambda: None,
    ) -> None:
        """Do something here and now; it is sent by itself. `then`: what belongs to the same act, all of it or
        nothing. `undo` are the words of the undo line, if any; with the undo `forms` are drafts again, then
        `undone` is called.

        A refusal is told above the content and to `refused`, a full disk or a fault to `hindered`; nothing
        typed is lost by them. What is being done already, as when Ctrl+Enter is pressed twice, is done once.
        """
        if op.op_id in self._under_way:
            return
        self._under_way.add(op.op_id)

        def heard(made: tuple[Outbox, frozenset[str]]) -> None:
            entry, changed = made
            self._under_way.discard(op.op_id)
            self.changes.announce(changed)
            if undo:
                self._offer_undo(entry.op_id, undo, undone, forms)
            self.did.emit(entry)  # after the undo line: the sync waits for as long as it stands
            _tell(owner, done, entry)

        def failed(error: Exception) -> None:
            self._under_way.discard(op.op_id)
            if (said := self.tell(error)) is not None:
                self._noes[op.op_id] = said
            if isinstance(error, Refused | Quarantined):
                _tell(owner, refused, error)
            else:
                _tell(owner, hindered)

        self._drop_no(op.op_id)
        self.lanes.write.run(self.laptop.perform, op, draft_id, then, done=heard, failed=failed, owner=self)

    def leave_undone(self, op_id: str) -> None:
        """The person goes on to something else: a rule's no to this operation is told no longer."""
        if op_id in self._noes and self._noes[op_id].kind == "refusal":
            self._drop_no(op_id)

    def _drop_no(self, op_id: str) -> None:
        if (said := self._noes.pop(op_id, None)) is not None:
            self.notices.close(said)

    def write(
        self,
        work: Callable[..., T],
        *arguments: object,
        changed: frozenset[str] = frozenset(),
        done: Callable[[T], object] = lambda _value: None,
        failed: Callable[[Exception], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """Other work that changes this laptop only (drafts, cards); then say what changed. `failed` is told
        what hindered it, in place of the person."""

        def heard(value: T) -> None:
            self.changes.announce(changed)
            done(value)

        self.lanes.write.run(work, *arguments, done=heard, failed=failed or self.tell, owner=owner)

    def can(self, action: str, facts: permissions.Facts) -> bool:
        """Whether to offer an act."""
        return permissions.can(self.actor, action, facts)

    def _offer_undo(
        self, op_id: str, words: str, undone: Callable[[], object], forms: Sequence[Draft]
    ) -> None:
        line = self.notices.offer_undo(words, lambda: self._take_back(op_id, undone, forms))
        self._undo_lines[op_id] = line

    def _look_at_undo_lines(self) -> None:
        """What the centre has meanwhile is offered to be taken back no longer."""
        from sync.engine.outbox import left

        def heard(op_ids: set[str]) -> None:
            for op_id in op_ids:
                if (line := self._undo_lines.pop(op_id, None)) is not None:
                    self.notices.drop_undo(line)

        if self._undo_lines:
            self.read(left, sorted(self._undo_lines), done=heard, owner=self)

    def _take_back(self, op_id: str, undone: Callable[[], object], forms: Sequence[Draft]) -> None:
        now = self.now()
        again = [msgspec.structs.replace(form, updated_at=now) for form in forms]

        def heard(taken: bool) -> None:
            self._undo_lines.pop(op_id, None)
            if taken:
                undone()
            else:
                self.notices.say("info", self.tr("It has reached the centre and cannot be taken back here."))

        self.write(self.laptop.take_back, op_id, again, changed=EVERYTHING, done=heard)

    def tell(self, error: Exception) -> Notice | None:
        """A rule's no in its own words; a full disk as what it is; anything else is a fault, said once."""
        if isinstance(error, Refused):
            return self.notices.say("refusal", words.refusal(error.code, error.details))
        if isinstance(error, Quarantined):
            return self.notices.say("refusal", words.refusal(error.code))
        if (code := troubles.code_of(error)[0]) != troubles.UNEXPECTED:
            return self.notices.say("warning", words.trouble(code))
        self.lanes.write.unexpected.emit(error)
        return None

    def _look_again(self) -> None:
        """The centre published other rules, or this person's duties are others than before."""

        def heard(fresh: tuple[Actor, Rules]) -> None:
            before, (self.actor, self.rules) = self.actor, fresh
            if self.actor.roles != before.roles:
                self.notices.say("info", self.tr("Your duties have changed. Please open the program anew."))

        self.lanes.read.run(_actor_and_rules, self.laptop, done=heard, failed=self.tell, owner=self)

    def word(self, group: str, code: str) -> str:
        """The city's word for a choice's code."""
        return self.rules.profile.word(group, code) if code else ""

    def state_word(self, state: str) -> str:
        """The city's word for a state."""
        return self.rules.profile.state_word(state)


def _actor_and_rules(laptop: Laptop) -> tuple[Actor, Rules]:
    from sync.engine.actor_here import actor_here

    return actor_here(laptop), laptop.rules()


def _tell(owner: QObject, callback: Callable[..., object], *what: object) -> None:
    """Whoever is gone by now is told nothing."""
    if isValid(owner):
        callback(*what)
