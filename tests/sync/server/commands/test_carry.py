"""`courier`: what came by stick is done, and the answer can be carried back."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.domain import boxed, signed
from sync.domain.signed import Signed
from sync.wire import Session, decode, deflate, encode, inflate
from sync.wire_courier import CourierAnswer, CourierFile, CourierOutside
from tests.sync.server.commands.desk import Desk, one_sentence
from tests.sync.server.commands.test_devices import sign_in, staffed

__all__ = ["staffed"]
DEVICE_KEY = b"k" * 32  # of the machine that `sign_in` signs in
REPLY_KEY = b"r" * 32


@pytest.fixture
def session(staffed: Desk) -> Session:
    return sign_in(staffed)


def file_of(session: Session) -> bytes:
    """What a laptop with nothing would send."""
    asked = CourierFile(pushes=[], cursor=None, reply_key=boxed.public_key_of(REPLY_KEY))
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


def test_a_file_that_is_none_is_told_in_one_sentence(staffed: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"PK\x03\x04")
    said = staffed.run("courier", tmp_path / "out", "--answer", tmp_path / "back")
    assert "摆渡文件" in one_sentence(said, 1)
    assert not (tmp_path / "back").exists()
