"""Who acts, as others see it."""

from __future__ import annotations

from sync.domain.actor import SYSTEM, SYSTEM_ID, Actor, Role

ACTOR = Actor(
    "p", "示例", "科员",
    (
        Role("handler", "housing", "示例住建局", "east"),
        Role("handler", "land", "示例自然资源局", "east"),
        Role("caller", "centre", "示例中心", "east"),
    ),
)  # fmt: skip


def test_offices_are_those_of_one_role() -> None:
    assert ACTOR.offices("handler") == {"housing", "land"}
    assert ACTOR.offices("coordinator") == set()


def test_the_office_of_a_history_line_is_the_first_that_fits() -> None:
    assert ACTOR.office_name("caller", "coordinator") == "示例中心"
    assert ACTOR.office_name("handler", "caller") == "示例住建局"
    assert ACTOR.office_name("leader") == ""


def test_the_system_administers_and_nothing_else() -> None:
    assert (SYSTEM.person_id, [held.role for held in SYSTEM.roles]) == (SYSTEM_ID, ["administrator"])
