"""How far a problem has come, in the rings of the shipped profile."""

from __future__ import annotations

import pytest

from sync.domain.profile import Profile, read_profile
from sync.domain.rings import RingState, rings_of
from sync.operations.rules import shipped_profile

WAY = (
    "reported",
    "accepted",
    "in_meeting",
    "transferred",
    "in_hand",
    "replied",
    "closed",
    "awaiting_follow_up",
)


@pytest.fixture(scope="module")
def profile() -> Profile:
    return read_profile(shipped_profile(), "chengde")


def steps(*states: str) -> list[tuple[str, int]]:
    return [(state, at) for at, state in enumerate(states, 1)]


def told(rings: tuple[RingState, ...]) -> list[tuple[str, str, int | None]]:
    return [(ring.standing, ring.state, ring.since) for ring in rings]


def test_the_rings_of_the_profile_in_their_order(profile: Profile) -> None:
    assert [ring.name for ring in rings_of(profile, "reported", [])] == [
        "搜集",
        "汇总",
        "交办",
        "处置",
        "反馈",
    ]


def test_a_ring_remembers_the_last_state_in_it_and_since_when(profile: Profile) -> None:
    assert told(rings_of(profile, "replied", steps(*WAY[:6]))) == [
        ("done", "reported", 1),
        ("done", "in_meeting", 3),
        ("done", "transferred", 4),
        ("current", "replied", 6),
        ("todo", "", None),
    ]


def test_a_ring_that_was_passed_over_is_done_without_a_date(profile: Profile) -> None:
    rings = rings_of(profile, "on_site", steps("reported", "accepted", "on_site"))
    assert told(rings)[2:] == [("done", "", None), ("current", "on_site", 3), ("todo", "", None)]


def test_the_next_cycle_has_the_later_rings_before_it_again(profile: Profile) -> None:
    rings = rings_of(profile, "in_hand", steps(*WAY, "transferred", "in_hand"))
    assert told(rings) == [
        ("done", "reported", 1),
        ("done", "in_meeting", 3),
        ("done", "transferred", 9),
        ("current", "in_hand", 10),
        ("todo", "", None),
    ]


def test_a_settled_problem_has_every_ring_behind_it(profile: Profile) -> None:
    rings = rings_of(profile, "settled", steps(*WAY, "settled"))
    assert {ring.standing for ring in rings} == {"done"}
    assert told(rings)[-1] == ("done", "settled", 9)


def test_another_line_of_the_same_state_is_not_another_beginning(profile: Profile) -> None:
    rings = rings_of(profile, "in_hand", steps("reported", "accepted", "in_hand", "in_hand"))
    assert told(rings)[3] == ("current", "in_hand", 3)


def test_lines_without_a_state_or_with_an_older_profiles_state_move_nothing(profile: Profile) -> None:
    rings = rings_of(profile, "accepted", steps("reported", "", "forgotten", "accepted"))
    assert told(rings)[:2] == [("done", "reported", 1), ("current", "accepted", 4)]


def test_a_state_that_only_an_older_profile_knew_is_in_no_ring(profile: Profile) -> None:
    rings = rings_of(profile, "forgotten", steps("reported", "forgotten"))
    assert [ring.standing for ring in rings] == ["todo"] * 5
    assert profile.state_word("forgotten") == "forgotten"
    assert profile.state_word("reported") == "已上报"
