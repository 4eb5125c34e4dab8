"""Search as a person types: exact in its characters, kind to Latin letters, and harmless."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.store.database import Database, open_sqlite
from sync.store.migrate import migrate
from sync.store.queries.search import Found, search
from sync.store.rows import store
from sync.store.search_index import index_slice, note
from sync.store.tables import Row
from tests.sync.store import sample
from tests.sync.store.forgotten import forgotten
from tests.sync.store.sample import DAY, NOON

MINGLAN = sample.enterprise(
    "minglan", "平泉明蓝生物科技有限公司", products="食用菌烘干", address="示例路12号"
)
JINGFUKANG = sample.enterprise("jfk", "承德颈复康药业集团有限公司")
NEED = sample.problem(
    "need",
    "minglan",
    enterprise_name=MINGLAN.name,
    title="立项和施工手续",
    description="筹建食用菌烘干及扩建发菌棚项目",
    local_code="A1B2-0007",
)
FORM = sample.problem(
    "form",
    "jfk",
    enterprise_name=JINGFUKANG.name,
    title="1号楼不动产登记",
    description="缺少抵押物，贷款3000万元",
    official_number="承企受〔2026〕12号",
    reported_at=NOON + DAY,
)
VISIT = sample.visit("visit", "minglan", enterprise_name=MINGLAN.name, situation="交谈中得知烘干项目")
CITY: tuple[Row, ...] = (MINGLAN, JINGFUKANG, NEED, FORM, VISIT)


def ids(found: Found) -> list[str]:
    of_each = (found.enterprises, found.problems, found.visits)
    return [hit.id for hits in of_each for hit in hits]


def read(connection: sa.Connection, rows: Sequence[Row], *, index: bool = True) -> None:
    store(connection, rows)
    note(connection, rows)
    assert not index or index_slice(connection, 60_000) == 0


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("明蓝", ["minglan", "need", "visit"]),
        ("烘干", ["minglan", "need", "visit"]),
        ("登记", ["form"]),
        ("mlsw", ["minglan", "need", "visit"]),
        ("pqml", ["minglan", "need", "visit"]),
        ("jfk", ["jfk", "form"]),
        ("minglan", ["minglan", "need", "visit"]),
        ("jingfukang", ["jfk", "form"]),
        ("budongchan", ["form"]),
        ("lxhsg", ["need"]),
        ("明蓝 立项", ["need"]),
        ("mlsw 烘干", ["minglan", "need", "visit"]),
        ("3000万", ["form"]),
        ("3000", ["form"]),
        ("300", ["form"]),
        ("〔2026〕12", ["form"]),
        ("A1B2-0007", ["need"]),
        ("ａ１ｂ２", ["need"]),
        ("0007", ["need"]),
        ("12号", ["minglan", "form"]),
        ("蓝明", []),
        ("干及扩", ["need"]),
        ("物，贷", ["form"]),
        ("物贷", []),
        ("swml", []),
        ("  ", []),
    ],
)
def test_finds(connection: sa.Connection, typed: str, meant: list[str]) -> None:
    read(connection, CITY)
    found = search(connection, typed)
    assert ids(found) == meant
    assert not found.indexing


@pytest.mark.parametrize(
    ("typed", "city"), [("cq", "重庆"), ("cc", "长城"), ("xm", "厦门"), ("chongqing", "重庆")]
)
def test_polyphones_sound_as_in_their_words(connection: sa.Connection, typed: str, city: str) -> None:
    read(connection, [sample.enterprise("e", f"示例{city}汽车有限公司")])
    assert ids(search(connection, typed)) == ["e"]


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        '" OR *',
        "NOT NEAR(明)",
        "title:明",
        "明*",
        "^明",
        "{title} : 明",
        "a AND",
        "%",
        "_",
        "'; --",
        "\\",
        "\x00",
    ],
)
def test_nothing_typed_becomes_syntax(connection: sa.Connection, typed: str) -> None:
    read(connection, [sample.enterprise("e", "示例食品")])
    assert ids(search(connection, typed)) == []
    note(connection, [sample.enterprise("e", "示例食品")])
    assert ids(search(connection, typed)) == []


def test_titles_that_begin_so_come_first_then_titles_then_other_words(connection: sa.Connection) -> None:
    names = {"words": "示例食品", "inside": "示例明蓝食品", "begins": "明蓝示例食品"}
    read(connection, [sample.enterprise(row_id, name, note="明蓝供货") for row_id, name in names.items()])
    assert ids(search(connection, "明蓝")) == ["begins", "inside", "words"]
    assert ids(search(connection, "mlsl")) == ["begins"]


def test_the_newest_come_first_and_the_limit_is_for_each_kind(connection: sa.Connection) -> None:
    problems = [sample.problem(row_id, reported_at=NOON - n * DAY) for n, row_id in enumerate("adcbe")]
    visits = [
        sample.visit(row_id, "e", visited_on=f"2026-02-0{9 - n}", situation="登记")
        for n, row_id in enumerate("ywxz")
    ]
    read(connection, [*problems, *visits, sample.enterprise("firm", "登记示例")])
    found = search(connection, "登记", 3)
    assert ids(found) == ["firm", "a", "d", "c", "y", "w", "x"]


def test_of_visits_the_newest_are_the_closest(connection: sa.Connection) -> None:
    named = sample.visit("named", "e", enterprise_name="示例烘干设备", visited_on="2026-01-05")
    read(connection, [named, sample.visit("newer", "f", situation="烘干项目", visited_on="2026-01-06")])
    assert ids(search(connection, "烘干")) == ["newer", "named"]


def test_better_titles_are_not_pushed_out_by_newer_rows(connection: sa.Connection) -> None:
    others = [sample.problem(f"p{n}", title=f"示例登记{n}", reported_at=NOON + n * DAY) for n in range(1, 5)]
    read(connection, [sample.problem("begins", title="登记手续"), *others])
    assert ids(search(connection, "登记", 3)) == ["begins", "p4", "p3"]


def test_a_hit_shows_the_row_as_it_is_now(connection: sa.Connection) -> None:
    read(connection, CITY)
    (hit,) = search(connection, "抵押").problems
    assert (hit.title, hit.number, hit.number_pending) == ("1号楼不动产登记", "承企受〔2026〕12号", False)
    (hit,) = search(connection, "立项").problems
    assert (hit.number, hit.number_pending, hit.enterprise_name) == ("A1B2-0007", True, MINGLAN.name)
    (visit,) = search(connection, "交谈").visits
    assert (visit.visited_on, visit.opening) == ("2026-01-05", "交谈中得知烘干项目")


def test_rows_that_wait_are_found_by_their_characters_and_the_result_says_so(
    connection: sa.Connection,
) -> None:
    read(connection, [MINGLAN, NEED])
    read(connection, [JINGFUKANG, FORM, VISIT], index=False)
    found = search(connection, "烘干")
    assert ids(found) == ["minglan", "need", "visit"]
    assert found.indexing
    assert ids(search(connection, "颈复康 登记")) == ["form"]
    assert ids(search(connection, "mlsw")) == ["minglan", "need"]
    assert search(connection, "").indexing


def test_a_waiting_row_is_compared_letter_by_letter(connection: sa.Connection) -> None:
    read(connection, [sample.enterprise("e", "示例食品", note="达产100%，一期")], index=False)
    assert ids(search(connection, "100%")) == ["e"]
    assert ids(search(connection, "达_1")) == []


chinese = st.text(alphabet="明蓝生物烘干登记", min_size=1, max_size=8)
mixed = st.text(alphabet='明蓝物a1B9 ，。-（"%_', max_size=14)


@settings(max_examples=60)
@given(st.lists(st.tuples(chinese, st.text(alphabet="明蓝生物烘干，。", max_size=20)), max_size=12), chinese)
def test_chinese_finds_exactly_the_texts_that_hold_it(
    empty_record: Database, texts: list[tuple[str, str]], typed: str
) -> None:
    rows = [sample.enterprise(str(n), name, products=words) for n, (name, words) in enumerate(texts)]
    holding = {row.id for row in rows if typed in row.name or typed in row.products}
    with forgotten(empty_record) as connection:
        read(connection, rows, index=False)
        assert set(ids(search(connection, typed))) == holding
        index_slice(connection, 60_000)
        assert set(ids(search(connection, typed))) == holding


@settings(max_examples=60)
@given(st.lists(mixed, max_size=12), mixed)
def test_numbers_and_letters_find_whole_words_and_the_beginning_of_the_last(
    empty_record: Database, texts: list[str], typed: str
) -> None:
    rows = [sample.visit(str(n), "e", enterprise_name="", situation=text) for n, text in enumerate(texts)]
    words = [word for word in typed.split() if _tokens(word)]
    holding = {row.id for row in rows if words and all(_holds(row.situation, word) for word in words)}
    with forgotten(empty_record) as connection:
        read(connection, rows)
        assert set(ids(search(connection, typed))) == holding


def _tokens(text: str) -> list[str]:
    """Letter by letter, the plain way: words of ASCII, single characters, one mark for what is between."""
    tokens: list[str] = []
    for letter in unicodedata.normalize("NFKC", text).lower():
        if letter.isspace():
            tokens.append(" ")
        elif not letter.isalnum():
            tokens.append("|")
        elif letter.isascii() and tokens and tokens[-1].isalnum() and tokens[-1].isascii():
            tokens[-1] += letter
        else:
            tokens.append(letter)
    plain = " ".join(token for token in tokens if token != " ")
    while "| |" in plain:
        plain = plain.replace("| |", "|")
    return plain.strip("| ").split()


def _holds(text: str, word: str) -> bool:
    tokens, wanted = _tokens(text), _tokens(word)
    *whole, last = wanted
    for start in range(len(tokens) - len(wanted) + 1):
        part = tokens[start : start + len(wanted)]
        ends = part[-1].startswith(last) and part[-1].isascii() if last.isascii() else part[-1] == last
        if part[:-1] == whole and ends:
            return True
    return False


def test_on_an_encrypted_laptop_too(tmp_path: Path) -> None:
    database = open_sqlite(tmp_path / "laptop.db", secrets.token_bytes(32), create=True)
    migrate(database)
    with database.write() as connection:
        read(connection, CITY)
    with database.read() as connection:
        assert ids(search(connection, "烘干")) == ["minglan", "need", "visit"]
        assert ids(search(connection, "mlsw")) == ["minglan", "need", "visit"]
    database.close()
    assert "颈复康".encode() not in (tmp_path / "laptop.db").read_bytes()


@pytest.mark.parametrize("typed", ["slml", "slmls", "slmlsw", "mlsw", "明", "明蓝", "minglan"])
def test_each_further_key_still_finds_the_firm(connection: sa.Connection, typed: str) -> None:
    """Among a hundred like it; how long a key takes in a whole city is printed by tests.sync.store.speed."""
    kinds = ("生物科技", "药业", "矿业", "食品")
    names = [f"示例{a}{b}{kind}有限公司" for a in "明天龙神金" for b in "蓝域钢露隆" for kind in kinds]
    read(connection, [sample.enterprise(f"e{n}", name) for n, name in enumerate(names)])
    found = [hit.name for hit in search(connection, typed).enterprises]
    assert "示例明蓝生物科技有限公司" in found
    assert all("明" in name for name in found)
