"""`device`: which laptops may come in, and that a revoked one may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.domain import clock, signed
from sync.engine.outbox import new_op_id
from sync.operations.administration import EndAssignment
from sync.server import challenges, feed, push, recalls, sessions, tokens
from sync.server.accounts import SignInRefused
from sync.server.centre import Centre
from sync.server.roster_xlsx import write_xlsx
from sync.store.database import Database, open_database
from sync.store.rows import select, store
from sync.store.tables import Account, Assignment, DeviceLife
from sync.wire import Session, SignInRequest
from tests.sync.server.commands.desk import Desk, one_sentence
from tests.sync.server.rosters import SMALL, roster

PASSWORD = "示例口令-2020"


@pytest.fixture
def staffed(desk: Desk, tmp_path: Path) -> Desk:
    write_xlsx(roster(SMALL), tmp_path / "名单.xlsx")
    assert desk.run("import", tmp_path / "名单.xlsx").status == 0
    assert desk.run("user", "password", "rep", "--password-stdin", typed=PASSWORD).status == 0
    return desk


def opened(desk: Desk) -> Database:
    key = bytes.fromhex(desk.key.read_text()) if desk.key.exists() else None
    return open_database(desk.address, key)


def sign_in(desk: Desk) -> Session:
    """The representative on the machine `laptop-1`."""
    database = opened(desk)
    try:
        centre = Centre(database, desk.data)
        nonce = challenges.new_challenge(centre.challenge_key, clock.now())
        key = b"k" * 32
        request = SignInRequest(
            user_name="rep",
            password=PASSWORD,
            device_id="laptop-1",
            device_name="示例笔记本",
            public_key=signed.public_key_of(key),
            challenge=nonce,
            signature=signed.sign(key, "challenge", nonce).signature,
        )
        return sessions.sign_in(centre, request)
    finally:
        database.close()


def test_a_device_is_listed_and_revoked_by_its_mark(staffed: Desk) -> None:
    session = sign_in(staffed)
    listed = staffed.run("device", "list").out.splitlines()
    assert listed[0].split() == ["标记", "姓名", "设备", "登记", "最近联系", "状态"]
    assert listed[1].split()[:3] == [session.device_mark, "示例代表", "示例笔记本"]
    assert listed[1].endswith("在用")
    said = staffed.run("device", "revoke", session.device_mark.lower())
    assert said == (0, f"设备 {session.device_mark} 已停用。\n", "")
    assert staffed.run("device", "list").out.rstrip().endswith("停用")


def test_a_device_of_which_there_was_a_copy_is_told_of(staffed: Desk) -> None:
    sign_in(staffed)
    database = opened(staffed)
    with database.write() as connection:
        store(connection, [DeviceLife(device_id="laptop-1", life=life, number=1) for life in ("a", "b")])
    database.close()
    assert staffed.run("device", "list").out.rstrip().endswith("在用，发现过副本")


def test_a_revoked_device_does_not_come_in(staffed: Desk) -> None:
    session = sign_in(staffed)
    assert staffed.run("device", "revoke", "laptop-1").status == 0
    database = opened(staffed)
    with database.read() as connection:
        assert tokens.bearer(connection, session.access, clock.now()) is None
    database.close()
    with pytest.raises(SignInRefused, match="device_revoked"):
        sign_in(staffed)
    assert "审计链完整" in staffed.run("audit", "verify").out


def test_one_revoked_by_mistake_is_let_in_again_and_has_lost_nothing(staffed: Desk) -> None:
    session = sign_in(staffed)
    staffed.run("device", "revoke", session.device_mark)
    said = staffed.run("device", "readmit", session.device_mark)
    assert said == (0, f"设备 {session.device_mark} 可以重新登录。\n", "")
    assert sign_in(staffed).device_mark == session.device_mark
    assert staffed.run("device", "list").out.rstrip().endswith("在用")
    assert "审计链完整" in staffed.run("audit", "verify").out


def test_an_unknown_device_is_one_sentence(staffed: Desk) -> None:
    said = staffed.run("device", "revoke", "XXXX")
    assert one_sentence(said, 1) == "没有设备“XXXX”，请用 device list 查看标记。"


def test_what_a_laptop_still_holds_is_listed_until_it_is_given_up(staffed: Desk) -> None:
    session = sign_in(staffed)
    database = opened(staffed)
    with database.write() as connection:
        person = select(connection, Account, user_name="rep")[0].person_id
        held = [row for row in select(connection, Assignment, person_id=person) if row.until is None]
    ended = [
        EndAssignment(
            op_id=new_op_id(),
            made_at=clock.now(),
            assignment_id=row.id,
            enterprise_id=row.enterprise_id,
            until=clock.day_of(clock.now()).isoformat(),
            reason="示例",
        )
        for row in held
    ]
    centre = Centre(database, staffed.data)
    push.do(centre, list(ended))
    listed = staffed.run("device", "recalls").out.splitlines()
    assert listed[0].split() == ["标记", "姓名", "设备", "收回", "记录", "状态"]
    assert listed[1].split()[:3] == [session.device_mark, "示例代表", "示例笔记本"]
    assert listed[1].endswith("未交回")
    with database.write() as connection:
        recalls.settle(connection, "laptop-1", feed.head(connection).revision)
    database.close()
    assert staffed.run("device", "recalls").out.rstrip().endswith("已交回")
