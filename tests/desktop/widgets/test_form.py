"""The form: nothing blocks keeping, only submitting insists, and news never overwrites what one is typing."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.field import LineField, TextField
from desktop.widgets.form import Form
from desktop.widgets.form_cell import FieldCell, Objection
from tests.desktop.conftest import Show, compose, inside, type_chinese


def code_check(value: str) -> Objection | None:
    return None if len(value) == 18 else Objection("校验位不符", blocks=False)


def title_check(value: str) -> Objection | None:
    return Objection("太长了，最多 5 个字") if len(value) > 5 else None


@pytest.fixture
def form(show: Show) -> Form:
    made = Form()
    made.add("title", "标题", LineField(), required=True, check=title_check)
    made.add("text", "问题描述", TextField(), hint="三五句话就够")
    made.add("code", "信用代码", LineField(), check=code_check)
    made.add("way", "方式", ChoiceField([("site", "现场"), ("phone", "电话")]), beside=True)
    page = QWidget()
    lines = QVBoxLayout(page)
    lines.addWidget(made)
    lines.addWidget(QPushButton("完成"))
    page.resize(640, 480)
    show(page)
    made.fields["title"].editor().setFocus()
    return made


def editor(form: Form, name: str) -> Any:
    return form.fields[name].editor()


def message(form: Form, name: str) -> str:
    cell = form.fields[name].parentWidget()
    assert isinstance(cell, FieldCell)
    return cell.message.text.text() if cell.message.isVisible() else ""


def submits(form: Form) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    form.submitted.connect(heard.append)
    return heard


def test_values_go_in_and_come_out(form: Form) -> None:
    form.set_values({"title": "路灯", "text": "晚上看不见", "way": "phone"})
    assert form.values() == {"title": "路灯", "text": "晚上看不见", "code": "", "way": "phone"}


def test_a_person_changes_and_a_program_does_not(form: Form) -> None:
    heard: list[bool] = []
    form.changed.connect(lambda: heard.append(True))
    form.set_values({"title": "路灯", "text": "x", "way": "site"})
    compose(editor(form, "text"), "ludeng")
    assert heard == []
    type_chinese(editor(form, "text"), "路灯")
    type_chinese(editor(form, "title"), "吗")
    assert heard == [True, True]
    form.autosave.flush()


def test_enter_never_submits_and_control_enter_does(qtbot: QtBot, form: Form) -> None:
    heard = submits(form)
    form.set_values({"title": "路灯"})
    for name in ("title", "text", "code"):
        editor(form, name).setFocus()
        QTest.keyClick(editor(form, name), Qt.Key.Key_Return)
    assert heard == []
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyClick(editor(form, "text"), key, Qt.KeyboardModifier.ControlModifier)
    assert len(heard) == 2
    form.autosave.flush()


def test_submit_goes_to_the_first_field_that_blocks(qtbot: QtBot, form: Form, chinese: None) -> None:
    heard = submits(form)
    editor(form, "text").setFocus()
    assert not form.submit()
    assert heard == []
    assert editor(form, "title").hasFocus()
    assert message(form, "title") == "请填写"
    type_chinese(editor(form, "title"), "路灯")
    assert message(form, "title") == ""
    assert form.submit()
    assert heard[0]["title"] == "路灯"


def test_a_warning_is_shown_and_does_not_block(form: Form) -> None:
    heard = submits(form)
    form.set_values({"title": "路灯", "code": "123"})
    assert form.submit()
    assert message(form, "code") == "校验位不符"
    assert len(heard) == 1


def test_a_mistake_is_named_on_leaving_the_field(qtbot: QtBot, form: Form) -> None:
    type_chinese(editor(form, "title"), "这个标题实在太长")
    assert message(form, "title") == ""
    QTest.keyClick(editor(form, "title"), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: message(form, "title") == "太长了，最多 5 个字")
    assert editor(form, "title").accessibleDescription() == "太长了，最多 5 个字"


def test_passing_an_empty_field_is_no_mistake(qtbot: QtBot, form: Form) -> None:
    QTest.keyClick(editor(form, "title"), Qt.Key.Key_Tab)
    QApplication.processEvents()
    assert message(form, "title") == ""


def test_the_button_one_presses_does_not_move_away(qtbot: QtBot, form: Form) -> None:
    button = inside(form.window(), QPushButton)[0]
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    type_chinese(editor(form, "title"), "这个标题实在太长")
    place = button.pos()
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    assert button.pos() == place
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert pressed == [True]
    qtbot.waitUntil(lambda: message(form, "title") != "")


def test_news_leaves_alone_what_is_being_typed(form: Form) -> None:
    editor(form, "text").setFocus()
    type_chinese(editor(form, "title"), "我的")
    compose(editor(form, "text"), "zheng")
    kept = form.refresh({"title": "别人的", "text": "别人的", "code": "9113"})
    assert kept == ["title", "text"]
    assert form.values()["title"] == "我的"
    assert form.values()["code"] == "9113"
    type_chinese(editor(form, "text"), "正在写")
    assert form.values()["text"] == "正在写"
    form.set_values({"title": "保存过"})
    assert form.refresh({"title": "新的"}) == []
    form.autosave.flush()


def test_what_came_back_is_marked(form: Form) -> None:
    form.show_objections({"text": Objection("缺竣工图"), "title": Objection("写清楚哪一栋楼")})
    assert (message(form, "text"), message(form, "title"), message(form, "code")) == (
        "缺竣工图",
        "写清楚哪一栋楼",
        "",
    )


def test_leaving_a_field_saves_what_was_typed(qtbot: QtBot, form: Form) -> None:
    saved: list[bool] = []
    form.autosave.due.connect(lambda: saved.append(True))
    type_chinese(editor(form, "title"), "路灯")
    assert saved == []
    QTest.keyClick(editor(form, "title"), Qt.Key.Key_Tab)
    assert saved == [True]


def test_a_half_typed_word_saves_nothing(form: Form) -> None:
    saved: list[bool] = []
    form.autosave.due.connect(lambda: saved.append(True))
    compose(editor(form, "title"), "lu")
    compose(editor(form, "text"), "lu")
    form.autosave.flush()
    assert saved == []


def test_tab_walks_the_fields_as_they_stand(qtbot: QtBot, form: Form) -> None:
    walked = []
    for _ in range(4):
        walked.append(next(name for name, field in form.fields.items() if field.holds_focus()))
        form.window().focusNextChild()
    assert walked == ["title", "text", "code", "way"]


def test_every_editor_has_the_name_of_its_label(form: Form) -> None:
    assert [editor(form, name).accessibleName() for name in ("title", "text", "code")] == [
        "标题",
        "问题描述",
        "信用代码",
    ]


def test_a_form_can_be_only_read(qtbot: QtBot, form: Form) -> None:
    form.set_values({"title": "路灯"})
    form.set_read_only(True)
    QTest.keyClicks(editor(form, "title"), "abc")
    QTest.keyClicks(editor(form, "text"), "abc")
    assert (form.values()["title"], form.values()["text"]) == ("路灯", "")
