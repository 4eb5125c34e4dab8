"""Pictures of the small parts."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

import resources
from desktop import icons, theme
from desktop.notices import Notices
from desktop.palettes import LIGHT, TONES
from desktop.widgets.attachment_tile import Attachment
from desktop.widgets.attachments import AttachmentStrip
from desktop.widgets.badge import Badge, Mark
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.chip import SyncChip, SyncState
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.figure import Figure
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.notice_bar import NoticeBar
from desktop.widgets.rings import CURRENT, DONE, TODO, Ring, Rings
from desktop.widgets.text import Text
from desktop.widgets.timeline import Timeline
from tests.gallery.sample import MOMENTS, RINGS, thumbnail


def column(*widgets: QWidget, width: int = 640, gap: int = 14) -> QWidget:
    page = QWidget()
    page.setFixedWidth(theme.px(width))
    lines = QVBoxLayout(page)
    lines.setContentsMargins(24, 20, 24, 20)
    lines.setSpacing(gap)
    for widget in widgets:
        lines.addWidget(widget)
    lines.addStretch(1)
    return page


def row(*widgets: QWidget) -> QWidget:
    page = QWidget()
    across = FlowLayout(page, gap=10)
    for widget in widgets:
        across.addWidget(widget)
    policy = page.sizePolicy()
    policy.setHeightForWidth(True)
    page.setSizePolicy(policy)
    return page


def tokens() -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    for place, (name, colour) in enumerate(LIGHT.items()):
        swatch = QLabel()
        picture = QPixmap(QSize(56, 26))
        picture.fill(QColor(colour))
        swatch.setPixmap(picture)
        grid.addWidget(swatch, place % 12, place // 12 * 2)
        grid.addWidget(Text(f"{name} {colour}", "small"), place % 12, place // 12 * 2 + 1)
    return page


def all_icons() -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    names = [Path(name).stem for name in resources.names("icons") if not name.endswith("zhuqitong.svg")]
    for place, name in enumerate(names):
        sign = QLabel()
        sign.setPixmap(icons.pixmap(name, "ink", 24))
        grid.addWidget(sign, place // 9 * 2, place % 9, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(Text(name, "small"), place // 9 * 2 + 1, place % 9, Qt.AlignmentFlag.AlignCenter)
    return page


def texts() -> QWidget:
    return column(*(Text(f"{role}：企业发展服务中心 12,078 家 骨直复关海角", role) for role in theme.TEXT))


def buttons() -> QWidget:
    focused = Button("有焦点")
    disabled = Button("不可用", icon="print")
    disabled.setEnabled(False)
    page = column(
        row(
            Button("完成", "primary", key="Ctrl+Enter"),
            Button("保存草稿"),
            Button("打印", icon="print"),
            Button("更多", "quiet"),
            Button("签发督办单", "danger", icon="alert"),
            Button("查看计算过程", "link"),
            Button("", "quiet", icon="print", name="打印"),
            Button("新走访", "primary", icon="plus", key="Ctrl+N"),
        ),
        row(
            Button("受理并转办", key="1"),
            Button("改派", key="2"),
            Button("退回补充", key="3"),
            Button("不予受理", key="4"),
            Button("合并", key="5"),
            Button("联席会议", key="6"),
            Button("稍后", "quiet", key="H"),
        ),
        row(focused, disabled),
        width=760,
    )
    page.setProperty("focus_me", True)
    focused.setFocus()
    return page


def badges() -> QWidget:
    words = ("已上报", "办理中", "已办结", "剩 1 工作日", "退回补充", "超期 2 工作日")
    return column(
        row(*(Badge(Mark(word, tone)) for word, tone in zip(words, TONES, strict=True))),
        row(
            Badge(Mark("待同步", "neutral", "clock")),
            Badge(Mark("冲突", "danger", "conflict")),
            Badge(Mark("未被接受", "danger", "close")),
            Badge(Mark("已送达 17:10", "success")),
        ),
    )


def chips() -> QWidget:
    states = [
        SyncState(attention=2, waiting=3),
        SyncState(login_expired=True, waiting=3),
        SyncState(failed=True, waiting=3),
        SyncState(offline=True, waiting=3),
        SyncState(offline=True),
        SyncState(running=(3, 12), waiting=9),
        SyncState(waiting=3, last_contact="17:32", fresh=True),
        SyncState(),
        SyncState(last_contact="昨天 17:32"),
        SyncState(last_contact="17:32", fresh=True),
    ]
    made = []
    for state in states:
        made.append(SyncChip())
        made[-1].set_state(state)
    return column(row(*made), width=820)


def rings_and_time() -> QWidget:
    first = [Ring("搜集", CURRENT, "草稿")] + [Ring(word, TODO) for word in ("汇总", "交办", "处置", "反馈")]
    last = [Ring(word, DONE) for word in ("搜集", "汇总", "交办", "处置")] + [
        Ring("反馈", DONE, "11-30 已销号")
    ]
    return column(Rings(first), Rings(RINGS), Rings(last), Timeline(MOMENTS), width=680)


def facts_card() -> Card:
    card = Card("企业", "规上·高新技术")
    card.add_action(Button("打开", "link", icon="arrow-right"))
    card.body.addWidget(
        Facts(
            [
                Fact("名称", "示例制药集团有限公司"),
                Fact("代表", "示例甲 政府服务代表"),
                Fact("地址", "承德市高新区示例路 1 号"),
                Fact("电话", ""),
                Fact(
                    "简介", "中成药研发、生产和销售；1 号楼 2017 年年底竣工，一直未办不动产登记。", wide=True
                ),
            ]
        )
    )
    return card


def attachment_strip() -> AttachmentStrip:
    strip = AttachmentStrip()
    strip.set_attachments(
        [
            Attachment(
                "1",
                "竣工验收现场照片-1号楼东侧.jpg",
                1_430_000,
                Mark("已上传", "success"),
                thumbnail("#5b7fa8"),
            ),
            Attachment("2", "厂门.jpg", 4_100_000, Mark("待上传", "neutral", "clock"), thumbnail("#8a9a6b")),
            Attachment("3", "企业申请.docx", 38_000, Mark("太大，未收", "danger", "close")),
        ]
    )
    return strip


def attachments() -> QWidget:
    empty = AttachmentStrip()
    return column(attachment_strip(), empty, width=720)


def notices() -> QWidget:
    held = Notices()
    bar = NoticeBar(held)
    held.say("info", "已恢复 1 条未完成的走访（09:42）", "查看", lambda: None)
    held.say("warning", "本机时间与服务器相差 12 分钟，时限以服务器为准")
    held.say(
        "refusal",
        "未被接受：该件 11-21 10:00 已改派城管局。您的内容在草稿箱，可以转给承办单位或放弃。",
        "查看",
        lambda: None,
    )
    return column(bar, width=760)


def figures() -> QWidget:
    card, across = Card("本月", "按办结截止日"), QHBoxLayout()
    for word, value, note in (
        ("收集", "128", ""),
        ("受理", "121", ""),
        ("应办结", "96", ""),
        ("按期办结率", "96.1%", "812/845"),
        ("满意率", "—", "0/0"),
    ):
        across.addWidget(Figure(word, value, note))
    card.body.addLayout(across)
    return column(card, width=820)
