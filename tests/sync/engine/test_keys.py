"""The keys of a data folder: made once, opened by a password, never made anew where anything exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sync.domain import boxed
from sync.engine.keyring_door import Outcome
from sync.engine.keys import FolderState, Keys
from sync.engine.keys_refused import KeysRefused
from tests.sync.engine.key_parts import MOMENTS, Killed, KillingDisk, MemoryKeyring, keys_in, make_database

NOW = 1_790_000_000_000
MINUTE = 60_000


def code_of(act: Callable[[], object]) -> str:
    """The code that an act is refused with."""
    with pytest.raises(KeysRefused) as caught:
        act()
    return caught.value.code


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def opens(folder: Path, keyring: MemoryKeyring | None, password: str) -> bytes | None:
    """The data key, or None for a wrong password; no earlier try is remembered."""
    (folder / "local.keys.tries").unlink(missing_ok=True)
    try:
        return keys_in(folder, keyring).unlock(password, NOW)
    except KeysRefused as refused:
        if refused.code != "wrong_password":
            raise
        return None


@pytest.fixture
def keyring() -> MemoryKeyring:
    return MemoryKeyring()


# making and opening


def test_a_new_folder_gets_a_key_that_the_password_opens(tmp_path: Path, keyring: MemoryKeyring) -> None:
    folder = tmp_path / "数据" / "one"
    data_key = keys_in(folder, keyring).create("口令")
    assert len(data_key) == 32
    assert keys_in(folder, keyring).unlock("口令", NOW) == data_key
    assert folder.stat().st_mode & 0o777 == 0o700


def test_two_folders_have_two_keys_and_two_secrets(tmp_path: Path, keyring: MemoryKeyring) -> None:
    keys = [keys_in(tmp_path / name, keyring).create("口令") for name in ("a", "b")]
    assert keys[0] != keys[1]
    assert len(set(keyring.secrets.values())) == 2


def test_neither_key_nor_secret_lies_in_the_folder(tmp_path: Path, keyring: MemoryKeyring) -> None:
    data_key = keys_in(tmp_path, keyring).create("口令")
    (secret,) = keyring.secrets.values()
    on_disk = b"".join(content_of(tmp_path).values())
    for hidden in (data_key, secret, "口令".encode()):
        assert hidden not in on_disk


@pytest.mark.parametrize("keyring", [None, MemoryKeyring("absent")])
def test_without_a_keyring_the_password_slot_is_used_and_said(
    tmp_path: Path, keyring: MemoryKeyring | None
) -> None:
    data_key = keys_in(tmp_path, keyring).create("口令")
    assert keys_in(tmp_path, keyring).unlock("口令", NOW) == data_key
    status = keys_in(tmp_path, keyring).status()
    assert (status.slot, status.backend, status.recovery) == ("password", "", False)


def test_the_status_names_slot_keyring_and_recovery(tmp_path: Path, keyring: MemoryKeyring) -> None:
    keys_in(tmp_path, keyring).create("口令", boxed.public_key_of(boxed.new_box_key()))
    status = keys_in(tmp_path, MemoryKeyring("failed")).status()
    assert (status.slot, status.backend, status.recovery) == ("unlock", "示例.Keyring", True)


@pytest.mark.parametrize("outcome", ["locked", "failed"])
def test_a_keyring_that_exists_and_does_not_answer_is_not_passed_over(
    tmp_path: Path, outcome: Outcome
) -> None:
    """C16: no silent fall to the weaker slot; nothing is left behind."""
    assert code_of(lambda: keys_in(tmp_path, MemoryKeyring(outcome)).create("口令")) == f"keyring_{outcome}"
    assert content_of(tmp_path) == {}


def test_an_empty_password_is_refused(tmp_path: Path) -> None:
    assert code_of(lambda: keys_in(tmp_path, None).create("")) == "password_empty"
    data_key = keys_in(tmp_path, None).create("口令")
    assert code_of(lambda: keys_in(tmp_path, None).rewrap(data_key, "")) == "password_empty"
    assert opens(tmp_path, None, "口令") == data_key


# wrong passwords


def test_a_wrong_password_slows_down_and_destroys_nothing(tmp_path: Path, keyring: MemoryKeyring) -> None:
    data_key = keys_in(tmp_path, keyring).create("口令")
    before = content_of(tmp_path)
    waits = []
    for number in range(12):
        with pytest.raises(KeysRefused) as caught:
            keys_in(tmp_path, keyring).unlock("别的", NOW + number * MINUTE)
        assert caught.value.code == "wrong_password"
        waits.append(caught.value.details["wait_seconds"])
    assert waits == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60]
    last = NOW + 11 * MINUTE
    assert code_of(lambda: keys_in(tmp_path, keyring).unlock("口令", last + 59_000)) == "password_wait"
    assert keys_in(tmp_path, keyring).unlock("口令", last + MINUTE) == data_key
    assert content_of(tmp_path) == before


# the keyring's five answers


@pytest.mark.parametrize("outcome", ["locked", "absent", "failed"])
def test_an_unlock_says_what_the_keyring_said(
    tmp_path: Path, keyring: MemoryKeyring, outcome: Outcome
) -> None:
    data_key = keys_in(tmp_path, keyring).create("口令")
    before = content_of(tmp_path)
    keyring.outcome = outcome
    assert code_of(lambda: keys_in(tmp_path, keyring).unlock("口令", NOW)) == f"keyring_{outcome}"
    assert content_of(tmp_path) == before
    keyring.outcome = None
    assert opens(tmp_path, keyring, "口令") == data_key


def test_a_keyring_forbidden_later_is_absent(tmp_path: Path, keyring: MemoryKeyring) -> None:
    keys_in(tmp_path, keyring).create("口令")
    assert code_of(lambda: keys_in(tmp_path, None).unlock("口令", NOW)) == "keyring_absent"


@pytest.mark.parametrize("secret", [None, b"x" * 32])
def test_a_lost_or_changed_secret_makes_no_new_one(
    tmp_path: Path, keyring: MemoryKeyring, secret: bytes | None
) -> None:
    """C15: the keyring answers nothing, or what an older backup held: not a wrong password, not a new key."""
    keys_in(tmp_path, keyring).create("口令")
    before = content_of(tmp_path)
    kept = {} if secret is None else dict.fromkeys(keyring.secrets, secret)
    keyring.secrets = dict(kept)
    assert code_of(lambda: keys_in(tmp_path, keyring).unlock("口令", NOW)) == "keyring_missing_secret"
    assert code_of(lambda: keys_in(tmp_path, keyring).create("口令")) == "key_exists"
    assert (content_of(tmp_path), keyring.secrets) == (before, kept)


def test_another_kind_of_keyring_is_recognised(tmp_path: Path, keyring: MemoryKeyring) -> None:
    """C19."""
    keys_in(tmp_path, keyring).create("口令")
    other = MemoryKeyring(backend="示例.Other")
    with pytest.raises(KeysRefused) as caught:
        keys_in(tmp_path, other).unlock("口令", NOW)
    assert caught.value.code == "keyring_changed"
    assert caught.value.details == {"was": "示例.Keyring", "now": "示例.Other"}
    assert other.secrets == {}


# recovery


def test_recovery_opens_after_password_and_keyring_are_lost(tmp_path: Path, keyring: MemoryKeyring) -> None:
    organisation = boxed.new_box_key()
    data_key = keys_in(tmp_path, keyring).create("口令", boxed.public_key_of(organisation))
    keyring.secrets.clear()
    assert keys_in(tmp_path, keyring).recover(organisation) == data_key
    keys_in(tmp_path, keyring).rewrap(data_key, "新口令")
    assert opens(tmp_path, keyring, "新口令") == data_key
    assert opens(tmp_path, keyring, "口令") is None
    assert keys_in(tmp_path, keyring).recover(organisation) == data_key


def test_recovery_is_refused_without_its_key(tmp_path: Path, keyring: MemoryKeyring) -> None:
    organisation = boxed.new_box_key()
    data_key = keys_in(tmp_path, keyring).create("口令")
    assert code_of(lambda: keys_in(tmp_path, keyring).recover(organisation)) == "recovery_missing"
    keys_in(tmp_path, keyring).set_recovery(data_key, boxed.public_key_of(organisation))
    assert code_of(lambda: keys_in(tmp_path, keyring).recover(boxed.new_box_key())) == "recovery_refused"
    assert keys_in(tmp_path, keyring).recover(organisation) == data_key
    assert opens(tmp_path, keyring, "口令") == data_key


# another password


def test_a_changed_password_leaves_no_file_that_the_old_one_opens(
    tmp_path: Path, keyring: MemoryKeyring
) -> None:
    data_key = keys_in(tmp_path, keyring).create("旧口令")
    keys_in(tmp_path, keyring).change_password("旧口令", "新口令", NOW)
    for path in (tmp_path / "local.keys", tmp_path / "local.keys.previous"):
        path.rename(tmp_path / "aside")
        assert opens(tmp_path, keyring, "旧口令") is None
        assert opens(tmp_path, keyring, "新口令") == data_key
        (tmp_path / "aside").unlink()


def test_a_change_needs_the_old_password_or_the_right_key(tmp_path: Path, keyring: MemoryKeyring) -> None:
    data_key = keys_in(tmp_path, keyring).create("旧口令")
    assert code_of(lambda: keys_in(tmp_path, keyring).change_password("别的", "新", NOW)) == "wrong_password"
    assert code_of(lambda: keys_in(tmp_path, keyring).rewrap(bytes(32), "新")) == "other_key"
    assert code_of(lambda: keys_in(tmp_path, keyring).set_recovery(bytes(32), bytes(32))) == "other_key"
    assert opens(tmp_path, keyring, "旧口令") == data_key


def test_a_slot_without_keyring_moves_into_one_with_the_next_password(
    tmp_path: Path, keyring: MemoryKeyring
) -> None:
    data_key = keys_in(tmp_path, None).create("口令")
    keys_in(tmp_path, keyring).rewrap(data_key, "口令")
    assert keys_in(tmp_path, keyring).status().slot == "unlock"
    assert opens(tmp_path, keyring, "口令") == data_key


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("with_keyring", [True, False])
def test_killed_at_each_step_of_a_change_one_password_opens(
    tmp_path: Path, moment: str, with_keyring: bool
) -> None:
    """C21: old or new, never neither; and what opened goes on opening after the next start has healed."""
    keyring = MemoryKeyring() if with_keyring else None
    outcomes: list[str] = []
    for at in range(40):
        folder = tmp_path / str(at)
        data_key = keys_in(folder, keyring).create("旧口令")
        disk = KillingDisk(at, moment)  # type: ignore[arg-type]
        try:
            keys_in(folder, keyring, disk).rewrap(data_key, "新口令")
        except Killed:
            opened = {word for word in ("旧口令", "新口令") if opens(folder, keyring, word) == data_key}
            assert len(opened) == 1
            assert {word for word in ("旧口令", "新口令") if opens(folder, keyring, word)} == opened
            outcomes += opened
        else:
            assert opens(folder, keyring, "新口令") == data_key
            assert opens(folder, keyring, "旧口令") is None
    assert set(outcomes) == {"旧口令", "新口令"}


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_each_step_of_a_first_start_the_next_one_goes_on(
    tmp_path: Path, keyring: MemoryKeyring, moment: str
) -> None:
    states: list[FolderState] = []
    for at in range(20):
        folder = tmp_path / str(at)
        try:
            keys_in(folder, keyring, KillingDisk(at, moment)).create("口令")  # type: ignore[arg-type]
        except Killed:
            keys = keys_in(folder, keyring)
            states.append(keys.check_folder())
            data_key = keys.create("口令") if states[-1] == "none" else keys.unlock("口令", NOW)
            assert opens(folder, keyring, "口令") == data_key
    assert set(states) == {"none", "begun"}


# the folder


@pytest.fixture
def in_use(tmp_path: Path, keyring: MemoryKeyring) -> Keys:
    """A folder that has been worked in."""
    keys_in(tmp_path, keyring).create("口令")
    make_database(tmp_path)
    keys_in(tmp_path, keyring).database_made()
    return keys_in(tmp_path, keyring)


def test_a_folder_is_none_then_begun_then_ready(tmp_path: Path, keyring: MemoryKeyring) -> None:
    states = [keys_in(tmp_path, keyring).check_folder()]
    keys_in(tmp_path, keyring).create("口令")
    states.append(keys_in(tmp_path, keyring).check_folder())
    (tmp_path / "local.db").touch()  # killed while the database was being made
    states.append(keys_in(tmp_path, keyring).check_folder())
    keys_in(tmp_path, keyring).clear_unmade()
    assert not (tmp_path / "local.db").exists()
    make_database(tmp_path)
    states.append(keys_in(tmp_path, keyring).check_folder())
    keys_in(tmp_path, keyring).database_made()
    states.append(keys_in(tmp_path, keyring).check_folder())
    assert states == ["none", "begun", "begun", "ready", "ready"]


@pytest.mark.parametrize("size", [0, 1, 4095])
def test_an_emptied_database_is_refused(tmp_path: Path, in_use: Keys, size: int) -> None:
    """C14. A file of one byte opens as an empty database too, with any key."""
    (tmp_path / "local.db").write_bytes(bytes(size))
    before = content_of(tmp_path)
    assert code_of(in_use.check_folder) == "database_empty"
    assert code_of(in_use.clear_unmade) == "database_empty"
    assert code_of(lambda: in_use.create("口令")) == "database_empty"
    assert content_of(tmp_path) == before


def test_a_lost_database_is_refused(tmp_path: Path, in_use: Keys) -> None:
    (tmp_path / "local.db").unlink()
    assert code_of(in_use.check_folder) == "database_missing"
    assert code_of(lambda: in_use.create("口令")) == "database_missing"


def test_a_database_is_never_cleared_away(tmp_path: Path, keyring: MemoryKeyring) -> None:
    keys_in(tmp_path, keyring).create("口令")
    make_database(tmp_path)  # killed before it was confirmed
    keys_in(tmp_path, keyring).clear_unmade()
    assert (tmp_path / "local.db").stat().st_size == 8192


@pytest.mark.parametrize("trace", ["local.db", "local.db-wal", "local.db-shm"])
def test_a_lost_key_file_is_refused(tmp_path: Path, keyring: MemoryKeyring, trace: str) -> None:
    (tmp_path / trace).touch()
    keys = keys_in(tmp_path, keyring)
    assert code_of(keys.check_folder) == "key_file_missing"
    assert code_of(lambda: keys.create("口令")) == "key_file_missing"
    assert code_of(lambda: keys.unlock("口令", NOW)) == "key_file_missing"
    assert [path.name for path in tmp_path.iterdir()] == [trace]


def test_a_deleted_generation_is_made_again(tmp_path: Path, keyring: MemoryKeyring, in_use: Keys) -> None:
    """C20."""
    (tmp_path / "local.keys").unlink()
    assert in_use.check_folder() == "ready"
    in_use.unlock("口令", NOW)
    assert (tmp_path / "local.keys").read_bytes() == (tmp_path / "local.keys.previous").read_bytes()


def test_an_existing_key_is_never_made_anew(tmp_path: Path, in_use: Keys) -> None:
    before = content_of(tmp_path)
    assert code_of(lambda: in_use.create("口令")) == "key_exists"
    assert content_of(tmp_path) == before


def test_a_confirmed_database_is_confirmed_once(tmp_path: Path, in_use: Keys) -> None:
    before = content_of(tmp_path)
    in_use.database_made()
    assert content_of(tmp_path) == before
