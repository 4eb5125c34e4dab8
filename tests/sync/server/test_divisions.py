"""The divisions that ship: 承德's real tree."""

from __future__ import annotations

import pytest

from sync.server.divisions import read_divisions

CITY = read_divisions()


def test_the_counties_are_the_real_ones() -> None:
    assert {county.code: county.name for county in CITY.counties} == {
        "130802": "双桥区", "130803": "双滦区", "130804": "鹰手营子矿区", "130821": "承德县",
        "130822": "兴隆县", "130824": "滦平县", "130825": "隆化县", "130826": "丰宁满族自治县",
        "130827": "宽城满族自治县",
        "130828": "围场满族蒙古族自治县", "130871": "高新区", "130881": "平泉市",
    }  # fmt: skip
    assert (CITY.code, CITY.name) == ("130800", "承德市")


def test_only_the_one_under_the_city_has_no_centre() -> None:
    assert [county.name for county in CITY.counties if not county.mark] == ["高新区"]
    marks = [CITY.mark, *(county.mark for county in CITY.counties if county.mark)]
    assert len(set(marks)) == len(marks)


NAMED = {
    "130881": "130881",
    "平泉市": "130881",
    "王土房乡": "130881-王土房乡",
    "平泉市/王土房乡": "130881-王土房乡",
    "隆化县/七家镇": "130825-七家镇",
    "130881-王土房乡": "130881-王土房乡",
    "承德市": "130800",
    "隆化县/王土房乡": None,
    "没有的县": None,
    "": None,
}


@pytest.mark.parametrize("text", NAMED)
def test_a_region_is_found_by_what_people_call_it(text: str) -> None:
    assert CITY.code_of(text) == NAMED[text]


def test_every_region_is_found_by_its_path() -> None:
    townships = [(county, name) for county in CITY.counties for name in county.townships]
    assert len(townships) == 219
    for county, name in townships:
        assert CITY.code_of(county.township(name).name) == f"{county.code}-{name}"
