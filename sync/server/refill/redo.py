"""Does operations again that had effect before the record was restored."""

from __future__ import annotations

import logging

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.errors import Quarantined, Refused
from sync.operations.actors import actor_at
from sync.operations.base import Context, run
from sync.operations.kinds import APPLY
from sync.operations.rules import Rules
from sync.server import audit, feed, parking, receipts
from sync.server.audit import Line
from sync.server.locks import lock_aggregates, lock_feed, lock_names
from sync.server.numbers import Numbers
from sync.server.receipts import Counted
from sync.server.refill.claims import Claim, of_parked, opened_or_none, reach
from sync.store.records import Records
from sync.store.rows import DatabaseSource, delete, select, store
from sync.store.tables import Answer as StoredAnswer
from sync.store.tables import Head, RefillParked
from sync.wire import Answer, Receipt, opened

log = logging.getLogger(__name__)


class Redo:
    """One transaction's work on what laptops have kept."""

    def __init__(self, connection: sa.Connection, rules: Rules, signing_key: bytes) -> None:
        self._connection, self._rules, self._key = connection, rules, signing_key
        self._now = clock.now()
        self._head = feed.head(connection)
        self._records = Records(DatabaseSource(connection))
        self._numbers = Numbers(connection)
        self._done: dict[str, StoredAnswer] = {}
        self._counted: dict[str, Counted] = {}

    def take(self, claims: list[Claim]) -> list[Answer]:
        """Answers in the order of the claims: what was known, what has effect again, what waits."""
        lock_names(self._connection, [claim.letter.op_id for claim in claims])
        ids = [claim.letter.op_id for claim in claims]
        known = {row.op_id: row for row in select(self._connection, StoredAnswer, op_id=ids)}
        new = {claim.letter.op_id: claim for claim in claims if claim.letter.op_id not in known}
        fresh = list(new.values())
        forked = any(claim.receipt.epoch == self._head.epoch for claim in fresh)
        if fresh:
            left = self._settle([*fresh, *self._concerned(fresh)])
            if self._head.refill or forked:
                store(self._connection, [claim.parked for claim in left])
            else:
                self._give_up(left)
            self._write(forked=forked)
        answers = known | self._done
        return [_answer(claim, answers.get(claim.letter.op_id)) for claim in claims]

    def close(self) -> int:
        """Answers how many were given up."""
        left = self._settle(self._all_parked())
        self._give_up(left)
        lock_feed(self._connection)
        store(self._connection, [msgspec.structs.replace(feed.head(self._connection), refill=False)])
        self._write(forked=False)
        audit.append(self._connection, self._now, [Line("refill_closed", object_id=str(len(left)))])
        return len(left)

    def _all_parked(self) -> list[Claim]:
        return [of_parked(row) for row in select(self._connection, RefillParked)]

    def _concerned(self, fresh: list[Claim]) -> list[Claim]:
        """Parked ones whose part of the record these touch, and which did not come again with them."""
        touched = {agg for claim in fresh for agg in reach(claim)}
        again = {claim.letter.op_id for claim in fresh}
        return [
            claim
            for claim in self._all_parked()
            if claim.letter.op_id not in again and touched & reach(claim)
        ]

    def _settle(self, claims: list[Claim]) -> list[Claim]:
        """Try all in the old order, again and again while any of them succeeds; answers those left."""
        lock_aggregates(self._connection, self._reached(claims))
        left = sorted(claims, key=lambda claim: claim.order)
        while True:
            tried = [self._tried(claim) for claim in left]
            still = [claim for claim in tried if claim.parked.code]
            if len(still) == len(left):
                return still
            left = still

    def _reached(self, claims: list[Claim]) -> set[str]:
        """What they may write or read, and what decisions among them reach through work in quarantine."""
        operations = [op for claim in claims if (op := opened_or_none(claim.letter))]
        through = parking.concerned(self._connection, [claim.letter for claim in claims], operations, ())
        return through.union(*(reach(claim) for claim in claims))

    def _tried(self, claim: Claim) -> Claim:
        """The claim with the code of what stops it now, "" when it has effect again."""
        code = self._run(claim)
        return claim._replace(parked=msgspec.structs.replace(claim.parked, code=code))

    def _run(self, claim: Claim) -> str:
        said = claim.receipt
        try:
            op = msgspec.structs.replace(opened(claim.letter), made_at=said.made_at)
            actor = actor_at(self._records, said.person_id, op.made_at)
            with self._numbers.tentative():
                verdict = run(self._records, actor, op, self._context(said), APPLY[op.kind])
        except (Refused, Quarantined) as no:
            return no.code
        except sa.exc.DBAPIError:
            raise
        except Exception:
            log.exception("operation %s of kind %s", claim.letter.op_id, claim.letter.kind)
            return "failed_here"
        self._counted[op.op_id] = Counted(said.number, said.made_at, said.late)
        row = self._done[op.op_id] = self._stored(claim, verdict)
        parking.note(self._records, row, op)
        return ""

    def _context(self, said: Receipt) -> Context:
        """What the server knew when the operation first came."""
        return Context(
            profile=self._rules.profile,
            calendar=self._rules.calendar,
            regions=self._rules.regions,
            received_at=said.received_at,
            late=said.late,
            number=self._numbers.given_before(said.number),
            decided=parking.decided,
        )

    def _stored(self, claim: Claim, verdict: str, code: str = "") -> StoredAnswer:
        letter = claim.letter
        return StoredAnswer(
            op_id=letter.op_id,
            device_id=claim.parked.device_id,
            person_id=claim.parked.person_id,
            kind=letter.kind,
            version=letter.version,
            made_at=letter.made_at,
            body=letter.body.encode(),
            replaces=letter.replaces,
            received_at=claim.receipt.received_at,
            verdict=verdict,
            code=code,
        )

    def _give_up(self, claims: list[Claim]) -> None:
        """Kept at the server without effect; somebody with the right may admit it."""
        for claim in claims:
            code = "number_taken" if claim.parked.code == "number_taken" else "missing_prerequisite"
            row = self._done[claim.letter.op_id] = self._stored(claim, "quarantined", code)
            parking.note(self._records, row, opened_or_none(claim.letter))

    def _write(self, *, forked: bool) -> None:
        """`forked`: a receipt of this very epoch is unknown here, so the record is an older one that nobody
        said was put back."""

        def answers(head: Head) -> list[StoredAnswer]:
            self._done = receipts.signed(self._key, self._done, self._counted, head)
            return list(self._done.values())

        if forked:
            self._begin_again()
        if self._done:
            delete(self._connection, RefillParked, op_id=list(self._done))
            feed.commit(self._connection, self._records, self._now, answers)

    def _begin_again(self) -> None:
        """Once, of all the laptops that show it at the same moment."""
        lock_feed(self._connection)
        if feed.head(self._connection).epoch == self._head.epoch:
            begun = feed.begin_again(self._connection)
            audit.append(self._connection, self._now, [Line("went_back", object_id=str(begun.revision))])


def _answer(claim: Claim, row: StoredAnswer | None) -> Answer:
    if row is None:
        return Answer(op_id=claim.letter.op_id, verdict="held", code="refill")
    if row.person_id != claim.parked.person_id or row.body != claim.letter.body.encode():
        return Answer(op_id=row.op_id, verdict="refused", code="other_kind")
    return receipts.answer(row)
