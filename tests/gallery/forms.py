"""Pictures of a form: filled in, with messages, while searching, with its calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.choice_field import ChoiceField, SeveralField
from desktop.widgets.day_field import DayField
from desktop.widgets.day_picker import DayPicker
from desktop.widgets.field import LineField, ShownField, TextField, plain_code
from desktop.widgets.form import Form
from desktop.widgets.form_cell import Objection
from desktop.widgets.search_field import SearchField
from tests.gallery.sample import LANE, TODAY, firms, rest_or_work
from tests.gallery.small_parts import column


def visit_form() -> Form:
    form = Form()
    form.add("enterprise", "企业", SearchField(firms, LANE, "名称、代码或拼音首字母"), required=True)
    form.add("day", "日期", DayField(lambda: TODAY, rest_or_work), required=True)
    form.add(
        "way",
        "方式",
        ChoiceField([("site", "现场"), ("phone", "电话"), ("chat", "微信"), ("talk", "座谈")]),
        beside=True,
    )
    form.add(
        "purpose",
        "目的",
        SeveralField(
            [
                ("p", "政策宣讲"),
                ("r", "例行联络"),
                ("f", "问题回访"),
                ("j", "项目跟进"),
                ("s", "安全提醒"),
                ("i", "调研"),
            ]
        ),
    )
    form.add("people", "企业参加人", LineField("姓名 职务，用逗号隔开"))
    form.add("rate", "开工率", LineField("85%", width=90))
    form.add("heads", "在岗人数", LineField("126", width=90), beside=True)
    form.add(
        "code",
        "信用代码",
        LineField("18 位", plain_code),
        check=lambda _value: Objection("校验位不符，请核对第 9-17 位；仍会保存，标为待核实", blocks=False),
    )
    form.add("text", "情况记录", TextField("看到什么、听到什么、答应了什么"))
    form.add("next", "下次联络", DayField(lambda: TODAY, rest_or_work), hint="到期前一天会提醒")
    form.add("number", "编号", ShownField())
    form.set_values(
        {
            "day": "2026-11-22",
            "way": "site",
            "purpose": ["r"],
            "rate": "85%",
            "heads": "126",
            "number": "本机 03-017，正式编号待定",
            "text": "冬季供暖改造已完成，春节订房 6 成。\n想扩建员工宿舍，不清楚要办哪些手续。\n"
            "反映门前道路夜间照明不足。",
        }
    )
    return form


def forms() -> QWidget:
    form, page = visit_form(), QWidget()
    form.fields["code"].set_value("91130825MA0示例0")
    form.show_objections(
        {
            "enterprise": Objection("请填写"),
            "code": Objection("校验位不符，请核对第 9-17 位；仍会保存，标为待核实", blocks=False),
        }
    )
    lines = QVBoxLayout(page)
    lines.setContentsMargins(24, 20, 24, 20)
    lines.addWidget(form)
    page.setFixedWidth(theme.px(700))
    return page


def form_searching() -> QWidget:
    form = visit_form()
    page = column(form, width=700)
    page.setMinimumHeight(theme.px(620))
    page.show()
    firm = form.fields["enterprise"]
    assert isinstance(firm, SearchField)
    firm.line.setFocus()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    QTest.keyClicks(firm.line, "sw")
    return page


def calendar() -> QWidget:
    made = DayPicker(date.today, rest_or_work)
    made.show_day(date(2026, 10, 8))
    made.setFixedSize(theme.px(330), theme.px(280))
    return made
