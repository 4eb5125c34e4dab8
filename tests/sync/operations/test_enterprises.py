"""A firm's own record, amended by those who serve it."""

from __future__ import annotations

import pytest

from sync.domain.credit_code import check_digit
from sync.operations.edits import Edit
from sync.operations.enterprises import ENTERPRISE_TEXTS, AmendEnterprise, credit_state
from sync.store.tables import Enterprise
from tests.sync.operations.city import City

BODY = "91130800MA0EXAMPL"  # an invented example; its check digit is reckoned
GOOD = BODY + check_digit(BODY)
BAD = BODY + ("0" if GOOD[-1] != "0" else "1")


@pytest.mark.parametrize(
    ("typed", "kept", "state"),
    [
        (GOOD, GOOD, "ok"),
        (f" {GOOD[:8].lower()}-{GOOD[8:]} ", GOOD, "ok"),
        (BAD, BAD, "unverified"),
        ("123", "123", "unverified"),
        (" ", "", "missing"),
    ],
)
def test_a_wrong_credit_code_is_kept_as_unverified(typed: str, kept: str, state: str) -> None:
    city = City()
    city.as_("rep-east").do(
        AmendEnterprise, enterprise_id="firm-east", edits=(Edit("credit_code", "", typed),)
    )
    firm = city.one(Enterprise, id="firm-east")
    assert (firm.credit_code, firm.credit_state) == (kept, state)


def test_the_same_code_typed_twice_is_no_conflict() -> None:
    city = City()
    for person, typed in (("rep-east", GOOD), ("coordinator-east", GOOD.lower())):
        edit = Edit("credit_code", "", typed)
        verdict = city.as_(person).do(AmendEnterprise, enterprise_id="firm-east", edits=(edit,))
    assert verdict == "merged"


def test_other_texts_are_kept_as_written() -> None:
    city = City()
    edits = tuple(Edit(field, "", f" 示例－{field} ") for field in ENTERPRISE_TEXTS if field != "credit_code")
    city.as_("rep-east").do(AmendEnterprise, enterprise_id="firm-east", edits=edits)
    firm = city.one(Enterprise, id="firm-east")
    assert all(getattr(firm, edit.field) == edit.new for edit in edits)
    assert firm.credit_state == "missing"


def test_the_name_and_the_region_are_not_the_peoples_to_change() -> None:
    assert not ENTERPRISE_TEXTS.keys() & {"name", "region_id", "credit_state", "tags"}
    assert ENTERPRISE_TEXTS.keys() <= set(Enterprise.__struct_fields__)


def test_the_states_of_a_code() -> None:
    assert [credit_state(code) for code in ("", GOOD, BAD)] == ["missing", "ok", "unverified"]
