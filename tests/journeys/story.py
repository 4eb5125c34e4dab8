"""A story: people, firms and texts as rows of a roster, and what everybody does, in the order of time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import time_machine

import resources
from sync.domain import clock

SHIPPED = "stories/chengde.toml"


class Act(msgspec.Struct, frozen=True, rename={"given": "with"}):
    """One thing that one person does at a moment (Shanghai time)."""

    at: datetime
    who: str
    do: str
    say: str
    given: dict[str, Any] = {}


class Story(msgspec.Struct, frozen=True):
    """A story file; its other tables are the roster that the server imports."""

    title: str
    profile: str
    password: str
    acts: list[Act]

    def in_order(self) -> list[Act]:
        """The acts as time brings them, whatever the order of telling."""
        return sorted(self.acts, key=lambda act: act.at)

    def people(self) -> list[str]:
        """The sign-in names, in the order in which the story tells of them."""
        return list(dict.fromkeys(act.who for act in self.acts))


def shipped_story() -> Path:
    """The story that the demo plays when no other is named."""
    return resources.path(SHIPPED)


def read_story(file: Path) -> Story:
    """The story in a TOML file."""
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Story)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """The clocks of this process, server and laptops alike, go on from a moment in Shanghai."""
    with time_machine.travel(moment.replace(tzinfo=clock.SHANGHAI), tick=True):
        yield


def a_little_before(moment: datetime) -> datetime:
    """When the city was set up: the roster is there before anybody signs in."""
    return moment - timedelta(hours=1)
