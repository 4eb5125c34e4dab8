"""A forgotten password, a keyring that lost its secret: the organisation's key opens the copy again."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sync.domain import boxed
from sync.engine.command_line import DONE, LOCKED, main
from sync.engine.keyring_door import Keyring
from sync.engine.laptop import Laptop
from sync.engine.opening import first_start, keys_of, open_copy
from sync.server.organisation_key import RECOVERY_KEY
from sync.store.rows import select
from sync.store.tables import Visit
from tests.cases import visit
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS, MemoryKeyring

NEW = "示例口令-2"
Recovered = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The file that somebody keeps."""
    file = tmp_path / "key"
    file.write_text(boxed.new_box_key().hex() + "\n", encoding="ascii")
    return file


def known(stage: Stage, key: Path) -> None:
    """The server names the organisation's key from now on."""
    public = boxed.public_key_of(bytes.fromhex(key.read_text(encoding="ascii")))
    (stage.centre.folder / RECOVERY_KEY).write_text(public.hex(), encoding="ascii")


@pytest.fixture
def recovered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Recovered:
    """Run the command with NEW; its exit status and what it said."""

    def run(folder: Path, key: Path, keyring: Keyring | None = None) -> tuple[int, dict[str, Any]]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(NEW + "\n"))
        words = ["--data", str(folder), "--password-stdin", "recover", str(key)]
        status = main(words, keyring=lambda: keyring, costs=CHEAP_COSTS)
        return status, json.loads(capsys.readouterr().out)

    return run


def opened(folder: Path, password: str, keyring: Keyring | None = None) -> Laptop:
    return open_copy(folder, keys_of(folder, keyring, CHEAP_COSTS), password)


def test_who_forgot_the_password_has_the_unsent_work_again(
    small_stage: Stage, key: Path, recovered: Recovered
) -> None:
    known(small_stage, key)
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit(situation="没有送达"))
    laptop.close()
    assert recovered(laptop.folder, key) == (DONE, {"key_slot": "password"})
    laptop = opened(laptop.folder, NEW)
    laptop.sync()
    laptop.close()
    assert [row.situation for row in small_stage.read(select, Visit)] == ["没有送达"]


def test_a_keyring_that_lost_the_secret_gets_another(
    small_stage: Stage, key: Path, recovered: Recovered, tmp_path: Path
) -> None:
    known(small_stage, key)
    keyring = MemoryKeyring()
    folder = tmp_path / "copy"
    keys = keys_of(folder, keyring, CHEAP_COSTS)
    first_start(folder, keys, small_stage.url, "rep-east", PASSWORD).close()
    keyring.secrets.clear()
    assert recovered(folder, key, keyring) == (DONE, {"key_slot": "unlock"})
    opened(folder, NEW, keyring).close()


def test_a_copy_that_is_older_than_the_key_gets_it_with_a_contact_and_a_start(
    small_stage: Stage, key: Path, recovered: Recovered
) -> None:
    laptop = small_stage.laptop("rep-east")
    laptop.close()
    assert recovered(laptop.folder, key) == (LOCKED, {"code": "recovery_missing"})
    known(small_stage, key)
    laptop = opened(laptop.folder, PASSWORD)
    laptop.sign_in_again(PASSWORD)
    laptop.close()
    opened(laptop.folder, PASSWORD).close()
    assert recovered(laptop.folder, key)[0] == DONE


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "11" * 32, "钥匙"])
def test_another_key_opens_nothing_and_changes_nothing(
    small_stage: Stage, key: Path, recovered: Recovered, content: str
) -> None:
    known(small_stage, key)
    laptop = small_stage.laptop("rep-east")
    laptop.close()
    key.write_text(content, encoding="utf-8")
    assert recovered(laptop.folder, key) == (LOCKED, {"code": "recovery_refused"})
    opened(laptop.folder, PASSWORD).close()
