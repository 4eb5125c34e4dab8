"""The database stops, breaks off, is full, is held by somebody: requests are told to come again, what came
is never lost nor doubled, and when it is over nobody has to help. Named after the faults: S02 … S09, A10.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec
import psycopg
import pytest
import requests
import sqlalchemy as sa

from sync.domain import signed
from sync.operations.base import Operation
from sync.server import accounts, answering, app, feed, push
from sync.server.accounts import SignInRefused
from sync.server.gate import AT_WORK, HASHES, SIGN_INS
from sync.server.inbox import Inbox
from sync.store import database
from sync.store.rows import count, select
from sync.store.tables import Account, Visit
from sync.store.tables import Answer as StoredAnswer
from sync.wire import Answer, envelope
from tests.cases import visit
from tests.postgresql import PostgreSQL, running_postgresql
from tests.sender import Sender
from tests.stage import PASSWORD, Stage, open_stage

SOON = 60.0  # seconds; this machine may be busy
EACH = 25  # operations of one sender


def status_of(reply: requests.Response) -> int:
    """What was said of a request as a whole; a 503 says when to come again."""
    if reply.status_code == 503:
        assert int(reply.headers["Retry-After"]) >= 1
        assert reply.json()["code"] == "busy"
    return reply.status_code


def push_once(sender: Sender, *operations: Operation) -> requests.Response:
    return sender.post("/v1/push", {"operations": [envelope(op) for op in operations]})


def push_until_answered(sender: Sender, op: Operation, statuses: list[int]) -> Answer:
    """As a laptop does: the same operation again until there is an answer."""
    limit = time.monotonic() + SOON
    while time.monotonic() < limit:
        reply = push_once(sender, op)
        statuses.append(status_of(reply))
        if reply.status_code == 200:
            answers = msgspec.json.decode(reply.content, type=dict[str, msgspec.Raw])["answers"]
            return msgspec.json.decode(answers, type=list[Answer])[0]
    raise AssertionError("never answered")


def many_push_while(stage: Stage, trouble: Callable[[threading.Event], None]) -> list[int]:
    """Three people push one operation after the other while there is trouble; each must come through once.
    Answers the statuses that were seen."""
    statuses: list[int] = []
    over = threading.Event()
    people = (("rep-east", "firm-east"), ("coordinator-east", "firm-other"), ("rep-west", "firm-west"))
    with ExitStack() as stack:
        senders = [(stack.enter_context(Sender(stage.url, who)), firm) for who, firm in people]
        threads = stack.enter_context(ThreadPoolExecutor(len(people) + 1))
        troubles = threads.submit(trouble, over)

        def one(sender: Sender, firm: str) -> list[Answer]:
            return [push_until_answered(sender, visit(firm), statuses) for _ in range(EACH)]

        working = [threads.submit(one, sender, firm) for sender, firm in senders]
        try:
            answers = [answer for work in working for answer in work.result()]
        finally:
            over.set()
        troubles.result()
    assert {answer.verdict for answer in answers} == {"accepted"}
    kept = {row.op_id: row.revision for row in stage.read(select, StoredAnswer)}
    assert all(kept[answer.op_id] == answer.revision for answer in answers)
    assert stage.read(count, Visit) == len(people) * EACH
    return statuses


@pytest.fixture(scope="module")
def durable_postgresql() -> Iterator[PostgreSQL]:
    """One that keeps what it has committed when it is stopped at once."""
    with running_postgresql("synchronous_commit=on") as server:
        yield server


def test_s02_postgresql_is_stopped_at_once_and_started_in_mid_sync(
    durable_postgresql: PostgreSQL, tmp_path: Path
) -> None:
    def restarts(over: threading.Event) -> None:
        for _ in range(3):
            over.wait(0.2)
            durable_postgresql.stop()
            durable_postgresql.start()

    with durable_postgresql.database() as url, open_stage(url, tmp_path) as stage:
        assert set(many_push_while(stage, restarts)) == {200, 503}


def test_s03_a_session_is_ended_from_outside_even_while_it_commits(postgresql_stage: Stage) -> None:
    url = postgresql_stage.database.engine.url.set(drivername="postgresql")

    def ends(over: threading.Event) -> None:
        one = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> %s ORDER BY random() LIMIT 1"
        address = url.render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as outside:
            while not over.wait(0.1):
                outside.execute(
                    f"SELECT pg_terminate_backend(({one}))".encode(),
                    (url.database, outside.info.backend_pid),
                )

    assert 503 in many_push_while(postgresql_stage, ends)


def test_s03_a_session_that_ended_at_rest_is_opened_anew_and_nobody_is_sent_away(
    postgresql_stage: Stage,
) -> None:
    url = postgresql_stage.database.engine.url.set(drivername="postgresql")
    ended = "SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
    with Sender(postgresql_stage.url, "rep-east") as rep:
        assert rep.push(visit())[0].verdict == "accepted"
        with psycopg.connect(url.render_as_string(hide_password=False)) as outside:
            sessions = outside.execute(ended, (url.database, outside.info.backend_pid)).fetchall()
        assert (True,) in sessions
        assert rep.push(visit())[0].verdict == "accepted"


def test_s05_what_stays_a_deadlock_after_all_tries_is_told_to_come_again(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = []

    def deadlocked(self: Inbox, *_letters: object) -> None:
        tries.append(self)
        raise sa.exc.OperationalError("", None, psycopg.errors.DeadlockDetected())

    with Sender(postgresql_stage.url, "rep-east") as rep:
        op = visit()
        with monkeypatch.context() as patch:
            patch.setattr(Inbox, "take", deadlocked)
            assert status_of(push_once(rep, op)) == 503
        assert len(tries) == push.TRIES
        assert rep.push(op)[0].verdict == "accepted"


@contextmanager
def full_disk(stage: Stage) -> Iterator[None]:
    """No page more: SQLite by its own limit; PostgreSQL by the error that it gives."""
    engine = stage.database.engine
    if engine.dialect.name == "sqlite":

        def limit(connection: sa.Connection) -> None:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

        sa.event.listen(engine, "begin", limit)
        yield
        sa.event.remove(engine, "begin", limit)
        engine.dispose()
        return
    full = "BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END"
    with stage.database.write() as connection:
        connection.exec_driver_sql(
            f"CREATE FUNCTION full_disk() RETURNS trigger AS $${full}$$ LANGUAGE plpgsql"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER full_disk BEFORE INSERT ON visit EXECUTE FUNCTION full_disk()"
        )
    yield
    with stage.database.write() as connection:
        connection.exec_driver_sql("DROP TRIGGER full_disk ON visit")


def test_s06_a_full_disk_stops_writing_and_nothing_else(stage: Stage) -> None:
    op = visit(situation="长" * 20_000)
    with Sender(stage.url, "rep-east") as rep:
        head = stage.read(feed.head)
        with full_disk(stage):
            said = [status_of(push_once(rep, op, visit())) for _ in range(3)]
            assert stage.read(feed.head) == head
            assert rep.rows("enterprise")
        assert said == [503] * 3
        assert stage.read(count, Visit) == 0
        assert rep.push(op)[0].verdict == "accepted"


def test_s07_slow_queries_fill_every_place_and_the_next_is_told_so_at_once(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, go_on = threading.Semaphore(0), threading.Event()
    pull = app.pull  # type: ignore[attr-defined]

    def slow(connection: sa.Connection, *rest: object) -> object:
        inside.release()
        assert go_on.wait(SOON)
        return pull(connection, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(app, "pull", slow)
    with Sender(postgresql_stage.url, "rep-east") as rep, ThreadPoolExecutor(AT_WORK) as threads:
        slow_ones = [threads.submit(rep.post, "/v1/pull", {}) for _ in range(AT_WORK)]
        for _ in slow_ones:
            assert inside.acquire(timeout=SOON)
        began = time.monotonic()
        assert status_of(rep.post("/v1/pull", {})) == 503
        assert time.monotonic() - began < 1
        go_on.set()
        assert {one.result().status_code for one in slow_ones} == {200}


def test_s07_without_a_free_connection_a_request_is_told_so_within_a_second(postgresql_stage: Stage) -> None:
    engine = postgresql_stage.database.engine
    with Sender(postgresql_stage.url, "rep-east") as rep, ExitStack() as stack:
        for _ in range(database.POOL_SIZE + database.POOL_MORE):
            stack.enter_context(engine.connect())
        began = time.monotonic()
        assert status_of(push_once(rep, visit())) == 503
        assert time.monotonic() - began < 1
        stack.close()
        assert rep.push(visit())[0].verdict == "accepted"


def test_s08_locks_of_somebody_who_forgot_a_transaction_end_in_a_503(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.LIMITS["lock_timeout"] == 5_000
    monkeypatch.setitem(database.LIMITS, "lock_timeout", 100)
    engine = postgresql_stage.database.engine
    engine.dispose()
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with Sender(postgresql_stage.url, "rep-east") as rep:
        with psycopg.connect(url) as forgotten:
            forgotten.execute("SELECT id FROM aggregate FOR UPDATE")
            assert status_of(push_once(rep, visit())) == 503
            forgotten.rollback()
        assert rep.push(visit())[0].verdict == "accepted"


def test_s08_a_process_that_hangs_in_a_transaction_holds_up_nobody_for_long(
    postgresql_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit = "idle_in_transaction_session_timeout"
    assert database.LIMITS[limit] == 10_000
    monkeypatch.setitem(database.LIMITS, limit, 200)
    postgresql_stage.database.engine.dispose()
    with Sender(postgresql_stage.url, "rep-east") as rep:
        hangs = postgresql_stage.database.engine.connect()
        hangs.exec_driver_sql("SELECT id FROM aggregate FOR UPDATE")
        assert rep.push(visit())[0].verdict == "accepted"
        with pytest.raises(sa.exc.DBAPIError) as ended:
            hangs.exec_driver_sql("SELECT 1")
        hangs.close()
        assert answering._passes(ended.value)


def test_s09_a_database_that_another_process_holds_is_told_to_be_busy(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A long reader holds up nobody, a long writer only so long."""
    engine = small_stage.database.engine
    engine.dispose()
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    with Sender(small_stage.url, "rep-east") as rep:
        with small_stage.database.read() as reader:
            feed.head(reader)
            assert rep.push(visit())[0].verdict == "accepted"
        with small_stage.database.write():
            assert status_of(push_once(rep, visit())) == 503
            assert status_of(rep.ask("GET", "/v1/wait?revision=0")) == 200
        assert rep.push(visit())[0].verdict == "accepted"


def test_a10_many_sign_ins_at_once_leave_the_sync_alone(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At most two passwords are checked at once, few wait, the others come again; nobody holds the record."""
    at_once, most, go_on = 0, 0, threading.Event()
    counting = threading.Lock()
    check = accounts.check_password

    def slow(account: Account | None, password: str) -> Account:
        nonlocal at_once, most
        with counting:
            at_once, most = at_once + 1, max(most, at_once + 1)
        assert go_on.wait(SOON)
        with counting:
            at_once -= 1
        return check(account, password)

    with Sender(small_stage.url, "rep-east") as rep, ThreadPoolExecutor(AT_WORK) as threads:
        requests_to_send = [_sign_in(rep) for _ in range(AT_WORK)]
        monkeypatch.setattr(accounts, "check_password", slow)
        sent = [threads.submit(rep.post, "/v1/sign-in", one) for one in requests_to_send]
        limit = time.monotonic() + SOON
        while sum(one.done() for one in sent) < AT_WORK - SIGN_INS:
            assert time.monotonic() < limit
            time.sleep(0.01)
        assert rep.push(visit())[0].verdict == "accepted"
        go_on.set()
        statuses = sorted(status_of(one.result()) for one in sent)
    assert statuses == [200] * SIGN_INS + [503] * (AT_WORK - SIGN_INS)
    assert most == HASHES


def _sign_in(sender: Sender) -> dict[str, object]:
    """A right sign-in of the sender's device."""
    nonce = sender.post("/v1/challenge", {}).json()["challenge"]
    key = sender.identity.device_key
    return {
        "user_name": "rep-east",
        "password": PASSWORD,
        "device_id": sender.identity.device_id,
        "device_name": "示例",
        "public_key": signed.public_key_of(key),
        "challenge": nonce,
        "signature": signed.sign(key, "challenge", nonce).signature,
    }


def test_a_password_that_is_changed_while_it_is_checked_opens_nothing(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = accounts.check_password

    def overtaken(account: Account | None, password: str) -> Account:
        with stage.database.write() as connection:
            accounts.set_password(connection, "rep-east", "rep-east", "另一个口令")
        return check(account, password)

    with Sender(stage.url, "rep-east") as rep:
        request = _sign_in(rep)
        monkeypatch.setattr(accounts, "check_password", overtaken)
        reply = rep.post("/v1/sign-in", request)
    assert (reply.status_code, reply.json()["code"]) == (403, "wrong_password")


def test_a_challenge_proves_one_thing_once(stage: Stage) -> None:
    with Sender(stage.url, "rep-east") as rep:
        request = _sign_in(rep)
        assert rep.post("/v1/sign-in", request).status_code == 200
        again = rep.post("/v1/sign-in", request)
    assert (again.status_code, again.json()["code"]) == (403, "bad_proof")
    assert SignInRefused("bad_proof").code == again.json()["code"]
