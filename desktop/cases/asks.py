"""What the form of an act asks for, as plain values, and the fields that these become."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop.cases.departments_field import DepartmentsField
from desktop.cases.words import person
from desktop.days import day_field
from desktop.widgets.choice import Choice, Provider
from desktop.widgets.choice_field import ChoiceField, SeveralField
from desktop.widgets.field import Field, LineField, TextField
from desktop.widgets.search_field import SearchField
from desktop.workplace import Workplace
from sync.store.queries import directory
from sync.store.sounds import fits
from sync.store.tables import Duty

MOST = 50  # choices shown at once

Values = Mapping[str, Any]
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Ask:
    """One field. `kind`: a key of KINDS; `start`: what it holds at first; `people`: among whom to choose;
    `warning`: what somebody said of it; `check`: what is wrong with a value, or ""."""

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    start: Any = None
    options: Options = ()
    people: Sequence[Duty] = ()
    hint: str = ""
    warning: str = ""
    check: Callable[[Any], str] = lambda _value: ""


@dataclass(frozen=True)
class Place:
    """Where the form is filled in. `region_id`: the firm's; its departments come first."""

    workplace: Workplace
    region_id: str


def field_of(ask: Ask, place: Place) -> Field:
    """The field that takes the answer."""
    return KINDS[ask.kind](ask, place)


def from_plain(value: Any) -> Any:
    """A value as a draft keeps it, again as its field takes it."""
    if isinstance(value, dict):
        return Choice(**value)
    return [from_plain(part) for part in value] if isinstance(value, list) else value


def key_of(choice: Choice | None) -> str:
    """The id behind a choice that may still be open."""
    return choice.key if choice else ""


def office_choice(office_id: str, name: str) -> Choice | None:
    """A department that is known already."""
    return Choice(office_id, name) if office_id and name else None


def person_choice(duty: Duty) -> Choice:
    """Somebody of the centre."""
    return Choice(duty.person_id, duty.person_name, duty.person_post)


def _departments(place: Place) -> Provider:
    """Those of the firm's region and of the regions above it first, nearest first, then the others."""
    laptop = place.workplace.laptop
    upward = place.workplace.rules.regions.upward(place.region_id)
    near = {node.id: number for number, node in enumerate(upward)}

    def found(typed: str) -> list[Choice]:
        offices = laptop.read(directory.offices, "department")
        names = laptop.read(directory.regions)
        fitting = [office for office in offices if fits(typed, office.name)]
        fitting.sort(key=lambda office: near.get(office.region_id, len(near)))
        return [Choice(each.id, each.name, names.get(each.region_id, ("",))[-1]) for each in fitting[:MOST]]

    return found


def _people(people: Sequence[Duty]) -> Provider:
    def found(typed: str) -> list[Choice]:
        named = [duty for duty in people if fits(typed, person(duty.person_name, duty.person_post))]
        return [person_choice(duty) for duty in named][:MOST]

    return found


KINDS: dict[str, Callable[[Ask, Place], Field]] = {
    "text": lambda _ask, _place: TextField(),
    "line": lambda _ask, _place: LineField(),
    "short": lambda _ask, _place: LineField(width=160),
    "day": lambda _ask, place: day_field(place.workplace),
    "one": lambda ask, _place: ChoiceField(ask.options),
    "several": lambda ask, _place: SeveralField(ask.options),
    "department": lambda _ask, place: SearchField(_departments(place), place.workplace.lanes.read),
    "departments": lambda _ask, place: DepartmentsField(_departments(place), place.workplace.lanes.read),
    "person": lambda ask, place: SearchField(_people(ask.people), place.workplace.lanes.read),
}
