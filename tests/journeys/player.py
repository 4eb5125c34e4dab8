"""Plays a story: walks through its acts and lets the hands of each person do them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import time_machine

from sync.domain import clock
from tests.journeys.story import Act, Story

Tell = Callable[[int, Act], None]
HandsOf = Callable[[str], object]  # by sign-in name; a test compares them with `hands.Hands`
RESERVED = {"return": "return_", "close": "close_case"}  # words that Python or every window keeps for itself


def play(story: Story, hands_of: HandsOf, tell: Tell = lambda _number, _act: None) -> None:
    """Every act in the order of time; a step that fails ends the story with that act's words.

    The clocks go on from act to act without a look at the real day: a sync between two acts belongs to the
    story's time too.
    """
    acts = story.in_order()
    with time_machine.travel(moment(acts[0]), tick=True) as traveller:
        for number, act in enumerate(acts, start=1):
            traveller.move_to(moment(act))
            try:
                getattr(hands_of(act.who), RESERVED.get(act.do, act.do))(**act.given)
            except BaseException as error:
                error.add_note(f"{number}. {act.at:%Y-%m-%d %H:%M} {act.who} {act.do}: {act.say}")
                raise
            tell(number, act)


def moment(act: Act) -> datetime:
    """When the act happens, on a clock in Shanghai."""
    return act.at.replace(tzinfo=clock.SHANGHAI)
