"""The words of the command line, and what each ending means: 0 done · 1 not (wholly) done · 2 cannot be
understood. Every trouble is told in one sentence that says what to do.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

import sqlalchemy as sa

from sync.domain.audit_head import AuditHead
from sync.domain.profile import ProfileFault
from sync.server.backup.manifest import BackupRefused
from sync.server.commands import (
    audits,
    backups,
    carry,
    devices,
    doctor,
    migrate,
    quarantine,
    recalled,
    recovery,
    refills,
    rosters,
    serve,
    tidying,
    users,
)
from sync.server.leftovers import DAYS
from sync.server.premises import CommandRefused, UsageError
from sync.server.roster import RosterRefused
from sync.server.sample_city import SIZES
from sync.server.words import backup_in_words
from sync.store import core_dumps
from sync.store.database import DatabaseRefused
from sync.store.migrate import MigrationFailed

DONE, REFUSED, USAGE = 0, 1, 2
LAST_PORT: Final = 65_535
DATABASES: Final = {
    "database_missing": "没有数据库，请先运行 zhuqitong-server migrate。",
    "database_empty": "数据库文件是空的或被截断了；请用备份恢复，确认无用才可移走它。",
    "database_unreadable": "数据库打不开：钥匙不对、文件已损坏，或它没有加密（加 --no-encryption）。",
    "database_newer": "数据库由更新的程序升级过，请先升级程序。",
    "sqlite_too_old": "SQLite 版本太旧，请按 requirements.lock 重新安装程序。",
}


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """argparse, in Chinese where it speaks to people; a wrong call is one sentence."""

    def __init__(self, **named: Any) -> None:
        super().__init__(**named, formatter_class=_Help, add_help=False, allow_abbrev=False)
        self._positionals.title, self._optionals.title = "命令和参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"看不懂这条命令（{message}），写法见 {self.prog} --help")


def parser() -> Parser:
    """Every command with its options."""
    top = Parser(prog="zhuqitong-server", description="驻企通服务端的管理命令。")
    calls = top.add_subparsers(dest="call", required=True, metavar="命令", parser_class=Parser)
    command = _command(calls, "serve", serve.serve, "开始服务，直到收到停止信号")
    command.add_argument("--host", default="127.0.0.1", help="监听的地址（默认 127.0.0.1，前面放 nginx）")
    command.add_argument("--port", type=_port, default=8000, help="端口（默认 8000，0 为任选）")
    command.add_argument(
        "--processes", type=_from_one, default=1, metavar="个数", help="服务进程个数（PostgreSQL；默认 1）"
    )
    command = _command(calls, "migrate", migrate.migrate, "新建数据库或升级结构，发布城市配置和放假安排")
    command.add_argument("--profile", help="随程序带来的配置名（如 chengde），或以 .toml 结尾的文件")
    _roster_commands(calls)
    _user_commands(calls)
    group = _group(calls, "device", "设备")
    _command(group, "list", devices.list_all, "列出登录过的设备")
    _command(group, "recalls", recalled.list_all, "列出被收回的记录：哪些设备还没有交回")
    command = _command(group, "revoke", devices.revoke, "停用一台设备")
    command.add_argument("device", metavar="设备", help="设备的标记或编号")
    command = _command(group, "readmit", devices.readmit, "让误停用的设备可以重新登录")
    command.add_argument("device", metavar="设备", help="设备的标记或编号")
    group = _group(calls, "quarantine", "待采纳工作")
    _command(group, "list", quarantine.list_all, "列出还没有人决定的工作")
    command = _command(group, "show", quarantine.show, "显示一件工作的全部内容")
    command.add_argument("op_id", metavar="编号")
    command = _command(group, "admit", quarantine.admit, "采纳一件工作，使它生效")
    command.add_argument("op_id", metavar="编号")
    command = _command(
        _group(calls, "audit", "审计"), "verify", audits.verify, "核对审计链；不完整时以 1 结束"
    )
    command.add_argument(
        "--seen",
        type=_head,
        action="append",
        default=[],
        metavar="行号:哈希",
        help="笔记本见过的链头，可多次",
    )
    _backup_commands(calls)
    _blob_commands(calls)
    command = _command(calls, "courier", carry.carry, "处理没有线路的笔记本用优盘带来的摆渡文件")
    command.add_argument("file", type=Path, metavar="摆渡文件")
    command.add_argument("--answer", type=Path, required=True, metavar="文件", help="写出要带回的答复")
    command = _command(calls, "recovery-key", recovery.make, "生成本单位的恢复钥匙：忘记密码、密钥环丢失时用")
    command.add_argument("private", type=Path, metavar="文件", help="写出钥匙，在数据目录之外，由专人保管")
    _command(calls, "doctor", doctor.doctor, "检查服务端；有问题时以 1 结束")
    return top


def _blob_commands(calls: Any) -> None:
    command = _command(
        _group(calls, "blobs", "附件"),
        "tidy",
        tidying.tidy,
        "查看没有任何记录引用的附件文件，加 --remove 才删除",
    )
    command.add_argument(
        "--days", type=_from_one, default=DAYS, metavar="天数", help=f"多少天没有动过才算（默认 {DAYS}）"
    )
    command.add_argument("--remove", action="store_true", help="删除；服务可以照常运行")


def _backup_commands(calls: Any) -> None:
    command = _command(calls, "backup", backups.backup, "备份数据库和附件，核对后才算完成；不含签名钥匙")
    command.add_argument("place", type=Path, metavar="位置", help="新的备份目录；已有的目录则在其中新建")
    command = _command(calls, "restore", backups.restore, "用备份恢复；先停止服务，再运行本命令")
    command.add_argument("source", type=Path, metavar="备份", help="备份目录")
    command.add_argument("--replace", action="store_true", help="换下现有的 SQLite 数据库，旧库改名保留")
    group = _group(calls, "refill", "恢复后补交")
    _command(group, "status", refills.status, "哪些笔记本已补交恢复前的工作，哪些还没有")
    _command(group, "close", refills.close, "结束补交：仍缺前提的工作转入待定，恢复正常办理和编号")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"要填 0 到 {LAST_PORT} 的整数")
    return int(text)


def _from_one(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 64):
        raise argparse.ArgumentTypeError("要填 1 到 64 的整数")
    return int(text)


def _head(text: str) -> AuditHead:
    """As a laptop shows it."""
    number, _, line_hash = text.strip().partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) < 19 and line_hash):
        raise argparse.ArgumentTypeError("要填笔记本上显示的 行号:哈希")
    return AuditHead(number=int(number), hash=line_hash)


def _roster_commands(calls: Any) -> None:
    command = _command(
        calls, "import", rosters.import_file, "导入名单（样子见 sample-city --roster）；有跳过的行时以 1 结束"
    )
    command.add_argument("file", type=Path, metavar="名单.xlsx", help="名单文件（xlsx 或 toml）")
    _report_options(command)
    command = _command(
        calls, "sample-city", rosters.sample_city, "建一个样例城市，或只写出它的名单", needs_data=False
    )
    command.add_argument("--size", choices=SIZES, default="small", help="small 小样（默认）；full 全市规模")
    command.add_argument("--seed", type=int, default=1, help="随机种子：同一种子得到同一城市（默认 1）")
    command.add_argument("--story", type=Path, help="故事文件（toml），它的人和企业放在样例当中")
    command.add_argument("--roster", type=Path, help="只把名单写成这个 xlsx，不导入")
    _report_options(command)


def _report_options(command: Parser) -> None:
    command.add_argument("--report", type=Path, help="把逐行结果写成这个 xlsx")
    command.add_argument("--all-rows", action="store_true", help="在屏幕上列出每一行，不只是要看的")


def _user_commands(calls: Any) -> None:
    group = _group(calls, "user", "账号")
    command = _command(group, "add", users.add, "给名单上的人建立账号")
    command.add_argument("name", metavar="账号")
    command.add_argument("--person", required=True, help="姓名")
    command.add_argument("--unit", default="", help="派出单位，同名时要写")
    _password_options(command)
    command = _command(group, "password", users.password, "设置口令")
    command.add_argument("name", metavar="账号")
    _password_options(command)
    _command(group, "list", users.list_all, "列出账号")


def _password_options(command: Parser) -> None:
    secret = command.add_mutually_exclusive_group()
    secret.add_argument("--password-stdin", action="store_true", help="从标准输入读口令（一行）")
    secret.add_argument("--password-file", type=Path, help="从只有自己能读的文件（0600）读口令")


def _group(calls: Any, name: str, title: str) -> Any:
    group = calls.add_parser(name, help=f"{title}的命令，见 {name} --help", description=f"{title}的命令。")
    return group.add_subparsers(dest="act", required=True, metavar="命令", parser_class=Parser)


def _command(
    calls: Any, name: str, run: Callable[[argparse.Namespace], int], words: str, *, needs_data: bool = True
) -> Parser:
    """One command, with the options that say where the server lives."""
    command: Parser = calls.add_parser(name, help=words, description=f"{words}。")
    command.set_defaults(run=run)
    command.add_argument("--data", required=needs_data, metavar="目录", help="数据目录：签名钥匙和附件")
    command.add_argument(
        "--database", metavar="地址", help="SQLite 文件或 postgresql://…（默认 目录/server.db）"
    )
    key = command.add_mutually_exclusive_group()
    key.add_argument("--key-file", metavar="文件", help="SQLite 的钥匙，在数据目录之外（默认 目录.key）")
    key.add_argument("--no-encryption", action="store_true", help="SQLite 不加密")
    return command


def main(arguments: Sequence[str]) -> int:
    """Run one command; answers the exit status."""
    core_dumps.forbid()
    _say_what_can_be_said()
    try:
        options = parser().parse_args(arguments)
        status: int = options.run(options)
        return status
    except UsageError as error:
        return _stop(f"{error}。", USAGE)
    except KeyboardInterrupt:
        return _stop("已中断；做完的部分已保存，再运行一次即可接着做。")
    except tuple(TROUBLES) as error:
        return _stop(next(words(error) for kind, words in TROUBLES.items() if isinstance(error, kind)))


def _say_what_can_be_said() -> None:
    """A character that the terminal does not have (a rare name under GBK) ends no command: it is written as
    its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _first_line(error: object) -> str:
    return next(iter(str(error).splitlines()), "")


# The first that fits tells: what is special stands before what it is a kind of.
TROUBLES: Final[dict[type[Exception], Callable[[Any], str]]] = {
    CommandRefused: str,
    RosterRefused: str,
    BackupRefused: lambda error: backup_in_words(error.code, error.details),
    MigrationFailed: lambda error: f"升级没有完成，数据库还是原样：{_first_line(error.reason)}。",
    DatabaseRefused: lambda error: DATABASES[error.code],
    sa.exc.OperationalError: lambda _error: "数据库正忙或暂时不可用，请稍后再试。",
    sa.exc.ProgrammingError: lambda error: (
        f"数据库不允许这样做（{_first_line(error.orig)}），请检查数据库账号的权限。"
    ),
    ProfileFault: lambda fault: f"现用配置不合这个程序：{fault}；请改好后用 migrate --profile 发布。",
    UnicodeEncodeError: lambda _error: "有的字不是 UTF-8，看不出是什么字；请把终端改为 UTF-8 再输一次。",
    OSError: lambda error: f"{error.filename or '文件'} 读写不了（{error.strerror}），请检查路径和权限。",
}


def _stop(sentence: str, status: int = REFUSED) -> int:
    sys.stderr.write(f"{sentence}\n")
    return status
