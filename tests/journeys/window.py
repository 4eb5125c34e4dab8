"""A person at a window: eyes that read visible words and accessible names, hands that press and type.

Nothing of the record is asked here; what cannot be seen is not there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

PATIENCE_MS = 20_000
LOOK_EVERY_MS = 15
TURN_MS = 1_000


class NotSeen(AssertionError):
    """The person waited and did not see it; the text says what stood there instead."""


def wait(holds: Callable[[], object], what: str, patience: int = PATIENCE_MS) -> None:
    """Let the window live until something is true."""
    if holds():
        return
    loop, limit, look = QEventLoop(), QTimer(singleShot=True), QTimer()
    seen: list[bool] = []

    def peek() -> None:
        if holds():
            seen.append(True)
            loop.quit()

    limit.timeout.connect(loop.quit)
    look.timeout.connect(peek)
    limit.start(patience)
    look.start(LOOK_EVERY_MS)
    loop.exec()
    look.stop()
    limit.stop()
    if not seen and not holds():  # what was true for a moment was seen
        raise NotSeen(what)


class Window:
    """One person's window, whichever it is at the moment."""

    def __init__(self, visible: Callable[[], QWidget]) -> None:
        self._visible = visible

    # eyes

    def widgets(self, kind: type[QWidget]) -> Iterator[QWidget]:
        """Visible widgets of a kind."""
        top = self._visible()
        below: list[QWidget] = list(top.findChildren(QWidget))
        for widget in below:
            if isinstance(widget, kind) and widget.isVisibleTo(top):
                yield widget

    def words(self) -> list[str]:
        """Every text that can be read now: labels, buttons, editors, rows of lists."""
        return [text for text in self._read() if text]

    def _read(self) -> Iterator[str]:
        for widget in self.widgets(QWidget):
            yield from said_by(widget)
            yield widget.accessibleDescription()

    def reads(self, text: str) -> bool:
        """Whether a text stands somewhere in the window."""
        return any(text in words for words in self._read())

    def see(self, text: str) -> None:
        """Wait until a text can be read. Raises NotSeen."""
        self._until(lambda: self.reads(text), text)

    def see_no(self, text: str) -> None:
        """Wait until a text cannot be read any more. Raises NotSeen."""
        self._until(lambda: not self.reads(text), f"still there: {text}")

    def see_label(self, text: str) -> None:
        """Wait until a label says exactly this, as the head of a page does."""
        self._until(lambda: text in self._labels(), f"label {text}")

    def see_label_from(self, beginning: str) -> None:
        """Wait until a label begins so: a figure that could stand in any date otherwise."""
        self._until(lambda: any(text.startswith(beginning) for text in self._labels()), f"{beginning}…")

    def see_turn(self, keys: str, text: str) -> None:
        """Press keys that ask for something anew, and wait until a text stands there again: it may go for a
        moment, which can be over as soon as the window lives on."""
        self._press(keys)
        with contextlib.suppress(NotSeen):
            wait(lambda: not self.reads(text), text, patience=TURN_MS)
        self.see(text)

    def see_rows(self, count: int) -> None:
        """Wait until the list in sight has so many rows."""
        self._until(lambda: self.row_count() == count, f"{count} rows")

    def row_count(self) -> int:
        """How many rows the longest list in sight has."""
        return max((view.model().rowCount() for view in self._views()), default=0)

    def _labels(self) -> list[str]:
        return [label.text() for label in self.widgets(QLabel) if isinstance(label, QLabel)]

    def _until(self, holds: Callable[[], object], what: str) -> None:
        try:
            wait(holds, what)
        except NotSeen:
            raise NotSeen(f"{what}\n  seen: " + "\n        ".join(self.words()[:120])) from None

    # hands

    def take_keyboard(self) -> None:
        """Bring the window to the front; what is typed goes there from now on."""
        top = self._visible()
        top.activateWindow()
        self._until(top.isActiveWindow, "the window does not take the keyboard")

    def press(self, word: str) -> None:
        """Press the button with this word or name."""
        self._until(lambda: self._button(word), f"button {word}")
        button = self._button(word)
        assert button is not None
        _into_sight(button)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()

    def offers(self, word: str) -> bool:
        """Whether there is such a button and it can be pressed."""
        return self._button(word) is not None

    def choose(self, label: str, word: str) -> None:
        """Press one of the words of a choice."""
        self.press(f"{label}: {word}")

    def fill(self, label: str, text: str) -> None:
        """Put a text in the field with this label, in place of what is there."""
        self._until(lambda: self._editor(label), f"field {label}")
        editor = self._editor(label)
        assert editor is not None
        _into_sight(editor)
        QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
        editor.setFocus()
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(editor, Qt.Key.Key_Delete)
        type_text(editor, text)
        settle()

    def pick(self, label: str, text: str) -> None:
        """Type into a searching field, and take the choice that fits."""
        self.fill(label, text)
        editor = self._editor(label)
        assert isinstance(editor, QLineEdit)
        with contextlib.suppress(NotSeen):
            wait(lambda: self._row(text), text, patience=TURN_MS)
        if self._row(text) is None:
            editor.setFocus()
            QTest.keyClick(editor, Qt.Key.Key_Down)  # ask once more, as the field's hint says
        self._until(lambda: self._row(text), f"choice {text}")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        self._until(lambda: editor.text() == text, f"chosen {text}")

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None
        type_text(target, text)
        settle()

    def select(self, label: str, passage: str) -> None:
        """Mark a passage of a text with the keyboard."""
        self._until(lambda: isinstance(self._editor(label), QPlainTextEdit), f"text {label}")
        editor = self._editor(label)
        assert isinstance(editor, QPlainTextEdit)
        _into_sight(editor)
        editor.setFocus()
        before = editor.toPlainText().index(passage)
        QTest.keyClick(editor, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(before):
            QTest.keyClick(editor, Qt.Key.Key_Right)
        for _ in passage:
            QTest.keyClick(editor, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
        settle()

    def drop(self, label: str, file: Path) -> None:
        """Drop a file on the place with this name."""
        named = (widget for widget in self.widgets(QWidget) if widget.accessibleName() == label)
        target = next(widget for widget in named if widget.acceptDrops())
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        copy, left, plain = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        middle = target.rect().center()
        QApplication.sendEvent(target, QDragEnterEvent(middle, copy, data, left, plain))
        QApplication.sendEvent(target, QDropEvent(middle.toPointF(), copy, data, left, plain))
        settle()

    def save_as(self, file: Path) -> None:
        """Answer the system's question where to save."""
        dialog = QApplication.activeModalWidget()
        assert dialog is not None, "nothing asks where to save"
        editors: list[QLineEdit] = list(dialog.findChildren(QLineEdit))
        name = next(editor for editor in editors if editor.isVisible())
        name.selectAll()
        type_text(name, str(file))
        QTest.keyClick(name, Qt.Key.Key_Return)
        settle()

    def menu(self, word: str) -> None:
        """Choose from the menu that is open, if one is."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QMenu):
            action = next(action for action in popup.actions() if word in action.text())
            QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=popup.actionGeometry(action).center())
            settle()

    def key(self, keys: str) -> None:
        """Press keys, such as "Ctrl+Return"."""
        self._press(keys)
        settle()

    def _press(self, keys: str) -> None:
        target = QApplication.focusWidget() or self._visible()
        *held, last = keys.split("+")
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in held:
            modifiers |= {
                "Ctrl": Qt.KeyboardModifier.ControlModifier,
                "Shift": Qt.KeyboardModifier.ShiftModifier,
            }[name]
        QTest.keyClick(target, getattr(Qt.Key, f"Key_{last}"), modifiers)

    def row(self, text: str) -> None:
        """Click the row of a list that shows this text."""
        self._until(lambda: self._row(text), f"row {text}")
        found = self._row(text)
        assert found is not None
        view, number = found
        index = view.model().index(number, 0)
        view.scrollTo(index)
        settle()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() + QPoint(0, 0)
        )
        settle()

    def _views(self) -> Iterator[QAbstractItemView]:
        for view in self.widgets(QAbstractItemView):
            assert isinstance(view, QAbstractItemView)
            if view.model() is not None:
                yield view

    def _row(self, text: str) -> tuple[QAbstractItemView, int] | None:
        for view in self._views():
            for number, words in enumerate(rows_of(view)):
                if text in words:
                    return view, number
        return None

    def _button(self, word: str) -> QAbstractButton | None:
        for button in self.widgets(QAbstractButton):
            assert isinstance(button, QAbstractButton)
            if button.isEnabled() and word in (button.text(), button.accessibleName()):
                return button
        return None

    def _editor(self, label: str) -> QWidget | None:
        for kind in (QLineEdit, QPlainTextEdit):
            for editor in self.widgets(kind):
                if editor.isEnabled() and editor.accessibleName() == label:
                    return editor
        return None


def said_by(widget: QWidget) -> list[str]:
    """What can be read in a part of the window."""
    if isinstance(widget, QLabel | QLineEdit):
        return [widget.text()]
    if isinstance(widget, QAbstractButton):
        return [widget.text() or widget.accessibleName()]
    if isinstance(widget, QPlainTextEdit):
        return [widget.toPlainText()]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        return rows_of(widget)
    return []


def rows_of(view: QAbstractItemView) -> list[str]:
    """What each row of a list says, to the eye and to a screen reader."""
    model, rows = view.model(), []
    for row in range(min(model.rowCount(), 500)):
        cells = []
        for column in range(model.columnCount()):
            index = model.index(row, column)
            cells += [
                str(index.data(role) or "")
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            ]
        rows.append(" ".join(cells))
    return rows


def type_text(editor: QWidget, text: str) -> None:
    """Text as an input method commits it: Chinese arrives in words, not in key strokes."""
    for number, part in enumerate(text.split("\n")):
        if number:
            QTest.keyClick(editor, Qt.Key.Key_Return)
        event = QInputMethodEvent()
        event.setCommitString(part)
        QApplication.sendEvent(editor, event)


def settle() -> None:
    """Let everything that was asked for happen."""
    QApplication.processEvents()


def _into_sight(widget: QWidget) -> None:
    """Scroll to it, as a person would."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget)
            settle()
            return
        parent = parent.parentWidget()
