"""The quiet line at the foot of a list: as of when it is. It warns once that is long ago, with the way to the
sync; it never takes the keyboard by itself."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from desktop import icons, theme
from desktop.widgets.button import Button
from desktop.widgets.text import Text


@dataclass(frozen=True)
class AsOf:
    """`words`: as of when; `reason`: why there is nothing newer; `remedy`: what it means and what to do,
    said only where it `warns`; `way`: what the sync screen is asked for; `silent`: whose laptops have not
    reported what may be missing here."""

    words: str = ""
    reason: str = ""
    remedy: str = ""
    warns: bool = False
    way: str = ""
    silent: str = ""

    def line(self) -> str:
        """数据截至 09:12 · 没有网络"""
        return " · ".join(filter(None, (self.words, self.reason)))


class AsOfLine(QFrame):
    """Signals: `sync_asked()`, the person wants to see to the sync; `silent_asked()`, who is silent."""

    sync_asked = Signal()
    silent_asked = Signal()

    def __init__(self, *, on_page: bool = False, parent: QWidget | None = None) -> None:
        """`on_page`: at the head of a page of numbers, instead of at the foot of a list."""
        super().__init__(parent)
        self.shown, self._on_page = AsOf(), on_page
        self._sign, self.line = QLabel(), Text(role="small", wraps=True)
        self.remedy = Text(role="small", wraps=True)
        self.look = Button(self.tr("To the sync"), "link")
        self.silent = Button("", "link")
        self.look.clicked.connect(self.sync_asked)
        self.silent.clicked.connect(self.silent_asked)
        self._lay_out()
        self._put_on()

    def set_as_of(self, shown: AsOf) -> None:
        """Show this."""
        self.shown = shown
        self.line.setText(shown.line())
        self.remedy.setText(shown.remedy)
        self.remedy.setVisible(shown.warns and bool(shown.remedy))
        self.look.setVisible(shown.warns)
        self.silent.setText(shown.silent)
        self.silent.setAccessibleName(shown.silent)
        self.silent.setToolTip(shown.silent)
        self.silent.setVisible(bool(shown.silent))
        if self.parentWidget() is not None or not shown.words:  # shown alone it would be a window
            self.setVisible(bool(shown.words))
        self._put_on()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in theme.CHANGES and hasattr(self, "_sign"):
            self._load_icon()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        """On a page all in one line; under a list one thing below the other."""
        grid = QGridLayout(self)
        grid.setContentsMargins(*((4, 2, 4, 2) if self._on_page else (12, 5, 6, 5)))
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self.line, 0, 1)
        grid.addWidget(self.remedy, 1, 1, 1, 4)
        grid.addWidget(self.look, 0, 4)
        self.line.setWordWrap(not self._on_page)
        grid.setColumnStretch(3 if self._on_page else 1, 1)
        place = (0, 2, 1, 1) if self._on_page else (2, 0, 1, 5)
        grid.addWidget(self.silent, *place, Qt.AlignmentFlag.AlignLeft)

    def _put_on(self) -> None:
        """A warning has the ground of one; a quiet line none, and under a list a thin edge above it."""
        quiet = "" if self._on_page else "foot"
        self.setProperty("notice", "warning" if self.shown.warns else "")
        self.setProperty("ground", "" if self.shown.warns else quiet)
        self.style().polish(self)
        self._load_icon()

    def _load_icon(self) -> None:
        shape, ink = ("warning", "warning_ink") if self.shown.warns else ("clock", "ink_faint")
        self._sign.setPixmap(icons.pixmap(shape, ink, 14))
