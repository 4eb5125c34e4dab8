"""What the pictures show: made-up firms and people, all marked 示例."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPixmap

from desktop.background import ImmediateLane
from desktop.widgets.badge import Mark
from desktop.widgets.choice import Choice
from desktop.widgets.rings import CURRENT, DONE, TODO, Ring
from desktop.widgets.rows_model import Entry
from desktop.widgets.timeline import Moment

TODAY = date(2026, 11, 22)


LANE = ImmediateLane("gallery")


PROBLEMS = [
    (
        "1",
        "不动产登记缺竣工验收备案，贷款缺少抵押物",
        "示例制药集团·证照办理·建议 住建局",
        "11-20 16:05",
        Mark("剩 2 工作日", "warning"),
        True,
    ),
    (
        "2",
        "烘干项目立项和施工手续不清楚怎么办",
        "示例生物科技·投资审批·建议 审批局",
        "11-20 11:30",
        Mark("剩 3 工作日", "neutral", "clock"),
        True,
    ),
    (
        "3",
        "厂区门前道路夜间照明不足，员工下班不安全，希望尽快增设路灯",
        "示例温泉庄园·生活配套",
        "昨天",
        Mark("超期 2 工作日", "danger"),
        False,
    ),
    ("4", "外地技术工人子女入学", "示例精密机械·用工社保", "昨天", Mark("待同步", "neutral", "clock"), False),
    (
        "5",
        "技改补贴申报材料退回，要求补充设备发票",
        "示例装备制造·政策兑现",
        "11-18",
        Mark("退回补充", "caution", "reply"),
        False,
    ),
    (
        "6",
        "供电增容申请三个月未批",
        "示例铸造·水电气网",
        "11-17",
        Mark("已送达", "info", "arrow-right"),
        False,
    ),
    (
        "7",
        "环评批复与用地红线不一致",
        "示例新材料·环评能评",
        "11-16",
        Mark("冲突", "danger", "conflict"),
        False,
    ),
    ("8", "拖欠账款协调", "示例建材·拖欠账款", "11-12", Mark("已办结", "success"), False),
]


RINGS = [
    Ring("搜集", DONE, "11-20 已上报"),
    Ring("汇总", DONE, "11-20 已受理"),
    Ring("交办", CURRENT, "已转办待签收"),
    Ring("处置", TODO),
    Ring("反馈", TODO),
]


MOMENTS = [
    Moment(
        "11-22 09:41",
        "示例甲 政府服务代表",
        "补充说明",
        "已向企业核实：1 号楼 2017 年年底竣工，竣工资料齐全，存于公司档案室。",
        mark=Mark("待同步", "neutral", "clock"),
        tone="neutral",
    ),
    Moment("11-20 17:22", "示例乙 企业发展服务中心", "受理并转办 住建局", note="已读 17:40"),
    Moment("11-20 16:05", "示例甲 政府服务代表", "上报", note="离线填写，17:10 送达", tone="success"),
]


def entry_of(row: tuple[str, str, str, str, Mark, bool]) -> Entry:
    return Entry(row[1], row[2], row[3], row[4], fresh=row[5])


def firms(text: str) -> list[Choice]:
    known = [
        ("示例温泉庄园", "隆化县七家镇·91130825MA0示例0X·上次走访 11-19", "swqzy"),
        ("示例温度仪表有限公司", "高新区·待补信用代码·从未走访", "swdyb"),
        ("示例文化传媒", "双桥区·上次走访 10-30", "swhcm"),
    ]
    return [
        Choice(pinyin, name, line, icon="enterprise", group="企业")
        for name, line, pinyin in known
        if text in pinyin + name or not text
    ]


def rest_or_work(day: date) -> str:
    special = {date(2026, 10, 10): "班", date(2026, 9, 20): "班"}
    return special.get(day, "休" if day.weekday() >= 5 else "")


def thumbnail(colour: str) -> bytes:
    picture = QPixmap(120, 90)
    shade = QLinearGradient(0, 0, 120, 90)
    shade.setColorAt(0, QColor(colour))
    shade.setColorAt(1, QColor("white"))
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), shade)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(content.data())
