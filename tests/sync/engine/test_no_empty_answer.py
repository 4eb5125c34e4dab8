"""What cannot be opened is said in a code, and is never answered by an empty copy (I8, I11)."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
import time_machine

from sync.domain import clock
from sync.engine import opening
from sync.engine.keyring_door import Outcome
from sync.engine.keys_refused import KeysRefused
from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE, first_start, has_copy, keys_of, open_copy
from sync.engine.transport import Away, Declined
from sync.store.database import ONE_PAGE, DatabaseRefused
from sync.store.rows import count, select
from sync.store.tables import Device, Enterprise, Outbox, Visit
from tests.cases import visit
from tests.stage import PASSWORD, Stage
from tests.sync.engine.key_parts import CHEAP_COSTS, MemoryKeyring

WORDS: Final = "还没有送达的记录"
NEWER: Final = "示例口令-2"
PAGES: Final = 25  # places in the file at which a byte is changed

DAMAGE: Final[dict[str, tuple[Callable[[bytes], bytes], str]]] = {
    "no byte": (lambda _whole: b"", "database_empty"),
    "one byte": (lambda whole: whole[:1], "database_empty"),
    "less than a page": (lambda whole: whole[: ONE_PAGE - 1], "database_empty"),
    "one page": (lambda whole: whole[:ONE_PAGE], "database_unreadable"),
    "half": (lambda whole: whole[: len(whole) // 2 // ONE_PAGE * ONE_PAGE], "database_unreadable"),
    "all but one page": (lambda whole: whole[:-ONE_PAGE], "database_unreadable"),
    "zeros": (lambda whole: bytes(len(whole)), "database_unreadable"),
    "another's": (lambda whole: b"SQLite format 3\0".ljust(len(whole), b"\0"), "database_unreadable"),
    "the salt": (lambda whole: flipped(whole, 3), "database_unreadable"),
    "the first page": (lambda whole: flipped(whole, 2000), "database_unreadable"),
}


def flipped(whole: bytes, place: int) -> bytes:
    """One bit of one byte."""
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


@pytest.fixture
def folder(small_stage: Stage) -> Path:
    """A closed copy with work that the server has not heard of."""
    laptop = small_stage.laptop("rep-east")
    laptop.do(visit(situation=WORDS))
    laptop.close()
    return laptop.folder


def reopened(folder: Path, password: str = PASSWORD) -> Laptop:
    return open_copy(folder, keys_of(folder, None, CHEAP_COSTS), password)


def begun(folder: Path, stage: Stage, password: str = PASSWORD) -> Laptop:
    return first_start(folder, keys_of(folder, None, CHEAP_COSTS), stage.url, "rep-east", password)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the count of tries and SQLite's own scratch."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    return {p.name: p.read_bytes() for p in files if not p.name.endswith((".tries", "-shm", "-wal"))}


def refusal(act: Callable[[], Laptop]) -> str:
    """The code that an act ends in."""
    try:
        act().close()
    except (KeysRefused, DatabaseRefused) as no:
        return no.code
    return ""


def assert_refused(folder: Path, stage: Stage, opening: str, starting: str) -> None:
    """Neither opening it nor a first start with the right password makes anything new."""
    before = contents(folder)
    assert refusal(lambda: reopened(folder)) == opening
    assert refusal(lambda: begun(folder, stage)) == starting
    assert contents(folder) == before
    assert stage.read(count, Device) == 1  # a first start that cannot be is not announced either


def assert_whole(folder: Path) -> None:
    """The copy opens as it was, with its unsent work."""
    laptop = reopened(folder)
    assert [entry.state for entry in laptop.read(select, Outbox)] == ["waiting"]
    assert [row.situation for row in laptop.read(select, Visit)] == [WORDS]
    laptop.close()


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_database_is_not_answered_by_an_empty_one(
    small_stage: Stage, folder: Path, damage: str
) -> None:
    path = folder / DATABASE
    whole = path.read_bytes()
    change, code = DAMAGE[damage]
    path.write_bytes(change(whole))
    starting = "database_empty" if code == "database_empty" else "key_exists"
    assert_refused(folder, small_stage, code, starting)
    path.write_bytes(whole)  # from a backup, say
    assert_whole(folder)


def test_a_bit_changed_anywhere_is_never_read_as_something_else(small_stage: Stage, folder: Path) -> None:
    """Each page carries its seal: it is read as it was written, or said to be unreadable."""
    path = folder / DATABASE
    whole = path.read_bytes()
    laptop = reopened(folder)
    right = everything(laptop)
    laptop.close()
    places = range(17, len(whole), len(whole) // PAGES)
    codes = [done_or_code(folder, flipped(whole, place), everything) for place in places]
    assert set(map(str, codes)) == {str(right), "database_unreadable"}
    path.write_bytes(whole)
    assert_whole(folder)


def everything(laptop: Laptop) -> list[Any]:
    return [laptop.read(select, kind) for kind in (Enterprise, Visit, Outbox)]


def done_or_code(folder: Path, content: bytes, act: Callable[[Laptop], Any]) -> Any:
    """What comes of an act on a copy with this content: its answer, or the code that it ends in."""
    (folder / DATABASE).write_bytes(content)
    try:
        laptop = reopened(folder)
    except DatabaseRefused as no:
        return no.code
    try:
        return act(laptop)
    except DatabaseRefused as no:
        return no.code
    finally:
        laptop.close()


def test_a_damaged_page_is_noticed_before_it_is_sent(small_stage: Stage, folder: Path) -> None:
    path = folder / DATABASE
    whole = path.read_bytes()
    places = range(ONE_PAGE + 17, len(whole), len(whole) // PAGES)
    ends = [done_or_code(folder, flipped(whole, place), lambda one: one.sync().complete) for place in places]
    assert set(ends) == {True, "database_unreadable"}
    path.write_bytes(whole)
    laptop = reopened(folder)
    laptop.sync()
    assert [row.situation for row in small_stage.read(select, Visit)] == [WORDS]
    laptop.close()


def test_a_missing_database_is_said_to_be_missing(small_stage: Stage, folder: Path) -> None:
    (folder / DATABASE).rename(folder / "kept")
    assert_refused(folder, small_stage, "database_missing", "database_missing")
    (folder / "kept").rename(folder / DATABASE)
    assert_whole(folder)


def test_a_missing_key_file_is_said_to_be_missing(small_stage: Stage, folder: Path) -> None:
    kept = {path: path.read_bytes() for path in folder.glob("*.keys*")}
    for path in kept:
        path.unlink()
    assert_refused(folder, small_stage, "key_file_missing", "key_file_missing")
    with pytest.raises(KeysRefused):
        has_copy(keys_of(folder, None, CHEAP_COSTS))
    for path, content in kept.items():
        path.write_bytes(content)
    assert_whole(folder)


def test_a_wrong_password_is_said_and_changes_nothing(small_stage: Stage, folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(KeysRefused) as no:
        reopened(folder, "示例错误口令")
    assert no.value.code == "wrong_password"
    assert contents(folder) == before
    with time_machine.travel(clock.now() / 1000 + 3600):
        assert_whole(folder)


def test_a_wrong_password_at_the_first_start_leaves_no_trace(small_stage: Stage, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    with pytest.raises(Declined) as no:
        begun(folder, small_stage, "示例错误口令")
    assert no.value.code == "wrong_password"
    assert not folder.exists()
    assert small_stage.read(count, Device) == 0


def test_a_first_start_without_a_line_leaves_no_trace(small_stage: Stage, tmp_path: Path) -> None:
    with small_stage.away(), pytest.raises(Away):
        begun(tmp_path / "new", small_stage)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("outcome", ["locked", "absent", "failed", "missing"])
def test_a_keyring_that_does_not_give_the_secret_is_said(
    small_stage: Stage, tmp_path: Path, outcome: Outcome
) -> None:
    keyring = MemoryKeyring()
    folder = tmp_path / "new"
    keys = keys_of(folder, keyring, CHEAP_COSTS)
    first_start(folder, keys, small_stage.url, "rep-east", PASSWORD).close()
    before, secrets = contents(folder), dict(keyring.secrets)
    if outcome == "missing":
        keyring.secrets.clear()
    else:
        keyring.outcome = outcome
    with pytest.raises(KeysRefused) as no:
        open_copy(folder, keys_of(folder, keyring, CHEAP_COSTS), PASSWORD)
    assert no.value.code == ("keyring_missing_secret" if outcome == "missing" else f"keyring_{outcome}")
    assert contents(folder) == before
    keyring.outcome, keyring.secrets = None, secrets
    open_copy(folder, keys_of(folder, keyring, CHEAP_COSTS), PASSWORD).close()


def test_a_start_that_broke_off_goes_on_with_the_password_of_then_beside_the_newer_one(
    small_stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key that is here opens with the one, the centre knows the person by the other."""

    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(opening, "_make_database", full)
        with pytest.raises(OSError, match="no room"):
            begun(tmp_path, small_stage)
    small_stage.give_accounts("rep-east", password=NEWER)
    assert refusal(lambda: begun(tmp_path, small_stage, NEWER)) == "wrong_password"
    keys = keys_of(tmp_path, None, CHEAP_COSTS)
    first_start(tmp_path, keys, small_stage.url, "rep-east", NEWER, here=PASSWORD).close()
    assert refusal(lambda: reopened(tmp_path)) == "wrong_password"
    reopened(tmp_path, NEWER).close()
