"""`recovery-key`: made once; its private half stays nowhere here."""

from __future__ import annotations

from pathlib import Path

from sync.domain import boxed
from sync.server.centre import RECOVERY_KEY
from tests.sync.server.commands.desk import Desk, one_sentence


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
