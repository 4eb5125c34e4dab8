"""What each call of the laptop's command line does. Plain values in, one JSON object out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import sqlalchemy as sa

from sync.domain.errors import Refused
from sync.domain.metrics import ALWAYS, COUNTS
from sync.engine import drives, outbox, unsent
from sync.engine.authority import named, read_authority
from sync.engine.keys import Keys
from sync.engine.keys_refused import KeysRefused
from sync.engine.laptop import Laptop
from sync.engine.local_values import Authority, position, recall, seen_audit
from sync.engine.opening import first_start, has_copy, open_copy
from sync.engine.rescue import rescue
from sync.engine.standing import standing
from sync.operations.base import Operation
from sync.operations.kinds import OPERATIONS
from sync.store.queries import counts as counting
from sync.store.queries import problems
from sync.store.queries.search import search as find
from sync.store.rows import select
from sync.store.schema import TABLES
from sync.store.tables import SYNCED_BY_NAME, Outbox

Answer = dict[str, Any]


class LeaseOver(Exception):
    """The copy may not be opened until the next contact: `sync` or `sign-in` renew the lease."""


@contextmanager
def _opened(
    options: argparse.Namespace, keys: Keys, password: str, *, leased: bool = True
) -> Iterator[Laptop]:
    """The copy in the data folder. Raises KeysRefused, DatabaseRefused, LeaseOver."""
    laptop = open_copy(options.data, keys, password)
    try:
        if leased and laptop.lease_state() != "live":
            raise LeaseOver
        yield laptop
    finally:
        laptop.close()


def sign_in(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """A new copy, or new tokens for the one that is here. `newer_password`: the centre's, where another one
    opened the copy until now."""
    newer = options.newer_password or password
    if has_copy(keys):
        with _opened(options, keys, password, leased=False) as laptop:
            if options.authority:
                laptop.believe(read_authority(options.authority))
            laptop.sign_in_again(newer)
            if newer != password:
                keys.rewrap(laptop.data_key, newer)
            return {"person_id": laptop.identity.person_id, "new": False}
    laptop = first_start(
        options.data, keys, options.server, options.user, newer, options.authority, here=password
    )
    try:
        return {"person_id": laptop.identity.person_id, "new": True}
    finally:
        laptop.close()


def operations() -> Answer:
    """JSON Schema of every kind; `op_id` and `made_at` may be left to the program."""
    kinds = list(OPERATIONS.values())
    schemas, components = msgspec.json.schema_components(kinds)
    return {
        "operations": {kind.kind: schema for kind, schema in zip(kinds, schemas, strict=True)},
        "components": components,
    }


def do(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Raises Refused; then nothing changed."""
    with _opened(options, keys, password) as laptop:
        entry = laptop.do(_operation(laptop, options.kind, options.body))
        return {"op_id": entry.op_id, "state": entry.state, "subject_id": entry.subject_id}


def _operation(laptop: Laptop, name: str, body: str) -> Operation:
    kind = OPERATIONS.get(name)
    if kind is None:
        raise Refused("bad_body", reason=f"no kind {name}")
    try:
        fields = json.loads(body)
        fields = {"op_id": outbox.new_op_id(), "made_at": laptop.now()} | fields
        if "local_code" in kind.__struct_fields__:
            fields.setdefault("local_code", laptop.next_code())
        return msgspec.convert(fields, kind)
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused("bad_body", reason=str(error)[:200]) from None


def attach(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Raises Refused("file_too_large"), FileNotFoundError."""
    with _opened(options, keys, password) as laptop:
        entry = laptop.attach(
            options.file.name,
            options.file.read_bytes(),
            enterprise_id=options.enterprise,
            subject_id=options.subject,
            problem_id=options.problem,
        )
        return {"op_id": entry.op_id, "state": entry.state, "subject_id": entry.subject_id}


def sync(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Raises Away, SignInAgain; what was done until then stays."""
    with _opened(options, keys, password, leased=False) as laptop:
        result = laptop.sync(file_seconds=None)
        return {
            "pushed": result.pushed,
            "pulled": result.pulled,
            "verdicts": result.verdicts,
            "cursor": result.revision,
            "complete": result.complete,
        }


def files(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Hold attachments still, let them go on, or say how they stand; records go on all the same."""
    with _opened(options, keys, password, leased=False) as laptop:
        if options.way != "status":
            laptop.pause_files(options.way == "pause")
        owed = laptop.read(standing)
        return {"paused": owed.files_paused, "waiting": owed.files}


def carry(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Write the courier file, or take the answer to one. Raises courier.CourierRefused."""
    with _opened(options, keys, password, leased=False) as laptop:
        if options.way == "export":
            options.file.write_bytes(laptop.courier_file())
            return {"file": str(options.file), "waiting": laptop.read(outbox.queue).waiting}
        taken = laptop.take_courier_answer(options.file.read_bytes())
        return {"answered": taken.answered, "pulled": taken.rows}


def rows(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """A synced table's rows as they are here, waiting work included."""
    if options.table not in SYNCED_BY_NAME:
        raise Refused("bad_body", reason=f"no table {options.table}", tables=sorted(SYNCED_BY_NAME))
    table = TABLES[options.table]
    with _opened(options, keys, password) as laptop, laptop.database.read() as connection:
        found = connection.execute(sa.select(table).order_by(table.c.id))
        return {"columns": list(found.keys()), "rows": [list(row) for row in found]}


def search(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Enterprises, problems and visits that a typed text finds."""
    with _opened(options, keys, password) as laptop:
        while laptop.index(1000):
            pass
        found = laptop.read(find, options.typed)
        hits = [("enterprise", hit.id, hit.name) for hit in found.enterprises]
        hits += [("problem", hit.id, hit.title) for hit in found.problems]
        hits += [("visit", hit.id, hit.opening) for hit in found.visits]
        return {"found": [dict(zip(("table", "id", "title"), hit, strict=True)) for hit in hits]}


def counts(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """The home's numbers, each with the ids of the problems that it counts."""
    with _opened(options, keys, password) as laptop:
        calendar, now = laptop.rules().calendar, laptop.now()
        tally = laptop.read(counting.tally, calendar, now, ALWAYS, problems.Filter())
        return {code: {"number": tally.count(code), "ids": list(tally.ids_of(code))} for code in COUNTS}


def outbox_rows(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Every operation that this laptop keeps, oldest first."""
    with _opened(options, keys, password) as laptop:
        entries = sorted(laptop.read(select, Outbox), key=lambda entry: entry.position)
        return {"operations": [_shown(entry) for entry in entries]}


def _shown(entry: Outbox) -> Answer:
    wanted = ("op_id", "kind", "made_at", "subject_id", "state", "code", "here_code", "revision", "replaces")
    return {name: getattr(entry, name) for name in wanted} | {"body": json.loads(entry.body)}


def discard(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Give a stopped operation up, and those behind it. Raises Refused; then nothing changed."""
    with _opened(options, keys, password) as laptop:
        if laptop.read(outbox.stopped, options.op_id) is None:
            raise Refused("missing", table=Outbox.table)
        laptop.discard(options.op_id)
        return {"op_id": options.op_id, "state": "discarded"}


def repair(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Its fields, with those that are given in their place. Raises Refused; then nothing changed."""
    with _opened(options, keys, password) as laptop:
        stopped = laptop.read(outbox.stopped, options.op_id)
        if stopped is None:
            raise Refused("missing", table=Outbox.table)
        fields = _without(_fields(stopped.body), "op_id", "made_at") | _fields(options.body)
        entry = laptop.repair(options.op_id, _operation(laptop, stopped.kind, json.dumps(fields)))
        return {"op_id": entry.op_id, "state": entry.state, "subject_id": entry.subject_id}


def _fields(body: str) -> Answer:
    try:
        return dict(json.loads(body))
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused("bad_body", reason=str(error)[:200]) from None


def _without(fields: Answer, *names: str) -> Answer:
    return {name: value for name, value in fields.items() if name not in names}


def export(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """What the server has not taken, and drafts, as lines of JSON. Raises OSError."""
    with _opened(options, keys, password) as laptop:
        head = laptop.read(unsent.export, options.file, laptop.now())
        return {"file": str(options.file), "operations": head["operations"], "drafts": head["drafts"]}


def rescued(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Unsent work out of a folder whose database cannot be read, and the way to begin again."""
    done = rescue(options.data, keys, password, options.file)
    return done._asdict() | {"file": options.file}


def recover(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """The organisation's private key opens what no password or keyring opens any more; from now on the given
    password does. Raises KeysRefused."""
    try:
        private_key = bytes.fromhex(options.key.read_text(encoding="ascii"))
        data_key = keys.recover(private_key)
    except ValueError as error:
        raise KeysRefused("recovery_refused") from error
    keys.rewrap(data_key, password)
    return {"key_slot": keys.status().slot}


def status(options: argparse.Namespace, keys: Keys, password: str) -> Answer:
    """Whose copy, how fresh, how much waits, how it is locked."""
    with _opened(options, keys, password, leased=False) as laptop:
        queue, said, owed = laptop.read(outbox.queue), laptop.contact(), laptop.read(standing)
        cursor = laptop.read(position).cursor
        locked = keys.status()
        return {
            "user": laptop.identity.user_name,
            "person_id": laptop.identity.person_id,
            "server": laptop.identity.server,
            "drive": drives.kind_of(laptop.folder),
            "authority": named(laptop.read(recall, Authority)),
            "lease": laptop.lease_state(),
            "audit": laptop.read(seen_audit),
            "cursor": cursor.revision if cursor else None,
            "synced_at": said.synced_at,
            "clock_offset": said.offset,
            "waiting": queue.waiting,
            "held": queue.held,
            "stopped": queue.stopped,
            "files": owed.files,
            "files_paused": owed.files_paused,
            "key_slot": locked.slot,
            "keyring": locked.backend,
            "recovery": locked.recovery,
        }


CALLS: dict[str, Callable[[argparse.Namespace, Keys, str], Answer]] = {
    "sign-in": sign_in,
    "do": do,
    "attach": attach,
    "sync": sync,
    "files": files,
    "courier": carry,
    "rows": rows,
    "search": search,
    "counts": counts,
    "outbox": outbox_rows,
    "discard": discard,
    "repair": repair,
    "export": export,
    "rescue": rescued,
    "recover": recover,
    "status": status,
}
