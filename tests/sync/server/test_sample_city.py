"""The sample city: real divisions, generated people and firms that say so, the same for the same seed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import zstandard

from sync.domain import credit_code
from sync.domain.signed import canonical
from sync.server import membership
from sync.server.divisions import read_divisions
from sync.server.roster import (
    AssignmentLine,
    EnterpriseLine,
    OrganisationLine,
    PersonLine,
    RegionLine,
    Roster,
    StationLine,
    read_toml,
)
from sync.server.roster_import import ADDED, UNCHANGED, import_roster
from sync.server.sample_city import VERSION, build
from sync.store.rows import select
from sync.store.tables import GLOBAL, SYNCED, Enterprise, Placement
from sync.store.tables import Office as OfficeRow
from tests.sync.server.rosters import Office, open_office

STORY = """
[[organisations]]
name = "平泉故事中心"
kind = "中心"
region = "平泉市"
mark = "故事"
[[organisations]]
name = "王土房乡示例小微站"
kind = "小微站"
region = "平泉市/王土房乡"
[[organisations]]
name = "高新区住建局"
kind = "承办部门"
region = "高新区"
[[people]]
name = "示例故事代表"
post = "副所长"
account = "story-rep"
office = "平泉故事中心"
role = "政府服务代表"
[[people]]
name = "示例故事主任"
post = "主任"
office = "平泉故事中心"
role = "中心负责人"
[[enterprises]]
name = "示例故事有限公司"
region = "王土房乡"
[[stations]]
enterprise = "示例故事有限公司"
kind = "小微站"
office = "王土房乡示例小微站"
[[assignments]]
enterprise = "示例故事有限公司"
person = "示例故事代表"
role = "政府服务代表"
since = 2019-08-01
"""


@pytest.fixture(scope="module")
def story() -> Roster:
    return read_toml(STORY, "story.toml")


@pytest.fixture(scope="module")
def small(story: Roster) -> Roster:
    return build("small", 1, story)


@pytest.fixture(scope="module")
def full(story: Roster) -> Roster:
    return build("full", 1, story)


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    with open_office(database_url, tmp_path) as opened:
        yield opened


def counted(roster: Roster, role: str) -> int:
    return sum(line.role == role for line in roster.of(PersonLine))


def test_small_is_the_story_and_two_hundred_neighbours(small: Roster, story: Roster) -> None:
    bare = [msgspec.structs.replace(line, row=0) for line in small.lines]
    assert all(msgspec.structs.replace(line, row=0) in bare for line in story.lines)
    assert len(small.of(EnterpriseLine)) == len(small.of(StationLine)) == 201


def test_full_is_as_large_as_the_city_published(full: Roster) -> None:
    assert len(full.of(StationLine)) == 12_078
    assert counted(full, "政府服务代表") == 1_492
    kinds = Counter(line.kind for line in full.of(StationLine))
    assert kinds["政府工作服务站"] + kinds["小微站"] == 12_078
    assert all(kinds.values())


@pytest.mark.parametrize("size", ["small", "full"])
def test_the_same_seed_gives_the_same_city_and_another_another(size: str, story: Roster) -> None:
    assert build(size, 7, story) == build(size, 7, story)
    assert build(size, 7, story) != build(size, 8, story)


def test_a_change_of_the_sample_is_a_change_of_its_version(small: Roster) -> None:
    said = canonical([msgspec.structs.astuple(line) for line in small.lines])
    known = {1: "af9154b0405893bd"}
    assert hashlib.sha256(said).hexdigest()[:16] == known[VERSION]


def test_what_is_generated_says_so(full: Roster) -> None:
    people = [line.name for line in full.of(PersonLine)]
    firms = [line.name for line in full.of(EnterpriseLine)]
    contacts = [line.contact for line in full.of(EnterpriseLine) if line.contact]
    assert not [name for name in (*people, *firms, *contacts) if "示例" not in name]
    assert len(set(firms)) == len(firms)
    assert not [line for line in full.of(PersonLine) if line.phone]
    assert not [line for line in full.of(EnterpriseLine) if line.contact_phone]


def test_generated_credit_codes_are_right_and_belong_to_nobody(full: Roster) -> None:
    codes = [line.credit_code for line in full.of(EnterpriseLine) if line.credit_code]
    assert len(set(codes)) == len(codes) > 9_000
    assert {credit_code.verify(code) for code in codes} == {None}
    assert {code[2:8] for code in codes} == {"000000"}  # a division that does not exist


def test_the_story_wins_where_it_names_the_same_place(small: Roster) -> None:
    lines = small.of(OrganisationLine)
    assert [line.name for line in lines if line.kind == "中心" and "平泉" in line.region] == ["平泉故事中心"]
    stations = [line.name for line in lines if line.kind == "小微站" and "王土房乡" in line.region]
    assert stations == ["王土房乡示例小微站"]
    assert [line.name for line in lines].count("高新区住建局") == 1
    heads = [
        line.name for line in small.of(PersonLine)
        if line.office.endswith("平泉故事中心") and line.role == "中心负责人"
    ]  # fmt: skip
    assert heads == ["示例故事主任"]


def test_every_county_has_its_centre_but_the_one_under_the_city(small: Roster) -> None:
    centres = {line.region for line in small.of(OrganisationLine) if line.kind == "中心"}
    counties = {county.name for county in read_divisions().counties}
    assert centres == {"承德市", *counties} - {"高新区"}


def test_everybody_who_is_needed_to_work_is_there(small: Roster) -> None:
    held = {(line.office.rpartition("/")[2], line.role) for line in small.of(PersonLine)}
    roles = {
        "中心": ("企业发展服务中心", "中心负责人", "回访员"),
        "承办部门": ("承办部门",),
        "小微站": ("小微站",),
    }
    wanted = {(line.name, role) for line in small.of(OrganisationLine) for role in roles[line.kind]}
    assert wanted <= held


def test_every_generated_firm_has_its_people(full: Roster) -> None:
    served = Counter((line.enterprise, line.role) for line in full.of(AssignmentLine))
    small_firms = {line.enterprise for line in full.of(StationLine) if line.kind == "小微站"}
    generated = [line.name for line in full.of(EnterpriseLine) if "故事" not in line.name]
    assert {served[name, "政府服务代表"] for name in generated} == {1}
    assert {served[name, "企业联络员"] for name in generated if name in small_firms} == {1}


def outcomes(office: Office, roster: Roster) -> Counter[tuple[str, str]]:
    return Counter((each.outcome, each.note) for each in import_roster(office.centre, roster))


def test_it_is_imported_without_a_word_and_once(office: Office, small: Roster) -> None:
    assert set(outcomes(office, small)) == {(ADDED, "")}
    assert set(outcomes(office, small)) == {(UNCHANGED, "")}


def test_placements_follow_the_rule(office: Office, small: Roster) -> None:
    import_roster(office.centre, small)
    with office.centre.database.read() as connection:
        firms = list(select(connection, Enterprise))
        should = membership.wanted(connection, list(firms))
    held: dict[str, set[str]] = {}
    for row in office.rows(Placement):
        held.setdefault(row.aggregate_id, set()).add(row.holder_id)
    assert {firm.id: held[firm.id] for firm in firms} == should
    named = {row.id: row.name for row in office.rows(OfficeRow, kind="centre")}
    high_tech = next(firm for firm in firms if firm.region_id.startswith("130871"))
    assert {named[holder] for holder in held[high_tech.id] if holder in named} == {"承德市企业发展服务中心"}


def test_a_large_citys_global_aggregate_stays_small(full: Roster, tmp_path: Path) -> None:
    """Everybody downloads it: at most 2,000 rows and 200 KB compressed."""
    catalogue = [*full.of(RegionLine), *full.of(OrganisationLine)]
    with open_office(f"sqlite:///{tmp_path / 'server.db'}", tmp_path) as office:
        import_roster(office.centre, Roster(lines=tuple(catalogue)))
        rows = [row for kind in SYNCED for row in office.rows(kind, aggregate_id=GLOBAL)]
    assert 600 < len(rows) <= 2_000
    assert (
        len(zstandard.compress(msgspec.json.encode([msgspec.structs.astuple(row) for row in rows])))
        <= 200_000
    )
