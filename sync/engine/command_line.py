"""The laptop's commands: one JSON object out, and an exit status that says what kind of end it was.

0 done · 1 refused by a rule · 2 usage · 69 no line · 75 another process works here · 77 locked
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import sqlalchemy as sa

from sync.domain.errors import Quarantined, Refused
from sync.engine import commands
from sync.engine.authority import AuthorityRefused
from sync.engine.courier import CourierRefused
from sync.engine.key_slots import COSTS, Cost, SlotName
from sync.engine.keyring_door import Keyring, KeyringDoor
from sync.engine.keys_refused import KeysRefused
from sync.engine.opening import FolderBusy, folder_lock, keys_of
from sync.engine.places import PlaceRefused
from sync.engine.transport import Away, Declined, SignInAgain
from sync.store import core_dumps
from sync.store.database import READONLY, DatabaseRefused

DONE, REFUSED, USAGE, OFFLINE, BUSY, LOCKED = 0, 1, 2, 69, 75, 77
EXITS: tuple[tuple[type[Exception], int], ...] = (
    (Refused, REFUSED),
    (Quarantined, REFUSED),
    (Away, OFFLINE),
    (FolderBusy, BUSY),
    (SignInAgain, LOCKED),
    (Declined, LOCKED),
    (KeysRefused, LOCKED),
    (DatabaseRefused, LOCKED),
    (FileExistsError, REFUSED),
    (commands.LeaseOver, LOCKED),
    (CourierRefused, REFUSED),
    (PlaceRefused, REFUSED),
    (AuthorityRefused, REFUSED),
)


class UsageError(Exception):
    """The command line cannot be understood; the text says what to do."""


class Parser(argparse.ArgumentParser):
    """Answers a wrong call with one sentence instead of a page."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; --help lists the calls")


def parser() -> Parser:
    """Commands and their options."""
    top = Parser(prog="python -m sync.engine", description=__doc__)
    top.add_argument("--data", type=Path, required=True, help="the person's data folder")
    secret = top.add_mutually_exclusive_group()
    secret.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    secret.add_argument("--password-file", type=Path, help="a file that only its owner can read (0600)")
    top.add_argument("--no-keyring", action="store_true", help="do not use the system's keyring")
    top.set_defaults(newer_password="")
    calls = top.add_subparsers(dest="call", required=True, parser_class=Parser)
    sign_in = calls.add_parser("sign-in", help="make this person's copy, or sign in again")
    sign_in.add_argument("--server", required=True, help="address of the server, http(s)://…")
    sign_in.add_argument("--user", required=True, help="sign-in name")
    sign_in.add_argument(
        "--authority", type=Path, help="the organisation's own certificates (PEM): only these are believed"
    )
    sign_in.add_argument(
        "--newer-password-file",
        type=Path,
        help="a file (0600) with the centre's password, where another one still opens this copy",
    )
    calls.add_parser("operations", help="JSON Schema of every kind of operation")
    do = calls.add_parser("do", help="do something, offline or not")
    do.add_argument("kind", help="a kind that `operations` lists")
    do.add_argument("body", help="its fields as JSON; op_id and made_at are added when missing")
    attach = calls.add_parser("attach", help="attach a file to a record")
    attach.add_argument("file", type=Path)
    attach.add_argument("--enterprise", required=True, help="id of the enterprise")
    attach.add_argument("--problem", default="", help="id of the problem, for a file of a problem")
    attach.add_argument("--subject", required=True, help="id of the visit or problem")
    calls.add_parser("sync", help="push, pull, attachments")
    files = calls.add_parser("files", help="hold attachments still, let them go on, or say how they stand")
    files.add_argument("way", choices=("pause", "resume", "status"))
    courier = calls.add_parser("courier", help="a file to carry to the server, or its answer")
    courier.add_argument("way", choices=("export", "import"))
    courier.add_argument("file", type=Path)
    rows = calls.add_parser("rows", help="the rows of a table as they are here")
    rows.add_argument("table")
    search = calls.add_parser("search", help="find by characters, pinyin or initials")
    search.add_argument("typed")
    calls.add_parser("counts", help="the numbers of the home screen, with the problems behind each")
    calls.add_parser("outbox", help="operations and what became of them")
    discard = calls.add_parser("discard", help="give up a stopped operation")
    discard.add_argument("op_id")
    repair = calls.add_parser("repair", help="do a stopped operation again, with other fields")
    repair.add_argument("op_id")
    repair.add_argument("body", help="the fields that change, as JSON")
    export = calls.add_parser("export", help="write what the server has not taken to a file, as JSON lines")
    export.add_argument("file", type=Path)
    rescue = calls.add_parser(
        "rescue", help="unsent work of a damaged copy into a readable file; begin again"
    )
    rescue.add_argument("file", type=Path, help="a new file")
    recover = calls.add_parser(
        "recover", help="open a copy with the organisation's key and give it this password from now on"
    )
    recover.add_argument("key", type=Path, help="the file that zhuqitong-server recovery-key wrote")
    calls.add_parser("status", help="whose copy this is, and how fresh")
    return top


def main(
    arguments: list[str],
    *,
    keyring: Callable[[], Keyring | None] = KeyringDoor,
    costs: Mapping[SlotName, Cost] = COSTS,
) -> int:
    """Run one call; answers the exit status."""
    os.umask(0o077)
    core_dumps.forbid()
    try:
        options = parser().parse_args(arguments)
        if options.call == "operations":
            return _say(commands.operations())
        password = _password(options)
        if getattr(options, "newer_password_file", None):
            options.newer_password = _password_in(options.newer_password_file)
        with folder_lock(options.data):
            keys = keys_of(options.data, None if options.no_keyring else keyring(), costs)
            return _say(commands.CALLS[options.call](options, keys, password))
    except UsageError as error:
        return _say({"error": str(error)}, USAGE)
    except sa.exc.OperationalError as error:
        return _say({"code": _code_of_disk(str(error.orig))}, BUSY)
    except tuple(kind for kind, _ in EXITS) as error:
        return _say(_reason(error), next(status for kind, status in EXITS if isinstance(error, kind)))
    except OSError as error:
        if error.errno == errno.ENOSPC:
            return _say({"code": "disk_full"}, BUSY)
        return _say(
            {"error": f"{error.filename}: {error.strerror}; check the path and who may use it"}, USAGE
        )


def _code_of_disk(said: str) -> str:
    """What hinders, from SQLite's own words."""
    if READONLY in said:
        return "read_only"
    return "disk_full" if "full" in said else "database_busy"


def _say(answer: dict[str, Any], status: int = DONE) -> int:
    json.dump(answer, sys.stdout, ensure_ascii=False, default=str)
    sys.stdout.write("\n")
    return status


def _reason(error: Exception) -> dict[str, Any]:
    """A code and its details; for a rule's no, that nothing was changed."""
    answer: dict[str, Any] = {"code": getattr(error, "code", "") or _CODES.get(type(error), "")}
    if isinstance(error, Refused | Quarantined):
        answer["state"] = "refused"
    if details := getattr(error, "details", None):
        answer["details"] = details
    if seconds := getattr(error, "seconds", 0):
        answer["seconds"] = seconds
    return answer


_CODES: dict[type[Exception], str] = {
    FolderBusy: "busy",
    FileExistsError: "file_exists",
    SignInAgain: "sign_in_again",
    commands.LeaseOver: "lease_over",
}


def _password(options: argparse.Namespace) -> str:
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\n")
    if options.password_file is None:
        raise UsageError("a password is needed: --password-stdin or --password-file")
    return _password_in(options.password_file)


def _password_in(path: Path) -> str:
    if not path.is_file():
        raise UsageError(f"no password file at {path}")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UsageError(f"others can read {path}: chmod 600 it first")
    try:
        return path.read_text(encoding="utf-8").rstrip("\n")
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8 text: write the password again") from None
