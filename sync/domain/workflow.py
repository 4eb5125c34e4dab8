"""How a problem moves: the states and actions of the one model; which leads where is the profile's table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sync.domain.errors import Refused

if TYPE_CHECKING:
    from sync.domain.profile import Profile

STATES: Final = frozenset({
    "draft", "reported", "returned",
    "accepted", "in_meeting",
    "transferred", "objected",
    "on_site", "in_hand", "replied",
    "closed", "awaiting_follow_up", "settled",
})  # fmt: skip

ACTIONS: Final = frozenset({
    "report", "edit", "return", "resubmit",
    "accept", "set_due", "send_person", "guide", "close_on_site", "summon", "report_in", "meet",
    "issue_order", "uphold_order", "sign_for", "object",
    "progress", "reply", "reject_reply", "close",
    "start_follow_up", "not_reached", "settle",
    "reopen_assign", "reopen_handle", "reopen_assign_without_order", "reopen_handle_without_order",
    "record_outcome",
})  # fmt: skip

BEFORE_ACCEPTANCE: Final = frozenset({"draft", "reported", "returned"})
OVER: Final = frozenset({"closed", "awaiting_follow_up", "settled"})


def follow(profile: Profile, action: str, state: str) -> str:
    """The state that the action leads to.

    Raises Refused("wrong_state") where it may not be done, Refused("already_accepted") when a colleague
    has accepted the problem before.
    """
    step = profile.step_by_action[action]
    if state not in step.sources:
        too_late = action == "accept" and state not in BEFORE_ACCEPTANCE
        code = "already_accepted" if too_late else "wrong_state"
        raise Refused(code, state=state, action=action)
    return step.to or state


def may_follow(profile: Profile, action: str, state: str) -> bool:
    """Whether the action may be done in this state: what a window offers."""
    return state in profile.step_by_action[action].sources


def ring_of(profile: Profile, state: str) -> int:
    """Which of the profile's rings (from 0) the state lies in; -1 for one that only an older profile knew."""
    known = profile.state_by_code.get(state)
    rings = [part.code for part in profile.rings]
    return rings.index(known.ring) if known else -1
