"""The PDF of a form: the same bytes for the same form on the same machine.

Two machines with other fonts, or in other time zones, make other bytes of it: the original is the one that
was given out first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC
from uuid import UUID, uuid5

import msgspec
from PySide6.QtCore import QBuffer, QHashSeed, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from desktop.documents.forms import Form
from desktop.documents.paper import UNITS
from desktop.documents.sheet import Sheet
from sync.domain.clock import Instant, to_datetime

DOTS_PER_INCH = round(25.4 * UNITS)
_FORMS = UUID("5b0d7f0e-4f0b-5c6e-9d3e-2b1a6f3c8d10")
# When it was written, in the file's two places for it (the second is XML), as Qt words them.
_INFO_DATE = re.compile(rb"(?<=Date )\(D:[^)]*\)")
_XML_DATE = re.compile(rb'(?<=Date=)"\d{4}-[^"]*"')


def render(form: Form) -> bytes:
    """The PDF of a form, its fonts embedded; dated as the form is, not by the machine's clock."""
    return pdf_of(Sheet(form))


def pdf_of(sheet: Sheet) -> bytes:
    """The PDF of a form that is laid out already."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    with _same_order():
        _write(sheet, QPdfWriter(buffer))
    return _dated(bytes(buffer.data().data()), sheet.form.dated)


def _write(sheet: Sheet, writer: QPdfWriter) -> None:
    form = sheet.form
    writer.setResolution(DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF())
    writer.setTitle(form.file_name.removesuffix(".pdf"))
    writer.setDocumentId(QUuid(str(uuid5(_FORMS, msgspec.json.encode(form).decode()))))
    painter = QPainter(writer)
    for page_no in range(1, len(sheet.pages) + 1):
        if page_no > 1:
            writer.newPage()
        sheet.paint_page(painter, page_no)
    painter.end()


@contextmanager
def _same_order() -> Iterator[None]:
    """Qt writes the fonts in the order of a hash table, which is another one in each process unless told."""
    QHashSeed.setDeterministicGlobalSeed()
    try:
        yield
    finally:
        QHashSeed.resetRandomGlobalSeed()


def _dated(pdf: bytes, at: Instant) -> bytes:
    """Put the form's own date in place of the clock's, at its length: a PDF counts its bytes."""
    moment = to_datetime(at).astimezone(UTC)
    pdf = _INFO_DATE.sub(_instead(f"(D:{moment:%Y%m%d%H%M%SZ})"), pdf)
    return _XML_DATE.sub(_instead(f'"{moment:%Y-%m-%dT%H:%M:%SZ}"'), pdf)


def _instead(date: str) -> Callable[[re.Match[bytes]], bytes]:
    return lambda found: date.encode().ljust(len(found[0]))
