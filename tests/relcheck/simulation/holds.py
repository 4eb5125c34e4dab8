"""What must hold after every step, whatever happened in it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from functools import cache
from typing import Final, NamedTuple, TypeVar

import msgspec
import sqlalchemy as sa

from sync.domain.signed import Signed
from sync.engine.local_values import position
from sync.engine.outbox import ENDED
from sync.operations.hand_over import HandOver
from sync.store.driver import fetch
from sync.store.tables import Parked
from sync.wire import Cursor, PullReply, PullRequest, PushReply, Receipt, decode, inflate
from tests.relcheck.simulation.mirror import (
    Rows,
    aggregate_of,
    as_at_the_centre,
    difference,
    rows_of,
    scope_of,
)
from tests.relcheck.simulation.spans import Spans
from tests.relcheck.simulation.watched import Machine, Watched
from tests.relcheck.simulation.wire import Asked, Replied

PARKED: Final = Parked.__struct_fields__
EFFECTIVE: Final = ("accepted", "merged", "conflict")
ANSWERED: Final = (*EFFECTIVE, "refused", "quarantined")
OTHER_CONTENT: Final = "other_kind"  # the same operation id came before with other content
TAKEN: Final = "number_taken"  # by another, after a refill that was closed without this laptop
_ANSWERS: Final = "SELECT op_id, kind, verdict, code, revision, body, received_at FROM answer"
_OUTBOX: Final = (
    "SELECT op_id, kind, body, state, code, revision, here_code, receipt FROM outbox ORDER BY position"
)
_DRAFTS: Final = 'SELECT id, "values" FROM draft'
_REPAIRS: Final = "SELECT replaces, op_id FROM outbox WHERE replaces != ''"
_MOVED: Final = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE granted > {{0}} OR revoked > {{0}}"
    for table in ("placement", "office_path")
)


class Given(NamedTuple):
    """An answer of the centre: the same for good."""

    kind: str
    verdict: str
    code: str
    revision: int
    body: bytes
    received_at: int


class Entry(NamedTuple):
    """A line of a laptop's outbox."""

    op_id: str
    kind: str
    body: str
    state: str
    code: str
    revision: int
    here_code: str
    receipt: str


Entries = dict[str, Entry]


class Seen(NamedTuple):
    """What a laptop had when it was last looked at."""

    entries: Entries
    rows: Rows


class Holds:
    """Watches one world. `violations` in words; empty when everything held."""

    def __init__(self, world: Watched) -> None:
        self._world = world
        self.violations: list[str] = []
        self.answers: dict[str, Given] = {}
        self.spans = Spans()
        self.seen: dict[str, Seen] = {}
        self._hidden: defaultdict[str, set[str]] = defaultdict(set)  # what a laptop said it cannot show
        self.restores = 0
        self.aside = 0  # acknowledged, and in quarantine after a restore
        self.told: dict[str, str] = {}  # acknowledged with effect, to a laptop: the number on each receipt
        self.lost: set[str] = set()  # answers that a restore of the centre took away, now or earlier
        self._head, self._epoch = -1, ""
        self._cursors: dict[str, Cursor] = {}
        self._rows: tuple[int, Rows] = (-1, {})
        self._scopes: dict[str, set[str]] = {}
        self.look_at_centre()

    def say(self, what: str) -> None:
        """Something did not hold."""
        self.violations.append(what)

    def after_step(self) -> None:
        """Everything that can be asked between two steps."""
        world = self._world
        self.look_at_centre()
        for name in sorted(world.touched & world.machines.keys()):
            self._look_at(world.machines[name])

    # --- the centre ---------------------------------------------------------------------------------------

    def look_at_centre(self, *, wholly: bool = False) -> None:
        """Answers are only added to, revisions only grow. `wholly`: also what has no reason to be new."""
        with self._world.record.read() as connection:
            head, self._epoch = fetch(connection, "SELECT revision, epoch FROM head")[0]
            if head == self._head and not wholly:
                return
            self._answers(connection, wholly)
            self._scopes_at(connection, wholly)
            at = fetch(connection, "SELECT at FROM mark ORDER BY revision DESC LIMIT 1")[0][0]
        if head < self._head:
            self.say(f"the centre's revision went back from {self._head} to {head}")
        self._head = head
        self.spans.note(at, dict(self._scopes))

    def restored(self, backup: int) -> None:
        """The centre is as it was at that backup: from here on nothing that it says goes back again."""
        self.restores += 1
        before, self.answers = self.answers, {}
        self._head, self._rows = -1, (-1, {})
        self.spans.back_to(backup)
        self.look_at_centre()
        self.lost |= before.keys() - self.answers.keys()

    def _answers(self, connection: sa.Connection, wholly: bool) -> None:
        """An answer with effect stands under the revision that it was given with, others under none."""
        new = "" if wholly else f" WHERE revision > {self._head} OR revision = 0"
        found = {row[0]: Given(*row[1:]) for row in fetch(connection, _ANSWERS + new)}
        for op_id, given in found.items():
            if self.answers.setdefault(op_id, given) != given:
                self.say(f"I2: the answer to {op_id} was {self.answers[op_id][:4]} and is {given[:4]}")
        number: int = fetch(connection, "SELECT count(*) FROM answer")[0][0]
        if number != len(self.answers):
            gone = sorted(self.answers.keys() - found.keys()) if wholly else "some"
            self.say(f"I2: there were {len(self.answers)} answers and there are {number}; gone: {gone}")

    def _scopes_at(self, connection: sa.Connection, wholly: bool) -> None:
        """Scopes are data with revisions: they are asked for again when one of their rows is new."""
        if wholly or self._head < 0 or fetch(connection, _MOVED.format(self._head)):
            self._scopes = {person: scope_of(connection, person) for person in self._world.people()}

    def centre_rows(self) -> Rows:
        """All synced rows at the centre."""
        if self._rows[0] != self._head:
            with self._world.record.read() as connection:
                self._rows = (self._head, rows_of(connection))
        return self._rows[1]

    def scope(self, person: str) -> set[str]:
        """What a person may see now."""
        return self._scopes[person]

    def visible_rows(self, person: str) -> Rows:
        """The rows that a person may see now."""
        scope = self.scope(person)
        return {
            key: cells for key, cells in self.centre_rows().items() if aggregate_of(key[0], cells) in scope
        }

    def watch(self, asked: Asked, replied: Replied) -> None:
        """I6: nothing is sent outside of the present scope. And no copy is ever found to differ: to fetch it
        again would hide a fault."""
        self.look_at_centre()
        world = self._world
        page = self._page(asked, replied) if world.at_work in world.machines else None
        if page is None:
            return
        scope = self.scope(world.machines[world.at_work].person)
        for name, part in page.tables.items():
            place = part.columns.index("aggregate_id")
            if beyond := {row[place] for row in msgspec.json.decode(part.rows)} - scope:
                self.say(f"I6: {world.at_work} was sent {name} of {sorted(beyond)}")

    def _page(self, asked: Asked, replied: Replied) -> PullReply | None:
        """The rows that are sent, by themselves or with the answers to a push."""
        if asked.path == "/v1/push" and replied.status == 200:
            return _opened(replied, PushReply).page
        if asked.path != "/v1/pull" or replied.status != 200:
            return None
        request = _opened(asked, PullRequest)
        if request.again:
            self.say(f"repair: {self._world.at_work} found that it differs in {request.again}")
        return _opened(replied, PullReply)

    # --- a laptop -----------------------------------------------------------------------------------------

    def _look_at(self, device: Machine) -> None:
        with device.database.read() as connection:
            entries = {row[0]: Entry(*row) for row in fetch(connection, _OUTBOX)}
            rows = rows_of(connection)
            under = as_at_the_centre(connection, rows)
            cursor = position(connection).cursor
            drafts: dict[str, str] = dict(fetch(connection, _DRAFTS))
            repairs = fetch(connection, _REPAIRS)
        self.seen[device.name] = Seen(entries, rows)
        self._durable(device, entries)
        self._told_as_answered(device, entries, cursor)
        self._note_told(entries)
        if cursor or rows:  # before the first download, or set back to then, it cannot be drawn on anything
            self._own_work_shown(device, entries, rows, cursor)
        self._never_back(device, cursor)
        self._exact(device, under, cursor)
        self._typed_stands(device, drafts)
        self._nobody_else_ends(device, entries, repairs)

    def _durable(self, device: Machine, entries: Entries) -> None:
        """I1: what was made here is here; what was answered is at the centre."""
        for op_id in sorted(self._world.ledger.of(device.name) - entries.keys()):
            if op_id not in self.answers:
                self.say(f"I1: {op_id} was made on {device.name} and is neither there nor at the centre")
        known = self._world.ledger.made
        for op_id in sorted(entries.keys() - known.keys()):
            self.say(f"I4: {op_id} is in the outbox of {device.name} and nobody made it")

    def _may_differ(self, device: Machine, op_id: str, entry: Entry, cursor: Cursor | None) -> bool:
        """Answered by a record that is gone, and a backup from before that one is back; or sent again in
        other words on one copy of a laptop, where the centre has it as the other copy sent it."""
        of_another_past = op_id in self.lost and not self._met(cursor)
        return of_another_past or (entry.code == OTHER_CONTENT and device.name in self._world.confused)

    def _told_as_answered(self, device: Machine, entries: Entries, cursor: Cursor | None) -> None:
        """I1, I2: what the laptop takes for answered was answered so, word for word."""
        for op_id, entry in entries.items():
            if entry.state not in ANSWERED:
                continue
            given = self.answers.get(op_id)
            if given is None:
                if not self._may_be_gone(entry, cursor):
                    self.say(f"I1: {device.name} has an answer to {op_id} that the centre never gave")
            elif (entry.state, entry.code, entry.revision) != (given.verdict, given.code, given.revision):
                if not self._may_differ(device, op_id, entry, cursor):
                    self.say(f"I2: {device.name} took {op_id} for {entry.state}, the centre said {given[:4]}")
            elif entry.body.encode() != given.body:
                self.say(f"I2: the body of {op_id} is another at the centre")

    def _may_be_gone(self, entry: Entry, cursor: Cursor | None) -> bool:
        """A restore took the answer away, and the laptop has not met the restored centre; what was refused is
        not sent again."""
        return entry.op_id in self.lost and (not self._met(cursor) or entry.state == "refused")

    def _met(self, cursor: Cursor | None) -> bool:
        """Whether a laptop with this cursor has met the centre as it is since its last restore."""
        return cursor is not None and cursor.epoch == self._epoch

    def _note_told(self, entries: Entries) -> None:
        """What a person was told is done, and under which number; or that another has the number now."""
        for op_id, entry in entries.items():
            if entry.state in EFFECTIVE and op_id not in self.told:
                self.told[op_id] = number_on(entry.receipt)
            elif entry.code == TAKEN and op_id in self.told:
                self.told[op_id] = ""

    def _own_work_shown(self, device: Machine, entries: Entries, rows: Rows, cursor: Cursor | None) -> None:
        """A person sees the own work from the moment it is made; and no trace of what has no effect (I4)."""
        reached, hidden = cursor.revision if cursor else 0, self._hidden[device.name]
        for op_id, entry in entries.items():
            shown = ("history", line_of(op_id, entry.kind, entry.body)) in rows
            if entry.here_code:
                hidden.add(op_id)  # its record has gone: it comes with the rows, and not with the answer
            elif shown or entry.state in ("waiting", "held"):
                hidden.discard(op_id)
            is_ahead = self._met(cursor) and entry.revision > reached  # revisions of one and the same past
            unshown = entry.state in ("accepted", "merged") and is_ahead and op_id not in hidden
            if entry.state in ("waiting", "held") or unshown:
                if not entry.here_code and not shown:
                    self.say(f"read your writes: {device.name} does not show {op_id}, {entry.state}")
            elif entry.state in EFFECTIVE or not shown or (cursor and cursor.epoch != self._epoch):
                continue
            elif self.effect_of(op_id) is None:
                self.say(f"I4: {device.name} shows {op_id}, which is {entry.state}")

    def effect_of(self, op_id: str) -> Given | None:
        """The answer that gave an operation its effect."""
        given = self.answers.get(op_id)
        has_effect = given and (given.verdict in EFFECTIVE or op_id in self._admitted())
        return given if has_effect else None

    def _admitted(self) -> set[str]:
        """Operations out of quarantine that a person with the right let take effect."""
        place, decision = PARKED.index("op_id"), PARKED.index("decision")
        rows = self.centre_rows().items()
        return {row[place] for (table, _), row in rows if table == "parked" and row[decision] == "admitted"}

    def _never_back(self, device: Machine, cursor: Cursor | None) -> None:
        """A cursor never goes back within an epoch, but on a laptop that was set back itself."""
        before = self._cursors.pop(device.name, None)
        if cursor is not None:
            self._cursors[device.name] = cursor
        if device.name in self._world.were_set_back:
            self._world.were_set_back.discard(device.name)
        elif before and (
            cursor is None or (cursor.epoch == before.epoch and cursor.revision < before.revision)
        ):
            self.say(f"the cursor of {device.name} went back from {before} to {cursor}")

    def _typed_stands(self, device: Machine, drafts: dict[str, str]) -> None:
        """What somebody is still typing stands as it was kept, until it is sent or thrown away."""
        for draft_id, texts in self._world.typed.get(device.name, {}).items():
            if drafts.get(draft_id) not in texts:
                self.say(f"typed: {device.name} has {drafts.get(draft_id)} of draft {draft_id}, not {texts}")

    def _nobody_else_ends(self, device: Machine, entries: Entries, repairs: list[tuple[str, ...]]) -> None:
        """Work ends by its person's act alone; what was made anew stands again when that is undone."""
        if device.name in self._world.confused:
            return  # what was sent again on one laptop may be undone on its copy
        made, instead = self._world.ledger.made, defaultdict[str, list[str]](list)
        for replaced, op_id in repairs:
            instead[replaced].append(op_id)
        standing = {op_id for op_id, entry in entries.items() if entry.state not in ENDED}
        goes_on = {op_id for replaced, op_id in repairs if replaced in standing}
        for op_id, entry in entries.items():
            is_instead = op_id in goes_on or not standing.isdisjoint(instead[op_id])
            if entry.state in ENDED and op_id in made and not (made[op_id].over or is_instead):
                self.say(f"ended: {op_id} is {entry.state} on {device.name}, and nobody did that")
            undone = [made[other].undone for other in instead[op_id] if other in made]
            if entry.state == "replaced" and undone and all(undone):
                self.say(f"ended: {device.name} has nothing in the place of {op_id}, and does not show it")

    def _exact(self, device: Machine, under: Rows, cursor: Cursor | None) -> None:
        """I3, I5, I6: a copy whose cursor is the centre's head is what the person may see, row for row."""
        if cursor is None or (cursor.epoch, cursor.revision) != (self._epoch, self._head):
            return
        if wrong := difference(under, self.visible_rows(device.person)):
            self.say(f"I3: {device.name} at the centre's head differs: {wrong}")


M = TypeVar("M", PullRequest, PullReply, PushReply)


def _opened(sent: Asked | Replied, kind: type[M]) -> M:
    """The message of a request or a reply."""
    headers = {name.lower(): value for name, value in sent.headers}
    return decode(inflate(sent.body, headers.get("content-encoding", "identity"), 1 << 26), kind)


@cache
def number_on(receipt: str) -> str:
    """The official number that a receipt names; "" for none."""
    if not receipt:
        return ""
    signed = msgspec.json.decode(receipt, type=Signed)
    number: str = msgspec.json.decode(signed.body, type=Receipt).number
    return number


@cache
def line_of(op_id: str, kind: str, body: str) -> str:
    """The id of the history line that an operation writes, as the protocol has it; of one about many firms,
    that of the first."""
    firms = msgspec.json.decode(body)["enterprise_ids"] if kind == HandOver.kind else []
    return str(uuid.uuid5(uuid.UUID(op_id), f"line {firms[0]}" if firms else "line"))
