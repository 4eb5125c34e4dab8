"""Rows for tests of the store: each maker gives a whole row, of which a test names only what it is about."""

from __future__ import annotations

from typing import Any, Final

from sync.store.tables import (
    Assignment,
    Attachment,
    Conflict,
    Dispatch,
    Duty,
    Enterprise,
    FollowUp,
    History,
    Limit,
    Meeting,
    Office,
    Order,
    Outcome,
    Problem,
    Region,
    Reply,
    Station,
    Summons,
    Visit,
)

NOON: Final = 1_767_585_600_000  # 2026-01-05 12:00 in Shanghai, a Monday
DAY: Final = 86_400_000
HOUR: Final = 3_600_000


def region(row_id: str, name: str, parent_id: str = "") -> Region:
    return Region(
        id=row_id, aggregate_id="global", revision=1, name=name, level="county", parent_id=parent_id
    )


def office(row_id: str, name: str = "示例单位", **given: Any) -> Office:
    values: dict[str, Any] = {"kind": "centre", "region_id": "county"} | given
    return Office(id=row_id, aggregate_id="global", revision=1, name=name, **values)


def duty(row_id: str, office_id: str, role: str, **given: Any) -> Duty:
    values: dict[str, Any] = {
        "person_id": f"person-{row_id}",
        "person_name": "示例人员",
        "person_post": "科员",
        "office_name": "示例单位",
        "since": "2026-01-01",
    } | given
    return Duty(id=row_id, aggregate_id="county", revision=1, office_id=office_id, role=role, **values)


def enterprise(row_id: str, name: str = "示例食品有限公司", **given: Any) -> Enterprise:
    values: dict[str, Any] = {"region_id": "county", "revision": 1} | given
    return Enterprise(id=row_id, aggregate_id=row_id, name=name, **values)


def station(row_id: str, enterprise_id: str, **given: Any) -> Station:
    values: dict[str, Any] = {"kind": "own", "number": "001", "opened_on": "2020-01-01"} | given
    return Station(id=row_id, aggregate_id=enterprise_id, revision=1, enterprise_id=enterprise_id, **values)


def assignment(row_id: str, enterprise_id: str, person_id: str, **given: Any) -> Assignment:
    values: dict[str, Any] = {
        "person_name": "示例代表",
        "person_post": "科员",
        "role": "representative",
        "since": "2026-01-01",
    } | given
    return Assignment(
        id=row_id,
        aggregate_id=enterprise_id,
        revision=1,
        enterprise_id=enterprise_id,
        person_id=person_id,
        **values,
    )


def visit(row_id: str, enterprise_id: str, **given: Any) -> Visit:
    values: dict[str, Any] = {
        "enterprise_name": "示例食品有限公司",
        "visited_on": "2026-01-05",
        "manner": "on_site",
        "visitor_id": "rep",
        "visitor_name": "示例代表",
        "visitor_post": "科员",
        "made_at": NOON,
        "revision": 1,
    } | given
    return Visit(id=row_id, aggregate_id=enterprise_id, enterprise_id=enterprise_id, **values)


def problem(row_id: str, enterprise_id: str = "firm", **given: Any) -> Problem:
    values: dict[str, Any] = {
        "enterprise_name": "示例食品有限公司",
        "enterprise_region_id": "county",
        "form": "intake",
        "channel": "visit",
        "local_code": f"A1-{row_id}",
        "state": "reported",
        "title": "不动产登记",
        "description": "厂房尚未登记",
        "centre_id": "centre",
        "centre_name": "示例中心",
        "reporter_id": "rep",
        "reporter_name": "示例代表",
        "reporter_post": "科员",
        "reported_at": NOON,
        "revision": 1,
    } | given
    return Problem(id=row_id, aggregate_id=row_id, enterprise_id=enterprise_id, **values)


def limit(problem_id: str, **given: Any) -> Limit:
    values: dict[str, Any] = {
        "cycle": 1,
        "stage": "handling",
        "starts_on": "2026-01-05",
        "amount": 3,
        "unit": "workday",
        "basis": "本地设定",
    } | given
    row_id = f"limit-{problem_id}-{values['cycle']}"
    return Limit(id=row_id, aggregate_id=problem_id, revision=1, problem_id=problem_id, **values)


def line(row_id: str, subject_id: str, **given: Any) -> History:
    values: dict[str, Any] = {
        "aggregate_id": subject_id,
        "at": NOON,
        "action": "report",
        "state": "reported",
        "cycle": 1,
        "actor_id": "rep",
        "actor_name": "示例代表",
        "actor_post": "科员",
        "revision": 1,
    } | given
    return History(id=row_id, subject_id=subject_id, **values)


def dispatch(row_id: str, problem_id: str, person_id: str, **given: Any) -> Dispatch:
    values: dict[str, Any] = {
        "cycle": 1,
        "person_name": "示例人员",
        "person_post": "科员",
        "sent_at": NOON,
    } | given
    return Dispatch(
        id=row_id, aggregate_id=problem_id, revision=1, problem_id=problem_id, person_id=person_id, **values
    )


def summons(row_id: str, problem_id: str, office_id: str, **given: Any) -> Summons:
    values: dict[str, Any] = {
        "cycle": 1,
        "office_name": "示例局",
        "called_at": NOON,
        "respond_by": "2026-01-06",
    } | given
    return Summons(
        id=row_id, aggregate_id=problem_id, revision=1, problem_id=problem_id, office_id=office_id, **values
    )


def meeting(row_id: str, problem_id: str, **given: Any) -> Meeting:
    values: dict[str, Any] = {"cycle": 1, "held_on": "2026-01-06", "decision": "转办"} | given
    return Meeting(id=row_id, aggregate_id=problem_id, revision=1, problem_id=problem_id, **values)


def order(row_id: str, problem_id: str, lead_office_id: str, **given: Any) -> Order:
    values: dict[str, Any] = {
        "cycle": 1,
        "number": "示转〔2026〕1号",
        "lead_office_name": "示例局",
        "instruction": "请办理",
        "drafter_id": "coordinator",
        "drafter_name": "示例协调员",
        "drafter_post": "科员",
        "signer_id": "leader",
        "signer_name": "示例主任",
        "signer_post": "主任",
        "issued_at": NOON,
        "due_on": "2026-01-08",
        "revision": 1,
    } | given
    return Order(
        id=row_id, aggregate_id=problem_id, problem_id=problem_id, lead_office_id=lead_office_id, **values
    )


def reply(row_id: str, problem_id: str, order_id: str, **given: Any) -> Reply:
    values: dict[str, Any] = {
        "cycle": 1,
        "kind": "final",
        "text": "已办理",
        "office_id": "bureau",
        "office_name": "示例局",
        "author_id": "handler",
        "author_name": "示例经办",
        "author_post": "科长",
        "at": NOON,
        "revision": 1,
    } | given
    return Reply(id=row_id, aggregate_id=problem_id, problem_id=problem_id, order_id=order_id, **values)


def follow_up(row_id: str, problem_id: str, satisfied: str, **given: Any) -> FollowUp:
    values: dict[str, Any] = {
        "cycle": 1,
        "caller_id": "caller",
        "caller_name": "示例回访员",
        "caller_post": "科员",
        "at": NOON,
        "called_on": "2026-01-05",
        "reached": bool(satisfied),
    } | given
    return FollowUp(
        id=row_id, aggregate_id=problem_id, revision=1, problem_id=problem_id, satisfied=satisfied, **values
    )


def outcome(row_id: str, problem_id: str, kind: str, amount: str, unit: str, **given: Any) -> Outcome:
    values: dict[str, Any] = {
        "enterprise_id": "firm",
        "enterprise_name": "示例食品有限公司",
        "happened_on": "2026-01-05",
        "recorded_by": "rep",
        "at": NOON,
        "revision": 1,
    } | given
    return Outcome(
        id=row_id,
        aggregate_id=problem_id,
        problem_id=problem_id,
        kind=kind,
        amount=amount,
        unit=unit,
        **values,
    )


def attachment(row_id: str, aggregate_id: str, subject_id: str, **given: Any) -> Attachment:
    values: dict[str, Any] = {
        "sha256": row_id.rjust(64, "0"),
        "size": 1000,
        "name": "照片.png",
        "media_type": "image/png",
        "author_id": "rep",
        "author_name": "示例代表",
        "at": NOON,
        "revision": 1,
    } | given
    return Attachment(id=row_id, aggregate_id=aggregate_id, subject_id=subject_id, **values)


def conflict(row_id: str, aggregate_id: str, **given: Any) -> Conflict:
    values: dict[str, Any] = {
        "subject_table": "problem",
        "subject_id": aggregate_id,
        "field": "description",
        "base": "原文",
        "standing": "现文",
        "offered": "另文",
        "author_id": "rep",
        "author_name": "示例代表",
        "op_id": "op",
        "at": NOON,
        "revision": 1,
    } | given
    return Conflict(id=row_id, aggregate_id=aggregate_id, **values)
