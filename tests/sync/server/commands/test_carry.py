"""`courier`: what came by stick is done, and the answer can be carried back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.domain import boxed, signed
from sync.domain.signed import Signed
from sync.store.rows import count
from sync.store.tables import Answer
from sync.wire import MOST_OPERATIONS, PushRequest, Session, decode, deflate, encode, envelope, inflate
from sync.wire_courier import CourierAnswer, CourierFile, CourierOutside
from tests.cases import visit
from tests.sync.server.commands.desk import Desk, Said, one_sentence
from tests.sync.server.commands.test_devices import opened, sign_in, staffed

__all__ = ["staffed"]
DEVICE_KEY = b"k" * 32  # of the machine that `sign_in` signs in
REPLY_KEY = b"r" * 32


@pytest.fixture
def session(staffed: Desk) -> Session:
    return sign_in(staffed)


def file_of(session: Session, *pushes: PushRequest, reply_key: bytes = b"") -> bytes:
    """What a laptop with nothing would send; or with these pushes, whoever wrote them."""
    key = reply_key or boxed.public_key_of(REPLY_KEY)
    asked = CourierFile(pushes=list(pushes), cursor=None, reply_key=key)
    box = boxed.seal_to(session.courier_key, deflate(encode(asked), "zstd"), "courier")
    return encode(signed.sign(DEVICE_KEY, "courier", CourierOutside(device_id="laptop-1", box=box)))


def test_the_answer_brings_what_the_person_may_see(staffed: Desk, session: Session, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(file_of(session))
    said = staffed.run("courier", tmp_path / "out", "--answer", tmp_path / "back")
    assert said.status == 0
    letter = decode((tmp_path / "back").read_bytes(), Signed)
    outside = signed.verify(letter, session.server_key, "courier", CourierOutside)
    back = decode(inflate(boxed.unseal_with(REPLY_KEY, outside.box, "courier"), "zstd", 2**26), CourierAnswer)
    assert back.pages[-1].everything
    assert "person" in back.pages[-1].tables


def work(number: int) -> PushRequest:
    return PushRequest(operations=[envelope(visit("no-such-firm")) for _ in range(number)])


@pytest.mark.parametrize("reply_key", [b"short", bytes(32)])
def test_a_key_that_no_answer_can_be_sealed_to_is_told_before_anything_is_done(
    staffed: Desk, session: Session, tmp_path: Path, reply_key: bytes
) -> None:
    (tmp_path / "out").write_bytes(file_of(session, work(1), reply_key=reply_key))
    assert "重新导出" in one_sentence(taken(staffed, tmp_path), 1)
    assert nothing_came(staffed, tmp_path)


def test_more_in_one_push_than_the_protocol_has_is_told_before_anything_is_done(
    staffed: Desk, session: Session, tmp_path: Path
) -> None:
    (tmp_path / "out").write_bytes(file_of(session, work(1), work(MOST_OPERATIONS + 1)))
    assert "重新导出" in one_sentence(taken(staffed, tmp_path), 1)
    assert nothing_came(staffed, tmp_path)


def taken(desk: Desk, folder: Path) -> Said:
    return desk.run("courier", folder / "out", "--answer", folder / "back")


def nothing_came(desk: Desk, folder: Path) -> bool:
    database = opened(desk)
    with database.read() as connection:
        kept = count(connection, Answer, kind="log_visit")
    database.close()
    return not kept and not (folder / "back").exists()


def test_a_file_that_is_none_is_told_in_one_sentence(staffed: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"PK\x03\x04")
    said = staffed.run("courier", tmp_path / "out", "--answer", tmp_path / "back")
    assert "摆渡文件" in one_sentence(said, 1)
    assert not (tmp_path / "back").exists()
