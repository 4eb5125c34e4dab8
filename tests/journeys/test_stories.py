"""What a story carries, and what nobody else knows of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.story import read_story, shipped_story
from tests.journeys.test_by_command import SECOND

ROOT = Path(__file__).parents[2]
STORIES = [shipped_story(), SECOND]
# What the published account of 承德 names. Everything else of its story is generated, and says so.
PUBLISHED = {
    "静松涛", "刘国民", "曾明", "于杰",
    "平泉明蓝生物科技有限公司", "承德颈复康药业集团有限公司",
    "承德市企业发展服务中心", "平泉市企业发展服务中心", "隆化县企业发展服务中心",
    "王土房乡小微站", "王土房乡政务服务中心", "高新区税务局第二税务所", "高新区住建局",
}  # fmt: skip
# What would be invented of them: the account tells neither phones, codes nor addresses.
UNTOLD = {"phone", "mobile", "credit_code", "address", "contact_phone"}


def tables(file: Path) -> Iterator[dict[str, Any]]:
    """The rows of a story's roster."""
    for name, rows in tomllib.loads(file.read_text(encoding="utf-8")).items():
        if isinstance(rows, list) and name != "acts":
            yield from rows


def names(file: Path) -> set[str]:
    """People, firms and organisations."""
    named = {str(row[key]) for row in tables(file) for key in ("name", "contact", "account") if key in row}
    return named - {""}


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_no_name_of_a_story_stands_in_the_program(file: Path) -> None:
    sources = [path for room in ("desktop", "sync") for path in (ROOT / room).rglob("*.*")]
    texts = {path: path.read_text(encoding="utf-8") for path in sources if path.suffix in (".py", ".md")}
    assert len(names(file)) > 10
    assert len(texts) > 300
    assert not [(path, name) for path, text in texts.items() for name in names(file) if name in text]


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_who_was_not_published_says_that_it_is_generated(file: Path) -> None:
    shown = {str(row[key]) for row in tables(file) for key in ("name", "contact") if key in row}
    centre = {name for name in shown if name.endswith("县企业发展服务中心")}  # every county has one
    assert (file == shipped_story()) == (shown >= PUBLISHED)
    assert not [name for name in shown - PUBLISHED - centre if "示例" not in name]


def test_nothing_is_invented_of_real_people_and_firms() -> None:
    assert not [row for row in tables(shipped_story()) if UNTOLD & row.keys()]


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_a_story_is_told_in_the_order_of_its_own_dates(file: Path) -> None:
    acts = read_story(file).in_order()
    assert {act.at.year for act in acts} == {acts[0].at.year}
    assert acts[-1].at.year <= 2026


# What somebody says in an act: an answer on the telephone, a progress, what was talked about.
OPINIONS = {"follow_up": ("respondent", "words"), "report_progress": ("text",), "close": ("words",),
            "close_on_site": ("words",), "hold_meeting": ("discussion",), "summon": ("words",)}  # fmt: skip


@pytest.mark.parametrize("file", STORIES, ids=lambda file: file.stem)
def test_words_that_nobody_published_say_that_they_are_generated(file: Path) -> None:
    said = [act.given.get(name, "") for act in read_story(file).acts for name in OPINIONS.get(act.do, ())]
    assert len([text for text in said if text]) >= 2
    assert not [text for text in said if text and "示例" not in text]
