"""The parts a profile is made of."""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the file; an unknown key is a fault."""


class Ring(Part, frozen=True):
    """One of the five rings that every problem shows (CD-19)."""

    code: str
    name: str


class State(Part, frozen=True):
    """A canonical state under the city's name, in its ring."""

    code: str
    name: str
    ring: str


class Step(Part, frozen=True, rename={"sources": "from"}):
    """Which states an action may be done in, and the state that follows ("" = stays)."""

    action: str
    sources: tuple[str, ...]
    to: str


class LimitRule(Part, frozen=True):
    """A time limit: `amount` of `unit` (workday), and the text that it rests on. `starts_from`: which of two
    times begins it, when the step was done (made) or when the centre had it (received)."""

    weight: str
    name: str
    stage: str
    amount: int
    unit: str
    basis: str
    starts_from: str = "made"


class Choice(Part, frozen=True):
    """One entry of a list that people choose from."""

    code: str
    name: str


class OutcomeKind(Part, frozen=True):
    """A kind of result and the unit it is counted in."""

    code: str
    name: str
    unit: str


class Field(Part, frozen=True):
    """A field of a form; `kind`: text · office."""

    field: str
    label: str
    kind: str
    required: bool


class RailItem(Part, frozen=True):
    """An entry of the rail: the screen, under the city's word."""

    screen: str
    word: str
