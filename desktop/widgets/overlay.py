"""A small sheet laid over the page at a field: choices, a calendar. A child of the window, not a popup of the
system, so that the keyboard stays with the window and Chinese can be typed everywhere."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget


class Overlay(QFrame):
    """Holds one widget. Gone when the page is scrolled or the keyboard leaves the field and the sheet."""

    def __init__(self, field: QWidget, held: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setProperty("kind", "overlay")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(held)
        field.destroyed.connect(self.deleteLater)
        scroller = _scroller_of(field)
        if scroller is not None:
            scroller.verticalScrollBar().valueChanged.connect(self.hide)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def show_at_field(self, size: QSize) -> None:
        """Lie under the field, or above it where there is more room."""
        window, gap = self.window(), 2
        corner = self._field.mapTo(window, QPoint(0, self._field.height() + gap))
        if window.height() - corner.y() < size.height() < corner.y():
            corner.setY(corner.y() - self._field.height() - size.height() - 2 * gap)
        corner.setX(max(0, min(corner.x(), window.width() - size.width() - 8)))
        self.setGeometry(corner.x(), corner.y(), size.width(), size.height())
        self.show()
        self.raise_()

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self._field and not self.isAncestorOf(now):
            self.hide()


def _scroller_of(field: QWidget) -> QScrollArea | None:
    above: QWidget | None = field.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
