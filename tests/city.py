"""A small city to know by heart: two counties under one city, eight offices, sixteen people, four firms.

Ids say what they are; a person's id is also the sign-in name. Names are generated and say so (示例).
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from sync.domain import clock
from sync.engine.outbox import new_op_id
from sync.operations.administration import (
    Appoint,
    Assign,
    OpenStation,
    SetEnterprise,
    SetOffice,
    SetPerson,
    SetRegion,
)
from sync.operations.base import Operation

O = TypeVar("O", bound=Operation)  # noqa: E741

SINCE: Final = "2026-01-01"

# id, name, level, parent
REGIONS: Final = (
    ("city", "示例市", "city", ""),
    ("east", "示例东县", "county", "city"),
    ("west", "示例西县", "county", "city"),
    ("township", "示例东乡", "township", "east"),
)
# id, name, kind, region, mark in official numbers
OFFICES: Final = (
    ("centre-city", "示例市企业发展服务中心", "centre", "city", "市企"),
    ("centre-east", "示例东县企业发展服务中心", "centre", "east", "东企"),
    ("centre-west", "示例西县企业发展服务中心", "centre", "west", "西企"),
    ("station", "示例东乡小微站", "station", "township", ""),
    ("housing", "示例东县住建局", "department", "east", ""),
    ("land", "示例东县自然资源局", "department", "east", ""),
    ("water", "示例西县水务局", "department", "west", ""),
    ("unit", "示例派出单位", "unit", "city", ""),
)
# id and sign-in name, name, post, role, office
PEOPLE: Final = (
    ("rep-east", "示例代表甲", "政府服务代表", "representative", "unit"),
    ("rep-west", "示例代表乙", "政府服务代表", "representative", "unit"),
    ("rep-spare", "示例代表丙", "政府服务代表", "representative", "unit"),
    ("liaison", "示例联络员", "企业联络员", "liaison", "unit"),
    ("staff", "示例站员", "站员", "station_staff", "station"),
    ("coordinator-east", "示例协调员甲", "科员", "coordinator", "centre-east"),
    ("colleague-east", "示例协调员乙", "科员", "coordinator", "centre-east"),
    ("coordinator-west", "示例协调员丙", "科员", "coordinator", "centre-west"),
    ("coordinator-city", "示例协调员丁", "科员", "coordinator", "centre-city"),
    ("leader-east", "示例主任", "主任", "leader", "centre-east"),
    ("caller-east", "示例回访员", "回访员", "caller", "centre-east"),
    ("handler-housing", "示例经办甲", "科长", "handler", "housing"),
    ("handler-land", "示例经办乙", "科长", "handler", "land"),
    ("handler-water", "示例经办丙", "科长", "handler", "water"),
    ("supervisor", "示例督查", "督查员", "supervisor", "centre-city"),
    ("it", "示例管理员", "管理员", "administrator", "centre-city"),
)
# id, name, region
FIRMS: Final = (
    ("firm-east", "示例东方制药有限公司", "east"),
    ("firm-other", "示例东方机械有限公司", "east"),
    ("firm-small", "示例小微食品有限公司", "township"),
    ("firm-west", "示例西方矿业有限公司", "west"),
)
# firm, person, role
SERVED: Final = (
    ("firm-east", "rep-east", "representative"),
    ("firm-other", "rep-east", "representative"),
    ("firm-small", "liaison", "liaison"),
    ("firm-west", "rep-west", "representative"),
)

POST: Final = {person: (name, post) for person, name, post, _, _ in PEOPLE}
REGION_OF: Final = {office: region for office, _, _, region, _ in OFFICES}


def act(kind: type[O], **values: Any) -> O:
    """An operation of this kind, made now."""
    return kind(**{"op_id": new_op_id(), "made_at": clock.now(), **values})


def assignment(firm: str, person: str, role: str = "representative", since: str = SINCE) -> Assign:
    """That a person serves a firm; the assignment's id is `firm/person`."""
    name, post = POST[person]
    return act(
        Assign,
        assignment_id=f"{firm}/{person}",
        enterprise_id=firm,
        person_id=person,
        person_name=name,
        person_post=post,
        role=role,
        since=since,
    )


def appointment(person: str, role: str, office: str) -> Appoint:
    """That a person has a role in an office; the appointment's id is `office/person`."""
    return act(
        Appoint,
        appointment_id=f"{office}/{person}",
        person_id=person,
        office_id=office,
        role=role,
        since=SINCE,
        directory_id=REGION_OF[office],
    )


def foundation() -> list[Operation]:
    """Every operation that makes the city, in order."""
    regions = [
        act(SetRegion, region_id=region, name=name, level=level, parent_id=parent)
        for region, name, level, parent in REGIONS
    ]
    offices = [
        act(SetOffice, office_id=office, name=name, office=kind, region_id=region, mark=mark)
        for office, name, kind, region, mark in OFFICES
    ]
    people = [act(SetPerson, person_id=person, name=name, post=post) for person, name, post, _, _ in PEOPLE]
    appointed = [appointment(person, role, office) for person, _, _, role, office in PEOPLE]
    firms = [
        act(SetEnterprise, enterprise_id=firm, name=name, region_id=region) for firm, name, region in FIRMS
    ]
    small = act(
        OpenStation, station_id="small", enterprise_id="firm-small", station="small", office_id="station"
    )
    served = [assignment(firm, person, role) for firm, person, role in SERVED]
    return [*regions, *offices, *people, *appointed, *firms, small, *served]
