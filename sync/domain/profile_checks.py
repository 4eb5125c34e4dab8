"""What must hold between the parts of a profile; each check yields (key, what is wrong)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sync.domain.workflow import ACTIONS, STATES

if TYPE_CHECKING:
    from sync.domain.profile import Profile

ROLES = (
    "representative", "liaison", "coordinator", "leader", "caller",
    "handler", "station_staff", "supervisor", "administrator",
)  # fmt: skip
CHOICES = (
    "topic", "cause", "weight", "channel", "manner", "purpose",
    "guidance_step", "result", "conclusion", "back_to",
)  # fmt: skip
UNITS = ("workday", "natural_day", "hour")


def faults(profile: Profile) -> Iterator[tuple[str, str]]:
    """Every fault of the profile, in the order of the file."""
    yield from _complete("roles", profile.roles, ROLES)
    yield from _complete("choices", profile.choices, CHOICES)
    yield from _complete("documents", profile.documents, ("need", "intake", "order", "meeting", "visit"))
    yield from _complete("numbers", profile.numbers, ("problem", "order"))
    yield from _complete("forms", profile.forms, ("need", "intake"))
    yield from _states(profile)
    yield from _steps(profile)
    yield from _limits(profile)
    for role in profile.rails:
        if role not in ROLES:
            yield f"rails.{role}", f"'{role}' is not a role"


def _complete(
    key: str, table: dict[str, object] | object, names: tuple[str, ...]
) -> Iterator[tuple[str, str]]:
    assert isinstance(table, dict)
    for name in names:
        if name not in table:
            yield key, f"'{name}' is missing"


def _states(profile: Profile) -> Iterator[tuple[str, str]]:
    rings = {ring.code for ring in profile.rings}
    for index, state in enumerate(profile.states):
        if state.code not in STATES:
            yield f"states[{index}].code", f"'{state.code}' is not a state of the model"
        if state.ring not in rings:
            yield f"states[{index}].ring", f"'{state.ring}' is not a ring"


def _steps(profile: Profile) -> Iterator[tuple[str, str]]:
    known = {state.code for state in profile.states}
    for index, step in enumerate(profile.steps):
        if step.action not in ACTIONS:
            yield f"steps[{index}].action", f"'{step.action}' is not an action"
        for code in (*step.sources, *([step.to] if step.to else [])):
            if code not in known:
                yield f"steps[{index}].from", f"'{code}' is not a state of this profile"
    for action in sorted(ACTIONS - {step.action for step in profile.steps}):
        yield "steps", f"action '{action}' has no step"


def _limits(profile: Profile) -> Iterator[tuple[str, str]]:
    weights = {rule.weight for rule in profile.limits}
    for choice in profile.choices.get("weight", ()):
        if choice.code not in weights:
            yield "limits", f"weight '{choice.code}' has no limit"
    for index, rule in enumerate(profile.limits):
        if rule.unit not in UNITS:
            yield f"limits[{index}].unit", f"'{rule.unit}' is not a unit"
        if rule.amount <= 0:
            yield f"limits[{index}].amount", "must be positive"
