"""How fast the questions are for a whole city, on an encrypted database: python -m tests.sync.store.speed

12,078 firms, 50,000 problems, 100,000 visits, 380,000 history lines. Prints a table; proves nothing.
"""

from __future__ import annotations

import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from sync.domain.actor import Actor, Role
from sync.domain.metrics import ALWAYS
from sync.domain.profile import read_profile
from sync.domain.working_time import Calendar
from sync.operations.rules import shipped_calendars, shipped_profile
from sync.store import search_index, sounds
from sync.store.database import Database, open_sqlite
from sync.store.migrate import migrate
from sync.store.queries import cases, counts, enterprises, outcomes, problems, queues, visits
from sync.store.queries.search import search
from sync.store.rows import store
from sync.store.tables import Row
from tests.sync.store import sample
from tests.sync.store.sample import DAY, HOUR, NOON

FIRMS, PROBLEMS, VISITS = 12_078, 50_000, 100_000
PLACES = "双桥双滦鹰手营子兴隆平泉滦平隆化丰宁宽城围场高新"
WORDS = "明蓝颈复康天域温泉神栗露露建龙钒钛金隆怡达山庄老酒信通首承热力矿业药生物科技食用菌机械铸造包装"
TRADES = ("生物科技", "药业集团", "机械制造", "食品", "矿业", "建材", "旅游开发", "物流", "农业开发")
TOPICS = (
    "不动产登记缺竣工验收备案",
    "立项和施工手续",
    "银行贷款抵押",
    "供电增容",
    "环评批复",
    "用工社保",
    "税收优惠兑现",
)
STATES = (
    "reported",
    "accepted",
    "transferred",
    "in_hand",
    "replied",
    "closed",
    "awaiting_follow_up",
    "settled",
)


def city(chance: random.Random) -> Iterator[list[Row]]:
    """The rows of the city, a few thousand at a time."""
    yield [sample.region(f"r{n}", f"示例{PLACES[n]}县") for n in range(12)]
    names = [_name(chance) for _ in range(FIRMS)]
    for n, name in enumerate(names):
        firm = f"e{n}"
        yield [
            sample.enterprise(firm, name, region_id=f"r{n % 12}", address="示例路" * 5, products="产品" * 20),
            sample.station(f"s{n}", firm, number=f"{n:05}"),
            sample.assignment(f"a{n}", firm, f"rep{n % 1492}"),
        ]
    for n in range(VISITS):
        place = chance.randrange(FIRMS)
        yield [
            sample.visit(
                f"v{n}",
                f"e{place}",
                enterprise_name=names[place],
                visited_on=date.fromordinal(739_000 + n % 600).isoformat(),
                visitor_id=f"rep{place % 1492}",
                situation=_prose(chance, 120),
            )
        ]
    for n in range(PROBLEMS):
        yield list(_problem(chance, n, names))


def _name(chance: random.Random) -> str:
    return f"承德{''.join(chance.choices(WORDS, k=3))}{chance.choice(TRADES)}有限公司"


def _prose(chance: random.Random, length: int) -> str:
    return "".join(
        chance.choice(TOPICS) + chance.choice("，。") + "".join(chance.choices(WORDS, k=6))
        for _ in range(length // 15)
    )


def _problem(chance: random.Random, n: int, names: list[str]) -> Iterator[Row]:
    firm, row_id, state = (
        chance.randrange(FIRMS),
        f"p{n}",
        chance.choices(STATES, (2, 2, 3, 6, 3, 10, 5, 60))[0],
    )
    at, place = NOON - n * 15 * 60_000, STATES.index(state)
    closed = at + 5 * DAY if place >= 5 else None
    yield sample.problem(
        row_id,
        f"e{firm}",
        enterprise_name=names[firm],
        state=state,
        title=chance.choice(TOPICS) + "".join(chance.choices(WORDS, k=4)),
        description=_prose(chance, 120),
        process=_prose(chance, 90),
        crux=_prose(chance, 60),
        solution=_prose(chance, 60),
        official_number=f"示受〔2026〕{n}号" if place else "",
        centre_id=f"centre{firm % 12}",
        reporter_id=f"rep{firm % 1492}",
        reported_at=at,
        accepted_at=at + HOUR if place else None,
        closed_at=closed,
        result="solved" if closed else "",
    )
    for step in range(place + 1):
        yield sample.line(f"h{n}-{step}", row_id, at=at + step * HOUR, state=STATES[step], text="已办理" * 5)
    if place:
        yield sample.limit(row_id, starts_on=date.fromordinal(739_000 + n % 600).isoformat())
    if place > 1:
        yield sample.order(f"o{n}", row_id, f"bureau{n % 55}", issued_at=at + 2 * HOUR)
    if place > 3:
        yield sample.reply(f"y{n}", row_id, f"o{n}")
    if state == "settled":
        yield sample.follow_up(f"f{n}", row_id, "yes")
    if n % 5 == 0:
        yield sample.outcome(f"u{n}", row_id, "loan", "30.5", "万元", enterprise_id=f"e{firm}")


def build(folder: Path) -> Database:
    """The city in a new encrypted database."""
    database = open_sqlite(folder / "city.db", secrets.token_bytes(32), create=True)
    migrate(database)
    with database.write() as connection:
        rows: list[Row] = []
        for some in city(random.Random(1)):
            rows += some
            if len(rows) > 20_000:
                _keep(connection, rows)
                rows = []
        _keep(connection, rows)
    return database


def _keep(connection: sa.Connection, rows: list[Row]) -> None:
    store(connection, rows)
    search_index.note(connection, rows)


def measure(
    database: Database, what: str, question: Callable[..., Any], *asked: object, runs: int = 5
) -> None:
    """The best and the median of a few runs, with how much was found."""
    took, found = [], None
    for _ in range(runs):
        with database.read() as connection:
            began = time.perf_counter()
            found = question(connection, *asked)
            took.append((time.perf_counter() - began) * 1000)
    size = len(found) if isinstance(found, list | tuple | dict) else ""
    print(f"{what:44} {min(took):8.1f} {sorted(took)[len(took) // 2]:8.1f}  {size}")


def index(database: Database) -> None:
    """Read everything in slices, and say how long these were."""
    sounds.get_ready()
    took, rest = [], 1
    while rest:
        began = time.perf_counter()
        with database.write() as connection:
            rest = search_index.index_slice(connection, 50)
        took.append((time.perf_counter() - began) * 1000)
    took.sort()
    print(
        f"indexed in {sum(took) / 1000:.1f} s, {len(took)} slices: median {took[len(took) // 2]:.0f} ms, "
        f"95% {took[len(took) * 95 // 100]:.0f} ms, longest {took[-1]:.0f} ms"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        database = build(Path(folder))
        size = (Path(folder) / "city.db").stat().st_size / 1e6
        print(f"built in {time.perf_counter() - began:.0f} s, {size:.0f} MB before the index")
        measure(database, "search while nothing is indexed", search, "明蓝", 20, runs=2)
        if "--no-index" not in sys.argv:
            index(database)
            print(f"{sum(f.stat().st_size for f in Path(folder).iterdir()) / 1e6:.0f} MB with the index")
            for typed in (
                "承",
                "承德",
                "明蓝",
                "竣工验收",
                "竣工 贷款",
                "m",
                "ml",
                "mls",
                "mlsw",
                "minglan",
                "12",
                "示受〔2026〕123",
                "cdml",
                "zz",
            ):
                measure(database, f"search {typed}", search, typed, 20)
        questions(database)
        database.close()


def questions(database: Database) -> None:
    today, now = date(2026, 1, 20), NOON + 15 * DAY
    calendar = Calendar.from_notices(shipped_calendars().values())
    profile = read_profile(shipped_profile(), "chengde")
    actor = Actor(
        "rep7",
        "示例",
        "",
        (
            Role("coordinator", "centre3", "", ""),
            Role("handler", "bureau3", "", ""),
            Role("caller", "centre3", "", ""),
        ),
    )
    everything = problems.EVERYTHING
    measure(database, "enterprises.listed, all", enterprises.listed, "rep7", today)
    measure(database, "enterprises.listed, served", enterprises.listed, "rep7", today, True)
    measure(database, "enterprises.dossier", enterprises.dossier, "e7", "rep7", today)
    measure(database, "problems.ids, all", problems.ids, everything)
    measure(database, "problems.listed, all", problems.listed, everything, runs=3)
    measure(database, "problems.listed, in_hand", problems.listed, problems.Filter(states=("in_hand",)))
    measure(database, "problems.listed, one centre", problems.listed, problems.Filter(centre_id="centre3"))
    measure(
        database, "problems.listed, one department", problems.listed, problems.Filter(office_id="bureau3")
    )
    measure(database, "problems.listed, mine", problems.listed, problems.Filter(person_id="rep7"))
    measure(database, "problems.ids, text", problems.ids, problems.Filter(text="贷款"))
    measure(database, "queues.listed to_accept", queues.listed, "to_accept", actor)
    measure(database, "queues.listed to_sign", queues.listed, "to_sign", actor)
    measure(database, "queues.counts", queues.counts, actor)
    measure(database, "cases.detail", cases.detail, "p77", profile)
    measure(database, "visits.listed, mine", visits.listed, visits.Filter(person_id="rep7"))
    measure(database, "counts.tally, all", counts.tally, calendar, now, ALWAYS, everything, runs=3)
    measure(
        database,
        "counts.tally, one centre",
        counts.tally,
        calendar,
        now,
        ALWAYS,
        problems.Filter(centre_id="centre3"),
    )
    measure(database, "outcomes.totals, all", outcomes.totals, everything)


if __name__ == "__main__":
    main()
