"""`import` and `sample-city`: a roster into the record, or the sample's into a file."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

from sync.server.commands.output import Progress, say, table
from sync.server.premises import CommandRefused, UsageError, opened
from sync.server.publishing import published_profile
from sync.server.roster import SHEETS, Roster, read_toml
from sync.server.roster_import import OUTCOMES, SKIPPED, Result, import_roster
from sync.server.roster_xlsx import read_xlsx, write_tables
from sync.server.sample_city import build
from sync.server.sample_file import write_sample
from sync.server.words import OUTCOMES as OUTCOME_WORDS

MOST_NAMED = 200  # rows that need somebody's eye, on screen; the report has them all
HEADERS = ["表", "行", "名称", "结果", "说明"]


def import_file(options: Namespace) -> int:
    """1 when a row was passed over."""
    if options.report and options.report.exists() and options.report.samefile(options.file):
        raise UsageError("--report 会盖掉名单文件本身，请换一个文件名")
    return _import(options, _read(options.file))


def sample_city(options: Namespace) -> int:
    """The sample's roster into a file, or into the record."""
    story = _read(options.story) if options.story else Roster()
    if options.roster:
        write_sample(options.roster, options.size, options.seed, story)
        say(f"样例名单已写入 {options.roster}。")
        return 0
    if not options.data:
        raise UsageError("请用 --data 指出服务器的数据目录，或用 --roster 只写名单文件")
    return _import(options, build(options.size, options.seed, story))


def _read(path: Path) -> Roster:
    """A roster's file. Raises RosterRefused."""
    if path.suffix != ".toml":
        return read_xlsx(path)
    try:
        return read_toml(path.read_text(encoding="utf-8"), path.name)
    except UnicodeDecodeError:
        raise CommandRefused(f"{path} 不是 UTF-8 文本，请另存为 UTF-8。") from None


def _import(options: Namespace, roster: Roster) -> int:
    if options.report:
        _check_may_be_written(options.report)
    progress = Progress("正在导入")
    with opened(options) as centre:
        if not published_profile(centre):
            raise CommandRefused("还没有发布城市配置，请先运行 zhuqitong-server migrate。")
        results = import_roster(centre, roster, progress)
    progress.over()
    _tell(results, roster, every=options.all_rows)
    if options.report:
        write_tables(options.report, [("导入结果", HEADERS, [_cells(result) for result in results])])
        say(f"逐行结果已写入 {options.report}。")
    return 1 if any(result.outcome == SKIPPED for result in results) else 0


def _check_may_be_written(path: Path) -> None:
    """Before the import, not after it. Raises OSError."""
    new = not path.exists()
    path.open("ab").close()
    if new:
        path.unlink()


def _tell(results: list[Result], roster: Roster, *, every: bool) -> None:
    """The rows that need somebody's eye (or every row), then the counts."""
    for name in roster.unread:
        say(f"没有读{name}：名单里没有这一项。")
    shown = [result for result in results if every or result.outcome == SKIPPED or result.note]
    shown.sort(key=lambda result: result.outcome != SKIPPED)  # first what was not done
    if shown:
        most = len(shown) if every else MOST_NAMED
        say(table(HEADERS, [_cells(result) for result in shown[:most]]))
        if len(shown) > most:
            say(f"……还有 {len(shown) - most} 行，请用 --report 写成文件看。")
    say(table(["表", *(OUTCOME_WORDS[outcome] for outcome in OUTCOMES)], _counts(results)))


def _counts(results: list[Result]) -> list[list[str]]:
    counted = Counter((result.sheet.name, result.outcome) for result in results)
    return [
        [sheet.name, *(str(counted[sheet.name, outcome]) for outcome in OUTCOMES)]
        for sheet in SHEETS
        if any(name == sheet.name for name, _ in counted)
    ]


def _cells(result: Result) -> list[str]:
    return [result.sheet.name, str(result.row), result.name, OUTCOME_WORDS[result.outcome], result.note]
