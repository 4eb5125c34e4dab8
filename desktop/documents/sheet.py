"""A form laid out on A4: its pages, and the one way in which screen, PDF and printer paint them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QPainter

from desktop.documents import faces
from desktop.documents.forms import Form
from desktop.documents.head import CONTINUED_TOP, every_page, first_head, next_head
from desktop.documents.marks import Mark, Words, draw
from desktop.documents.paper import BOTTOM, SI_HAO, WU_HAO, XIAO_SI
from desktop.documents.strips import strip
from desktop.documents.table import Placed, grown, placed, table_marks
from desktop.documents.words import translate

# One page is best, in the largest size that fits; what is too long even so takes more pages in the first.
SIZES = (SI_HAO, XIAO_SI, WU_HAO)


class Sheet:
    """`pages`: the marks of each page. `missing`: characters that no font here can draw."""

    def __init__(self, form: Form) -> None:
        self.form = form
        head, top = first_head(form)
        self.pages: list[list[Mark]] = []
        for page_no, page in enumerate(_flow(form, top), start=1):
            above = head if page_no == 1 else next_head(form)
            self.pages.append([*every_page(form, page_no), *above, *table_marks(page)])
        self.missing = faces.missing(self.text)

    @property
    def text(self) -> str:
        """All that stands on it, line by line: for a screen reader, and to look for characters."""
        return "\n".join(mark.text for page in self.pages for mark in page if isinstance(mark, Words))

    def paint_page(self, painter: QPainter, page_no: int) -> None:
        """Paint a page, counted from 1. The painter's unit is 0.01 mm, its origin the paper's corner.

        IndexError when there is no such page.
        """
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        for mark in self.page(page_no):
            draw(painter, mark)

    def page(self, page_no: int) -> Iterable[Mark]:
        """What lies on a page, counted from 1."""
        if not 1 <= page_no <= len(self.pages):
            raise IndexError(f"there is no page {page_no}")
        return self.pages[page_no - 1]


def _flow(form: Form, top: float) -> list[list[Placed]]:
    """The strips of each page: on one page, the rest of it shared out, or else on as many as it takes."""
    continued = translate("documents", "(continued)")
    for size in SIZES:
        strips = [strip(band, size) for band in form.bands]
        free = BOTTOM - top - sum(each.height for each in strips)
        if free >= 0:
            return placed(grown(strips, free), top, CONTINUED_TOP, continued)
    return placed([strip(band, SIZES[0]) for band in form.bands], top, CONTINUED_TOP, continued)
