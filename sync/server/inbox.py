"""Takes operations in: each once, each with a verdict that is kept, none able to spoil another.

    known?  → the stored answer again
    opened? → else refused or quarantined, the raw body kept
    built on one that was stopped in this batch? → held: no verdict, it waits on its laptop
    in scope now, or when it was made? → else quarantined
    run     → accepted · merged · conflict, or refused by a rule

While a restored record waits for what laptops have kept, nothing is stopped for good: it is held.

One transaction for the batch: changes, memberships, answers and revision together, or nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.actor import SYSTEM_ID
from sync.domain.errors import Quarantined, Refused
from sync.operations.actors import actor_at
from sync.operations.base import Context, Operation, made_ids, run
from sync.operations.kinds import APPLY
from sync.operations.rules import Rules
from sync.server import feed, in_use, parking, receipts
from sync.server.locks import lock_aggregates, lock_names
from sync.server.numbers import Numbers
from sync.server.past_scope import held_then
from sync.server.scope import held_later
from sync.store.driver import together
from sync.store.records import Records
from sync.store.rows import DatabaseSource, select_later
from sync.store.tables import Answer as StoredAnswer
from sync.store.tables import Appointment, Assignment, Device, Enterprise, Head, Person, Station
from sync.wire import Answer, Envelope, opened

EFFECTIVE = ("accepted", "merged", "conflict")
HELD, REFILL = "missing_prerequisite", "refill"
MARKED_FROM = clock.HOUR // 12  # a sync takes a while and clocks drift: a smaller change of time is no mark
log = logging.getLogger(__name__)


def last_contact(device: Device, now: int) -> int:
    """When the laptop had last sent everything; 0 when a clock that was ahead says when: nobody knows then,
    and until that day its work would not count from when it was made."""
    return device.last_contact_at if device.last_contact_at <= now else 0


class Inbox:
    """One batch from one person on one device, inside one write transaction. `head`: how far the record had
    come when it began."""

    def __init__(
        self,
        connection: sa.Connection,
        rules: Rules,
        signing_key: bytes,
        person_id: str,
        device: Device | None,
    ) -> None:
        self._connection, self._rules, self._key = connection, rules, signing_key
        self._person_id, self._device = person_id, device
        self._now = clock.now()
        self._records = Records(DatabaseSource(connection))
        self._held: set[str] = set()
        self.head = feed.head(connection)
        self._refilling = person_id != SYSTEM_ID and self.head.refill
        self._numbers = Numbers(connection, closed=self.head.refill)
        self._counted: dict[str, receipts.Counted] = {}
        self._new: dict[str, StoredAnswer] = {}
        self._contexts: dict[tuple[bool, bool], Context] = {}
        self._begun: set[str] = set()
        self._stopped: set[str] = set()
        self._withdrawn = False

    def take(self, letters: list[Envelope], given_up: Sequence[str] = ()) -> list[Answer]:
        """Answers in the order of the letters; `given_up`: parked work whose author waits no longer."""
        known = {row.op_id: row for row in self._known(sorted({letter.op_id for letter in letters}))}
        fresh: dict[str, Envelope] = {}
        for letter in letters:
            if letter.op_id not in known:
                fresh.setdefault(letter.op_id, letter)
        for row in known.values():
            self._note_stopped(row.op_id, row.verdict)
        self._judge_all(fresh, given_up)
        known.update(self._write())
        return [self._answer(letter, known.get(letter.op_id)) for letter in letters]

    def _known(self, op_ids: list[str]) -> list[StoredAnswer]:
        """Answers that were given before; who brings one of these operations as well waits from now on."""
        with together(self._connection):
            lock_names(self._connection, op_ids)
            known = select_later(self._connection, StoredAnswer, op_id=op_ids)
        return known()

    def _judge_all(self, letters: dict[str, Envelope], given_up: Sequence[str]) -> None:
        """A verdict on each new operation, in order; none on what builds on a stopped one of this batch."""
        ready = {op_id: self._open(letter) for op_id, letter in letters.items()}
        operations = [op for op in ready.values() if isinstance(op, Operation)]
        concerned = parking.concerned(self._connection, letters.values(), operations, given_up)
        self._get_ready(operations, concerned)
        self._withdrawn = parking.withdraw(self._records, self._person_id, given_up, self._now)
        for op_id, letter in letters.items():
            if any(made in letter.body for made in self._stopped):
                self._note_stopped(op_id, "held")
                continue
            answer = self._judge(letter, ready[op_id])
            if answer.verdict in EFFECTIVE or not (self._refilling or answer.code == REFILL):
                self._new[op_id] = answer
                parking.note(self._records, answer, ready[op_id])
            self._note_stopped(op_id, answer.verdict)

    def _get_ready(self, operations: list[Operation], parked: set[str]) -> None:
        """Lock what the batch is about; ask once for all of it what each operation would ask by itself."""
        concerned = parked.union(*((*op.aggregates(), *op.reads()) for op in operations))
        needed = {agg for op in operations for agg in op.needs()}
        with together(self._connection):
            lock_aggregates(self._connection, concerned)
            held = held_later(self._connection, self._person_id, needed)
        self._held = held()
        self._records = self._records_about(frozenset(concerned), operations)

    def _records_about(self, concerned: frozenset[str], operations: list[Operation]) -> Records:
        """What the operations see. What these make is not there: they have no answer, which is written with
        it. What most rights rest on, the author's posts and who serves the firm, is asked for ahead."""
        born = frozenset(row_id for op in operations for row_id in made_ids(op.op_id))
        source = DatabaseSource(self._connection, concerned, born, unborn=born)
        author = frozenset((self._person_id,))
        source.ask_ahead(
            (Person, "id", author),
            (Appointment, "person_id", author),
            (Enterprise, "id", concerned),
            (Station, "aggregate_id", concerned),
            (Assignment, "aggregate_id", concerned),
        )
        return Records(source)

    def _note_stopped(self, op_id: str, verdict: str) -> None:
        """What it would have made is not there, whether it was stopped now or when it first came."""
        if verdict not in EFFECTIVE:
            self._stopped |= made_ids(op_id)

    def _open(self, letter: Envelope) -> Operation | Refused | Quarantined:
        try:
            op = opened(letter)
        except (Refused, Quarantined) as no:
            return no
        return msgspec.structs.replace(op, made_at=self._clamped(op.made_at))

    def _clamped(self, made_at: int) -> int:
        """No work is made in the future; none before this laptop's last contact is unsent, but for what was
        written while that sync was under way."""
        earliest = last_contact(self._device, self._now) if self._device else 0
        return min(made_at if made_at >= earliest - MARKED_FROM else earliest, self._now)

    def _judge(self, letter: Envelope, op: Operation | Refused | Quarantined) -> StoredAnswer:
        """The verdict on one operation; the text of every one is kept."""
        if not isinstance(op, Operation):
            return self._unopened(letter, op)
        late = False
        try:
            parking.check_repair(self._records, letter)
            late = self._check_scope(op)
            context = self._context(late, abs(op.made_at - letter.made_at) > MARKED_FROM)
            actor = actor_at(self._records, self._person_id, op.made_at)
            with self._numbers.tentative():
                verdict = run(self._records, actor, op, context, APPLY[op.kind])
            self._counted[op.op_id] = receipts.Counted(self._numbers.drawn, op.made_at, late)
            self._begun.update(set(op.aggregates()) - set(op.needs()))
            return self._stored(letter, verdict)
        except Refused as no:
            if late and no.code == "not_allowed" and self._ended_before(op):
                return self._stopped_answer(letter, Quarantined("out_of_scope"))
            return self._stored(letter, "refused", no)
        except Quarantined as no:
            return self._stopped_answer(letter, no)
        except sa.exc.DBAPIError:
            raise
        except Exception:
            log.exception("operation %s of kind %s", letter.op_id, letter.kind)
            return self._stored(letter, "quarantined", Quarantined("failed_here"))

    def _ended_before(self, op: Operation) -> bool:
        """Held when it was done, but the service of the firm was ended since with an earlier last day: nobody
        could know of that."""
        day = clock.day_of(op.made_at).isoformat()
        rows = self._records.select(Assignment, person_id=self._person_id)
        firms = {*op.aggregates(), getattr(op, "enterprise_id", "")}
        return any(row.until is not None and row.until < day for row in rows if row.enterprise_id in firms)

    def _unopened(self, letter: Envelope, no: Refused | Quarantined) -> StoredAnswer:
        if isinstance(no, Quarantined):
            return self._stopped_answer(letter, no)
        return self._stored(letter, "refused", no)

    def _stopped_answer(self, letter: Envelope, no: Quarantined) -> StoredAnswer:
        """Kept for somebody to admit; what one laptop brings in masses, of others' records or of kinds that
        nobody knows, is not."""
        if no.code in parking.STRANGE and self._device is not None:
            strange = sum(answer.code in parking.STRANGE for answer in self._new.values())
            if parking.is_full(self._connection, self._device.id, self._now, strange):
                return self._stored(letter, "refused", Refused("too_much_parked", most=parking.MOST_A_DAY))
        return self._stored(letter, "quarantined", no)

    def _context(self, late: bool, clamped: bool) -> Context:
        """What the operation's function is told."""
        if (late, clamped) not in self._contexts:
            self._contexts[late, clamped] = Context(
                profile=self._rules.profile,
                calendar=self._rules.calendar,
                regions=self._rules.regions,
                received_at=self._now,
                late=late,
                clamped=clamped,
                number=self._numbers.next,
                decided=parking.decided,
                in_use=partial(in_use.codes, self._connection),
            )
        return self._contexts[late, clamped]

    def _check_scope(self, op: Operation) -> bool:
        """Whether the work is late. Raises Quarantined("out_of_scope"): the same for a record of somebody
        else's and for one that does not exist, so that nobody learns which ids are taken.

        Administration is done at the server itself, for the whole record.
        """
        if self._person_id == SYSTEM_ID:
            return False
        missing = set(op.needs()) - self._begun - self._held
        if missing <= held_then(self._connection, self._person_id, missing, op.made_at):
            return bool(missing)
        raise Quarantined("out_of_scope")

    def _stored(
        self, letter: Envelope, verdict: str, no: Refused | Quarantined | None = None
    ) -> StoredAnswer:
        detail = msgspec.json.encode(no.details).decode() if isinstance(no, Refused) and no.details else ""
        return StoredAnswer(
            op_id=letter.op_id,
            device_id=self._device.id if self._device else "",
            person_id=self._person_id,
            kind=letter.kind,
            version=letter.version,
            made_at=letter.made_at,
            body=letter.body.encode(),
            replaces=letter.replaces,
            received_at=self._now,
            verdict=verdict,
            code=no.code if no else "",
            detail=detail,
        )

    def _write(self) -> dict[str, StoredAnswer]:
        """Changes and answers, under the next revision when anything changed."""
        signed_answers: dict[str, StoredAnswer] = {}

        def answers(head: Head) -> list[StoredAnswer]:
            signed_answers.update(receipts.signed(self._key, self._new, self._counted, head))
            return list(signed_answers.values())

        if self._new or self._withdrawn:
            feed.commit(self._connection, self._records, self._now, answers)
        return signed_answers

    def _answer(self, letter: Envelope, row: StoredAnswer | None) -> Answer:
        """The stored answer as it travels; another person's operation is nobody's to ask about, and the
        same id on other content is no repeat."""
        if row is None:
            return Answer(op_id=letter.op_id, verdict="held", code=REFILL if self.head.refill else HELD)
        if row.person_id != self._person_id or not _same(letter, row):
            return Answer(op_id=row.op_id, verdict="refused", code="other_kind")
        return receipts.answer(row)


def _same(letter: Envelope, row: StoredAnswer) -> bool:
    said = (letter.kind, letter.version, letter.made_at, letter.body.encode())
    return said == (row.kind, row.version, row.made_at, row.body)
