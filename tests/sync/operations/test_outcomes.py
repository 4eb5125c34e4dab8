"""The ledger: typed results, each in its own unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.errors import Refused
from sync.operations.outcomes import RecordOutcome, as_amount
from sync.store.tables import History, Outcome
from tests.sync.operations.ways import at


def test_each_kind_keeps_its_unit() -> None:
    city = at("settled")
    for outcome, amount in (("certificate", "13"), ("loan", "3000")):
        city.as_("rep-east").do(
            RecordOutcome, outcome=outcome, amount=amount, happened_on="2026-03-01", evidence="示例凭证"
        )
    rows = {row.kind: (row.amount, row.unit, row.happened_on, row.evidence) for row in city.all(Outcome)}
    assert rows == {
        "certificate": ("13", "件", "2026-03-01", "示例凭证"),
        "loan": ("3000", "万元", "2026-03-01", "示例凭证"),
    }
    assert {line.detail for line in city.all(History, action="record_outcome")} == {
        "不动产登记证 13 件", "银行贷款 3000 万元",
    }  # fmt: skip
    assert city.problem.state == "settled"


@pytest.mark.parametrize(
    ("text", "amount"),
    [("13", "13"), (" 3000.00 ", "3000"), ("0.50", "0.5"), ("６．５", "6.5"), ("100", "100"), ("007", "7")],
)
def test_an_amount_is_as_short_as_it_can_be_written(text: str, amount: str) -> None:
    assert as_amount(text) == amount


NO_AMOUNTS = (
    "", "0", "0.0", "-1", "+1", "1e3", "1e999999", "NaN", "inf", "1,000", "1_000", "三千", "³", "1.", ".5",
    "9" * 16,
)  # fmt: skip


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="not_a_number"):
        as_amount(text)


@given(st.decimals("0.000001", "999999999999999.999999", places=6))
def test_no_amount_changes_its_value(amount: Decimal) -> None:
    assert Decimal(as_amount(str(amount))) == amount
