"""The rules at hand: shipped until the city publishes its own."""

from __future__ import annotations

from datetime import date

import resources
from sync.domain.actor import SYSTEM_ID
from sync.domain.working_time import Answer
from sync.operations.administration import Publish
from sync.operations.rules import Rules, read_rules, shipped_calendars, shipped_profile
from sync.store.records import Records
from tests.sync.operations.city import City

NOTICE = """
id = "cn-2027-example"
title = "示例通知"
published_at = 2026-11-01
covered_from = 2027-01-01
covered_through = 2027-12-31
[[holiday]]
name = "示例节"
rest = ["2027-03-03"]
"""


def rules(city: City) -> Rules:
    """As the city's record has them."""
    return read_rules(Records(city.shelf))


def publish(city: City, document: str, text: str) -> None:
    """The system publishes."""
    city.as_(SYSTEM_ID).do(Publish, published_id=document, document=document, name=document, text=text)


def test_before_anything_is_published_the_shipped_rules_hold() -> None:
    known = rules(City())
    assert known.profile.city == "承德市"
    assert len(known.calendar.notices) == len(shipped_calendars()) == len(resources.names("calendars"))
    assert known.regions.centres("township") == ("centre-east", "centre-city")


def test_a_published_profile_takes_the_shipped_ones_place() -> None:
    city = City()
    publish(city, "profile", shipped_profile().replace('city = "承德市"', 'city = "示例市"'))
    assert rules(city).profile.city == "示例市"


def test_a_published_notice_comes_beside_the_shipped_ones() -> None:
    city = City()
    holiday = date(2027, 3, 3)
    assert rules(city).calendar.is_working_day(holiday) is Answer.PROVISIONAL
    publish(city, "calendar", NOTICE)
    assert rules(city).calendar.is_working_day(holiday) is Answer.RESTING


def test_here_what_only_the_server_knows_is_pending() -> None:
    context = rules(City()).here()
    assert (context.received_at, context.late, context.clamped) == (None, False, False)
    assert context.number("problem:centre-east", "{n}", "东企") == ""
