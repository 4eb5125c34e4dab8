"""`recovery-key`: made once; its private half stays nowhere here."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
import requests

from sync.domain import boxed
from sync.server.organisation_key import RECOVERY_KEY
from tests.sync.server.commands.desk import Desk, one_sentence
from tests.sync.server.commands.test_serve import served


def test_the_private_half_is_written_where_the_administrator_says(small_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "恢复钥匙"
    said = small_desk.run("recovery-key", file)
    assert (said.status, said.err) == (0, "")
    assert "由专人保管" in said.out
    assert file.stat().st_mode & 0o777 == 0o600
    public = (small_desk.data / RECOVERY_KEY).read_text(encoding="ascii")
    assert boxed.public_key_of(bytes.fromhex(file.read_text(encoding="ascii"))).hex() == public


def test_there_is_one_and_it_lies_elsewhere(small_desk: Desk, tmp_path: Path) -> None:
    inside = small_desk.run("recovery-key", small_desk.data / "k")
    assert "不能放在数据目录" in one_sentence(inside, 2)
    (tmp_path / "mine").write_text("mine")
    assert "已存在" in one_sentence(small_desk.run("recovery-key", tmp_path / "mine"), 1)
    assert (tmp_path / "mine").read_text() == "mine"
    assert not (small_desk.data / RECOVERY_KEY).exists()
    assert small_desk.run("recovery-key", tmp_path / "a").status == 0
    assert "已有恢复钥匙" in one_sentence(small_desk.run("recovery-key", tmp_path / "b"), 1)
    assert not (tmp_path / "b").exists()


def test_doctor_reminds_whoever_has_none(small_desk: Desk, tmp_path: Path) -> None:
    """An organisation may have decided so: it is told, and no fault."""
    said = small_desk.doctor()
    assert said.status == 0
    assert said.out.endswith("恢复钥匙：还没有，忘记口令的人将丢失未同步的内容；可运行 recovery-key 生成。\n")
    assert small_desk.run("recovery-key", tmp_path / "k").status == 0
    assert "还没有" not in small_desk.run("doctor").out


SPOILT = {
    "a sentence": "这不是钥匙".encode(),
    "letters": b"ssh-ed25519 AAAA",
    "too short": b"00ff\n",
    "a point that closes nothing": bytes(32).hex().encode("ascii"),
    "nothing": b"",
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_file_that_is_no_key_is_found(small_desk: Desk, spoilt: str) -> None:
    (small_desk.data / RECOVERY_KEY).write_bytes(SPOILT[spoilt])
    said = small_desk.run("doctor")
    assert said.status == 1
    assert f"{small_desk.data / RECOVERY_KEY} 不是恢复钥匙的公钥，登录照常" in said.out


def test_it_is_said_at_the_start_and_people_sign_in(small_desk: Desk) -> None:
    (small_desk.data / RECOVERY_KEY).write_bytes(SPOILT["letters"])
    with served(small_desk) as (process, address):
        assert requests.post(f"{address}/v1/challenge", timeout=10).status_code == 200
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    assert "不是恢复钥匙的公钥，登录照常" in err
    assert err.count("\n") == 1
