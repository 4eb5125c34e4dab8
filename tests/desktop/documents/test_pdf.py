"""The PDF as other programs read it: its text, its fonts, its pages, its bytes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
import time_machine

from desktop.documents import faces
from desktop.documents.forms import Form, facts
from desktop.documents.head import CONTINUED_TOP
from desktop.documents.intake import problem_form
from desktop.documents.order import order_form
from desktop.documents.paper import BOTTOM, LEFT, RIGHT
from desktop.documents.pdf import render
from desktop.documents.strips import LABEL_WIDTH
from tests.desktop.documents import papers
from tests.desktop.documents.papers import (
    NUMBER,
    ORDER_NUMBER,
    TYPE_AREA,
    ink,
    pages_of,
    picture_of,
    profile,
    text_of,
)

pytestmark = pytest.mark.usefixtures("chinese")

ROOT = Path(__file__).parents[3]
DRAFT = "草稿·编号待定"


def order_pdf(**changed: str) -> bytes:
    return render(order_form(profile(), papers.problem(), papers.order(**changed), papers.limit()))


def test_every_word_can_be_found_and_copied() -> None:
    form = order_form(profile(), papers.problem(), papers.order(), papers.limit())
    text = text_of(render(form), "-raw")
    wanted = [part for band in form.bands for cell in band.cells for part in (cell.label, cell.text)]
    assert not [each for each in (*wanted, ORDER_NUMBER, NUMBER) if "".join(each.split()) not in text]


def test_the_page_lies_in_the_pdf_where_the_standard_wants_it(tmp_path: Path) -> None:
    assert ink(picture_of(order_pdf(), tmp_path), 0, 265) == pytest.approx(TYPE_AREA, abs=1.0)


def test_the_paper_is_a4_and_all_fonts_are_in_it(tmp_path: Path) -> None:
    (tmp_path / "order.pdf").write_bytes(order_pdf())
    said = {
        tool: subprocess.run(
            [tool, "order.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True
        ).stdout
        for tool in ("pdfinfo", "pdffonts")
    }
    fonts = said["pdffonts"].splitlines()[2:]
    assert "(A4)" in said["pdfinfo"]
    assert fonts
    assert not [line for line in fonts if line.split()[-5] != "yes"], said["pdffonts"]


def test_a_draft_says_so_on_each_page_and_a_numbered_paper_on_none() -> None:
    long = "逐项说明，" * 1200
    draft = pages_of(render(problem_form(profile(), papers.problem(official_number="", process=long))))
    final = pages_of(render(problem_form(profile(), papers.problem(process=long))))
    assert len(draft) >= 3
    assert all(DRAFT in page for page in draft)
    assert not any("草稿" in page or "待定" in page for page in final)


def test_a_text_of_twenty_thousand_characters_flows_over_pages_and_none_is_lost() -> None:
    text = "".join(f"第{n}项经过核对；" for n in range(1, 2200))
    form = Form(title="示例", dated=0, number="1", bands=(facts(("经过", text)),))
    pdf = render(form)
    assert len(text) > 20_000
    assert len(pages_of(pdf)) > 10
    assert _column(pdf) == text


def _column(pdf: bytes) -> str:
    """What stands beside the labels, from the first page to the last."""
    x, y = round(LEFT + LABEL_WIDTH), round(CONTINUED_TOP)
    box = {"-x": x, "-y": y, "-W": round(RIGHT) - x, "-H": round(BOTTOM) - y}
    options = [part for name, mm in box.items() for part in (name, str(mm * 10))]
    return text_of(pdf, "-r", "254", *options).replace("\f", "").removeprefix("示例")


@pytest.mark.parametrize("name", ["示例𬱖", "示例䶮", "阿依古丽·示例"])
def test_a_rare_name_is_drawn_or_said_to_be_missing(name: str, tmp_path: Path) -> None:
    letter = next((each for each in name if each not in "示例阿依古丽"), "")
    lost = faces.missing(letter)
    assert lost in ("", letter)
    pictures = [
        picture_of(render(Form(title="示例", dated=0, number="1", bands=(facts(("姓名", each)),))), tmp_path)
        for each in (name, name.replace(letter, "\U0010fffd"), name.replace(letter, ""))
    ]
    assert pictures[0] != pictures[2]
    assert lost or pictures[0] != pictures[1], "an empty box was drawn in its place"


def test_the_same_form_gives_the_same_bytes_on_another_day() -> None:
    with time_machine.travel("2020-09-24 08:00", tick=False):
        first = order_pdf()
    with time_machine.travel("2026-11-22 23:59", tick=False):
        assert order_pdf() == first
    assert order_pdf(number="承转〔2020〕2号") != first


_IN_ANOTHER_PROCESS = """
import hashlib, sys
from PySide6.QtGui import QGuiApplication
from tests.desktop.documents import papers
from desktop.documents.order import order_form
from desktop.documents.pdf import render
application = QGuiApplication([])
problem = papers.problem(contact_name="示例䶮𬱖")
form = order_form(papers.profile(), problem, papers.order(lead_office_name="示例䶮𬱖局 Office"))
sys.stdout.write(hashlib.sha256(render(form)).hexdigest())
"""


def test_the_same_form_gives_the_same_bytes_in_every_process() -> None:
    command = [sys.executable, "-c", _IN_ANOTHER_PROCESS]
    said = [subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(3)]
    assert len(set(said)) == 1
    assert len(said[0]) == hashlib.sha256().digest_size * 2


def test_the_pdf_is_dated_as_the_form_and_whole(tmp_path: Path) -> None:
    (tmp_path / "order.pdf").write_bytes(order_pdf())
    info = subprocess.run(
        ["pdfinfo", "-isodates", "order.pdf"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "CreationDate:    2020-09-24T07:30:00Z" in info.stdout
    assert "Title:           问题转办单 承转〔2020〕1号 示例制药有限公司" in info.stdout
    assert info.stderr == ""
