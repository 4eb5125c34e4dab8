"""企业: finding a firm, reading its dossier, changing single fields, beginning something there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.drafts.amend_slot import AmendSlot
from desktop.widgets.entry_lines import EntryLine
from sync.domain.credit_code import check_digit
from sync.operations.administration import EndAssignment, OpenStation, SetContact
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.operations.visits import LogVisit
from sync.store.tables import Conflict, Draft, Enterprise, Visit
from tests import cases
from tests.city import act
from tests.desktop.conftest import compose, inside, type_chinese
from tests.desktop.desk import CTRL, At, Desk
from tests.stage import Stage

BODY = "91130800MA0000000"
GOOD = BODY + check_digit(BODY)
WRONG = BODY + ("1" if check_digit(BODY) != "1" else "2")
FULL_WIDTH = "".join(chr(ord(letter) + 0xFEE0) for letter in GOOD)


def open_firm(desk: Desk, firm: str = "示例东方制药有限公司") -> None:
    desk.window.press("企业")
    desk.window.row(firm)


def amend(desk: Desk, label: str, text: str) -> None:
    """Change one field of the firm that is open, and save."""
    desk.window.press("修改")
    desk.window.fill(label, text)
    desk.submit()


def firm(desk: Desk, firm_id: str = "firm-east") -> Enterprise:
    [found] = desk.rows(Enterprise, id=firm_id)
    return found


class TestFinding:
    """The list at the left."""

    def test_each_firm_says_when_somebody_was_there_and_what_is_open(self, at: At) -> None:
        desk = at("rep-east")
        desk.window.press("企业")
        assert len(desk.listed()) == 2
        assert all("示例东县" in row and "未走访" in row for row in desk.listed())
        desk.workplace.do(
            act(LogVisit, enterprise_id="firm-east", visited_on="2026-09-22"), owner=desk.workplace
        )
        assert any("天前走访" in row and "东方制药" in row for row in desk.listed())

    @pytest.mark.parametrize(("typed", "found"), [("机械", 1), ("dfjx", 1), ("dongfang", 2), ("示例东县", 2)])
    def test_the_filter_knows_characters_initials_and_pinyin(self, at: At, typed: str, found: int) -> None:
        desk = at("rep-east")
        desk.window.press("企业")
        desk.key(Qt.Key.Key_Slash)
        desk.write(typed)
        assert len(desk.listed()) == found

    def test_nothing_found_names_the_filter(self, at: At) -> None:
        desk = at("rep-east")
        desk.window.press("企业")
        desk.key(Qt.Key.Key_Slash)
        desk.write("没有这家")
        assert desk.reads("没有这家")
        desk.key(Qt.Key.Key_Escape)
        assert len(desk.listed()) == 2


class TestDossier:
    """The page at the right."""

    def test_it_tells_who_serves_the_firm_and_whom_to_meet(self, at: At, small_stage: Stage) -> None:
        contact = act(
            SetContact, contact_id="c-1", enterprise_id="firm-east", name="示例联系人", post="财务总监"
        )
        small_stage.do(contact)
        desk = at("rep-east")
        open_firm(desk)
        for words in (
            "示例市 示例东县",
            "待补",
            "示例代表甲 政府服务代表·2026-01-01 起",
            "示例联系人 财务总监",
        ):
            assert desk.reads(words), words

    def test_the_small_firms_station_is_named(self, at: At) -> None:
        desk = at("liaison")
        desk.window.press("企业")
        assert desk.reads("示例东乡小微站")
        assert desk.reads("企业联络员")

    def test_a_station_of_which_nothing_more_is_known_is_not_told_as_none(
        self, at: At, small_stage: Stage
    ) -> None:
        small_stage.do(act(OpenStation, station_id="bare", enterprise_id="firm-east", station="own"))
        desk = at("rep-east")
        open_firm(desk)
        assert desk.reads("已设立")

    def test_no_place_for_files_is_shown_where_there_are_none_and_none_may_be_added(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        assert "附件" in desk.window.words()
        desk = at("coordinator-city")
        open_firm(desk)
        assert desk.reads("示例代表甲")
        assert "附件" not in desk.window.words()

    def test_a_visit_is_no_button_where_no_screen_shows_it(self, at: At, small_stage: Stage) -> None:
        """The centre reads in the dossier what was done there, and has no log of its own."""
        small_stage.done_by("rep-east", cases.visit())
        desk = at("coordinator-east")
        open_firm(desk)
        [line] = [line for line in desk.all(EntryLine) if "见到总经理" in line.accessibleName()]
        assert not line.isEnabled()

    def test_a_visit_leads_to_its_page(self, at: At) -> None:
        desk = at("rep-east")
        made = act(LogVisit, enterprise_id="firm-east", visited_on="2026-09-22", situation="供电容量不足")
        desk.workplace.do(made, owner=desk.workplace)
        open_firm(desk)
        desk.press_line("供电容量不足")
        assert desk.window.offers("转为问题反映")
        assert desk.editor("情况记录").toPlainText() == "供电容量不足"


class TestAmending:
    """Single fields, each with what it replaces."""

    def test_a_field_is_changed_here_at_once_and_waits_to_be_sent(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        amend(desk, "地址", "示例东县示例路 1 号")
        assert firm(desk).address == "示例东县示例路 1 号"
        assert desk.kinds() == ["amend_enterprise"]
        assert desk.reads("示例东县示例路 1 号")
        assert not desk.rows(Draft)

    def test_a_wrong_check_digit_warns_and_is_saved_as_to_be_verified(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("修改")
        desk.window.fill("信用代码", WRONG)
        desk.key(Qt.Key.Key_Tab)
        QApplication.processEvents()
        assert desk.reads("校验位不符")
        assert desk.reads("仍可保存，记为待核实")
        desk.submit()
        assert (firm(desk).credit_code, firm(desk).credit_state) == (WRONG, "unverified")
        assert desk.reads(f"{WRONG}（待核实）")

    def test_full_width_digits_are_put_in_order_and_a_good_code_is_good(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        amend(desk, "信用代码", f" {FULL_WIDTH[:8]}－{FULL_WIDTH[8:].lower()} ")
        assert (firm(desk).credit_code, firm(desk).credit_state) == (GOOD, "ok")

    def test_what_is_typed_is_kept_and_is_there_when_the_firm_is_opened_again(
        self, at: At, qtbot: QtBot
    ) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("修改")
        desk.window.fill("备注", "发菌棚扩建")
        qtbot.waitUntil(lambda: desk.draft().get("note") == "发菌棚扩建")
        desk.close()
        again = at("rep-east")
        assert firm(again).note == ""
        again.press_line("企业档案修改")
        assert again.editor("备注").toPlainText() == "发菌棚扩建"
        again.submit_in("备注")
        assert firm(again).note == "发菌棚扩建"
        assert not again.rows(Draft)

    def test_what_was_put_away_stays_away_until_the_person_goes_on(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("修改")
        desk.window.fill("备注", "发菌棚扩建")
        desk.key(Qt.Key.Key_Escape)
        assert desk.draft()["note"] == "发菌棚扩建"
        desk.workplace.changes.announce({"enterprise", "outbox", "draft"})
        assert not desk.window.offers("保存")
        desk.window.press("修改")
        assert desk.editor("备注").toPlainText() == "发菌棚扩建"
        assert len(desk.rows(Draft)) == 1

    def test_nothing_changed_is_nothing_done(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("修改")
        desk.window.press("保存")
        assert not desk.kinds()
        assert desk.window.offers("修改")

    def test_it_can_be_taken_back_and_the_text_is_not_lost(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        amend(desk, "地址", "示例路 1 号")
        desk.window.press("撤销")
        assert firm(desk).address == ""
        assert desk.editor("地址").text() == "示例路 1 号"

    def test_a_form_stays_when_its_firm_leaves_and_its_text_can_be_copied(
        self, at: At, small_stage: Stage
    ) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("修改")
        desk.window.fill("备注", "写了一半的备注")
        inside(desk.frame, AmendSlot)[0].flush_draft()
        end = {"assignment_id": "firm-east/rep-east", "enterprise_id": "firm-east"}
        small_stage.do(act(EndAssignment, **end, until=cases.today(), reason="调整"))
        desk.sync()
        assert not desk.rows(Enterprise, id="firm-east")
        assert desk.editor("备注").toPlainText() == "写了一半的备注"
        desk.window.press("复制内容")
        assert "写了一半的备注" in QGuiApplication.clipboard().text()
        desk.window.press("返回")
        assert not desk.reads("写了一半的备注")

    def test_news_fill_the_fields_that_were_left_alone_and_no_others(
        self, at: At, small_stage: Stage
    ) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("修改")
        desk.window.fill("备注", "我的备注")
        compose(desk.focused(), "hai")
        elsewhere = small_stage.laptop("coordinator-east")
        news = (Edit("note", "", "中心的备注"), Edit("industry", "", "食品制造"))
        elsewhere.do(act(AmendEnterprise, enterprise_id="firm-east", edits=news))
        elsewhere.sync()
        desk.sync()
        assert desk.at() == "备注"
        assert desk.editor("备注").textCursor().block().layout().preeditAreaText() == "hai"
        assert desk.editor("行业").text() == "食品制造"
        type_chinese(desk.focused(), "还有")
        desk.submit()
        desk.sync()
        [conflict] = desk.rows(Conflict)
        assert (conflict.base, conflict.standing, conflict.offered) == ("", "中心的备注", "我的备注还有")
        assert firm(desk).industry == "食品制造"
        assert desk.reads("1 处内容两人都改过")


class TestBeginning:
    """What begins at a firm."""

    def test_a_visit_begins_with_the_firm_filled_in(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.key(Qt.Key.Key_N, CTRL)
        assert desk.at() == "情况记录"
        desk.write("示例情况")
        desk.submit()
        assert [row.enterprise_id for row in desk.rows(Visit)] == ["firm-east"]

    def test_the_button_does_the_same(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("走访这家企业")
        assert desk.editor("企业").text() == "示例东方制药有限公司"

    def test_a_problem_begins_with_the_firm_filled_in(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.key(Qt.Key.Key_I, CTRL)
        assert desk.editor("企业").text() == "示例东方制药有限公司"
        assert desk.at() == "标题"

    def test_the_centre_reports_there_and_does_not_visit(self, at: At) -> None:
        desk = at("coordinator-east")
        open_firm(desk)
        assert not desk.window.offers("走访这家企业")
        desk.key(Qt.Key.Key_N, CTRL)
        assert desk.editor("企业").text() == "示例东方制药有限公司"
        assert desk.reads("来源")

    def test_who_does_not_serve_the_firm_is_offered_nothing(self, at: At) -> None:
        desk = at("leader-east")
        open_firm(desk)
        assert not desk.window.offers("修改")
        assert not desk.window.offers("反映问题")

    def test_walking_through_the_list_leaves_the_keyboard_in_it(self, at: At) -> None:
        desk = at("rep-east")
        open_firm(desk)
        desk.window.press("修改")
        desk.window.fill("备注", "发菌棚扩建")
        desk.key(Qt.Key.Key_Escape)
        assert desk.window.offers("修改")
        desk.key(Qt.Key.Key_Escape)
        for key in (Qt.Key.Key_J, Qt.Key.Key_K, Qt.Key.Key_J, Qt.Key.Key_K):
            desk.key(key)
            assert desk.at() == "企业"
