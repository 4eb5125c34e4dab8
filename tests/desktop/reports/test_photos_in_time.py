"""A photo takes a moment to be read; whoever goes on meanwhile does not lose it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from sync.store.tables import Draft
from tests.desktop.desk import CTRL, At, Desk
from tests.desktop.reports.test_reporting import begin
from tests.desktop.slow_lane import Slow


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "厂房.txt"
    file.write_text("示例")
    return file


def put_in(desk: Desk, page: Any, photo: Path) -> Slow:
    """The photo is in the form, and not read yet."""
    slow = Slow()
    desk.workplace.lanes = replace(desk.lanes, read=slow)
    page.form.fields["files"].take_files([photo])
    return slow


def names(desk: Desk) -> list[str]:
    return [file["name"] for file in desk.draft().get("files", [])]


def test_whoever_leaves_a_report_meanwhile_finds_it_in_the_draft(at: At, photo: Path) -> None:
    desk = at("liaison")
    page = begin(desk, "firm-small")
    desk.window.fill("反映内容", "示例")
    slow = put_in(desk, page, photo)
    desk.key(Qt.Key.Key_Escape)
    slow.let_go()
    assert names(desk) == ["厂房.txt"]


def test_so_does_whoever_leaves_a_visit_that_has_nothing_else(at: At, photo: Path) -> None:
    desk = at("liaison")
    desk.key(Qt.Key.Key_N, CTRL)
    view: Any = desk.frame.stack.currentWidget()
    slow = put_in(desk, view.draft, photo)
    desk.key(Qt.Key.Key_Escape)
    slow.let_go()
    assert names(desk) == ["厂房.txt"]


def test_what_was_thrown_away_does_not_come_back_with_it(at: At, photo: Path) -> None:
    desk = at("liaison")
    page = begin(desk, "firm-small")
    desk.window.fill("反映内容", "示例")
    slow = put_in(desk, page, photo)
    desk.window.press("放弃草稿")
    slow.let_go()
    assert desk.rows(Draft) == []


def test_the_other_form_waits_for_it(at: At, photo: Path) -> None:
    desk = at("rep-east")
    page = begin(desk)
    slow = put_in(desk, page, photo)
    desk.window.choose("表单", "问题反映")
    assert desk.reads("企业办理过程")
    slow.let_go()
    assert [file.name for file in page.form.fields["files"].value()] == ["厂房.txt"]
    desk.window.choose("表单", "问题反映")
    desk.window.see("反映内容")
    assert [file.name for file in page.form.fields["files"].value()] == ["厂房.txt"]


def test_a_draft_that_is_open_is_shown_again_as_it_stands(at: At) -> None:
    desk = at("liaison")
    page = begin(desk, "firm-small")
    desk.window.fill("反映内容", "示例供电不足")
    desk.window.press("工作台")
    desk.press_line("示例供电不足")
    assert desk.frame.stack.currentWidget() is page
    assert desk.editor("反映内容").toPlainText() == "示例供电不足"
    desk.key(Qt.Key.Key_Escape)
    assert desk.frame.rail.buttons["workbench"].isChecked()
    assert desk.reads("最近草稿")
