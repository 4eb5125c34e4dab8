"""Ctrl+K: find anything, do anything. A child of the window, not a popup, so that Chinese can be typed in it.

Commands are matched at once; records come from the read lane, and only the newest answer is shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop import icons, theme
from desktop.background import Lane
from desktop.widgets.choice import Choice, Provider
from desktop.widgets.choice_list import ChoiceList
from desktop.widgets.text import Text

WIDTH = 640
ROWS = 9
TOP, GAP = 64, 8  # pixels above the card, and of air below it


class Palette(QWidget):
    """Covers the window while it is open. Signals: `chosen(Choice)`."""

    chosen = Signal(object)

    def __init__(self, provider: Provider, lane: Lane, window: QWidget) -> None:
        super().__init__(window)
        self._provider, self._lane = provider, lane
        self._commands: Sequence[Choice] = ()
        self._asked = 0
        self._before: QWidget | None = None
        self._lay_out()
        self.line.textChanged.connect(self._search)
        self.list.picked.connect(self._pick)
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._hold_keyboard)
        self.hide()

    def set_commands(self, commands: Sequence[Choice]) -> None:
        """What can be done, each with its key as `aside`; shown first while nothing is typed."""
        self._commands = commands

    def open(self, text: str = "") -> None:
        """Show it with the keyboard in its field; the place where the keyboard was is remembered."""
        self._before = self.window().focusWidget()
        self._cover_window()
        self.line.setText(text)
        self._search(text)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Go back to where the keyboard was."""
        self._lane.forget(self._asked)
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.dismiss()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.list.current())
        elif not self.list.take_key(key):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        # Tab stays inside: behind the palette nothing can be seen.
        return True

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = theme.colour("ink")
        shade.setAlphaF(0.18)
        QPainter(self).fillRect(self.rect(), shade)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._cover_window()
        return False

    def _hold_keyboard(self, _before: QWidget | None, now: QWidget | None) -> None:
        """What ends behind it may ask for the keyboard, and has it once the palette is gone."""
        is_behind = now is not None and now.window() is self.window() and not self.isAncestorOf(now)
        if is_behind and self.isVisible():
            self._before = now
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.line = QLineEdit(placeholderText=self.tr("Find, or type a command"))
        self.line.setProperty("kind", "bare")
        self.line.setAccessibleName(self.tr("Find, or type a command"))
        self.list = ChoiceList(self.tr("Found"))
        self.nothing = Text(self.tr("Nothing found"), "quiet")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(16, 12, 16, 4)
        self._card = _Card(self)
        self._sign = QLabel()
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.addWidget(self._sign)
        head.addWidget(self.line, 1)
        line = QFrame()
        line.setProperty("kind", "line")
        line.setFixedHeight(1)
        keys = Text(self.tr("↑ ↓ choose   Enter open   Esc close"), "small")
        keys.setContentsMargins(16, 6, 16, 8)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(head)
        for widget in (line, self.list, self.nothing, keys):
            column.addWidget(widget)

    def _cover_window(self) -> None:
        self.setGeometry(self.window().rect())
        self._sign.setPixmap(icons.pixmap("search", "ink_faint", 20))
        width = min(theme.px(WIDTH), self.width() - 48)
        self._fit_list()
        height = self._card.sizeHint().height()
        self._card.setGeometry((self.width() - width) // 2, theme.px(TOP), width, height)

    def _fit_list(self) -> None:
        """As tall as its choices, and no taller than the window has room for."""
        layout = self._card.layout()
        assert layout is not None
        rest = layout.sizeHint().height() - (0 if self.list.isHidden() else self.list.height())
        room = self.height() - theme.px(TOP) - 2 * GAP - rest
        self.list.setFixedHeight(min(self.list.height_for(ROWS) + 4, max(room, 0)))

    def _search(self, text: str) -> None:
        words = text.casefold().split()
        commands = [choice for choice in self._commands if all(word in _searched(choice) for word in words)]
        self._lane.forget(self._asked)
        self._show(commands if words else list(self._commands))
        if words:
            self._asked = self._lane.run(
                self._provider, text.strip(), done=lambda found: self._show([*found, *commands]), owner=self
            )

    def _show(self, found: Sequence[Choice]) -> None:
        """What has no key is only said, and so comes last: Enter takes the first."""
        choices = sorted(found, key=lambda choice: not choice.key)
        self.list.show_choices(choices)
        self.list.setVisible(bool(choices))
        self.nothing.setVisible(not choices)
        self._cover_window()

    def _pick(self, choice: Choice | None) -> None:
        if choice is not None:
            self.dismiss()
            self.chosen.emit(choice)


class _Card(QFrame):
    """The white card; a press on it does not close the palette."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "overlay")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()


def _searched(choice: Choice) -> str:
    return f"{choice.title} {choice.line} {choice.key}".casefold()
