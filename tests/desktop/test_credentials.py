"""Signing in again: the centre's password opens the copy from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from desktop.credentials import Credentials, lock_words
from sync.domain import clock
from sync.engine.keys import KeyStatus
from sync.engine.keys_refused import KeysRefused
from sync.engine.opening import keys_of
from sync.engine.transport import Away, Declined
from sync.store.rows import store
from sync.store.tables import Account
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS

NEW = "示例口令-2"


@pytest.fixture
def credentials(small_stage: Stage) -> Credentials:
    laptop = small_stage.laptop("rep-east")
    return Credentials(laptop, keys_of(laptop.folder, None, CHEAP_COSTS))


def opens(credentials: Credentials, password: str) -> bool:
    try:
        return credentials.keys.unlock(password, clock.now()) == credentials.laptop.data_key
    except KeysRefused:
        return False


def test_a_password_that_the_centre_changed_opens_the_copy_too(
    credentials: Credentials, small_stage: Stage
) -> None:
    hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(NEW)
    with small_stage.database.write() as connection:
        store(connection, [Account(user_name="rep-east", person_id="rep-east", password=hashed)])
    with pytest.raises(Declined):
        credentials.sign_in_again(PASSWORD)
    assert opens(credentials, PASSWORD)
    credentials.sign_in_again(NEW)
    assert opens(credentials, NEW)
    credentials.laptop.sync()


def test_without_a_line_everything_stays(credentials: Credentials, small_stage: Stage) -> None:
    with small_stage.away(), pytest.raises(Away):
        credentials.sign_in_again(PASSWORD)
    assert opens(credentials, PASSWORD)


@pytest.mark.parametrize(
    ("slot", "said"),
    [
        ("password", "本机没有系统密钥环，数据只由密码保护，请使用不易猜到的密码。"),
        ("unlock", "密码，以及系统密钥环中的密钥"),
    ],
)
def test_what_guards_the_data_is_said_plainly(slot: str, said: str, chinese: None) -> None:
    assert lock_words(KeyStatus(slot, "示例.Keyring", recovery=False)) == said  # type: ignore[arg-type]


def test_the_status_asks_no_keyring(credentials: Credentials, tmp_path: Path) -> None:
    assert credentials.status() == KeyStatus("password", "", recovery=False)
