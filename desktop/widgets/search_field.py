"""A choice among many: type a few characters or pinyin initials, Enter takes the first that fits.

The list of choices is a child of the window, not a popup: a popup takes no Chinese on Windows. ↓ in an
empty field asks for what is likely; Tab takes the current choice and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.background import Lane
from desktop.widgets.choice import Choice, Provider
from desktop.widgets.choice_list import ChoiceList
from desktop.widgets.field import Field, Line
from desktop.widgets.overlay import Overlay
from desktop.widgets.text import Text

ROWS = 6
_PICKS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class SearchField(Field):
    """The value is a `Choice` or None. `free`: other text may stay, as a Choice without key."""

    def __init__(self, provider: Provider, lane: Lane, hint: str = "", *, free: bool = False) -> None:
        """`provider` runs in `lane`; only the answer to the newest text is shown."""
        super().__init__()
        self._provider, self._lane, self._free = provider, lane, free
        self._choice: Choice | None = None
        self._asked = 0
        self._offered: Sequence[Choice] = ()  # for the text that stands there
        self.line, self.about = _SearchLine(hint, self._take_key), Text(role="small")
        self.suggestions: Suggestions | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.line)
        column.addWidget(self.about)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._typed)
        self.line.left.connect(self._leave)
        self.set_value(None)

    def value(self) -> Choice | None:
        return self._choice

    def set_value(self, value: Any) -> None:
        self._choice = value
        self.line.setText(value.title if value else "")
        self.about.setText(value.line if value else "")
        self.about.setVisible(bool(value and value.line))

    def complaint(self) -> str:
        if self._choice is None and self.line.text().strip():
            return self.tr("Please choose from the list")
        return ""

    def editor(self) -> QWidget:
        return self.line

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

    def is_listing(self) -> bool:
        """Whether choices are on the screen."""
        return self.suggestions is not None and self.suggestions.isVisible()

    def _typed(self, text: str) -> None:
        self._choice = Choice("", text.strip()) if self._free and text.strip() else None
        self.about.hide()
        self._offered = ()
        if text.strip():
            self._ask(text.strip())
        else:
            self._close()
        self.changed.emit()

    def _ask(self, text: str) -> None:
        self._lane.forget(self._asked)
        self._asked = self._lane.run(self._provider, text, done=self._show, owner=self)

    def _show(self, choices: Sequence[Choice]) -> None:
        self._offered = choices
        if not self.line.hasFocus():
            self._take_the_one_that_is_meant()
            return
        if not choices:
            self._close()
            return
        if self.suggestions is None:
            self.suggestions = Suggestions(self.line)
            self.suggestions.list.picked.connect(self._pick)
        self.suggestions.show_choices(choices)

    def _take_key(self, key: Qt.Key) -> bool:
        if self.suggestions is None or not self.is_listing():
            if key == Qt.Key.Key_Down and not self.line.isReadOnly():
                self._ask(self.line.text().strip())
            return False
        if key in _PICKS:
            self._pick(self.suggestions.list.current())
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return self.suggestions.list.take_key(key)
        return True

    def _pick(self, choice: Choice | None) -> None:
        self._close()
        if choice is not None:
            self.set_value(choice)
            self.changed.emit()

    def _take_the_one_that_is_meant(self) -> None:
        """The person wrote a whole name, and went on without the list."""
        meant = [choice for choice in self._offered if choice.title == self.line.text().strip()]
        if self._choice is None and len(meant) == 1:
            self._pick(meant[0])

    def _leave(self) -> None:
        self._take_the_one_that_is_meant()
        if self.suggestions is not None:
            self.suggestions.hide()
        self.left.emit()

    def _close(self) -> None:
        self._lane.forget(self._asked)
        if self.suggestions is not None:
            self.suggestions.hide()


class _SearchLine(Line):
    """Offers each key to the choices first."""

    def __init__(self, hint: str, take_key: Callable[[Qt.Key], bool]) -> None:
        super().__init__(hint)
        self._take_key = take_key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward:
            self._take_key(Qt.Key.Key_Tab)
        return super().focusNextPrevChild(forward)


class Suggestions(Overlay):
    """The choices, laid over the page at their field."""

    def __init__(self, field: QWidget) -> None:
        self.list = ChoiceList(QCoreApplication.translate("Suggestions", "Choices"))
        super().__init__(field, self.list)
        self._width = field.width

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these; the first is the one that Enter takes."""
        self.list.show_choices(choices)
        self.show_at_field(QSize(max(self._width(), theme.px(360)), self.list.height_for(ROWS) + 10))
