"""The sentences: one for every code that can come, with nothing left unsaid and no place left open."""

from __future__ import annotations

import ast
import errno
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sync
from desktop import troubles, words
from sync.domain import clock
from sync.domain.errors import QUARANTINES, REFUSALS, Refused
from sync.engine.keys_refused import KEY_REFUSALS, KeysRefused
from sync.engine.opening import FolderBusy
from sync.engine.places import PlaceRefused
from sync.engine.transport import Away, Declined, SignInAgain
from sync.store.database import DatabaseRefused

ROOT = Path(sync.__file__).parent
# Who ends a request, a sign-in or an opening with a code, and which of its arguments the code is.
RAISED = {
    "SignInRefused": 0,
    "CourierRefused": 0,
    "SignInAgain": 0,
    "Away": 0,
    "DatabaseRefused": 0,
    "AuthorityRefused": 0,
    "PlaceRefused": 0,
    "no": 1,
    "BadRequest": 1,
}
# What a request is told that a laptop of ours never makes: the general sentence is enough.
NOT_OURS = {"too_large", "cut_short", "not_for_us", "unknown_device", "strange"}


def raised() -> Iterator[tuple[str, str]]:
    """Every code that stands in the source: (who says it, the code)."""
    for source in (*ROOT.glob("engine/*.py"), *ROOT.glob("server/*.py"), *ROOT.glob("store/*.py")):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in RAISED and len(node.args) > RAISED[name]:
                code = node.args[RAISED[name]]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield name, code.value


def test_every_refusal_and_every_quarantine_has_its_sentence() -> None:
    assert set(words.refusals()) == {*REFUSALS, *QUARANTINES}


def test_everything_that_hinders_has_its_sentence() -> None:
    found = {code for name, code in raised()}
    assert {"wrong_password", "offline", "busy", "database_missing"} <= found
    assert found | set(KEY_REFUSALS) <= set(troubles.sentences()) | NOT_OURS


def test_no_sentence_is_without_a_use() -> None:
    ours = {
        "declined",
        "wrong_password_here",
        "disk_full",
        "folder_forbidden",
        "folder_busy",
        "stopped",
        "read_only",
        "lease_over",
        "place_full",
        "place_unwritable",
    }
    used = {code for _name, code in raised()} | set(KEY_REFUSALS) | ours | {troubles.UNEXPECTED}
    assert set(troubles.sentences()) - used <= {"migration_failed"}


@pytest.mark.parametrize("code", sorted({*REFUSALS, *QUARANTINES}))
def test_a_refusal_says_a_whole_sentence_whatever_the_rule_gave(code: str, chinese: None) -> None:
    sentence = words.refusal(code, {"reason": "第 3 行读不出来。"})
    assert sentence.endswith("。")
    assert not re.search("[{}]", sentence)


@pytest.mark.parametrize("code", sorted(troubles.sentences()))
def test_a_trouble_says_a_whole_sentence(code: str, chinese: None) -> None:
    sentence = words.trouble(code, 30)
    assert sentence.endswith("。")
    assert not re.search("[{}]", sentence)


@pytest.mark.usefixtures("chinese")
def test_every_sentence_says_what_happened_and_what_to_do() -> None:
    """Two parts at least: 「密码不正确」 alone leaves a person standing there."""
    sentences = {code: words.refusal(code) for code in (*REFUSALS, *QUARANTINES)}
    sentences |= {code: words.trouble(code, 5) for code in troubles.sentences()}
    sentences |= {f"{code} at the door": words.trouble_at_the_door(code) for code in troubles.at_the_door()}
    assert [code for code, said in sentences.items() if len(re.findall("[^。；，：]{2,}", said)) < 2] == []


@pytest.mark.usefixtures("chinese")
def test_at_the_door_nothing_is_said_of_going_on_or_of_trying_by_itself() -> None:
    assert troubles.at_the_door().keys() <= troubles.sentences().keys()
    said = [words.trouble_at_the_door(code, 5) for code in troubles.sentences()]
    assert [sentence for sentence in said if "可继续工作" in sentence or "自动再" in sentence] == [
        words.trouble("sign_in_again")  # of a copy that is open
    ]


def test_details_are_named_as_people_say_them(chinese: None) -> None:
    said = words.refusal("file_too_large", {"size": 21_400_000, "largest": 20 * 1024**2})
    assert "20.4 MB" in said
    assert "20.0 MB" in said
    assert words.trouble("too_many_tries", 12) == "尝试过多，请等 12 秒再试。"


def test_who_stops_while_signing_in_is_not_told_of_a_download(chinese: None) -> None:
    assert words.trouble("stopped") == "已停止，收到的已保留；再次登录或打开即接着下载。"


def test_a_code_of_a_newer_program_is_shown_as_it_is() -> None:
    assert words.refusal("from_the_future") == "from_the_future"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeysRefused("wrong_password", wait_seconds=2), ("wrong_password_here", 2)),
        (KeysRefused("password_wait", wait_seconds=8), ("password_wait", 8)),
        (Declined(403, "wrong_password"), ("wrong_password", 0)),
        (Declined(403, "too_many_tries", 30), ("too_many_tries", 30)),
        (Declined(404, "not_found"), ("declined", 0)),
        (Away("busy", 20), ("busy", 20)),
        (SignInAgain("bad_proof"), (troubles.SIGN_IN, 0)),
        (SignInAgain("device_revoked"), (troubles.REVOKED, 0)),
        (DatabaseRefused("database_unreadable"), ("database_unreadable", 0)),
        (Refused("unknown_person"), ("unknown_person", 0)),
        (FolderBusy(), ("folder_busy", 0)),
        (OSError(errno.ENOSPC, "no space"), ("disk_full", 0)),
        (OSError(errno.EDQUOT, "no more for this person"), ("disk_full", 0)),
        (OSError(errno.EROFS, "read-only"), (troubles.READ_ONLY, 0)),
        (RuntimeError("database or disk is full"), ("disk_full", 0)),
        (PermissionError(13, "no"), ("folder_forbidden", 0)),
        (PlaceRefused("place_full"), ("place_full", 0)),
        (ValueError("a fault"), (troubles.UNEXPECTED, 0)),
    ],
    ids=repr,
)
def test_what_an_exception_is_called(error: Exception, code: tuple[str, int]) -> None:
    assert troubles.code_of(error) == code


NOW = clock.start_of(clock.to_date("2026-11-22")) + 9 * 3_600_000


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (60_000, "08:59"),
        (9 * 3_600_000, "00:00"),
        (9 * 3_600_000 + 60_000, "昨天 23:59"),
        (33 * 3_600_000, "昨天 00:00"),
        (34 * 3_600_000, "11-20 23:00"),
        (-3_600_000 * 24, "11-23 09:00"),
        (365 * 86_400_000, "2025-11-22 09:00"),
    ],
)
def test_a_moment_as_people_say_it(before: int, said: str, chinese: None) -> None:
    assert words.when(NOW - before, NOW) == said


def test_how_wrong_the_clock_is(chinese: None) -> None:
    assert words.clock_offset(-12 * 60_000) == "本机时间与服务器相差 12 分钟，时限以服务器为准。"
