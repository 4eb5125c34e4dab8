"""A city's profile: its words, states, steps, time limits and forms, as a checked value.

The file is TOML. Every fault is told with file, line and key, before anything uses the profile.
"""

from __future__ import annotations

import re
import tomllib
import typing
from functools import cached_property
from typing import Any

import msgspec

from sync.domain.profile_checks import faults
from sync.domain.profile_lines import line_of
from sync.domain.profile_parts import Choice, Field, LimitRule, OutcomeKind, RailItem, Ring, State, Step


class ProfileFault(Exception):
    """The profile cannot be used; the text names file, line and key."""


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One city's way of working over the one model."""

    code: str
    city: str
    title: str
    roles: dict[str, str]
    documents: dict[str, str]
    numbers: dict[str, str]
    rings: tuple[Ring, ...]
    states: tuple[State, ...]
    steps: tuple[Step, ...]
    limits: tuple[LimitRule, ...]
    choices: dict[str, tuple[Choice, ...]]
    outcomes: tuple[OutcomeKind, ...]
    forms: dict[str, tuple[Field, ...]]
    rails: dict[str, tuple[RailItem, ...]]

    @cached_property
    def step_by_action(self) -> dict[str, Step]:
        """The one step of each action."""
        return {step.action: step for step in self.steps}

    @cached_property
    def state_by_code(self) -> dict[str, State]:
        """Each state under its code."""
        return {state.code: state for state in self.states}

    def limit(self, weight: str) -> LimitRule:
        """The time limit of an ordinary or a major problem; a weight that only an older profile knew counts
        as ordinary, which every profile has."""
        rules = {rule.weight: rule for rule in self.limits}
        return rules.get(weight) or rules["ordinary"]

    def word(self, group: str, code: str) -> str:
        """The city's word for a choice's code; the code itself where an older profile knew it."""
        return next((choice.name for choice in self.choices.get(group, ()) if choice.code == code), code)

    def state_word(self, code: str) -> str:
        """The city's word for a state; the code itself where an older profile knew it."""
        state = self.state_by_code.get(code)
        return state.name if state else code

    def knows(self, group: str, code: str) -> bool:
        """Whether the code is among the city's choices."""
        return any(choice.code == code for choice in self.choices.get(group, ()))

    def outcome(self, code: str) -> OutcomeKind | None:
        """The kind of outcome with this code."""
        return next((kind for kind in self.outcomes if kind.code == code), None)

    def labels(self, form: str) -> dict[str, str]:
        """What a form calls its fields."""
        return {field.field: field.label for field in self.forms.get(form, ())}

    def required(self, form: str) -> tuple[str, ...]:
        """Fields that must not be empty when the form is submitted."""
        return tuple(field.field for field in self.forms.get(form, ()) if field.required)


def read_profile(text: str, file: str) -> Profile:
    """The profile in a TOML text. Raises ProfileFault, naming file, line and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileFault(f"{file}: {error}") from error
    try:
        profile = msgspec.convert(data, Profile)
    except msgspec.ValidationError as error:
        key, message = _place(data, str(error))
        raise ProfileFault(f"{file}: line {line_of(text, key)}: {key}: {message}") from error
    for key, message in faults(profile):
        raise ProfileFault(f"{file}: line {line_of(text, key)}: {key}: {message}")
    return profile


def _place(data: dict[str, Any], error: str) -> tuple[str, str]:
    """(key, what is wrong): the decoder names neither the key of a table nor, in its path, a wrong field."""
    message, _, path = error.partition(" - at `$.")
    key = path.rstrip("`")
    if "[...]" in key:
        name, _, rest = key.partition("[...]")
        key = f"{name}.{_bad_entry(data[name], name)}{rest}"
    named = re.search(r"field `(\w+)`", message)
    return (f"{key}.{named[1]}".lstrip(".") if named else key), message


def _bad_entry(table: dict[str, Any], name: str) -> str:
    """The first key of a table whose value is not of the table's kind."""
    _, kind = typing.get_args(typing.get_type_hints(Profile)[name])
    for key, value in table.items():
        try:
            msgspec.convert(value, kind)
        except msgspec.ValidationError:
            return key
    raise AssertionError("unreachable")
