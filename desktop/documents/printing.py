"""Paper from a printer: the same pages, painted straight on it, so that no plain copy is left in a file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop.documents.paper import UNITS
from desktop.documents.sheet import Sheet


def ask_and_print(
    sheet: Sheet, parent: QWidget, printed: Callable[[], object], failed: Callable[[], object]
) -> QPrintDialog:
    """Open the system's print dialog; prints when it is accepted. `failed`: the printer did not take it."""
    printer = a4_printer()
    printer.setDocName(sheet.form.file_name.removesuffix(".pdf"))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(sheet.pages))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: printed() if print_on(sheet, printer) else failed())
    QDialog.open(dialog)  # the print dialog hides it behind another of the same name
    return dialog


def a4_printer() -> QPrinter:
    """The usual printer, set to the whole of an A4 sheet: the margins are the form's own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    return printer


def print_on(sheet: Sheet, printer: QPrinter) -> bool:
    """Paint the pages that were asked for, all when none were named; whether the printer took them."""
    first, last = printer.fromPage() or 1, printer.toPage() or len(sheet.pages)
    painter = QPainter()
    if not painter.begin(printer):
        return False
    unit = printer.resolution() / 25.4 / UNITS
    painter.scale(unit, unit)
    for page_no in range(first, last + 1):
        if page_no > first:
            printer.newPage()
        sheet.paint_page(painter, page_no)
    return painter.end() and printer.printerState() != QPrinter.PrinterState.Error
