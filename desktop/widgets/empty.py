"""What stands where there is nothing to show: why, and the one thing that can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from desktop import icons, theme
from desktop.widgets.button import Button
from desktop.widgets.text import Text

# Below this, a person sees no waiting at all; a flash of grey would be worse than nothing.
PATIENCE_MS = 200


class Empty(QWidget):
    """A calm sign with a sentence and at most one button."""

    def __init__(self, icon: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._tone = icon, "ink_faint"
        self._act: Callable[[], object] = _nothing
        self._sign, self.text, self.note = (
            QLabel(),
            Text(role="quiet", wraps=True),
            Text(role="small", wraps=True),
        )
        self.button = Button("", "plain")
        self.button.clicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self._sign, self.text, self.note):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.say("")

    def say(
        self,
        text: str,
        action: str = "",
        act: Callable[[], object] | None = None,
        *,
        note: str = "",
        icon: str = "",
        alarming: bool = False,
    ) -> None:
        """Show this sentence, `note` below it in small, and the button when there is an action."""
        self._icon = icon or self._icon
        self._tone, self._act = ("danger_ink" if alarming else "ink_faint"), act or _nothing
        self.setAccessibleName(text)
        self.text.setText(text)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.button.setText(action)
        self.button.setAccessibleName(action)
        self.button.setVisible(bool(action))
        self._load_icon()

    def _run(self) -> None:
        self._act()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in theme.CHANGES:
            self._load_icon()
        super().changeEvent(event)

    def _load_icon(self) -> None:
        self._sign.setPixmap(icons.pixmap(self._icon, self._tone, 40))


class Loading(QWidget):
    """Waiting: nothing at first, then grey rows in place, and numbers with a way out when it takes longer.

    Signals: `cancelled()`.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visible_rows = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._show_rows)
        self.text, self.bar = Text(role="quiet"), QProgressBar()
        self.button = Button(self.tr("Cancel"), "plain")
        self.button.clicked.connect(self.cancelled)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for widget in (self.text, self.bar, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.bar.setFixedWidth(280)
        self.bar.setTextVisible(False)

    def begin(self, patience: int = PATIENCE_MS) -> None:
        """Start waiting; the grey rows appear after so many milliseconds."""
        self._visible_rows = False
        self._show_numbers(visible=False)
        self._patience.start(patience)

    def end(self) -> None:
        self._patience.stop()

    def count(self, what: str, done: int, total: int, *, cancellable: bool = True) -> None:
        """Show how far it is: 正在下载名单 3 120 / 12 078. `total` 0 = not known yet."""
        self._patience.stop()
        self._visible_rows = False
        self._show_numbers(visible=True)
        self.button.setVisible(cancellable)
        self.text.setText(f"{what} {_grouped(done)} / {_grouped(total)}" if total else what)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(what)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._visible_rows:
            paint_skeleton(QPainter(self), self.width(), self.height())

    def _show_rows(self) -> None:
        self._visible_rows = True
        self.update()

    def _show_numbers(self, *, visible: bool) -> None:
        for widget in (self.text, self.bar, self.button):
            widget.setVisible(visible)


def paint_skeleton(painter: QPainter, width: int, height: int) -> None:
    """Grey rows where the rows will be."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("sunken"))
    step, left = theme.px(56), theme.px(14)
    for place, top in enumerate(range(0, height, step)):
        share = (0.62, 0.48, 0.55)[place % 3]
        painter.drawRoundedRect(left, top + theme.px(12), int(width * share), theme.px(12), 4, 4)
        painter.drawRoundedRect(left, top + theme.px(33), int(width * (share - 0.18)), theme.px(9), 4, 4)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _nothing() -> None:
    """There is no button."""
