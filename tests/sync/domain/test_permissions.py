"""Who may do what, as one table that a person can check; and who may never call a firm back."""

from __future__ import annotations

import msgspec
import pytest

from sync.domain import permissions
from sync.domain.actor import SYSTEM, Actor, Role
from sync.domain.errors import Refused
from sync.domain.membership import CaseFacts, EnterpriseFacts
from sync.domain.permissions import FORBIDDEN, RIGHTS, administers, can, check

FIRM = EnterpriseFacts(centres=("centre", "city"), station_offices=("station",), assigned=("rep",))
CASE = CaseFacts(
    centre_id="centre",
    centres=("centre", "city"),
    station_offices=("station",),
    assigned=("rep",),
    representatives=("rep",),
    reporter_id="reporter",
    sent=("sent", "sent-before"),
    on_site=("sent",),
    summoned=("called",),
    lead_offices=("lead",),
    assisting_offices=("assist",),
    handled_by=("signed-for",),
    handled_in=("before",),
    signed_by=("drafter", "signer"),
    raised_to=("above",),
    supervising=("watch",),
)


def person(name: str, *roles: tuple[str, str]) -> Actor:
    """Somebody with roles in offices."""
    return Actor(name, name, "科员", tuple(Role(role, office, office, "") for role, office in roles))


PEOPLE = {
    "rep": person("rep"),  # 政府服务代表 or 企业联络员 of the firm
    "staff": person("staff", ("station_staff", "station")),
    "reporter": person("reporter"),  # reported the problem, serves the firm no more
    "coord": person("coord", ("coordinator", "centre")),
    "sent": person("sent"),
    "called": person("called", ("handler", "called")),  # 吹哨
    "lead": person("lead", ("handler", "lead")),
    "assist": person("assist", ("handler", "assist")),
    "caller": person("caller", ("caller", "centre")),
    "above": person("above", ("coordinator", "above")),  # 提级
    "watch": person("watch", ("supervisor", "watch")),  # 督查
    "city": person("city", ("coordinator", "city"), ("caller", "city")),  # the centre above
    # Nobody of these may do anything here:
    "leader": person("leader", ("leader", "centre")),
    "other": person("other", ("representative", "unit"), ("handler", "centre"), ("coordinator", "lead")),
    "overseer": person("overseer", ("supervisor", "city")),
    "admin": person("admin", ("administrator", "city")),
}
MATRIX = """
                 rep staff reporter coord sent called lead assist caller above watch city
log_visit         x    x      .       x     .     .     .     .     .     .     .    .
amend_visit       x    x      .       x     .     .     .     .     .     .     .    .
amend_enterprise  x    .      .       x     .     .     .     .     .     .     .    .
report            x    x      .       x     .     .     .     .     .     .     .    .
edit              x    .      x       x     .     .     .     .     .     .     .    .
resubmit          x    .      x       x     .     .     .     .     .     .     .    .
attach            x    .      x       x     x     .     x     x     .     x     .    .
keep_paper        .    .      .       x     .     .     .     .     .     x     .    .
return            .    .      .       x     .     .     .     .     .     .     .    .
accept            .    .      .       x     .     .     .     .     .     .     .    .
set_due           .    .      .       x     .     .     .     .     .     x     .    .
send_person       .    .      .       x     .     .     .     .     .     .     .    .
guide             .    .      .       .     x     .     .     .     .     .     .    .
close_on_site     .    .      .       x     x     .     .     .     .     .     .    .
summon            .    .      .       x     .     .     .     .     .     x     .    .
report_in         .    .      .       x     .     x     .     .     .     x     .    .
meet              .    .      .       x     .     .     .     .     .     x     .    .
issue_order       .    .      .       x     .     .     .     .     .     .     .    .
uphold_order      .    .      .       x     .     .     .     .     .     .     .    .
sign_for          .    .      .       .     .     .     x     .     .     .     .    .
object            .    .      .       .     .     .     x     .     .     .     .    .
progress          .    .      .       .     .     .     x     x     .     .     .    .
reply             .    .      .       .     .     .     x     .     .     .     .    .
reject_reply      .    .      .       x     .     .     .     .     .     .     .    .
close             .    .      .       x     .     .     .     .     .     .     .    .
start_follow_up   .    .      .       .     .     .     .     .     x     .     .    .
not_reached       .    .      .       .     .     .     .     .     x     .     .    .
settle            .    .      .       .     .     .     .     .     x     .     .    .
reopen            .    .      .       .     .     .     .     .     x     .     .    .
record_outcome    x    .      x       x     .     .     .     .     .     .     .    .
settle_conflict   x    .      x       x     .     .     .     .     .     .     .    .
admit             .    .      .       x     .     .     .     .     .     .     .    .
conceal           x    .      x       x     .     .     .     .     .     x     .    .
release           .    .      .       x     .     .     .     .     .     x     .    .
raise             .    .      .       x     .     .     .     .     .     .     .    .
return_raised     .    .      .       .     .     .     .     .     .     x     .    .
name_reader       .    .      .       x     .     .     .     .     .     x     x    .
dismiss_reader    .    .      .       x     .     .     .     .     .     x     x    .
cluster           .    .      .       x     .     .     .     .     .     .     .    x
hand_over         .    .      .       x     .     .     .     .     .     .     .    x
"""
OF_A_FIRM = {"log_visit", "amend_visit", "amend_enterprise", "report", "hand_over"}
HEAD, *LINES = (line.split() for line in MATRIX.strip().splitlines())
MAY = {
    (action, who) for action, *marks in LINES for who, mark in zip(HEAD, marks, strict=True) if mark == "x"
}


def test_the_table_names_every_act() -> None:
    assert [action for action, *_ in LINES] == list(RIGHTS)
    assert set(HEAD) < PEOPLE.keys()


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("action", RIGHTS)
def test_a_person_may_or_may_not(action: str, who: str) -> None:
    facts = FIRM if action in OF_A_FIRM else CASE
    assert can(PEOPLE[who], action, facts) is ((action, who) in MAY)


def test_in_a_firms_own_record_only_its_people_attach_and_settle() -> None:
    may = {
        action: {who for who in PEOPLE if can(PEOPLE[who], action, FIRM)}
        for action in ("attach", "settle_conflict")
    }
    assert may == {"attach": {"rep", "staff", "coord"}, "settle_conflict": {"rep", "staff", "coord"}}


@pytest.mark.parametrize("action", RIGHTS)
def test_a_role_in_another_office_gives_no_right(action: str) -> None:
    everywhere = person(
        "far", *((role, "far") for role in ("coordinator", "caller", "handler", "station_staff"))
    )
    facts = FIRM if action in OF_A_FIRM else CASE
    with pytest.raises(Refused) as no:
        check(everywhere, action, facts)
    assert (no.value.code, no.value.details) == ("not_allowed", {"action": action})


def test_where_no_centre_answers_nobody_coordinates() -> None:
    nowhere = EnterpriseFacts(centres=(), station_offices=(), assigned=())
    assert not any(can(who, action, nowhere) for who in (*PEOPLE.values(), SYSTEM) for action in OF_A_FIRM)


# 回访 is never made by: the handler, the department, the drafter or signer, the firm's own people.
NEVER = (
    ("signed-for", (), "follow_up_by_handler"),
    ("sent", (), "follow_up_by_handler"),
    ("sent-before", (), "follow_up_by_handler"),
    ("anybody", (("handler", "lead"),), "follow_up_by_department"),
    ("anybody", (("leader", "assist"),), "follow_up_by_department"),
    ("anybody", (("handler", "before"),), "follow_up_by_department"),
    ("drafter", (), "follow_up_by_signer"),
    ("signer", (), "follow_up_by_signer"),
    ("rep", (), "follow_up_by_representative"),
)


@pytest.mark.parametrize("action", FORBIDDEN)
@pytest.mark.parametrize(("name", "roles", "code"), NEVER)
def test_a_caller_with_a_part_in_the_matter_may_not_call(
    action: str, name: str, roles: tuple[tuple[str, str], ...], code: str
) -> None:
    with pytest.raises(Refused) as no:
        check(person(name, ("caller", "centre"), *roles), action, CASE)
    assert no.value.code == code


def test_who_went_to_the_firm_in_an_earlier_cycle_does_not_write_over_what_was_explained() -> None:
    before = person("sent-before")
    assert not can(before, "guide", CASE)
    assert not can(before, "close_on_site", CASE)
    assert can(before, "attach", CASE)


def test_who_served_the_firm_when_it_was_reported_may_not_call_later() -> None:
    moved = msgspec.structs.replace(CASE, assigned=("successor",))
    with pytest.raises(Refused, match="follow_up_by_representative"):
        check(person("rep", ("caller", "centre")), "settle", moved)


def test_every_follow_up_act_is_forbidden_to_the_solver() -> None:
    assert set(FORBIDDEN) == {
        action for action, conditions in RIGHTS.items() if permissions.calls_back in conditions
    }


@pytest.mark.parametrize("who", PEOPLE)
def test_only_administrators_administer(who: str) -> None:
    if who == "admin":
        administers(PEOPLE[who])
        return
    with pytest.raises(Refused, match="not_allowed"):
        administers(PEOPLE[who])
