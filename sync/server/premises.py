"""Where a server lives: its data folder, its database, and the database's key outside of the folder.

An existing database is never answered by a new key, nor a missing one by an empty database; only `migrate`
makes either, and says so.
"""

from __future__ import annotations

import os
import secrets
import stat
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import sqlalchemy as sa

from sync.server.centre import SIGNING_KEY, Centre
from sync.store.database import Database, open_database
from sync.store.durable import write_new
from sync.store.migrate import NEWEST, version_of

KEY_BYTES: Final = 32
_POSTGRESQL: Final = ("postgresql://", "postgres://")


class CommandRefused(Exception):
    """The command cannot do its work; the text is one sentence that says what to do."""


class UsageError(Exception):
    """The command line cannot be understood; the text says what to write instead."""


class Premises(NamedTuple):
    """`database` is a PostgreSQL address or the path of a SQLite file; `file` is that path, None for
    PostgreSQL; `key_file` None for a database without encryption of its own."""

    data: Path
    database: str
    file: Path | None
    key_file: Path | None


def premises_of(options: Namespace) -> Premises:
    """What the options say, with the usual places for what they leave out. Raises UsageError."""
    data = Path(options.data).resolve()
    database = options.database or str(data / "server.db")
    if database.startswith(_POSTGRESQL):
        _check_address(database)
        return Premises(data, database, None, None)
    if "://" in database.removeprefix("sqlite:///"):
        raise UsageError("--database 要写成 SQLite 文件的路径，或 postgresql://用户@主机/库名")
    file = Path(database.removeprefix("sqlite:///")).resolve()
    if options.no_encryption:
        return Premises(data, str(file), file, None)
    key_file = Path(options.key_file or f"{data}.key").resolve()
    if key_file.is_relative_to(data):
        raise UsageError(f"钥匙文件不能放在数据目录 {data} 里，请用 --key-file 放到别处")
    return Premises(data, str(file), file, key_file)


def _check_address(database: str) -> None:
    """Raises UsageError; its words do not repeat what may hold a password."""
    try:
        sa.make_url(database)
    except (sa.exc.ArgumentError, ValueError):
        raise UsageError("--database 的地址看不懂，应是 postgresql://用户@主机:端口/库名") from None


@contextmanager
def opened(options: Namespace, *, serving: bool = False) -> Iterator[Centre]:
    """The server's centre, over a database of the newest schema; `serving` as in `open_database`. Raises
    CommandRefused, DatabaseRefused."""
    premises = premises_of(options)
    _check_not_lost(premises)
    if premises.file is not None and not premises.file.exists():
        raise CommandRefused(f"{premises.file} 还没有数据库，请先运行 zhuqitong-server migrate。")
    with _open(premises, create=False, serving=serving) as database:
        version = version_of(database)
        if version != NEWEST:
            raise CommandRefused(
                f"数据库是 {version or '空'} 版，程序要 {NEWEST} 版；请先运行 zhuqitong-server migrate。"
            )
        need_signing_key(premises)
        yield Centre(database, premises.data)


@contextmanager
def founded(options: Namespace) -> Iterator[tuple[Centre, list[str]]]:
    """The same, made and brought to the newest schema where needed; and what was made, in words."""
    premises = premises_of(options)
    said = []
    _check_not_lost(premises)
    premises.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if premises.file is not None and not premises.file.exists():
        said.append(f"新建数据库 {premises.file}。")
        if premises.key_file is not None and not premises.key_file.exists():
            _make_key(premises.key_file)
            said.append(f"生成数据库钥匙 {premises.key_file}；请另存一份，丢失后数据库无法打开。")
    with _open(premises, create=True) as database:
        if version_of(database) is not None:
            need_signing_key(premises)
        centre = Centre(database, premises.data)
        centre.prepare()
        yield centre, said


@contextmanager
def _open(premises: Premises, *, create: bool, serving: bool = False) -> Iterator[Database]:
    database = open_database(premises.database, key_of(premises), create=create, serving=serving)
    try:
        yield database
    except sa.exc.OperationalError as error:
        if premises.file is None:
            raise CommandRefused(f"连不上数据库 {_shown(premises.database)}，请检查地址和网络。") from error
        raise
    finally:
        database.close()


def _shown(address: str) -> str:
    """The address without its password."""
    return sa.make_url(address).render_as_string(hide_password=True)


def need_signing_key(premises: Premises) -> None:
    """Laptops know the server by this key: a record that has lost it gets no other one."""
    if not (premises.data / SIGNING_KEY).exists():
        raise CommandRefused(
            f"数据目录 {premises.data} 里没有签名钥匙 {SIGNING_KEY}；请检查 --data，或从备份放回。"
        )
    if (premises.data / SIGNING_KEY).stat().st_size != KEY_BYTES:
        raise CommandRefused(
            f"{premises.data / SIGNING_KEY} 不是签名钥匙（应是 {KEY_BYTES} 字节）；请放回原来的那一个。"
        )


def _check_not_lost(premises: Premises) -> None:
    """A server that stood here is never answered by an empty one. Raises CommandRefused."""
    if premises.file is None or premises.file.exists() or not (premises.data / SIGNING_KEY).exists():
        return
    raise CommandRefused(
        f"数据目录 {premises.data} 属于一台已有的服务器，它的数据库 {premises.file} 却不在；"
        "请检查 --database，或用 restore 从备份恢复；要另建一台，请换一个数据目录。"
    )


def _make_key(key_file: Path) -> None:
    key_file.parent.mkdir(parents=True, exist_ok=True)
    write_new(key_file, secrets.token_hex(KEY_BYTES).encode("ascii") + b"\n")


def key_of(premises: Premises) -> bytes | None:
    """The database's key, None where it is not encrypted. Raises CommandRefused."""
    return _key(premises.key_file) if premises.key_file is not None else None


def _key(key_file: Path) -> bytes:
    if not key_file.exists():
        raise CommandRefused(f"没有数据库钥匙 {key_file}；请放回它，或用 --key-file 指出它的位置。")
    try:
        key = bytes.fromhex(only_mine(key_file).strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise CommandRefused(f"{key_file} 不是数据库钥匙（应是 {KEY_BYTES * 2} 位十六进制）。")
    return key


def only_mine(path: Path) -> str:
    """The text of a secret file that nobody else can read. Raises CommandRefused."""
    if not path.is_file():
        raise CommandRefused(f"没有 {path} 这个文件，请检查路径。")
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise CommandRefused(f"别人也能读 {path}，请先运行 chmod 600 {path}。")
    return path.read_text(encoding="utf-8-sig")  # an editor's mark at the beginning belongs to nobody
