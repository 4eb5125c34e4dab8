"""The parts that show a case: rings, time, facts, figures, cards, pages, panes, attachments."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop import theme
from desktop.widgets.attachment_tile import Attachment
from desktop.widgets.attachments import AttachmentStrip
from desktop.widgets.badge import Badge, Mark
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.figure import Figure
from desktop.widgets.page import Page
from desktop.widgets.panes import Panes
from desktop.widgets.rings import CURRENT, DONE, TODO, Ring, Rings
from desktop.widgets.text import Text
from desktop.widgets.timeline import Moment, Timeline
from tests.desktop.conftest import Show, inside

FIVE = ("搜集", "汇总", "交办", "处置", "反馈")


def texts(widget: QWidget) -> list[str]:
    """What can be read, in the order it stands."""
    return [label.text() for label in inside(widget, QLabel) if label.isVisibleTo(widget) and label.text()]


def rings(current: int) -> list[Ring]:
    states = [DONE] * current + [CURRENT] + [TODO] * (4 - current)
    return [
        Ring(word, state, "11-20" if state == DONE else "") for word, state in zip(FIVE, states, strict=True)
    ]


def test_rings_are_told_in_words(qtbot: QtBot, chinese: None) -> None:
    shown = Rings(rings(1))
    qtbot.addWidget(shown)
    assert shown.accessibleName() == "搜集 已完成 (11-20)·汇总 进行中·交办 未开始·处置 未开始·反馈 未开始"


def test_each_step_looks_another_way_in_grey(qtbot: QtBot) -> None:
    shown = Rings()
    qtbot.addWidget(shown)
    pictures = []
    for current in range(5):
        shown.set_rings(rings(current))
        shown.resize(600, 66)
        pictures.append(shown.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8))
    assert all(pictures[one] != pictures[one + 1] for one in range(4))


def test_time_is_shown_in_the_order_it_is_given(qtbot: QtBot) -> None:
    line = Timeline(
        [
            Moment("09:00", "示例甲 代表", "上报", "路灯不亮", "离线填写"),
            Moment("10:00", "示例乙 中心", "受理"),
        ]
    )
    qtbot.addWidget(line)
    assert texts(line) == [
        "上报",
        "09:00",
        "示例甲 代表·离线填写",
        "路灯不亮",
        "受理",
        "10:00",
        "示例乙 中心",
    ]
    line.set_moments([Moment("11:00", "示例丙 住建局", "签收")])
    assert texts(line) == ["签收", "11:00", "示例丙 住建局"]


def test_an_unknown_fact_is_a_dash_and_the_old_ones_go(qtbot: QtBot) -> None:
    facts = Facts([Fact("名称", "示例企业"), Fact("电话", "")])
    qtbot.addWidget(facts)
    assert texts(facts) == ["名称", "示例企业", "电话", "—"]
    facts.set_facts([Fact("简介", "很长", wide=True)])
    assert texts(facts) == ["简介", "很长"]


def test_a_figure_says_what_it_counts_and_can_be_pressed_by_key(qtbot: QtBot, show: Show) -> None:
    figure = Figure("按期办结率", "96.1%", "812/845")
    show(figure)
    assert figure.accessibleName() == "按期办结率: 96.1% 812/845"
    figure.clearFocus()
    without = figure.grab().toImage()
    figure.setFocus()
    assert figure.grab().toImage() != without
    with qtbot.waitSignal(figure.clicked):
        QTest.keyClick(figure, Qt.Key.Key_Space)


def test_a_card_carries_its_heading_and_actions(qtbot: QtBot) -> None:
    card = Card("企业", "规上")
    qtbot.addWidget(card)
    card.add_action(Button("打开", "link"))
    card.body.addWidget(Text("示例企业"))
    assert texts(card) == ["企业", "规上", "示例企业"]


def test_a_page_stacks_its_matters_and_keeps_its_foot(show: Show) -> None:
    page = Page()
    page.set_head("不动产登记", "WT-00231", [Mark("办理中", "info")])
    for number in range(30):
        page.add(Card(f"事项 {number}"))
    foot = QWidget()
    foot.setFixedHeight(50)
    page.set_foot(foot)
    page.resize(600, 400)
    show(page)
    assert foot.geometry().bottom() == page.rect().bottom()
    bar = page.scroller.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    page.go_to_top()
    assert bar.value() == 0
    assert page.scroller.horizontalScrollBar().maximum() == 0
    page.set_head("另一件")
    assert not page.line.isVisible()


class TestPanes:
    """List and detail."""

    @pytest.fixture
    def panes(self, show: Show) -> Panes:
        master, detail = Button("list"), Button("detail")
        made = Panes(master, detail)
        made.resize(1200, 600)
        show(made)
        made.show_master()
        return made

    def test_side_by_side_where_there_is_room(self, panes: Panes) -> None:
        assert panes.master.isVisible()
        assert panes.detail.isVisible()
        assert panes.sizes()[0] == pytest.approx(1200 * 0.34, abs=4)

    def test_one_at_a_time_where_there_is_none_and_escape_goes_back(self, qtbot: QtBot, panes: Panes) -> None:
        panes.resize(600, 600)
        assert (panes.master.isVisible(), panes.detail.isVisible()) == (True, False)
        panes.show_detail()
        assert (panes.master.isVisible(), panes.detail.isVisible()) == (False, True)
        assert panes.detail.hasFocus()
        QTest.keyClick(panes.detail, Qt.Key.Key_Escape)
        assert (panes.master.isVisible(), panes.detail.isVisible()) == (True, False)
        assert panes.master.hasFocus()

    def test_where_the_list_is_not_seen_a_mouse_finds_the_way_back_to_it(self, panes: Panes) -> None:
        assert not panes.back.isVisible()
        panes.resize(600, 600)
        panes.show_detail_in_place()
        assert panes.detail.isVisible()
        QTest.mouseClick(panes.back, Qt.MouseButton.LeftButton)
        assert panes.master.isVisible()
        assert not panes.detail.isVisible()

    def test_side_by_side_a_click_leaves_the_keyboard_in_the_list(self, panes: Panes) -> None:
        panes.show_detail_in_place()
        assert panes.master.hasFocus()

    def test_growing_brings_both_back(self, panes: Panes) -> None:
        panes.resize(600, 600)
        panes.show_detail()
        panes.resize(1200, 600)
        assert panes.master.isVisible()
        assert panes.detail.isVisible()


class TestAttachments:
    """The strip of attachments."""

    @pytest.fixture
    def strip(self, show: Show) -> AttachmentStrip:
        made = AttachmentStrip()
        made.resize(560, 200)
        show(made)
        made.set_attachments(
            [
                Attachment("a", "厂门.jpg", 4_100_000, Mark("待上传")),
                Attachment("b", "申请.docx", 38_000, Mark("已上传")),
            ]
        )
        return made

    def drop(self, strip: AttachmentStrip, *paths: str) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        where, action = QPoint(5, 5), Qt.DropAction.CopyAction
        plain = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(where, action, data, *plain)
        enter.ignore()
        QApplication.sendEvent(strip, enter)
        if enter.isAccepted():
            QApplication.sendEvent(strip, QDropEvent(QPointF(where), action, data, *plain))
        return enter.isAccepted()

    def test_a_tile_says_name_size_and_state(self, strip: AttachmentStrip) -> None:
        assert strip.tiles[0].accessibleName() == "厂门.jpg, 3.9 MB, 待上传"

    def test_files_are_dropped_in(self, qtbot: QtBot, strip: AttachmentStrip, tmp_path: Path) -> None:
        photo = tmp_path / "照片 1.jpg"
        with qtbot.waitSignal(strip.files_dropped) as heard:
            assert self.drop(strip, str(photo))
        assert heard.args == [[photo]]
        assert not self.drop(strip)

    def test_nothing_is_taken_in_where_one_only_reads(self, qtbot: QtBot, strip: AttachmentStrip) -> None:
        strip.set_read_only(True)
        removed: list[str] = []
        strip.removed.connect(removed.append)
        assert not self.drop(strip, "/tmp/x.jpg")
        QTest.keyClick(strip.tiles[0], Qt.Key.Key_Delete)
        assert removed == []
        assert not strip.add_button.isVisible()

    def test_a_picture_is_pasted(self, qtbot: QtBot, strip: AttachmentStrip) -> None:
        picture = QImage(4, 4, QImage.Format.Format_RGB32)
        picture.fill(theme.colour("accent"))
        QGuiApplication.clipboard().setImage(picture)
        with qtbot.waitSignal(strip.picture_pasted) as heard:
            QTest.keyClick(strip.add_button, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert heard.args is not None
        assert QImage.fromData(heard.args[0]).size() == picture.size()

    def test_enter_opens_and_delete_asks_for_removal(self, qtbot: QtBot, strip: AttachmentStrip) -> None:
        heard: list[tuple[str, str]] = []
        strip.opened.connect(lambda key: heard.append(("open", key)))
        strip.removed.connect(lambda key: heard.append(("remove", key)))
        QTest.keyClick(strip.tiles[1], Qt.Key.Key_Return)
        QTest.keyClick(strip.tiles[0], Qt.Key.Key_Delete)
        assert heard == [("open", "b"), ("remove", "a")]


def test_on_a_narrow_page_the_marks_stand_below_the_title(show: Show) -> None:
    page = Page()
    page.set_head(
        "一个很长的标题，要写两行", "编号·企业", [Mark("办理中", "info"), Mark("剩 11 工作日", "neutral")]
    )
    show(page)
    badge = inside(page, Badge)[0]

    def top(widget: QWidget) -> int:
        return widget.mapTo(page, widget.rect().topLeft()).y()

    page.resize(900, 400)
    QApplication.processEvents()
    assert top(badge) < top(page.line)
    page.resize(420, 400)
    QApplication.processEvents()
    assert top(badge) > top(page.line)
    assert page.title.width() > 300
