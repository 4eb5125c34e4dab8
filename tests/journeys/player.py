"""Plays a story: walks through its acts and lets the hands of each person do them."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.story import Act, Story, at

Tell = Callable[[int, Act], None]
HandsOf = Callable[[str], object]  # by sign-in name; a test compares them with `hands.Hands`
RESERVED = {"return": "return_"}  # a word of the story that Python keeps for itself


def play(story: Story, hands_of: HandsOf, tell: Tell = lambda _number, _act: None) -> None:
    """Every act in the order of time; a step that fails ends the story with that act's words."""
    for number, act in enumerate(story.in_order(), start=1):
        with at(act.at):
            try:
                getattr(hands_of(act.who), RESERVED.get(act.do, act.do))(**act.given)
            except Exception as error:
                error.add_note(f"{number}. {act.at:%Y-%m-%d %H:%M} {act.who} {act.do}: {act.say}")
                raise
        tell(number, act)
