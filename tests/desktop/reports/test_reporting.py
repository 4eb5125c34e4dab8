"""问题反映 and 问题受理单: who may use which, what is needed to report, what is kept, where it leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.reports.begun import first_sentence
from desktop.reports.page import ReportPage
from desktop.reports.who import forms_of, usual_channel
from desktop.widgets.button import Button
from sync.domain.actor import Actor, Role
from sync.store.tables import Attachment, Draft, Office, Outbox, Problem
from tests.city import act
from tests.desktop.desk import CTRL, At, Desk
from tests.stage import Stage

SIX = {
    "问题描述": "1号楼没有不动产登记",
    "企业办理过程": "已咨询",
    "未办事宜症结所在": "缺竣工验收备案",
    "解决办法": "补办备案",
    "解决意向": "尽快办好",
}
BOTH = ["问题受理单", "问题反映"]


def person(*roles: str) -> Actor:
    return Actor("p", "示例", "示例", tuple(Role(role, "o", "o", "r") for role in roles))


def begin(desk: Desk, firm: str = "firm-east") -> ReportPage:
    """A problem of this firm."""
    desk.workplace.asked.emit("new_problem", firm)
    [page] = desk.all(ReportPage)
    return page


def fill(desk: Desk, parts: dict[str, str]) -> None:
    for label, text in parts.items():
        desk.window.fill(label, text)


def pick(desk: Desk, label: str, typed: str) -> None:
    desk.editor(label).setFocus()
    desk.letters(typed)
    desk.key(Qt.Key.Key_Return)


class TestWho:
    """The table of roles and forms."""

    @pytest.mark.parametrize(
        ("roles", "forms", "channel"),
        [
            (("representative",), ("intake", "need"), "visit"),
            (("liaison",), ("need",), "visit"),
            (("station_staff",), ("need",), "visit"),
            (("coordinator",), ("need", "intake"), "walk_in"),
            (("liaison", "coordinator"), ("need", "intake"), "walk_in"),
            (("handler",), (), "visit"),
            (("leader", "caller", "supervisor", "administrator"), (), "visit"),
            ((), (), "visit"),
        ],
    )
    def test_role_by_role(self, roles: tuple[str, ...], forms: tuple[str, ...], channel: str) -> None:
        assert forms_of(person(*roles)) == forms
        assert usual_channel(person(*roles)) == channel

    @pytest.mark.parametrize(
        ("who", "offered"), [("rep-east", BOTH), ("coordinator-east", BOTH[::-1]), ("liaison", [])]
    )
    def test_the_page_offers_just_these(self, at: At, who: str, offered: list[str]) -> None:
        desk = at(who)
        page = begin(desk, "firm-small" if who == "liaison" else "firm-east")
        words = [segment.text() for segment in page.which.segments if segment.isVisibleTo(desk.frame)]
        assert words == offered

    def test_who_reports_nothing_has_no_button_for_it(self, at: At) -> None:
        desk = at("handler-housing")
        assert not desk.frame.top.new.isVisibleTo(desk.frame)
        desk.workplace.asked.emit("new_problem", "")
        assert not desk.all(ReportPage)


class TestFullForm:
    """问题受理单 (CD-14)."""

    def test_all_six_parts_are_needed_to_report_and_each_empty_one_is_marked(
        self, at: At, qtbot: QtBot
    ) -> None:
        desk = at("rep-east")
        page = begin(desk)
        desk.window.fill("问题描述", "1号楼没有不动产登记")
        desk.submit()
        marked = {name for name, field in page.form.fields.items() if _is_marked(field.editor())}
        assert marked == {"process", "crux", "proposed_office_id", "solution", "intention"}
        assert desk.at() == "企业办理过程"
        assert not desk.rows(Problem)
        qtbot.waitUntil(lambda: desk.draft().get("description") == "1号楼没有不动产登记")

    def test_complete_it_is_reported_with_everything_in_it(self, at: At) -> None:
        desk = at("rep-east")
        begin(desk)
        fill(desk, SIX | {"标题": "贷款缺少抵押物", "反映人": "示例总监", "电话": "０３１４ ０００"})
        pick(desk, "拟承办部门", "zjj")
        desk.window.choose("领域", "证照办理")
        desk.window.choose("来源", "企业来电")
        desk.submit()
        [problem] = desk.rows(Problem)
        assert (problem.form, problem.state, problem.title) == ("intake", "reported", "贷款缺少抵押物")
        assert (problem.description, problem.process, problem.crux) == tuple(SIX.values())[:3]
        assert (problem.solution, problem.intention) == tuple(SIX.values())[3:]
        assert (problem.proposed_office_id, problem.proposed_office_name) == ("housing", "示例东县住建局")
        assert (problem.contact_name, problem.contact_phone) == ("示例总监", "0314000")
        assert (problem.topic, problem.channel, problem.visit_id) == ("licence", "call", "")
        assert problem.local_code.endswith("-0001")
        assert desk.reads("已上报：贷款缺少抵押物")
        assert not desk.rows(Draft)

    def test_departments_of_other_counties_are_not_proposed(self, at: At) -> None:
        desk = at("rep-east")
        page = begin(desk)
        desk.editor("拟承办部门").setFocus()
        desk.letters("sl")
        assert {office.name for office in desk.rows(Office, kind="department")} >= {"示例西县水务局"}
        field = page.form.fields["proposed_office_id"]
        desk.key(Qt.Key.Key_Down)
        shown = [row for row in desk.listed() if "局" in row]
        assert len(shown) == 2
        assert all("示例东县" in row for row in shown)
        assert field.value() is None


class TestShortForm:
    """问题反映: firm and text suffice."""

    def test_the_text_is_enough_and_gives_the_title(self, at: At) -> None:
        desk = at("liaison")
        begin(desk, "firm-small")
        desk.window.fill("反映内容", "门前道路夜间没有照明。希望增设路灯。")
        desk.submit()
        [problem] = desk.rows(Problem)
        assert (problem.form, problem.title) == ("need", "门前道路夜间没有照明")

    def test_enter_never_reports(self, at: At) -> None:
        desk = at("liaison")
        begin(desk, "firm-small")
        desk.window.fill("反映内容", "示例")
        for label in ("标题", "反映内容", "反映人", "电话"):
            desk.editor(label).setFocus()
            desk.key(Qt.Key.Key_Return)
        assert not desk.rows(Problem)

    def test_after_the_last_field_comes_the_button_that_reports(self, at: At) -> None:
        desk = at("liaison")
        begin(desk, "firm-small")
        next(button for button in desk.all(Button) if button.text() == "添加文件").setFocus()
        desk.key(Qt.Key.Key_Tab)
        assert desk.at() == "上报"

    def test_ctrl_enter_reports_from_a_button_of_the_page_too(self, at: At) -> None:
        desk = at("liaison")
        begin(desk, "firm-small")
        desk.window.fill("反映内容", "示例")
        next(button for button in desk.all(Button) if button.text() == "放弃草稿").setFocus()
        desk.submit()
        assert len(desk.rows(Problem)) == 1

    def test_the_other_form_begins_with_what_was_typed_and_back_again(self, at: At, qtbot: QtBot) -> None:
        desk = at("rep-east")
        begin(desk)
        fill(desk, {"问题描述": "示例描述", "企业办理过程": "示例过程"})
        desk.window.choose("表单", "问题反映")
        qtbot.waitUntil(lambda: desk.reads("反映内容"))
        assert desk.editor("反映内容").toPlainText() == "示例描述"
        assert not desk.reads("企业办理过程")
        desk.window.choose("表单", "问题受理单")
        qtbot.waitUntil(lambda: desk.reads("企业办理过程"))
        assert desk.editor("企业办理过程").toPlainText() == "示例过程"
        desk.window.choose("表单", "问题反映")
        qtbot.waitUntil(lambda: desk.reads("反映内容"))
        desk.window.press("上报")
        [problem] = desk.rows(Problem)
        assert (problem.form, problem.description, problem.process) == ("need", "示例描述", "")


class TestCentre:
    """Walk-in and hotline (CD-11)."""

    def test_the_new_button_reports_for_any_firm_and_names_the_source(self, at: At) -> None:
        desk = at("coordinator-east")
        desk.laptop.index(60_000)
        desk.window.press("新问题")
        assert desk.at() == "企业"
        desk.letters("dfjx")
        desk.key(Qt.Key.Key_Return)
        desk.window.fill("反映内容", "示例：企业上门反映供电不足")
        desk.window.choose("来源", "热线转入")
        desk.submit()
        [problem] = desk.rows(Problem)
        assert (problem.enterprise_id, problem.channel, problem.reporter_id) == (
            "firm-other",
            "hotline",
            "coordinator-east",
        )

    def test_a_walk_in_is_what_is_chosen_at_first(self, at: At) -> None:
        desk = at("coordinator-east")
        page = begin(desk)
        assert page.form.fields["channel"].value() == "walk_in"


class TestDraft:
    """Nothing is lost, nothing is asked."""

    def test_going_back_keeps_it_and_returns_to_where_the_person_was(self, at: At) -> None:
        desk = at("rep-east")
        desk.window.press("企业")
        before = desk.frame.stack.currentWidget()
        begin(desk)
        desk.window.fill("问题描述", "示例描述")
        desk.key(Qt.Key.Key_Escape)
        assert desk.frame.stack.currentWidget() is before
        assert desk.draft()["description"] == "示例描述"
        assert desk.frame.stack.count() == len(desk.frame._screens)

    def test_another_screen_keeps_it_too(self, at: At) -> None:
        desk = at("rep-east")
        begin(desk)
        desk.window.fill("问题描述", "示例描述")
        desk.key(Qt.Key.Key_1, CTRL)
        desk.main.leave()
        assert desk.draft()["description"] == "示例描述"

    def test_two_reports_one_after_the_other_are_two_drafts(self, at: At) -> None:
        desk = at("rep-east")
        begin(desk)
        desk.window.fill("问题描述", "甲")
        begin(desk, "firm-other")
        assert len(desk.all(ReportPage)) == 1
        desk.window.fill("问题描述", "乙")
        desk.main.leave()
        assert {row.subject_id for row in desk.rows(Draft)} == {"firm-east", "firm-other"}

    def test_taken_back_it_is_a_draft_again_and_can_be_reported_once_more(self, at: At) -> None:
        desk = at("liaison")
        begin(desk, "firm-small")
        desk.window.fill("反映内容", "示例")
        desk.submit()
        desk.window.press("撤销")
        assert not desk.rows(Problem)
        assert desk.editor("反映内容").toPlainText() == "示例"
        desk.submit()
        assert len(desk.rows(Problem)) == 1
        assert sorted(row.state for row in desk.rows(Outbox)) == ["discarded", "waiting"]

    def test_thrown_away_it_is_gone(self, at: At) -> None:
        desk = at("liaison")
        begin(desk, "firm-small")
        desk.window.fill("反映内容", "示例")
        desk.window.press("放弃草稿")
        assert not desk.rows(Draft)
        assert not desk.all(ReportPage)


def test_a_photo_goes_with_the_problem(at: At, tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = at("liaison")
    page = begin(desk, "firm-small")
    file = tmp_path_factory.mktemp("files") / "材料.txt"
    file.write_text("示例")
    page.form.fields["files"].take_files([file])  # type: ignore[attr-defined]
    desk.window.fill("反映内容", "示例")
    desk.submit()
    [problem], [attached] = desk.rows(Problem), desk.rows(Attachment)
    assert (attached.aggregate_id, attached.subject_id) == (problem.id, problem.id)
    assert desk.kinds() == ["report_problem", "attach_file"]


def test_what_the_centre_returns_is_for_me_to_do(at: At, small_stage: Stage) -> None:
    from sync.operations.reports import ReturnProblem

    desk = at("liaison")
    begin(desk, "firm-small")
    desk.window.fill("反映内容", "示例供电不足")
    desk.submit()
    desk.sync()
    [problem] = desk.rows(Problem)
    centre = small_stage.laptop("coordinator-east")
    back = act(ReturnProblem, problem_id=problem.id, enterprise_id="firm-small", reason="请写明用电量")
    centre.do(back)
    centre.sync()
    desk.sync()
    desk.window.press("工作台")
    desk.press_line("示例供电不足")
    assert desk.reads("请写明用电量")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("不了解手续。请讲解。", "不了解手续"),
        ("能否增容？企业着急", "能否增容"),
        ("  第一行\n第二行", "第一行"),
        ("。。", ""),
        ("", ""),
        ("长" * 60, "长" * 40),
    ],
)
def test_the_first_sentence_is_what_it_is_called_at_first(text: str, title: str) -> None:
    assert first_sentence(text) == title


def _is_marked(editor: QWidget) -> bool:
    return bool(editor.property("invalid"))
