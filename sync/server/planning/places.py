"""Lines of 区划 and 组织: the region tree and its organisations."""

from __future__ import annotations

from typing import Final

from sync.operations.administration import SetOffice, SetRegion
from sync.server.planning.names import Names, Unclear, id_of
from sync.server.planning.wish import Wish, Words, make
from sync.server.roster import OrganisationLine, RegionLine
from sync.server.roster_cells import parts_of
from sync.store.tables import Office

LEVELS: Final = {"市": "city", "县": "county", "乡": "township"}
OFFICE_KINDS: Final = {
    "中心": "centre", "小微站": "station", "承办部门": "department", "派出单位": "unit",
    "督查机构": "supervision", "纪检监察机构": "discipline",
}  # fmt: skip


def region(line: RegionLine, names: Names, _words: Words) -> Wish:
    parent = names.region(line, "parent").id if line.parent else ""
    code = line.code or (f"{parent}-{line.name}" if parent else "")
    if not code:
        raise Unclear("code_needed")
    names.once(line, f"region {code}")
    level = names.coded(line, "level", LEVELS)
    return Wish([make(SetRegion, region_id=code, name=line.name, level=level, parent_id=parent)])


def organisation(line: OrganisationLine, names: Names, words: Words) -> Wish:
    region = names.region(line, "region")
    office_id = id_of("office", region.id, line.name)
    names.once(line, office_id)
    standing = names.city.find(Office, office_id)
    operation = make(
        SetOffice,
        office_id=office_id,
        name=line.name,
        office=names.coded(line, "kind", OFFICE_KINDS),
        region_id=region.id,
        mark=line.mark or (standing.mark if standing else ""),
        phone=line.phone or (standing.phone if standing else ""),
        topics=_topics(line, words) or (standing.topics if standing else ()),
    )
    return Wish([operation])


def _topics(line: OrganisationLine, words: Words) -> tuple[str, ...]:
    parts = parts_of(line.topics)
    unknown = next((part for part in parts if part not in words.topics), None)
    if unknown is not None:
        raise Unclear("unknown_word", column="职责领域", value=unknown, known="、".join(words.topics))
    return tuple(words.topics[part] for part in parts)
