"""A city as large as 杭州's published one (8,226 firms), written straight into a server's database, once.

Its people: `rep` serves 8 firms that are visited often, `county` coordinates 1,000 firms, `city` all of them.
Names are generated and say so (示例).
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sync.domain.clock import HOUR
from sync.operations.administration import Appoint, SetOffice, SetPerson, SetRegion
from sync.operations.base import Operation
from sync.server import feed, push
from sync.server.centre import Centre
from sync.store.database import Database, open_database
from sync.store.migrate import NEWEST
from sync.store.records import Records
from sync.store.rows import DatabaseSource, store
from sync.store.tables import (
    Account,
    Assignment,
    Contact,
    Enterprise,
    History,
    Limit,
    Problem,
    Row,
    Station,
    Visit,
)
from tests.city import act
from tests.stage import CHEAP_HASH

VERSION: Final = 1  # of what is made here; another one is made anew
FIRMS: Final = 8_226
OF_COUNTY: Final = 1_000
OF_REP: Final = 8
COUNTIES: Final = 8
BEGAN: Final = 1_767_225_600_000  # 2026-01-01 in UTC milliseconds
# Who does the measuring: role, office, region. A person's id is also the sign-in name.
PEOPLE: Final = {
    "rep": ("representative", "unit", "city"),
    "county": ("coordinator", "centre-0", "c0"),
    "city": ("coordinator", "centre-city", "city"),
}
WORDS: Final = (  # of two characters each
    "订单稳定原料价格上涨冬季供暖改造完成用工紧张融资需要担保环评手续立项施工许可竣工验收备案厂房扩建烘干车间用电增容物流成本出口退税高新技术认定补贴"
    "申报培训安全检查整改道路排水土地规划产权登记贷款利率企业反映建议协调部门推进本月下旬回访满意生产调试设备更新专利人才公寓子女入学社保缴纳税务发票"
)


def text(luck: random.Random, words: int) -> str:
    """Something a person could have written, as hard to compress as real notes."""
    return "".join(
        f"{luck.choice(WORDS)}{luck.choice('，。；、')}{luck.randrange(1000)}" for _ in range(words)
    )


def database(folder: Path, times: int = 1) -> Path:
    """A SQLite server database (without encryption of its own) with the city in it, made once for each
    version and schema; `times` as much history."""
    made = folder / f"city-{VERSION}-{NEWEST}-{times}"
    if not (made / "server.db").exists():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        part = made / "server.part"
        opened = open_database(str(part), create=True)
        try:
            fill(opened, made, times)
        finally:
            opened.close()
        part.rename(made / "server.db")
    return made / "server.db"


def fill(opened: Database, folder: Path, times: int = 1) -> None:
    """Write the city through the one function that writes."""
    centre = Centre(opened, folder)
    centre.prepare()
    answers = push.do(centre, list(foundation()))
    assert all(answer.verdict == "accepted" for answer in answers), answers
    with opened.write() as connection:
        store(connection, [Account(user_name=name, person_id=name, password=CHEAP_HASH) for name in PEOPLE])
    luck = random.Random(VERSION)
    for start in range(0, FIRMS, 250):
        with opened.write() as connection:
            records = Records(DatabaseSource(connection))
            for number in range(start, min(start + 250, FIRMS)):
                for row in firm(luck, number, times):
                    records.add(row)
            feed.commit(connection, records, BEGAN)


def county_of(number: int) -> int:
    """The first county has exactly OF_COUNTY firms; the others share the rest."""
    return 0 if number < OF_COUNTY else 1 + (number - OF_COUNTY) % (COUNTIES - 1)


def foundation() -> Iterator[Operation]:
    """Regions, centres and the people who do the measuring."""
    yield act(SetRegion, region_id="city", name="示例市", level="city", parent_id="")
    yield act(
        SetOffice, office_id="centre-city", name="示例市中心", office="centre", region_id="city", mark="市"
    )
    for county in range(COUNTIES):
        name = f"示例{county}县"
        yield act(SetRegion, region_id=f"c{county}", name=name, level="county", parent_id="city")
        office = {"office_id": f"centre-{county}", "name": f"{name}中心", "office": "centre"}
        yield act(SetOffice, **office, region_id=f"c{county}", mark=f"县{county}")
    yield act(SetOffice, office_id="unit", name="示例单位", office="unit", region_id="city", mark="")
    for person, (role, office_id, region) in PEOPLE.items():
        yield act(SetPerson, person_id=person, name=f"示例{person}", post="科员")
        yield act(
            Appoint,
            appointment_id=person,
            person_id=person,
            office_id=office_id,
            role=role,
            since="2026-01-01",
            directory_id=region,
        )


def firm(luck: random.Random, number: int, times: int) -> Iterator[Row]:
    """A firm with its log and its problems: 13 rows on the average, 80 for one of the rep's."""
    busy = number < OF_REP
    name, county = f"示例{text(luck, 1)}有限公司{number}", county_of(number)
    here: dict[str, Any] = {"aggregate_id": f"f{number}", "enterprise_id": f"f{number}"}
    person = "rep" if busy else f"p{number % 1492}"
    who: dict[str, Any] = {"person_name": f"示例代表{person}", "person_post": "政府服务代表"}
    yield Enterprise(
        id=f"f{number}",
        aggregate_id=f"f{number}",
        name=name,
        region_id=f"c{county}",
        address=text(luck, 3),
        industry="制造业",
        products=text(luck, 4),
    )
    yield Station(id=f"s{number}", **here, kind="own", number=f"{number:05d}", opened_on="2019-08-01")
    yield Contact(id=f"k{number}", **here, name=f"示例联系人{number}", post="经理")
    yield Assignment(
        id=f"a{number}", **here, person_id=person, **who, role="representative", since="2026-01-01"
    )
    for visit in range((48 if busy else 5) * times):
        yield Visit(
            id=f"v{number}-{visit}",
            **here,
            enterprise_name=name,
            visited_on=f"2026-{visit % 9 + 1:02d}-{visit % 27 + 1:02d}",
            manner="onsite",
            visitor_id=person,
            visitor_name=f"示例代表{person}",
            visitor_post="政府服务代表",
            situation=text(luck, 20),
            advice=text(luck, 5),
            made_at=BEGAN + visit * HOUR,
        )
    for problem in range((3 if busy else number % 2) * times):
        yield from case(luck, f"q{number}-{problem}", f"f{number}", name, county, person)


def case(
    luck: random.Random, problem_id: str, firm_id: str, name: str, county: int, person: str
) -> Iterator[Row]:
    """A problem with its time limit and its history."""
    here: dict[str, Any] = {"aggregate_id": problem_id}
    yield Problem(
        id=problem_id,
        **here,
        enterprise_id=firm_id,
        enterprise_name=name,
        enterprise_region_id=f"c{county}",
        form="intake",
        channel="visit",
        local_code=problem_id,
        state="reported",
        title=text(luck, 2),
        description=text(luck, 20),
        process=text(luck, 10),
        crux=text(luck, 8),
        solution=text(luck, 8),
        intention=text(luck, 4),
        centre_id=f"centre-{county}",
        centre_name=f"示例{county}县中心",
        reporter_id=person,
        reporter_name=f"示例代表{person}",
        reporter_post="政府服务代表",
        reported_at=BEGAN,
    )
    yield Limit(
        id=f"{problem_id}-t",
        **here,
        problem_id=problem_id,
        cycle=1,
        stage="handle",
        starts_on="2026-01-02",
        amount=3,
        unit="workday",
        basis="本地设定",
    )
    for line in range(6):
        yield History(
            id=f"{problem_id}-{line}",
            **here,
            subject_id=problem_id,
            at=BEGAN + line * HOUR,
            action="edit",
            actor_id=person,
            actor_name=f"示例代表{person}",
            actor_post="政府服务代表",
            text=text(luck, 6),
        )
