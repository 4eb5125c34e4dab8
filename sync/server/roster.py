"""名单: what a city hands over about its organisations, people, enterprises and stations, as a value.

One roster, two ways to write it: an xlsx with one sheet for each kind of line, or a TOML with one table for
each. Every value is text, in the city's words; what a line means is decided against the record, in
`planning`. A line that cannot even be read is a fault of its row, never the end of an import.

To add a column: a field here and its header in SHEETS, its meaning in `planning`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from sync.server.roster_cells import Unreadable, plain_of, text_of


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row; `row` counts as the sheet does (headers are row 1), or the tables of a TOML from 1."""

    row: int = 0


class RegionLine(Line, frozen=True, kw_only=True):
    """A node of the region tree; without a code the city makes one from the parent's: 130822-雾灵山镇."""

    name: str
    level: str
    parent: str = ""
    code: str = ""


class OrganisationLine(Line, frozen=True, kw_only=True):
    name: str
    kind: str
    region: str
    mark: str = ""
    phone: str = ""
    topics: str = ""


class PersonLine(Line, frozen=True, kw_only=True):
    """A person and one appointment; somebody with several roles has several lines."""

    name: str
    post: str
    home_unit: str = ""
    phone: str = ""
    account: str = ""
    office: str = ""
    role: str = ""
    since: str = ""


class EnterpriseLine(Line, frozen=True, kw_only=True):
    name: str
    credit_code: str = ""
    region: str
    address: str = ""
    industry: str = ""
    scale: str = ""
    tags: str = ""
    products: str = ""
    contact: str = ""
    contact_post: str = ""
    contact_phone: str = ""


class StationLine(Line, frozen=True, kw_only=True):
    enterprise: str
    kind: str
    number: str = ""
    office: str = ""
    opened_on: str = ""


class AssignmentLine(Line, frozen=True, kw_only=True):
    """`account` tells people of one name apart."""

    enterprise: str
    person: str
    role: str
    since: str
    account: str = ""


class Sheet(NamedTuple):
    """One kind of line: its sheet, its table in a TOML, and the header of each field."""

    name: str
    table: str
    line: type[Line]
    headers: dict[str, str]

    @property
    def required(self) -> tuple[str, ...]:
        return tuple(field.name for field in msgspec.structs.fields(self.line) if field.required)


# In the order of import: each line may name what stands in the sheets above.
SHEETS: Final = (
    Sheet(
        "区划", "regions", RegionLine,
        {"name": "名称", "level": "级别", "parent": "上级区划", "code": "代码"},
    ),
    Sheet(
        "组织", "organisations", OrganisationLine,
        {"name": "名称", "kind": "类别", "region": "所属区划", "mark": "字号", "phone": "电话",
         "topics": "职责领域"},
    ),
    Sheet(
        "人员", "people", PersonLine,
        {"name": "姓名", "post": "职务", "home_unit": "派出单位", "phone": "手机", "account": "账号",
         "office": "任职机构", "role": "角色", "since": "任职日期"},
    ),
    Sheet(
        "企业", "enterprises", EnterpriseLine,
        {"name": "企业名称", "credit_code": "统一社会信用代码", "region": "所在区划", "address": "地址",
         "industry": "行业", "scale": "规模", "tags": "标签", "products": "主要产品", "contact": "联系人",
         "contact_post": "联系人职务", "contact_phone": "联系电话"},
    ),
    Sheet(
        "服务站", "stations", StationLine,
        {"enterprise": "企业名称", "kind": "类别", "number": "站点编号", "office": "小微站名称",
         "opened_on": "挂牌日期"},
    ),
    Sheet(
        "指派", "assignments", AssignmentLine,
        {"enterprise": "企业名称", "person": "姓名", "role": "角色", "since": "开始日期", "account": "账号"},
    ),
)  # fmt: skip
# What is typed with a Chinese keyboard in wide forms and meant in narrow ones.
PLAIN: Final = frozenset(("code", "phone", "account", "since", "contact_phone", "opened_on"))
SHEET_OF: Final = {sheet.line: sheet for sheet in SHEETS}


class Fault(NamedTuple):
    """A row that could not be read, and why."""

    sheet: Sheet
    row: int
    reason: str


class Roster(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of all sheets; `unread` names columns and sheets that the import does not know."""

    lines: tuple[Line, ...] = ()
    faults: tuple[Fault, ...] = ()
    unread: tuple[str, ...] = ()

    def of(self, kind: type[Line]) -> list[Any]:
        """The lines of one kind."""
        return [line for line in self.lines if isinstance(line, kind)]


class RosterRefused(Exception):
    """The file cannot be read as a roster; the text is one sentence for the administrator."""


def lines_of(sheet: Sheet, rows: Iterable[tuple[int, Mapping[str, object]]]) -> list[Line | Fault]:
    """The rows of a sheet (number; field → cell) as lines; rows without any value are passed over."""
    read = (_line(sheet, number, cells) for number, cells in rows)
    return [line for line in read if line is not None]


def _line(sheet: Sheet, number: int, cells: Mapping[str, object]) -> Line | Fault | None:
    values: dict[str, str] = {}
    for field, cell in cells.items():
        try:
            values[field] = plain_of(text_of(cell)) if field in PLAIN else text_of(cell)
        except Unreadable:
            return Fault(sheet, number, f"“{sheet.headers[field]}”被存成了数字，后几位已丢失；请设为文本再填")
    if not any(values.values()):
        return None
    missing = [sheet.headers[field] for field in sheet.required if not values.get(field)]
    if missing:
        return Fault(sheet, number, f"缺少“{'”“'.join(missing)}”")
    return sheet.line(row=number, **values)


def roster_of(read: Iterable[Line | Fault], unread: Iterable[str] = ()) -> Roster:
    """A roster of what was read."""
    lines, faults = list[Line](), list[Fault]()
    for each in read:
        if isinstance(each, Fault):
            faults.append(each)
        else:
            lines.append(each)
    return Roster(lines=tuple(lines), faults=tuple(faults), unread=tuple(unread))


def read_toml(text: str, file: str) -> Roster:
    """The roster tables of a TOML; tables of other names are somebody else's. Raises RosterRefused."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RosterRefused(f"{file} 不是有效的 TOML：{error}。") from error
    read = [line for sheet in SHEETS for line in _table(sheet, tables.get(sheet.table, []), file)]
    return roster_of(read)


def _table(sheet: Sheet, rows: Any, file: str) -> list[Line | Fault]:
    if not isinstance(rows, list) or not all(isinstance(cells, dict) for cells in rows):
        raise RosterRefused(f"{file} 的 {sheet.table} 要写成 [[{sheet.table}]]。")
    for number, cells in enumerate(rows, start=1):
        unknown = sorted(set(cells) - set(sheet.headers))
        if unknown:
            raise RosterRefused(f"{file} 的第 {number} 个 [[{sheet.table}]] 有不认识的字段 {unknown[0]}。")
    return lines_of(sheet, enumerate(rows, start=1))
