"""Cells as people fill them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.server.roster_cells import Unreadable, day_of_text, parts_of, text_of

CELLS = {
    "nothing": (None, ""),
    "blanks": ("  平泉\u3000明蓝 \n", "平泉 明蓝"),
    "composed": ("e\u0301", "é"),
    "a phone kept as a number": (13900000000.0, "13900000000"),
    "a number": (7, "7"),
    "a part": (0.5, "0.5"),
    "a day": (datetime.date(2020, 9, 1), "2020-09-01"),
    "a moment": (datetime.datetime(2020, 9, 1, 8, 30), "2020-09-01"),  # noqa: DTZ001
    "a list": (["规上", "高新"], "规上、高新"),
    "full width stays": ("示例（集团）", "示例（集团）"),
}


@pytest.mark.parametrize("what", CELLS)
def test_a_cell_as_text(what: str) -> None:
    cell, text = CELLS[what]
    assert text_of(cell) == text


@pytest.mark.parametrize("number", [911308007233569240.0, -1e15, 10**18, float("nan")])
def test_a_code_that_lost_its_digits_is_unreadable(number: float) -> None:
    with pytest.raises(Unreadable):
        text_of(number)


DAYS = {
    "2020-09-01": "2020-09-01",
    "2020/9/1": "2020-09-01",
    "2020.9.1": "2020-09-01",
    "2020年9月1日": "2020-09-01",
    "20200901": "2020-09-01",
    "2020年 9月 1日": "2020-09-01",
    "九月": "九月",
    "2020-09": "2020-09",
    "": "",
}


@pytest.mark.parametrize("written", DAYS)
def test_a_day_in_any_writing(written: str) -> None:
    assert day_of_text(written) == DAYS[written]


@given(st.dates())
def test_every_day_is_read(day: datetime.date) -> None:
    assert day_of_text(day.strftime(f"{day.year:04}年{day.month}月{day.day}日")) == day.isoformat()


def test_the_parts_of_a_list_come_once() -> None:
    assert parts_of("规上、高新，规上；外贸 / ") == ("规上", "高新", "外贸")
    assert parts_of("") == ()
