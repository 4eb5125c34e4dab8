"""A roster in a TOML: the same value as in an xlsx."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from sync.server.roster import (
    SHEETS,
    AssignmentLine,
    EnterpriseLine,
    RosterRefused,
    Sheet,
    read_toml,
)

STORY = """
title = "示例故事"
[[enterprises]]
name = "示例公司"
region = "东县"
tags = ["规上", "高新"]
[[assignments]]
enterprise = "示例公司"
person = "示例甲"
role = "政府服务代表"
since = 2020-09-01
[[acts]]
who = "somebody else's table"
[[enterprises]]
region = "东县"
"""


def test_the_tables_of_a_roster_are_read_and_others_left() -> None:
    read = read_toml(STORY, "story.toml")
    assert read.lines == (
        EnterpriseLine(row=1, name="示例公司", region="东县", tags="规上、高新"),
        AssignmentLine(
            row=1, enterprise="示例公司", person="示例甲", role="政府服务代表", since="2020-09-01"
        ),
    )
    assert [(fault.sheet.name, fault.row, fault.reason) for fault in read.faults] == [
        ("企业", 2, "缺少“企业名称”")
    ]


WRONG = {
    "no TOML": ("[[enterprises", "story.toml 不是有效的 TOML"),
    "an unknown field": ("[[people]]\nnmae = 'x'", r"第 1 个 \[\[people\]\] 有不认识的字段 nmae"),
    "one table": ("[people]\nname = 'x'", r"要写成 \[\[people\]\]"),
    "no table": ("people = ['x']", r"要写成 \[\[people\]\]"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_file_is_one_sentence(wrong: str) -> None:
    text, sentence = WRONG[wrong]
    with pytest.raises(RosterRefused, match=sentence):
        read_toml(text, "story.toml")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_every_field_has_its_header(sheet: object) -> None:
    assert isinstance(sheet, tuple)
    name, table, line, headers = sheet
    assert {field.name for field in msgspec.structs.fields(line)} - {"row"} == set(headers)
    assert len(set(headers.values())) == len(headers)
    assert name
    assert table


README = Path(__file__).parents[3] / "README.md"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_the_readme_names_every_column_and_which_have_to_be_filled(sheet: Sheet) -> None:
    (row,) = re.findall(rf"^\| {sheet.name} \| (.*) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    named = [re.match(r"\w+(\\\*)?", part)[0] for part in row.split(" · ")]  # type: ignore[index]
    assert named == [
        header + ("\\*" if field in sheet.required else "") for field, header in sheet.headers.items()
    ]


def test_a_number_that_is_none_is_a_fault_of_its_row() -> None:
    read = read_toml("[[regions]]\nname = '示例市'\nlevel = '市'\ncode = nan", "story.toml")
    assert [fault.row for fault in read.faults] == [1]
