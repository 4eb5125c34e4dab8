"""The paper on the screen: zoomed, saved, printed, and honest about drafts and missing characters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete

from desktop.documents.canvas import LARGEST, SMALLEST, picture
from desktop.documents.forms import Form, facts
from desktop.documents.intake import problem_form
from desktop.documents.order import order_form
from desktop.documents.paper import BOTTOM, LEFT, RIGHT, TOP
from desktop.documents.pdf import render
from desktop.documents.preview import Preview
from desktop.documents.printing import a4_printer, print_on
from desktop.documents.sheet import Sheet
from desktop.keys import Keys
from desktop.notices import Notices
from tests.desktop.conftest import Show
from tests.desktop.documents import papers
from tests.desktop.documents.papers import NUMBER, ink, pages_of, picture_of, profile

pytestmark = pytest.mark.usefixtures("chinese")


@pytest.fixture
def notices(qapp: QApplication) -> Iterator[Notices]:
    made = Notices()
    yield made
    delete(made)  # with its clocks


@pytest.fixture
def preview(notices: Notices, show: Show) -> Preview:
    made = Preview(notices, Keys())
    made.resize(800, 700)
    show(made)
    return made


def order() -> Form:
    return order_form(profile(), papers.problem(), papers.order(), papers.limit())


def long(official_number: str = "") -> Form:
    """A draft of several pages, or the valid paper."""
    return problem_form(
        profile(), papers.problem(official_number=official_number, process="逐项说明，" * 1200)
    )


def turn(widget: QWidget, steps: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Turn the wheel over a widget; whether it made use of that."""
    event = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120 * steps),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_a_screen_reader_hears_all_that_stands_on_it(preview: Preview) -> None:
    preview.show_form(order())
    assert preview.canvas.accessibleName() == "问题转办单"
    assert "示例县住建局" in preview.canvas.accessibleDescription()
    assert preview.pages.text() == "共 1 页"


def test_the_page_on_the_screen_is_the_page_in_the_pdf(preview: Preview, tmp_path: Path) -> None:
    form = order()
    shown = picture(Sheet(form), 1, 100 / 25.4).toImage()
    printed = picture_of(render(form), tmp_path, dots_per_inch=100)
    for top in range(round(TOP), round(BOTTOM), 15):
        assert ink(shown, top, top + 15) == pytest.approx(ink(printed, top, top + 15), abs=0.6)
    assert ink(shown, 0, BOTTOM + 3)[::2] == pytest.approx((LEFT, RIGHT), abs=0.6)


def test_control_and_the_wheel_zoom_and_the_wheel_alone_scrolls(preview: Preview) -> None:
    preview.show_form(long())
    fitted = preview.canvas.scale
    turn(preview.canvas, 1, Qt.KeyboardModifier.ControlModifier)
    larger = preview.canvas.scale
    for _ in range(2):
        turn(preview.canvas, -1, Qt.KeyboardModifier.ControlModifier)
    assert larger > fitted > preview.canvas.scale
    assert not turn(preview.canvas, -3, Qt.KeyboardModifier.NoModifier), "left to what scrolls"
    turn(preview.scroller.viewport(), -3, Qt.KeyboardModifier.NoModifier)
    assert preview.scroller.verticalScrollBar().value() > 0


def test_zooming_has_its_ends_and_keeps_the_place(preview: Preview) -> None:
    preview.show_form(long())
    bar = preview.scroller.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    preview.larger.click()
    assert bar.value() / bar.maximum() == pytest.approx(0.5, abs=0.02)
    preview.zoom(99)
    assert preview.canvas.scale == LARGEST
    preview.zoom(-99)
    assert preview.canvas.scale == SMALLEST


def test_the_width_is_filled_again_when_the_room_changes_until_somebody_zooms(preview: Preview) -> None:
    preview.show_form(order())
    wide = preview.canvas.scale
    preview.resize(600, 700)
    assert preview.canvas.scale < wide
    preview.zoom(1)
    chosen = preview.canvas.scale
    preview.resize(900, 700)
    assert preview.canvas.scale == chosen
    preview.fit_button.click()
    assert preview.canvas.scale != chosen


def test_only_pages_in_sight_are_painted(preview: Preview) -> None:
    preview.show_form(long())
    preview.grab()
    assert list(preview.canvas._painted) == [1]
    bar = preview.scroller.verticalScrollBar()
    bar.setValue(bar.maximum())
    preview.grab()
    assert preview.canvas.sheet is not None
    assert len(preview.canvas.sheet.pages) in preview.canvas._painted
    assert len(preview.canvas._painted) <= 3


def test_a_draft_and_a_missing_character_are_said_above_the_page(preview: Preview) -> None:
    preview.show_form(order())
    assert not preview.warning.isVisible()
    preview.show_form(long())
    assert preview.warning.text().startswith("草稿")
    preview.show_form(Form(title="示例", dated=0, number="1", bands=(facts(("姓名", "\U0010fffd")),)))
    assert "\U0010fffd" in preview.warning.text()
    assert preview.warning.isVisible()


def test_saving_writes_the_very_bytes_of_the_document(
    preview: Preview, notices: Notices, tmp_path: Path
) -> None:
    preview.show_form(order())
    dialog = preview.save()
    assert dialog.selectedFiles()[0].endswith("问题转办单 承转〔2020〕1号 示例制药有限公司.pdf")
    dialog.fileSelected.emit(str(tmp_path / "示例.pdf"))
    dialog.close()
    assert (tmp_path / "示例.pdf").read_bytes() == render(order())
    assert [notice.text for notice in (notices.passing(),) if notice] == ["已保存：示例.pdf"]


def test_what_cannot_be_saved_is_told(preview: Preview, notices: Notices, tmp_path: Path) -> None:
    preview.show_form(order())
    preview.save_to(str(tmp_path / "no folder" / "示例.pdf"))
    assert [notice.kind for notice in notices.shown()] == ["warning"]
    assert notices.shown()[0].text.startswith("PDF 没有保存：")


def test_nothing_can_be_saved_or_printed_before_a_form_is_shown(preview: Preview) -> None:
    assert not preview.save_button.isEnabled()
    assert not preview.print_button.isEnabled()


def test_control_p_opens_the_print_dialog(preview: Preview) -> None:
    preview.show_form(order())
    preview.scroller.setFocus()
    QTest.keyClick(preview.scroller, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QPrintDialog)
    dialog.reject()


def test_a_printer_gets_the_same_pages(tmp_path: Path) -> None:
    form = long(official_number=NUMBER)
    sheet = Sheet(form)
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_on(sheet, printer)
    printed = (tmp_path / "printed.pdf").read_bytes()
    assert pages_of(printed) == pages_of(render(form))
    assert ink(picture_of(printed, tmp_path), 30, BOTTOM + 3)[::2] == pytest.approx((LEFT, RIGHT), abs=1.0)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_what_the_printer_does_not_take_is_told(
    preview: Preview, notices: Notices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> QPrinter:
        printer = a4_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "no folder" / "printed.pdf"))
        return printer

    monkeypatch.setattr("desktop.documents.printing.a4_printer", broken)
    preview.show_form(order())
    dialog = preview.print()
    assert isinstance(dialog, QPrintDialog)
    dialog.accepted.emit(dialog.printer())
    dialog.reject()
    assert [notice.text for notice in notices.shown()] == ["没有打印出来：打印机没有接受。请换一台再试。"]


def test_a_printer_gets_only_the_pages_asked_for(tmp_path: Path) -> None:
    form = long(official_number=NUMBER)
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(2, 3)
    print_on(Sheet(form), printer)
    assert pages_of((tmp_path / "printed.pdf").read_bytes()) == pages_of(render(form))[1:3]
