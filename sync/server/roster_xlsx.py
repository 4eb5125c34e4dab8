"""A roster in an xlsx: read with care, because anybody may have made the file; written as plain text.

Before a sheet is opened, its size is measured: a single cell in the last corner of a sheet would make the
reader ask for half a terabyte.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from sync.server.roster import SHEETS, Fault, Line, Roster, RosterRefused, Sheet, lines_of, roster_of

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 100
LARGEST_FILE: Final = 256 * 1024 * 1024  # bytes, all parts unpacked
HEADERS_WITHIN: Final = 10  # rows; above the headers there may be a title

# A cell's place, or the number of a row that holds any cell (some programs write a last row that is empty).
_PLACE: Final = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]+)(\d+)["']"""
    rb"""|<(?:\w+:)?row\s[^>]*?\br=["'](\d+)["'][^>]*>(?=\s*<(?:\w+:)?c[\s/>])"""
)
Cells = Sequence[object]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]  # the first and the last cell: row, column from 0
Tables = Sequence[tuple[str, list[str], list[list[str]]]]  # of a workbook: name, headers, rows


def read_xlsx(path: Path) -> Roster:
    """The roster in a file. Raises RosterRefused."""
    _measure(path)
    from python_calamine import CalamineError, load_workbook

    known = {sheet.name for sheet in SHEETS}
    try:
        with load_workbook(str(path)) as book:
            names = book.sheet_names
            grids = {
                name.strip(): _grid(book.get_sheet_by_name(name)) for name in names if name.strip() in known
            }
    except CalamineError as error:
        raise RosterRefused(
            f"{path.name} 读不出来：文件可能已损坏，请用表格软件打开并另存为新的 xlsx。"
        ) from error
    sheets = [sheet for sheet in SHEETS if sheet.name in grids]
    if not sheets:
        wanted = "、".join(sheet.name for sheet in SHEETS)
        raise RosterRefused(f"{path.name} 里没有名单的任何一张表；工作表的名称应是：{wanted}。")
    unread = [f"工作表“{name}”" for name in names if name.strip() not in known]
    read = list[Line | Fault]()
    for sheet in sheets:
        lines, unknown = _lines(sheet, *grids[sheet.name])
        read += lines
        unread += unknown
    return roster_of(read, unread)


# What the library says of a file that is no zip, is damaged, or has a password.
UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip


def _measure(path: Path) -> None:
    """Raises RosterRefused unless it is an xlsx of a size that people fill."""
    try:
        with zipfile.ZipFile(path) as parts:
            if "xl/workbook.xml" not in parts.namelist():
                raise zipfile.BadZipFile
            if sum(part.file_size for part in parts.infolist()) > LARGEST_FILE:
                raise RosterRefused(f"{path.name} 太大；请拆成几个文件，每个不超过 {MOST_ROWS} 行。")
            for name in parts.namelist():  # a sheet may lie under any name
                _measure_part(path.name, parts.read(name))
    except FileNotFoundError:
        raise RosterRefused(f"没有 {path} 这个文件；请检查路径。") from None
    except UNREADABLE as error:
        raise RosterRefused(
            f"{path.name} 不是 xlsx 文件，或带有密码；请用表格软件另存为不带密码的 xlsx。"
        ) from error


def _measure_part(file: str, content: bytes) -> None:
    for column, row_of_cell, row in _PLACE.findall(content):
        number = int(row_of_cell or row)
        if number > MOST_ROWS or _column(column) > MOST_COLUMNS:
            raise RosterRefused(
                f"{file} 的数据延伸到第 {number} 行 {column.decode()} 列；"
                f"最多 {MOST_ROWS} 行 {MOST_COLUMNS} 列，请删去多余的空行空列。"
            )


def _column(letters: bytes) -> int:
    """A is 1, Z is 26, AA is 27."""
    answer = 0
    for letter in letters:
        answer = answer * 26 + letter - ord("A") + 1
    return answer


def _grid(sheet: Any) -> tuple[list[list[object]], Merged]:
    """Every cell from the first corner on, and which of them are one."""
    return sheet.to_python(False), sheet.merged_cell_ranges or []


def _lines(
    sheet: Sheet, grid: Sequence[list[object]], merged: Merged
) -> tuple[list[Line | Fault], list[str]]:
    """The sheet's lines, and the columns that nobody reads. Raises RosterRefused without the headers."""
    at, headers = _headers(sheet, grid)
    _fill_downward(grid, [each for each in merged if each[0][0] > at])
    known, unread = _columns(sheet, headers)
    unknown = [f"“{sheet.name}”的“{header}”列" for header in unread]
    rows = ((number, _cells(cells, known)) for number, cells in _below(grid, at))
    return lines_of(sheet, rows), unknown


def _fill_downward(grid: Sequence[list[object]], merged: Merged) -> None:
    """Who joins the cells of several rows means each of the rows; the file has what they say in the first."""
    for (top, column), (bottom, _) in merged:
        for cells in grid[top + 1 : bottom + 1]:
            if column < len(cells):
                cells[column] = grid[top][column]


def _columns(sheet: Sheet, headers: list[str]) -> tuple[dict[int, str], list[str]]:
    """The field of each column, by its place, and the headers that are not read: nobody knows them, or they
    stand a second time."""
    fields, known, unread = {header: field for field, header in sheet.headers.items()}, dict[int, str](), []
    for place, header in enumerate(headers):
        field = fields.pop(header, None)
        if field is not None:
            known[place] = field
        elif header:
            unread.append(header)
    return known, unread


def _headers(sheet: Sheet, grid: Sequence[Cells]) -> tuple[int, list[str]]:
    """Which row holds the headers, and what they say."""
    wanted = {sheet.headers[field] for field in sheet.required}
    candidates = [[_header(cell) for cell in cells] for cells in grid[:HEADERS_WITHIN]]
    found = [at for at, headers in enumerate(candidates) if wanted <= set(headers)]
    if found:
        return found[0], candidates[found[0]]
    nearest = max(candidates, key=lambda headers: len(wanted & set(headers)), default=[])
    missing = [header for header in sheet.headers.values() if header in wanted - set(nearest)]
    raise RosterRefused(f"“{sheet.name}”表缺少“{'”“'.join(missing)}”列；请补上后再导入。")


def _header(cell: object) -> str:
    """People mark what must be filled: 企业名称*."""
    return "".join(str(cell).split()).strip("*＊")


def _below(grid: Sequence[Cells], at: int) -> Iterator[tuple[int, Cells]]:
    return ((number, cells) for number, cells in enumerate(grid, start=1) if number > at + 1)


def _cells(cells: Cells, known: dict[int, str]) -> dict[str, object]:
    return {field: cells[place] for place, field in known.items()}


def write_xlsx(roster: Roster, path: Path) -> None:
    """The roster as a file that `read_xlsx` reads as the same roster; every cell is text, also one that
    begins with “=”."""
    write_tables(
        path,
        [
            (
                sheet.name,
                list(sheet.headers.values()),
                [[getattr(line, field) for field in sheet.headers] for line in roster.of(sheet.line)],
            )
            for sheet in SHEETS
        ],
    )


def write_tables(path: Path, tables: Tables) -> None:
    """Sheets of (name, headers, rows), all cells text: no cell of a person's typing becomes a formula.
    Raises OSError."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    path.open("ab").close()  # before the work, which leaves its parts in a folder that goes with it
    try:
        with TemporaryDirectory() as parts, Workbook(str(path), _options(parts)) as book:
            _fill(book, tables)
    except FileCreateError as error:
        raise error.args[0] from None  # what the system said


def _options(parts: str) -> dict[str, object]:
    return {"constant_memory": True, "tmpdir": parts}


def _fill(book: Any, tables: Tables) -> None:
    bold, text = book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    for name, headers, rows in tables:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headers) - 1, 18, text)
        for row, cells in enumerate([headers, *rows]):
            for column, cell in enumerate(cells):
                if cell:
                    sheet.write_string(row, column, cell, bold if row == 0 else text)
