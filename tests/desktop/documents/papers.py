"""Rows to fill forms from, and what can be read from a PDF. People and firms are made up and marked 示例."""

from __future__ import annotations

import subprocess
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from msgspec.structs import replace
from PySide6.QtGui import QImage

import resources
from sync.domain.clock import SHANGHAI, Instant, to_instant
from sync.domain.profile import Profile, read_profile
from sync.store.tables import Limit, Meeting, Order, Problem, Reply, Visit

NUMBER: Final = "承受〔2020〕1号"
# Left, top, right and bottom of 版心 on A4, mm: margins 28 and 37, 156 × 225 (GB/T 9704-2012, 5.2).
TYPE_AREA: Final = (28.0, 37.0, 184.0, 262.0)
ORDER_NUMBER: Final = "承转〔2020〕1号"


@cache
def profile() -> Profile:
    return read_profile(resources.read_text("profiles/chengde.toml"), "chengde.toml")


def at(month: int, day: int, hour: int, minute: int = 0) -> Instant:
    return to_instant(datetime(2020, month, day, hour, minute, tzinfo=SHANGHAI))


def problem(**changed: Any) -> Problem:
    return replace(_PROBLEM, **changed)


def order(**changed: Any) -> Order:
    return replace(_ORDER, **changed)


def limit(**changed: Any) -> Limit:
    return replace(_LIMIT, **changed)


def meeting(**changed: Any) -> Meeting:
    return replace(_MEETING, **changed)


def visit(**changed: Any) -> Visit:
    return replace(_VISIT, **changed)


_PROBLEM = Problem(
    id="problem",
    aggregate_id="problem",
    enterprise_id="firm",
    enterprise_name="示例制药有限公司",
    enterprise_region_id="county",
    enterprise_address="示例市示例路1号",
    credit_code="待补",
    form="intake",
    channel="visit",
    local_code="SL-0003",
    official_number=NUMBER,
    state="transferred",
    title="厂房未登记，贷款缺少抵押物",
    description="示例公司的1号楼竣工后未办理不动产登记，申请贷款3000万元时缺少抵押物。",
    process="示例公司自2019年起两次到窗口咨询。",
    crux="没有竣工验收备案。",
    proposed_office_id="housing",
    proposed_office_name="示例县住建局",
    solution="出具竣工验收备案手续。",
    intention="尽快取得登记证。",
    contact_name="阿依古丽·示例",
    contact_phone="13800005678",
    topic="licence",
    centre_id="centre",
    centre_name="示例市企业发展服务中心",
    reporter_id="rep",
    reporter_name="示例代表甲",
    reporter_post="政府服务代表",
    reported_at=at(9, 22, 10, 5),
    accepted_at=at(9, 23, 9),
)
_ORDER = Order(
    id="order",
    aggregate_id="problem",
    problem_id="problem",
    cycle=1,
    number=ORDER_NUMBER,
    lead_office_id="housing",
    lead_office_name="示例县住建局",
    assisting_ids=("land",),
    assisting_names=("示例县自然资源局",),
    instruction="请依照议定事项办理，并按期答复。",
    drafter_id="coordinator",
    drafter_name="示例协调员甲",
    drafter_post="科员",
    signer_id="leader",
    signer_name="示例主任",
    signer_post="主任",
    issued_at=at(9, 24, 15, 30),
    due_on="2020-09-28",
)
_LIMIT = Limit(
    id="limit",
    aggregate_id="problem",
    problem_id="problem",
    cycle=1,
    stage="handling",
    starts_on="2020-09-23",
    amount=3,
    unit="workday",
    basis="一般问题 · 本地设定",
)
_MEETING = Meeting(
    id="meeting",
    aggregate_id="problem",
    problem_id="problem",
    cycle=1,
    held_on="2020-09-24",
    place="示例会议室",
    chair="示例主任（主任）",
    present="示例协调员甲、示例经办甲",
    discussion="听取情况说明。",
    decision="由示例县住建局办理竣工验收备案。",
    lead_office_name="示例县住建局",
)
_VISIT = Visit(
    id="visit",
    aggregate_id="firm",
    enterprise_id="firm",
    enterprise_name="示例小微食品有限公司",
    visited_on="2020-09-22",
    manner="on_site",
    visitor_id="liaison",
    visitor_name="示例联络员",
    visitor_post="企业联络员",
    met="示例经理",
    purposes=("assistance", "information"),
    situation="正在筹建烘干项目。",
    combined=True,
)
REPLY: Final = Reply(
    id="reply",
    aggregate_id="problem",
    problem_id="problem",
    cycle=1,
    order_id="order",
    kind="final",
    text="已出具竣工验收备案手续。",
    document="竣工验收备案",
    result="solved",
    office_id="housing",
    office_name="示例县住建局",
    author_id="handler",
    author_name="示例经办甲",
    author_post="科长",
    at=at(9, 27, 16),
)


def text_of(pdf: bytes, *options: str) -> str:
    """What searching and copying find in it, without blanks; a form feed after each page."""
    said = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return "".join(letter for letter in said.stdout.decode() if letter == "\f" or not letter.isspace())


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    return text_of(pdf).split("\f")[:-1]


def picture_of(pdf: bytes, folder: Path, dots_per_inch: int = 100, page_no: int = 1) -> QImage:
    """A page as another program draws it."""
    (folder / "paper.pdf").write_bytes(pdf)
    options = ["-r", str(dots_per_inch), "-f", str(page_no), "-l", str(page_no), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *options, "paper.pdf", "page"], cwd=folder, check=True)
    return QImage(str(folder / "page.png"))


def ink(picture: QImage, top: float, bottom: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom (mm on A4) of what is printed between two heights (mm)."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    per_mm, stride = grey.width() / 210, grey.bytesPerLine()
    seen = bytes(grey.constBits())
    rows: list[int] = []
    columns: list[int] = []
    for y in range(round(top * per_mm), round(bottom * per_mm)):
        row = seen[y * stride : y * stride + grey.width()]
        dark = [x for x, shade in enumerate(row) if shade < 160]
        if dark:
            rows.append(y)
            columns += (dark[0], dark[-1])
    return min(columns) / per_mm, rows[0] / per_mm, max(columns) / per_mm, rows[-1] / per_mm
