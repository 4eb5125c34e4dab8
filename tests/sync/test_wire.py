"""A body that is taken as it is, is what the one text rule would have made of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sync import wire
from sync.domain.errors import Refused
from sync.operations.visits import LogVisit
from tests.cases import visit

# Where composing matters: letters with marks apart, Hangul in parts, and what stands beside a quotation mark.
PIECES = (
    "a\u0301",
    "\u0301",
    "e",
    "\u1112\u1161\u11ab",
    "한",
    "示例",
    "\u2126",
    '"',
    "\\",
    "\n",
    "\u0338",
    "=",
)
TEXTS = some.lists(some.one_of(some.sampled_from(PIECES), some.characters(codec="utf-8"))).map("".join)


@given(text=TEXTS, escaped=some.booleans())
def test_both_ways_to_open_a_body_agree(text: str, escaped: bool) -> None:
    body = wire.envelope(visit(situation=text)).body
    if escaped:
        body = json.dumps(json.loads(body))
    taken = wire._as_it_is(body, LogVisit)
    try:
        should_be = wire._as_it_should_be(body, LogVisit)
    except Refused:
        assert taken is None
    else:
        assert taken in (None, should_be)


def test_our_own_bodies_are_taken_as_they_are() -> None:
    assert wire._as_it_is(wire.envelope(visit(situation="示例：\n第二行")).body, LogVisit) is not None


@pytest.mark.parametrize("text", ["a\u0301", "\\u0000", "\\b"])
def test_what_is_to_be_looked_at_is_not(text: str) -> None:
    body = wire.envelope(visit(situation="HERE")).body.replace("HERE", text)
    assert wire._as_it_is(body, LogVisit) is None


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("", "identity"),
        ("gzip, deflate, br", "gzip"),
        ("gzip;q=0.5, zstd;q=1.0", "zstd"),
        ("zstd;q=0, gzip; q=0.000", "identity"),
        ("zstd; q=0, gzip;q=0.1", "gzip"),
        ("*", "identity"),
    ],
)
def test_an_encoding_is_taken_that_the_other_end_names(accepted: str, taken: str) -> None:
    assert wire.choose_encoding(accepted) == taken
