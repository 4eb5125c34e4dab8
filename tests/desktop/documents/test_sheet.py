"""The page: its margins, its marks, its number, and one picture of it everywhere."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage, QPainter

from desktop.documents.forms import Form, facts, prose
from desktop.documents.intake import problem_form
from desktop.documents.marks import RED, Rule, Words
from desktop.documents.meeting import meeting_form
from desktop.documents.order import order_form
from desktop.documents.paper import BOTTOM, HEIGHT, LEFT, RIGHT, UNITS, WIDTH
from desktop.documents.sheet import Sheet
from desktop.documents.visit import visit_form
from tests.desktop.documents import papers
from tests.desktop.documents.papers import TYPE_AREA, ink, profile

pytestmark = pytest.mark.usefixtures("chinese")

DRAFT = "草稿·编号待定"
PER_MM = 5
ONE_MM = 1.0  # the tolerance of GB/T 9704-2012, 5.2.1


def forms() -> dict[str, Form]:
    order, problem = papers.order(), papers.problem()
    return {
        "order": order_form(profile(), problem, order, papers.limit()),
        "intake": problem_form(profile(), problem),
        "need": problem_form(profile(), papers.problem(form="need")),
        "meeting": meeting_form(profile(), problem, papers.meeting()),
        "visit": visit_form(profile(), papers.visit()),
    }


KINDS = ("order", "intake", "need", "meeting", "visit")


def painted(sheet: Sheet, page_no: int = 1) -> QImage:
    image = QImage(round(WIDTH * PER_MM), round(HEIGHT * PER_MM), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(PER_MM / UNITS, PER_MM / UNITS)
    sheet.paint_page(painter, page_no)
    painter.end()
    return image


def words(sheet: Sheet, page_no: int) -> list[Words]:
    return [mark for mark in sheet.page(page_no) if isinstance(mark, Words)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_margins_are_those_of_the_standard(kind: str) -> None:
    sheet = Sheet(forms()[kind])
    assert len(sheet.pages) == 1
    assert ink(painted(sheet), 0, 265) == pytest.approx(TYPE_AREA, abs=ONE_MM)


def test_nothing_but_the_number_of_the_page_stands_below_the_type_area() -> None:
    _left, top, right, bottom = ink(painted(Sheet(forms()["order"])), 265, HEIGHT)
    assert 269 <= top < bottom < 277
    assert right < RIGHT


def test_page_numbers_stand_between_dashes_odd_ones_right_even_ones_left() -> None:
    sheet = Sheet(problem_form(profile(), papers.problem(process="逐项说明，" * 1500)))
    assert len(sheet.pages) >= 3
    for page_no in range(1, len(sheet.pages) + 1):
        number = words(sheet, page_no)[0]
        assert number.text == f"— {page_no} —"
        assert (number.x > WIDTH / 2) == (page_no % 2 == 1)


def test_every_page_of_a_draft_says_so_twice() -> None:
    sheet = Sheet(problem_form(profile(), papers.problem(official_number="", process="逐项说明，" * 1500)))
    for page_no in range(1, len(sheet.pages) + 1):
        marks = [mark for mark in words(sheet, page_no) if mark.text == DRAFT]
        assert [bool(mark.turn) for mark in marks] == [True, False]
    assert len(sheet.pages) >= 3


def test_the_mark_lies_behind_the_text_large_and_pale() -> None:
    first, *others = words(Sheet(problem_form(profile(), papers.problem(official_number=""))), 1)
    assert first.text == DRAFT
    assert first.points > 3 * max(mark.points for mark in others)
    assert first.colour > "#d0d0d0"


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_that_is_valid_bears_no_mark(kind: str) -> None:
    assert "草稿" not in Sheet(forms()[kind]).text


def test_a_withdrawn_order_is_marked_even_with_its_number() -> None:
    withdrawn = papers.order(withdrawn_at=papers.at(9, 25, 9), withdrawn_reason="改派")
    sheet = Sheet(order_form(profile(), papers.problem(), withdrawn))
    assert sheet.text.count("已撤回") == 2


def test_an_order_has_a_red_heading_above_a_red_line() -> None:
    marks = list(Sheet(forms()["order"]).page(1))
    heading = next(mark for mark in marks if isinstance(mark, Words) and mark.colour == RED)
    line = next(mark for mark in marks if isinstance(mark, Rule) and mark.colour == RED)
    assert heading.text == "示例市企业发展服务中心"
    assert heading.y < line.y1 == line.y2
    assert (line.x1, line.x2) == (LEFT, RIGHT)


def test_a_heading_that_is_too_long_is_set_smaller() -> None:
    problem = papers.problem(centre_name="示例省示例市示例高新技术产业开发区企业发展服务中心")
    left, _top, right, _bottom = ink(painted(Sheet(order_form(profile(), problem, papers.order()))), 30, 50)
    assert left >= LEFT - ONE_MM
    assert right <= RIGHT + ONE_MM


def test_what_does_not_fit_at_the_usual_size_is_set_smaller_before_it_takes_a_second_page() -> None:
    sizes = {}
    for count in (5, 60, 80):
        sheet = Sheet(
            meeting_form(profile(), papers.problem(), papers.meeting(discussion="听取说明，" * count))
        )
        assert len(sheet.pages) == 1
        sizes[count] = next(mark.points for mark in words(sheet, 1) if mark.text.startswith("听取"))
    assert sizes[5] > sizes[80]


def test_later_pages_say_of_what_they_are_a_part() -> None:
    sheet = Sheet(problem_form(profile(), papers.problem(process="逐项说明，" * 1500)))
    assert any(mark.text == f"问题受理单　{papers.NUMBER}" for mark in words(sheet, 2))
    assert any(mark.text == "（续）" for mark in words(sheet, 2))


def test_a_character_that_no_font_has_is_named() -> None:
    nobody_draws = "\U0010fffd"
    form = Form(title="示例", dated=0, numbered=False, bands=(facts(("姓名", f"示例{nobody_draws}")),))
    assert Sheet(form).missing == nobody_draws
    assert Sheet(forms()["order"]).missing == ""


def test_there_is_no_page_nought_and_none_after_the_last() -> None:
    sheet = Sheet(forms()["visit"])
    for page_no in (0, 2):
        with pytest.raises(IndexError):
            sheet.page(page_no)


def test_an_empty_form_is_a_page_to_be_filled_in_by_hand() -> None:
    sheet = Sheet(Form(title="示例", dated=0, numbered=False, bands=(prose("情况", ""),)))
    _left, _top, _right, bottom = ink(painted(sheet), 0, BOTTOM + 3)
    assert bottom == pytest.approx(BOTTOM, abs=ONE_MM)
