"""Pictures of lists and tables in all their states."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.empty import Empty, Loading
from desktop.widgets.master_list import MasterList, Nothing
from desktop.widgets.rows_model import Column
from tests.gallery.sample import PROBLEMS, entry_of
from tests.gallery.small_parts import row


def problem_list() -> MasterList:
    made = MasterList("问题", lambda each: each[0], entry_of)
    made.set_rows(PROBLEMS)
    return made


def lists() -> QWidget:
    page, across = QWidget(), QHBoxLayout()
    page.setLayout(across)
    filtered, empty, waiting, broken = (problem_list() for _ in range(4))
    filtered.filter.setText("住建局 超期")
    empty.set_rows([])
    empty.set_nothing(
        Nothing("还没有企业。向管理员领取名单，或从表格导入", "导入 Excel", lambda: None, icon="enterprise")
    )
    waiting.show_loading()
    waiting.loading.begin(patience=0)
    QApplication.processEvents()
    broken.show_error(
        "名单没有打开：磁盘上的文件读不出来。已填写的内容都在草稿箱。", "E-STORE-03", "再试一次", lambda: None
    )
    marked = problem_list()
    marked.model.toggle_mark(1)
    marked.model.toggle_mark(2)
    for each in (marked, filtered, empty, waiting, broken):
        each.setFixedSize(theme.px(330), theme.px(460))
        across.addWidget(each)
    marked.view.setFocus()
    return page


def tables() -> QWidget:
    columns = [
        Column("编号", lambda each: f"WT-0023{each[0]}", 100, sort_of=lambda each: each[0]),
        Column("企业", lambda each: each[2].split("·")[0], 150, sort_of=lambda each: each[2]),
        Column("问题", lambda each: each[1], 300),
        Column("上报", lambda each: each[3], 110, right=True),
        Column("状态", lambda each: each[4], 130),
    ]
    made = MasterList("台账", lambda each: each[0], columns=columns)
    made.set_rows(PROBLEMS)
    made.setFixedSize(theme.px(860), theme.px(380))
    return made


def loading() -> QWidget:
    made = Loading()
    made.count("正在下载名单", 3120, 12078)
    done = Empty("check")
    done.say("待受理已清空。下一批通常在上午到达")
    page = row(made, done)
    for each in (made, done):
        each.setFixedSize(theme.px(380), theme.px(240))
    page.setFixedSize(theme.px(800), theme.px(260))
    return page
