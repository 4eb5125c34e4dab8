"""Pictures of the whole window. `frame` also shows how few lines a window takes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.notices import Notices
from desktop.widgets.action_bar import Action, ActionBar
from desktop.widgets.badge import Mark
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.chip import SyncState
from desktop.widgets.choice import Choice
from desktop.widgets.frame import Frame
from desktop.widgets.page import Page
from desktop.widgets.palette import Palette
from desktop.widgets.panes import Panes
from desktop.widgets.rail import RailItem
from desktop.widgets.rings import Rings
from desktop.widgets.text import Text
from desktop.widgets.timeline import Timeline
from tests.gallery.lists import problem_list
from tests.gallery.sample import LANE, MOMENTS, PROBLEMS, RINGS, firms
from tests.gallery.small_parts import facts_card


def problem_page(frame: Frame) -> Page:
    page = Page()
    page.set_head(
        "不动产登记缺竣工验收备案，贷款缺少抵押物",
        "WT-00231·示例制药集团有限公司·咨询求助",
        [Mark("已转办待签收", "info"), Mark("剩 2 工作日", "warning")],
    )
    page.add_tool(Button("", "quiet", icon="print", name="打印"))
    progress = Card()
    progress.body.addWidget(Rings(RINGS))
    time, told = Card("经过", "3 条"), Card("问题描述")
    time.body.addWidget(Timeline(MOMENTS))
    told.body.addWidget(
        Text(
            "公司 1 号楼自 2017 年年底竣工后，一直未进行不动产登记，申请贷款缺少抵押物。"
            "企业已向住建、自然资源部门咨询，缺竣工验收备案手续。",
            wraps=True,
            selectable=True,
        )
    )
    for card in (progress, facts_card(), told, time):
        page.add(card)
    bar = ActionBar(page, frame.keys, "问题")
    bar.set_actions(
        [
            Action("签收", lambda: None, "S", "primary"),
            Action("办理反馈", lambda: None, "R"),
            Action("申请延期", lambda: None, "D"),
            Action("提出异议", lambda: None, "O", why_not="签收后一个工作日内才可以提出异议"),
        ]
    )
    page.set_foot(bar)
    return page


def home() -> QWidget:
    page = Page("11 月 22 日 周日", "休·下一工作日 周一 11-23")
    for words, rows in (("今天要做", PROBLEMS[:3]), ("我的企业", PROBLEMS[3:6])):
        card = Card(words, str(len(rows)))
        for each in rows:
            card.body.addWidget(Text(f"{each[1]}  {each[2]}", "body"))
        page.add(card)
    return page


def frame(width: int = 1280, height: int = 800) -> Frame:
    held = Notices()
    made = Frame(held)
    made.resize(width, height)
    problems = problem_list()
    made.set_rail(
        [
            RailItem("problem", "问题", "problem", lambda: Panes(problems, problem_page(made))),
            RailItem("home", "工作台", "workbench", home),
            RailItem("enterprise", "企业", "enterprise", QWidget),
            RailItem("visit", "走访", "visit", QWidget),
            RailItem("inbox", "待受理", "inbox", QWidget),
            RailItem("sync", "同步中心", "sync", QWidget, at_foot=True),
            RailItem("settings", "设置", "settings", QWidget, at_foot=True),
        ]
    )
    held.setParent(made)
    made.set_badge("problem", 3)
    made.set_badge("inbox", 128)
    made.top.set_person("示例甲", "政府服务代表")
    made.top.set_new("新走访", "Ctrl+N")
    made.top.chip.set_state(SyncState(offline=True, waiting=3))
    made.foot.saved.setText("已保存到本机 09:41·3 条待同步·上次同步 昨天 17:32")
    made.foot.facts.setText("日历 2026 版（国办）")
    return made


def frame_main() -> QWidget:
    made = frame()
    made.notices.say("warning", "本机时间与服务器相差 12 分钟，时限以服务器为准")
    made.notices.offer_undo("已签收 WT-00231", lambda: None)
    return made


def frame_small() -> QWidget:
    return frame(1024, 700)


def frame_narrow() -> QWidget:
    return frame(780, 640)


def frame_large() -> QWidget:
    return frame(1680, 1000)


def frame_home() -> QWidget:
    made = frame()
    made.show_screen("home")
    return made


def frame_palette() -> QWidget:
    made = frame()
    made.show()
    palette = Palette(firms, LANE, made)
    palette.set_commands(
        [
            Choice("sync", "立即同步", aside="F5", icon="sync", group="命令"),
            Choice("visit", "新走访", aside="Ctrl+N", icon="plus", group="命令"),
            Choice("keys", "全部按键", aside="F1", icon="help", group="命令"),
        ]
    )
    made.set_palette(palette)
    made.open_palette()
    palette.line.setText("s")
    return made


def frame_keys() -> QWidget:
    made = frame()
    made.show()
    made.key_card.open()
    return made
