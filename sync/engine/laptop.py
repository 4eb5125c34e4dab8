"""The laptop's end, open: what the window and the command line work with.

laptop = open_laptop(folder, password, keyring)     or     first_start(folder, server, user, password, …)
laptop.do(LogVisit(…))      at once, offline, kept for the server
laptop.sync()               push, pull, attachments
laptop.read(query, …)       rows, as they are here
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

import msgspec
import sqlalchemy as sa

from sync.domain import clock, lease
from sync.domain.clock import Instant
from sync.domain.errors import Refused
from sync.domain.lease import LeaseState
from sync.engine import (
    blobs,
    courier,
    drafts,
    evicted_files,
    file_lane,
    file_room,
    found_files,
    lives,
    outbox,
    overlay,
    repairs,
    reporting,
    sealed,
    session,
    taking_back,
)
from sync.engine.authority import file_of
from sync.engine.cycle import Cycle, Result
from sync.engine.draft_journal import DraftJournal
from sync.engine.journal import Journal
from sync.engine.local_values import (
    Authority,
    Contact,
    Identity,
    Tokens,
    contact,
    counters,
    recall,
    remember,
)
from sync.engine.pulling import Progress
from sync.engine.rules_here import RulesHere
from sync.engine.transport import Transport
from sync.operations.attachments import AttachFile, check_size
from sync.operations.base import Operation
from sync.operations.rules import Rules
from sync.store import search_index
from sync.store.database import Database, may_write
from sync.store.rows import find, store
from sync.store.tables import SYNCED_BY_NAME, Attachment, Draft, Outbox
from sync.wire import made

T = TypeVar("T")
EVERYTHING: Final = frozenset({Outbox.table, *SYNCED_BY_NAME})


class Laptop:
    """One person's copy on one machine. Every method is a plain call in one thread at a time each; rows
    and values come out, nothing alive."""

    def __init__(
        self, folder: Path, database: Database, data_key: bytes, *, ended_badly: bool = False
    ) -> None:
        """`ended_badly`: the copy was not closed when it was last open."""
        self.folder, self.database = folder, database
        self.data_key = data_key
        self._blob_key = sealed.derive(data_key, "blobs")
        self._rules = RulesHere()
        self._kept_now: set[str] = set()  # files that a draft may be about to name
        self._files = Lock()  # nobody removes what somebody keeps
        self._swept, self._taken_up = False, False
        self._ended_badly = ended_badly
        self._journal = Journal(folder, data_key)
        self._drafts = DraftJournal(folder, data_key)
        with database.read() as connection:
            identity = recall(connection, Identity)
        assert identity is not None
        self.identity = identity
        self.read_only = not all(may_write(place) for place in (folder, *folder.glob("*.db")))

    @cached_property
    def _transport(self) -> Transport:
        """The line to the server; it stays open between two syncs."""
        return Transport(self.identity.server, file_of(self.database, self.folder))

    def believe(self, authority: Authority) -> None:
        """From now on only certificates of these authorities are believed."""
        with self.database.write() as connection:
            remember(connection, authority)
        self._transport.close()
        del self._transport

    def close(self) -> None:
        """Let go of the line and of the files."""
        self._transport.close()
        self.database.close()

    def read(self, query: Callable[..., T], *arguments: object) -> T:
        """Run a query in one snapshot."""
        with self.database.read() as connection:
            return query(connection, *arguments)

    def now(self) -> Instant:
        """The machine's time, corrected by what the server last said of it."""
        return clock.now() + self.contact().offset

    def contact(self) -> Contact:
        """The last sync and the clock's offset."""
        return self.read(contact)

    def lease_state(self) -> LeaseState:
        """Whether this copy may be opened now (a lease locks, it never deletes)."""
        tokens, said = self.read(recall, Tokens), self.contact()
        assert tokens is not None
        return lease.verify(
            tokens.lease,
            self.identity.server_key,
            clock.now() + said.offset,
            said.highest,
            device=self.identity.device_id,
        )

    def rules(self) -> Rules:
        """Profile, calendar and regions as the server last published them."""
        with self.database.read() as connection:
            return self._rules.now(connection)

    def do(self, op: Operation, *, draft_id: str = "") -> Outbox:
        """Apply an operation here and keep it for the server: one transaction, the draft's end included.

        Raises Refused, Quarantined; then nothing changed and the draft is still there.
        """
        return self.perform(op, draft_id)[0]

    def perform(
        self, op: Operation, draft_id: str = "", then: Sequence[Operation] = ()
    ) -> tuple[Outbox, frozenset[str]]:
        """`do`, and the names of the tables that have other rows now. `then`: what belongs to the same act
        (a visit's photos, the problem it raised), all of it or nothing. A draft that carries an operation's
        id ends with it. Raises Refused("already_decided") for a draft in place of work that was admitted."""
        ops = [made(each) for each in (op, *then)]
        ids = {draft_id, *(each.op_id for each in ops)}
        with self._making() as connection:
            draft = drafts.of_a_repair(connection, ids)
            stopped = outbox.to_repair(connection, draft.replaces) if draft else None
            if draft and stopped:
                with_files = "files" in drafts.values_of(draft)
                put, changed = self._repair(connection, stopped, ops, with_files=with_files), EVERYTHING
            else:
                changed = frozenset({Outbox.table}).union(*(self._run(connection, each) for each in ops))
                put, *_ = [outbox.put(connection, each) for each in ops]
            for gone in ids:
                self._draft_is_over(connection, gone)
            return put, changed

    def keep_draft(self, draft: Draft) -> None:
        """Keep a form as it stands, here and in the journal of drafts. What was done meanwhile is no draft
        any more; what was taken back is one again."""
        with self._writing() as connection:
            self._keep_draft(connection, draft)

    def _keep_draft(self, connection: sa.Connection, draft: Draft) -> None:
        if not outbox.is_done(connection, draft.id):
            kept = drafts.later(connection, draft)
            store(connection, [kept])
            self._drafts.keep(connection, kept)

    def drop_draft(self, draft_id: str) -> None:
        """The person does not want it any more."""
        with self._writing() as connection:
            self._draft_is_over(connection, draft_id)

    def _draft_is_over(self, connection: sa.Connection, draft_id: str) -> None:
        if drafts.drop(connection, draft_id):
            self._drafts.gone(connection, draft_id)

    def repair(self, op_id: str, op: Operation) -> Outbox:
        """Put an operation in the place of a stopped one, whose text stays on record; what waited behind that
        one is made anew on what this one makes.

        Raises Refused, also Refused("missing") for one that is not stopped; then nothing changed.
        """
        with self._making() as connection:
            entry = outbox.stopped(connection, op_id)
            if entry is None:
                raise Refused("missing", table=Outbox.table)
            return self._repair(connection, entry, [made(op)], with_files=False)

    def _repair(
        self, connection: sa.Connection, entry: Outbox, ops: list[Operation], *, with_files: bool
    ) -> Outbox:
        """The first of `ops` in the place of `entry`. `with_files`: they name all of its files themselves."""
        waited = outbox.set_aside(connection, entry)
        overlay.rebuild(connection, self._rules.now(connection))
        taken = repairs.same_files(entry, waited, ops)
        for op in ops:
            self._run(connection, op)
            outbox.put(connection, op, replaces=entry.op_id if op is ops[0] else taken.get(op.op_id, ""))
        repairs.follow(connection, entry, ops[0], repairs.left(entry, waited, taken, with_files=with_files))
        overlay.rebuild(connection, self._rules.now(connection))
        blobs.let_go(connection)
        put = outbox.newest(connection, ops[0].op_id)
        assert put is not None
        return put

    @contextmanager
    def _making(self) -> Iterator[sa.Connection]:
        """A transaction that makes operations: before its end their lines are in the journal."""
        entries: list[Outbox] = []
        try:
            with self._writing() as connection:
                before = counters(connection).outbox
                yield connection
                entries = outbox.behind_place(connection, before)
                self._journal.made(entries)
        except BaseException:
            with suppress(OSError):  # the disk is full: the person hears of it by what is raised
                self._journal.undone([entry.op_id for entry in entries])
            raise

    def take_up_journal(self) -> int:
        """Unsent work and drafts that the database lost, as an older copy or a new one; answers how many
        operations."""
        back = taking_back.take_up(self.database, self._rules, self._journal, self._drafts)
        self._taken_up = True
        return back

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        """A transaction of the person's; before the first, what the journal could not give when the copy was
        opened: what is not in the database may not leave the journal."""
        if not self._taken_up:
            self.take_up_journal()
        with self.database.write() as connection:
            yield connection

    def _run(self, connection: sa.Connection, op: Operation) -> frozenset[str]:
        rules = self._rules.now(connection)
        if isinstance(op, AttachFile):
            store(connection, [blobs.announced(op)])
        return overlay.run_here(connection, rules, self.identity.person_id, op)

    def take_back(self, op_id: str, forms: Sequence[Draft] = ()) -> bool:
        """Undo what the server has not heard of yet; False when it has, or may have. `forms` that it was sent
        from are drafts again, in the same transaction."""
        with self._writing() as connection:
            taken = outbox.take_back(connection, op_id)
            if not taken:
                return False
            repairs.undo(connection, taken)
            overlay.rebuild(connection, self._rules.now(connection))
            blobs.let_go(connection)
            for form in forms:
                self._keep_draft(connection, form)
        with self.database.write(), suppress(OSError):  # not before: what could not be undone waits still
            self._journal.undone([entry.op_id for entry in taken])
        return True

    def attach(
        self, name: str, content: bytes, *, enterprise_id: str, subject_id: str, problem_id: str = ""
    ) -> Outbox:
        """A file beside a record; its bytes are sealed on the disk before the row exists.

        Raises Refused("file_too_large"), Refused("file_empty").
        """
        op = AttachFile(
            op_id=outbox.new_op_id(),
            made_at=self.now(),
            enterprise_id=enterprise_id,
            problem_id=problem_id,
            subject_id=subject_id,
            sha256=self.keep(content),
            size=len(content),
            name=name,
            media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        )
        return self.do(op)

    def keep(self, content: bytes) -> str:
        """Seal a file's bytes on the disk before any record names them; answers their SHA-256.

        Raises Refused("file_too_large"), Refused("file_empty"); such a file is not written.
        """
        check_size(len(content))
        with self._files:
            sha256 = blobs.keep(self.folder / "blobs", self._blob_key, content)
            self._kept_now.add(sha256)
        return sha256

    def kept(self, sha256: str) -> bytes:
        """The bytes of a file that was kept here. Raises FileNotFoundError, sealed.Damaged."""
        return blobs.read(self.folder / "blobs", self._blob_key, sha256)

    def bytes_of(self, attachment_id: str) -> bytes:
        """An attachment's bytes, from here or from the server. Raises Away, Declined, FileNotFoundError."""
        row = self.read(lambda connection: find(connection, Attachment, id=attachment_id))
        if row is None:
            raise FileNotFoundError(attachment_id)
        evicted_files.note_fetched(self.database, row)
        return blobs.fetch(self._signed_in(), self.folder / "blobs", self._blob_key, row)

    def index(self, budget_ms: int = 50) -> int:
        """Let the search read some of the changed rows; answers how many wait."""
        with self.database.write() as connection:
            return search_index.index_slice(connection, budget_ms)

    def sync(
        self,
        progress: Progress = lambda _what, _done, _all: None,
        *,
        compare: bool = False,
        file_seconds: float | None = file_lane.TURN_SECONDS,
    ) -> Result:
        """Push, pull, attachments; `compare`: also whether this copy is what it should be, as is done once a
        day and after the program was ended from outside. `file_seconds`: for how long attachments may go on,
        None to the last. Raises Away, SignInAgain, Stopped."""
        if not self._taken_up:
            self.take_up_journal()
        compare = compare or self._ended_badly
        folder = self.folder / "blobs"
        cycle = Cycle(
            self.database, self._transport, self._rules, folder, self._blob_key, progress, file_seconds
        )
        result = cycle.run(compare=compare)
        self._ended_badly = False  # not before: without a line nothing was compared
        if not result.pushed:  # to empty a file can take longer than to write it: not while somebody waits
            self._compact_journal()
        self._clear_files(folder)
        reporting.ask_when_due(self.database, self._transport, clock.now())
        return result

    def _clear_files(self, folder: Path) -> None:
        """What is held no more, over the room there is, or named by nothing, is not kept as a file either."""
        with self._files:
            evicted_files.give_up(self.database, folder, self._kept_now)
            file_room.make_room(self.database, folder, self._kept_now)
            if not self._swept:
                found_files.take_up(self.database, folder, self.identity.person_id)
                file_room.sweep(self.database, folder, self._kept_now, clock.now())
                self._swept = True

    def pause_files(self, paused: bool) -> None:
        """Attachments wait here until they may go on, also over a restart; records go on."""
        file_lane.set_paused(self.database, paused)

    def _compact_journal(self) -> None:
        if self._journal.has_grown():
            with self.database.write() as connection:
                taking_back.compact(connection, self._journal)

    def courier_file(self) -> bytes:
        """Everything that waits, to be carried to the server. Raises courier.CourierRefused."""
        return courier.write(self.database)

    def take_courier_answer(self, file: bytes) -> courier.Taken:
        """What the server answered to such a file. Raises courier.CourierRefused."""
        return courier.read(self.database, self._rules, file)

    def sign_in_again(self, password: str) -> None:
        """New tokens with the password. Raises Away, Declined."""
        session.sign_in_again(self.database, self._transport, password)

    def _signed_in(self) -> Transport:
        tokens = self.read(recall, Tokens)
        self._transport.access = tokens.access if tokens else ""
        return self._transport

    def next_code(self) -> str:
        """A local code that no other laptop gives, for paper and speech before the official number."""
        with self.database.write() as connection:
            counted = counters(connection)
            counted = msgspec.structs.replace(counted, code=counted.code + 1)
            remember(connection, counted)
            mark = lives.life(connection).mark
        return f"{self.identity.device_mark}{mark}-{counted.code:04d}"

    def discard(self, op_id: str) -> None:
        """Give up a stopped operation and those behind it; their texts stay on record."""
        with self.database.write() as connection:
            outbox.discard(connection, op_id)
            overlay.rebuild(connection, self._rules.now(connection))
            blobs.let_go(connection)
