"""`user add|password|list`: sign-in names. A password comes from standard input or a file, never as a word of
the command, which everybody on the machine could read."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Final

from sync.domain import clock
from sync.server import audit
from sync.server.accounts import LONGEST_NAME, add_account, set_password, usable
from sync.server.audit import Line
from sync.server.centre import Centre
from sync.server.commands.output import say, table
from sync.server.premises import CommandRefused, UsageError, only_mine, opened
from sync.store.rows import count, find, select
from sync.store.tables import Account, Device, Person

SHORTEST: Final = 8  # characters
LONGEST: Final = 200  # what a sign-in carries


def add(options: Namespace) -> int:
    """A sign-in name for a person of the roster; without a password nobody can sign in with it yet."""
    password = _password(options) if options.password_stdin or options.password_file else ""
    if not usable(options.name):
        raise CommandRefused(f"账号不能有空格，最多 {LONGEST_NAME} 个字。")
    with opened(options) as centre:
        person = _person(centre, options)
        with centre.database.write() as connection:
            if find(connection, Account, user_name=options.name) is not None:
                raise CommandRefused(f"账号“{options.name}”已有，改口令请用 user password。")
            add_account(connection, options.name, person.id)
            if password:
                set_password(connection, options.name, person.id, password)
            audit.append(connection, clock.now(), [Line("account_added", object_id=person.id)])
    say(f"已给 {person.name} 建立账号“{options.name}”{'' if password else '，还没有口令'}。")
    return 0


def password(options: Namespace) -> int:
    """Another password; the person's laptops stay signed in (`device revoke` ends that)."""
    secret = _password(options)
    with opened(options) as centre, centre.database.write() as connection:
        account = find(connection, Account, user_name=options.name)
        if account is None:
            raise CommandRefused(f"没有账号“{options.name}”，请用 user list 查看。")
        set_password(connection, options.name, account.person_id, secret)
        audit.append(connection, clock.now(), [Line("password_set", object_id=account.person_id)])
    say(f"账号“{options.name}”的口令已改。")
    return 0


def list_all(options: Namespace) -> int:
    """Every sign-in name, with its person."""
    with opened(options) as centre, centre.database.read() as connection:
        people = {person.id: person for person in select(connection, Person)}
        rows = [
            [
                account.user_name,
                people[account.person_id].name,
                people[account.person_id].post,
                people[account.person_id].home_unit,
                "有" if account.password else "无",
                str(count(connection, Device, person_id=account.person_id, revoked_at=None)),
            ]
            for account in sorted(select(connection, Account), key=lambda account: account.user_name)
        ]
    say(table(["账号", "姓名", "职务", "派出单位", "口令", "设备"], rows))
    return 0


def _person(centre: Centre, options: Namespace) -> Person:
    """The one person that the options mean. Raises CommandRefused."""
    equal = {"name": options.person} | ({"home_unit": options.unit} if options.unit else {})
    with centre.database.read() as connection:
        found = select(connection, Person, **equal)
    if len(found) == 1:
        return found[0]
    if found:
        units = "、".join(person.home_unit or "（空）" for person in found)
        raise CommandRefused(f"有 {len(found)} 位“{options.person}”，请用 --unit 写明派出单位：{units}。")
    raise CommandRefused(f"名单里没有“{options.person}”，请先导入。")


def _password(options: Namespace) -> str:
    """Raises UsageError, CommandRefused."""
    try:
        secret = _typed(options).rstrip("\r\n")
    except UnicodeDecodeError:
        raise CommandRefused("口令不是 UTF-8 文本，请另存为 UTF-8 再试。") from None
    if len(secret) < SHORTEST:
        raise CommandRefused(f"口令太短，至少 {SHORTEST} 个字。")
    if len(secret) > LONGEST or "\n" in secret or "\0" in secret:
        raise CommandRefused(f"这样的口令登录不了：要在一行里，最多 {LONGEST} 个字。")
    return secret


def _typed(options: Namespace) -> str:
    if options.password_stdin:
        return sys.stdin.readline()
    if options.password_file:
        return only_mine(options.password_file)
    raise UsageError("口令请用 --password-stdin 或 --password-file 给出")
