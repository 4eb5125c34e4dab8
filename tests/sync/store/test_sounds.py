"""How names sound to a person who types Latin letters."""

from __future__ import annotations

import pytest

from sync.store.sounds import fits, sounds


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("平泉明蓝生物科技有限公司", "pqmlswkjyxgs"),
        ("重庆长城厦门", "cqccxm"),
        ("颈复康药业（集团）", "jfkyyjt"),
        ("A1号楼", "ahl"),
        ("12号楼", "12hl"),
    ],
)
def test_initials(text: str, initials: str) -> None:
    assert sounds(text).initials.split()[0] == initials


def test_a_sound_begins_at_each_character() -> None:
    assert sounds("明蓝生物").initials == "mlsw lsw sw w"
    assert sounds("明蓝生物").pinyin == "minglanshengwu lanshengwu shengwu wu"


def test_what_has_no_sound_is_left_out() -> None:
    assert sounds("，。").pinyin == ""
    assert sounds("明，蓝").pinyin == "minglan lan"


@pytest.mark.parametrize("typed", ["住建", "zjj", "zhujian", "ju", "ＺＪＪ", "高新 住建", "gxqzj"])
def test_fits(typed: str) -> None:
    assert fits(typed, "高新区住建局")


@pytest.mark.parametrize("typed", ["水务", "swj", "hujian", "住局"])
def test_does_not_fit(typed: str) -> None:
    assert not fits(typed, "高新区住建局")
