"""The pages of a paper, one below the other, at some number of pixels per millimetre."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.documents.paper import HEIGHT, UNITS, WIDTH
from desktop.documents.sheet import Sheet

GAP = 16  # pixels around each page
KEPT = 6  # pages painted and kept, so that scrolling does not paint them again
SMALLEST, LARGEST = 1.0, 16.0  # pixels per mm


class Canvas(QWidget):
    """Signals: `zoom_asked(steps)`, Ctrl and the wheel were turned, up for larger."""

    zoom_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet: Sheet | None = None
        self.scale = 96 / 25.4
        self._painted: dict[int, QPixmap] = {}

    def set_sheet(self, sheet: Sheet) -> None:
        """Show this paper instead; a screen reader says all that stands on it."""
        self.sheet = sheet
        self.setAccessibleName(sheet.form.title)
        self.setAccessibleDescription(sheet.text)
        self._forget()

    def set_scale(self, scale: float) -> None:
        """Pixels per mm from now on, within what can be read and what fits into memory."""
        self.scale = min(LARGEST, max(SMALLEST, scale))
        self._forget()

    def page_box(self, page_no: int) -> QRect:
        """Where a page lies, counted from 1."""
        width, height = round(WIDTH * self.scale), round(HEIGHT * self.scale)
        left = max(GAP, (self.width() - width) // 2)
        return QRect(left, GAP + (page_no - 1) * (height + GAP), width, height)

    def sizeHint(self) -> QSize:
        if self.sheet is None:
            return QSize()
        last = self.page_box(len(self.sheet.pages))
        return QSize(last.width() + 2 * GAP, last.bottom() + 1 + GAP)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if turned and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if turned > 0 else -1)
            event.accept()
        else:
            event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in theme.CHANGES:
            self.update()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), theme.colour("canvas"))
        for page_no in range(1, len(self.sheet.pages) + 1 if self.sheet else 1):
            box = self.page_box(page_no)
            if box.intersects(event.rect()):
                painter.drawPixmap(box.topLeft(), self._page(page_no))
                painter.setPen(theme.colour("line"))
                painter.drawRect(QRectF(box).adjusted(-0.5, -0.5, 0.5, 0.5))

    def _page(self, page_no: int) -> QPixmap:
        if page_no not in self._painted:
            if len(self._painted) >= KEPT:
                self._painted.pop(next(iter(self._painted)))
            assert self.sheet
            self._painted[page_no] = picture(self.sheet, page_no, self.scale, self.devicePixelRatioF())
        return self._painted[page_no]

    def _forget(self) -> None:
        self._painted = {}
        self.resize(self.sizeHint())
        self.update()


def picture(sheet: Sheet, page_no: int, scale: float, ratio: float = 1.0) -> QPixmap:
    """A page as it is printed, `scale` pixels per mm, on a screen of this pixel ratio."""
    pixmap = QPixmap(QSize(round(WIDTH * scale * ratio), round(HEIGHT * scale * ratio)))
    pixmap.fill(Qt.GlobalColor.white)
    painter = QPainter(pixmap)
    painter.scale(scale * ratio / UNITS, scale * ratio / UNITS)
    sheet.paint_page(painter, page_no)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
