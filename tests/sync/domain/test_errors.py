"""How a rule says no: with a code of the table, and nothing else."""

from __future__ import annotations

import re

import pytest

from sync.domain.errors import QUARANTINES, REFUSALS, Quarantined, Refused
from sync.domain.permissions import FORBIDDEN


def test_a_refusal_has_a_code_of_the_table_and_details() -> None:
    no = Refused("incomplete", fields=["crux"])
    assert (str(no), no.code, no.details) == ("incomplete", "incomplete", {"fields": ["crux"]})
    assert str(Quarantined("out_of_scope")) == "out_of_scope"


def test_a_code_that_nobody_knows_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="because"):
        Refused("because")
    with pytest.raises(AssertionError, match="because"):
        Quarantined("because")


def test_codes_are_words_with_reasons_and_mean_one_thing() -> None:
    for code, reason in {**REFUSALS, **QUARANTINES}.items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code), code
        assert reason
    assert not REFUSALS.keys() & QUARANTINES.keys()
    assert {code for rules in FORBIDDEN.values() for _, code in rules} <= REFUSALS.keys()
