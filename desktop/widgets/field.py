"""What every field of a form can do, and the simplest three: a line, a text that grows, a value to read."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from desktop import theme
from desktop.widgets.text import Text

# The keyboard comes back from these by itself: a menu, another window. The field is not left.
_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Field(QWidget):
    """Signals: `changed()`, the person changed the value (never while a word is being composed, never by
    `set_value`); `left()`, the keyboard went elsewhere."""

    changed = Signal()
    left = Signal()

    def value(self) -> Any:
        """What the field holds now."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show this value; tells nobody."""
        raise NotImplementedError

    def is_empty(self) -> bool:
        return not self.value()

    def complaint(self) -> str:
        """What is wrong with what was typed, as the field itself can tell; "" when nothing is."""
        return ""

    def editor(self) -> QWidget:
        """The widget that takes the keyboard."""
        return self

    def set_read_only(self, read_only: bool) -> None:
        self.setEnabled(not read_only)

    def set_invalid(self, invalid: bool) -> None:
        """Give the editor a border that says so."""
        editor = self.editor()
        editor.setProperty("invalid", invalid)
        editor.style().polish(editor)

    def name(self, label: str) -> None:
        """What a screen reader calls the editor."""
        self.editor().setAccessibleName(label)

    def holds_focus(self) -> bool:
        focused = self.focusWidget()
        return focused is not None and focused.hasFocus()

    def _hold(self, widget: QWidget) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(widget)
        if widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed:
            row.addStretch(1)
        self.setFocusProxy(widget)


class Line(QLineEdit):
    """Signals: `left()`. Qt's own `editingFinished` keeps silent when nothing was typed."""

    left = Signal()

    def __init__(self, hint: str = "", width: int = 0) -> None:
        """`width`: pixels at 100 per cent, for short values; 0 takes all the room there is."""
        super().__init__(placeholderText=hint)
        self._width = width
        across = QSizePolicy.Policy.Fixed if width else QSizePolicy.Policy.Expanding
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        usual = super().sizeHint()
        return QSize(theme.px(self._width), usual.height()) if self._width else usual

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()


class LineField(Field):
    """One line of text. `tidy` puts in order what was typed (full-width digits, blanks) when it is left."""

    def __init__(self, hint: str = "", tidy: Callable[[str], str] = str.strip, width: int = 0) -> None:
        """`hint`: an example, shown while the field is empty. `width`: as for `Line`."""
        super().__init__()
        self._tidy = tidy
        self.line = Line(hint, width)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.left.connect(self._leave)
        self._hold(self.line)

    def value(self) -> str:
        return self._tidy(self.line.text())

    def set_value(self, value: Any) -> None:
        if value != self.line.text():
            self.line.setText(value or "")

    def editor(self) -> QLineEdit:
        return self.line

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

    def _leave(self) -> None:
        self.set_value(self.value())
        self.left.emit()


def plain_code(text: str) -> str:
    """A code or a telephone number as a Chinese input method gives it: half-width, upper case, no blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


class _GrowingText(QPlainTextEdit):
    """As tall as its text, between `least` and `most` lines. Tab goes on to the next field."""

    left = Signal()

    def __init__(self, hint: str, least: int, most: int) -> None:
        super().__init__(placeholderText=hint)
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self._grow()

    def sizeHint(self) -> QSize:
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        height = (
            lines * QFontMetrics(self.font()).lineSpacing() + 2 * int(self.document().documentMargin()) + 6
        )
        return QSize(200, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.left.emit()

    def _grow(self) -> None:
        fits = self.document().size().height() <= self._most
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAlwaysOff if fits else bars.ScrollBarAsNeeded)
        self.updateGeometry()


class TextField(Field):
    """Several lines of text. Qt tells of a change at every step of a composition, so it is compared."""

    def __init__(self, hint: str = "", least: int = 3, most: int = 14) -> None:
        """`least`, `most`: lines shown."""
        super().__init__()
        self._known = ""
        self.text = _GrowingText(hint, least, most)
        self.text.textChanged.connect(self._compare)
        self.text.left.connect(self.left)
        self._hold(self.text)

    def value(self) -> str:
        return self.text.toPlainText().strip()

    def set_value(self, value: Any) -> None:
        if value != self.text.toPlainText():
            self._known = value or ""
            self.text.setPlainText(self._known)

    def editor(self) -> QPlainTextEdit:
        return self.text

    def set_read_only(self, read_only: bool) -> None:
        self.text.setReadOnly(read_only)

    def _compare(self) -> None:
        if (text := self.text.toPlainText()) != self._known:
            self._known = text
            self.changed.emit()


class ShownField(Field):
    """A value that is only read."""

    def __init__(self) -> None:
        super().__init__()
        self._value: Any = None
        self.text = Text(wraps=True, selectable=True)
        self._hold(self.text)
        self.text.setContentsMargins(0, theme.px(6), 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Any) -> None:
        self._value = value
        self.text.setText(str(value) if value else "—")

    def editor(self) -> QWidget:
        return self.text
