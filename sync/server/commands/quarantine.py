"""`quarantine list|show|admit`: work that has no effect until somebody admits it.

What is about a firm or a problem waits for the centre that answers for it, in its 同步中心. Here the rest is
admitted: work of a kind that the server did not know before an upgrade, or about what came only later.
"""

from __future__ import annotations

import json
import uuid
from argparse import Namespace

import msgspec
import sqlalchemy as sa

from sync.domain import clock
from sync.domain.errors import Quarantined, Refused
from sync.operations.admissions import AdmitWork, parked_id
from sync.operations.base import Operation
from sync.server import feed, parking, push
from sync.server.commands.output import say, table
from sync.server.locks import lock_aggregates
from sync.server.premises import CommandRefused, opened
from sync.server.words import DECISIONS, stopped_in_words
from sync.store.records import Records
from sync.store.rows import DatabaseSource, find, select
from sync.store.schema import TABLES
from sync.store.tables import Answer, Parked, Person, Problem
from sync.wire import Envelope
from sync.wire import opened as read


def list_all(options: Namespace) -> int:
    """Everything that nobody has decided about, oldest first, and who may."""
    with opened(options) as centre, centre.database.read() as connection:
        names = {person.id: person.name for person in select(connection, Person)}
        parked = {row.op_id for row in select(connection, Parked)}
        waiting = sorted(_undecided(connection), key=lambda answer: answer.received_at)
    rows = [
        [
            answer.op_id,
            names.get(answer.person_id, answer.person_id),
            answer.kind,
            clock.to_datetime(answer.received_at).strftime("%Y-%m-%d %H:%M"),
            stopped_in_words(answer.code),
            "等中心采纳" if answer.op_id in parked else "等管理员采纳",
        ]
        for answer in waiting
    ]
    say(table(["编号", "姓名", "类别", "收到", "原因", "去向"], rows) if rows else "没有待采纳的工作。")
    return 0


def show(options: Namespace) -> int:
    """All its words."""
    with opened(options) as centre, centre.database.read() as connection:
        answer = _answer(connection, options.op_id)
        parked = find(connection, Parked, id=parked_id(answer.op_id))
    try:
        body = json.dumps(json.loads(answer.body), ensure_ascii=False, indent=1)
    except ValueError:
        body = answer.body.decode(errors="replace")
    say(f"{answer.kind}（第 {answer.version} 版）\n{body}")
    if parked is not None:
        say(
            "，".join(part for part in (DECISIONS[parked.decision], parked.decided_by, parked.reason) if part)
        )
    return 0


def admit(options: Namespace) -> int:
    """It takes effect now as its author's work; 1 where a rule says no."""
    with opened(options) as centre:
        with centre.database.write() as connection:
            row = _parked(connection, _answer(connection, options.op_id))
            decision = _decision(connection, row)
        (answer,) = push.do(centre, [decision])
    if answer.verdict == "accepted":
        say(f"已采纳 {row.op_id}（{row.author_name}）。")
        return 0
    raise CommandRefused(f"没有采纳，原样保留：{stopped_in_words(answer.code)}。")


def _undecided(connection: sa.Connection) -> list[Answer]:
    decided = TABLES["parked"].c
    told = set(connection.scalars(sa.select(decided.op_id).where(decided.decision != "")))
    return [row for row in select(connection, Answer, verdict="quarantined") if row.op_id not in told]


def _answer(connection: sa.Connection, op_id: str) -> Answer:
    """The work, by its id. Raises CommandRefused."""
    answer = find(connection, Answer, op_id=op_id)
    if answer is None or answer.verdict != "quarantined":
        raise CommandRefused(f"没有待采纳的工作“{op_id}”，请用 quarantine list 查看编号。")
    return answer


def _parked(connection: sa.Connection, answer: Answer) -> Parked:
    """The row that shows it; made now where that could not be done when it came. Raises CommandRefused."""
    row = find(connection, Parked, id=parked_id(answer.op_id))
    if row is not None:
        return row
    op = _operation(answer)
    lock_aggregates(connection, (*op.aggregates(), *op.needs()))
    records = Records(DatabaseSource(connection))
    if not parking.park(records, answer, op):
        raise CommandRefused("它所指的企业或问题还不在服务器上，原样保留。")
    feed.commit(connection, records, clock.now())
    row = find(connection, Parked, id=parked_id(answer.op_id))
    assert row is not None
    return row


def _operation(answer: Answer) -> Operation:
    letter = Envelope(
        op_id=answer.op_id,
        kind=answer.kind,
        version=answer.version,
        made_at=answer.made_at,
        body=answer.body.decode(),
    )
    try:
        op = read(letter)
    except Quarantined as no:
        raise CommandRefused(f"{stopped_in_words(no.code)}，升级服务器后再采纳。") from no
    except Refused as no:
        raise CommandRefused(f"没有采纳，原样保留：{stopped_in_words(no.code)}。") from no
    return msgspec.structs.replace(op, made_at=min(op.made_at, answer.received_at))


def _decision(connection: sa.Connection, row: Parked) -> AdmitWork:
    problem = find(connection, Problem, id=row.aggregate_id)
    return AdmitWork(
        op_id=str(uuid.uuid4()),
        made_at=clock.now(),
        enterprise_id=problem.enterprise_id if problem else row.aggregate_id,
        problem_id=problem.id if problem else "",
        parked_id=row.id,
    )
