"""Rosters for tests: a small one that is right in every row, and a server to import it into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

from sync.server.centre import Centre
from sync.server.publishing import publish
from sync.server.roster import SHEETS, Roster, lines_of, roster_of
from sync.server.roster_import import Result, import_roster
from sync.store.database import open_database
from sync.store.rows import select
from sync.store.tables import Stored

S = TypeVar("S", bound=Stored)
Tables = dict[str, list[dict[str, Any]]]

# There is no division 000000: no real firm has these.
GOOD_CODE: Final = "91000000LT0000001F"
OTHER_CODE: Final = "91000000LT0000002J"
FIRM: Final = "示例药业（集团）有限公司"
SMALL: Final[Tables] = {
    "regions": [
        {"name": "示例市", "level": "市", "code": "990000"},
        {"name": "示例东县", "level": "县", "parent": "示例市", "code": "990001"},
        {"name": "示例西县", "level": "县", "parent": "示例市", "code": "990002"},
        {"name": "示例镇", "level": "乡", "parent": "示例东县"},
        {"name": "示例镇", "level": "乡", "parent": "示例西县"},
    ],
    "organisations": [
        {"name": "示例市中心", "kind": "中心", "region": "示例市", "mark": "市企"},
        {"name": "示例东县中心", "kind": "中心", "region": "示例东县", "mark": "东企"},
        {"name": "示例镇小微站", "kind": "小微站", "region": "示例东县/示例镇"},
        {"name": "示例东县住建局", "kind": "承办部门", "region": "990001", "topics": "证照办理、规划用地"},
    ],
    "people": [
        {"name": "示例协调员", "post": "科员", "account": "coordinator", "office": "示例东县中心",
         "role": "企业发展服务中心", "since": "2019-08-01"},
        {"name": "示例协调员", "post": "科员", "account": "coordinator", "office": "示例东县中心",
         "role": "回访员", "since": "2019-08-01"},
        {"name": "示例站员", "post": "站员", "office": "示例镇小微站", "role": "小微站",
         "since": "2019-08-01"},
        {"name": "示例代表", "post": "副所长", "home_unit": "示例税务所", "account": "rep",
         "phone": "13900000000"},
    ],
    "enterprises": [
        {"name": FIRM, "credit_code": GOOD_CODE, "region": "示例东县", "address": "示例路1号",
         "tags": "规上、高新", "contact": "示例财务", "contact_post": "财务总监"},
        {"name": "示例食品有限公司", "region": "示例东县/示例镇"},
    ],
    "stations": [
        {"enterprise": FIRM, "kind": "政府工作服务站", "number": "1", "opened_on": "2019-09-01"},
        {"enterprise": "示例食品有限公司", "kind": "小微站", "office": "示例镇小微站"},
    ],
    "assignments": [
        {"enterprise": FIRM, "person": "示例代表", "role": "政府服务代表", "since": "2020-01-01"},
        {"enterprise": "示例食品有限公司", "person": "示例站员", "role": "企业联络员", "since": "2020-01-01"},
    ],
}  # fmt: skip


def roster(tables: Tables) -> Roster:
    """The tables as a roster; rows count from 2, as in a sheet."""
    return roster_of(
        line for sheet in SHEETS for line in lines_of(sheet, enumerate(tables.get(sheet.table, []), start=2))
    )


def changed(table: str, row: int, **values: str) -> Tables:
    """The small roster with other words in one row (2 is the first)."""
    tables = {name: [dict(cells) for cells in rows] for name, rows in SMALL.items()}
    tables[table][row - 2].update(values)
    return tables


class Office:
    """A server's record, to import into and to look at."""

    def __init__(self, centre: Centre) -> None:
        self.centre = centre

    def take(self, tables: Tables) -> list[Result]:
        return import_roster(self.centre, roster(tables))

    def of(self, tables: Tables, table: str, row: int) -> Result:
        """Import, and the result of one row."""
        sheet = next(sheet for sheet in SHEETS if sheet.table == table)
        return next(each for each in self.take(tables) if each.sheet == sheet and each.row == row)

    def rows(self, table: type[S], /, **equal: object) -> list[S]:
        with self.centre.database.read() as connection:
            return select(connection, table, **equal)


@contextmanager
def open_office(database_url: str, folder: Path) -> Iterator[Office]:
    """A record with the city's profile and nothing else."""
    database = open_database(database_url, create=True)
    try:
        centre = Centre(database, folder / "server")
        centre.prepare()
        publish(centre, "chengde")
        yield Office(centre)
    finally:
        database.close()
