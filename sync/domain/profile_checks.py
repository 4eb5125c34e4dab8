"""What must hold between the parts of a profile; each check yields (key, what is wrong)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import Formatter
from typing import TYPE_CHECKING, Final

from sync.domain.workflow import ACTIONS, STATES

if TYPE_CHECKING:
    from sync.domain.profile import Profile

ROLES: Final = (
    "representative", "liaison", "coordinator", "leader", "caller",
    "handler", "station_staff", "supervisor", "administrator",
)  # fmt: skip
# The lists that people choose from, with the codes that operations write themselves.
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "topic": (),
    "cause": (),
    "weight": ("ordinary",),
    "channel": ("visit",),
    "manner": ("on_site",),
    "purpose": (),
    "guidance_step": (),
    "result": (),
    "conclusion": ("replied", "on_site"),
    "back_to": ("assign", "handle"),
}
DOCUMENTS: Final = ("need", "intake", "order", "meeting", "visit")
NUMBERS: Final = ("problem", "order")
FORMS: Final = ("need", "intake")
# What a form may ask for: the texts of a problem.
FIELDS: Final = frozenset({
    "title", "description", "process", "crux", "proposed_office_id", "solution", "intention",
    "contact_name", "contact_phone", "topic", "cause",
})  # fmt: skip
FIELD_KINDS: Final = ("text", "office")
UNITS: Final = ("workday", "natural_day", "hour")
STARTS: Final = ("made", "received")

Fault = tuple[str, str]


def faults(profile: Profile) -> Iterator[Fault]:
    """Every fault of the profile, in the order of the file."""
    yield from _complete("roles", profile.roles, ROLES)
    yield from _complete("documents", profile.documents, DOCUMENTS)
    yield from _numbers(profile)
    yield from _once("rings", [ring.code for ring in profile.rings])
    yield from _states(profile)
    yield from _steps(profile)
    yield from _limits(profile)
    yield from _choices(profile)
    yield from _once("outcomes", [kind.code for kind in profile.outcomes])
    yield from _forms(profile)
    for role in profile.rails:
        if role not in ROLES:
            yield f"rails.{role}", f"'{role}' is not a role"


def _complete(key: str, table: Mapping[str, object], names: Iterable[str]) -> Iterator[Fault]:
    for name in names:
        if name not in table:
            yield key, f"'{name}' is missing"


def _once(key: str, codes: Sequence[str], part: str = "code") -> Iterator[Fault]:
    for index, code in enumerate(codes):
        if code in codes[:index]:
            yield f"{key}[{index}].{part}", f"'{code}' is there twice"


def _numbers(profile: Profile) -> Iterator[Fault]:
    """A number is told apart by year and counter; `mark` is the centre's."""
    yield from _complete("numbers", profile.numbers, NUMBERS)
    for name, pattern in profile.numbers.items():
        try:
            used = {field for _, field, _, _ in Formatter().parse(pattern) if field is not None}
        except ValueError as error:
            yield f"numbers.{name}", str(error)
        else:
            if not {"year", "n"} <= used <= {"mark", "year", "n"}:
                yield f"numbers.{name}", "takes {year}, {n} and, where wanted, {mark}"


def _states(profile: Profile) -> Iterator[Fault]:
    yield from _once("states", [state.code for state in profile.states])
    rings = {ring.code for ring in profile.rings}
    reached = {"draft", *(step.to for step in profile.steps)}
    for index, state in enumerate(profile.states):
        if state.code not in STATES:
            yield f"states[{index}].code", f"'{state.code}' is not a state of the model"
        elif state.code not in reached:
            yield f"states[{index}].code", f"no step leads to '{state.code}'"
        if state.ring not in rings:
            yield f"states[{index}].ring", f"'{state.ring}' is not a ring"


def _steps(profile: Profile) -> Iterator[Fault]:
    yield from _once("steps", [step.action for step in profile.steps], "action")
    known = {state.code for state in profile.states}
    for index, step in enumerate(profile.steps):
        if step.action not in ACTIONS:
            yield f"steps[{index}].action", f"'{step.action}' is not an action"
        for code in set(step.sources) - known:
            yield f"steps[{index}].from", f"'{code}' is not a state of this profile"
        if step.to and step.to not in known:
            yield f"steps[{index}].to", f"'{step.to}' is not a state of this profile"
    for action in sorted(ACTIONS - {step.action for step in profile.steps}):
        yield "steps", f"action '{action}' has no step"


def _limits(profile: Profile) -> Iterator[Fault]:
    weights = [rule.weight for rule in profile.limits]
    yield from _once("limits", weights, "weight")
    for choice in profile.choices.get("weight", ()):
        if choice.code not in weights:
            yield "limits", f"weight '{choice.code}' has no limit"
    for index, rule in enumerate(profile.limits):
        if rule.unit not in UNITS:
            yield f"limits[{index}].unit", f"'{rule.unit}' is not a unit"
        if rule.amount <= 0:
            yield f"limits[{index}].amount", "must be positive"
        if rule.starts_from not in STARTS:
            yield f"limits[{index}].starts_from", f"'{rule.starts_from}' is not a start"


def _choices(profile: Profile) -> Iterator[Fault]:
    yield from _complete("choices", profile.choices, CHOICES)
    for group, choices in profile.choices.items():
        codes = [choice.code for choice in choices]
        yield from _once(f"choices.{group}", codes)
        for code in CHOICES.get(group, ()):
            if code not in codes:
                yield f"choices.{group}", f"'{code}' is missing"


def _forms(profile: Profile) -> Iterator[Fault]:
    yield from _complete("forms", profile.forms, FORMS)
    for form, fields in profile.forms.items():
        for index, field in enumerate(fields):
            if field.field not in FIELDS:
                yield f"forms.{form}[{index}].field", f"'{field.field}' is not a text of a problem"
            if field.kind not in FIELD_KINDS:
                yield f"forms.{form}[{index}].kind", f"'{field.kind}' is not a kind of field"
