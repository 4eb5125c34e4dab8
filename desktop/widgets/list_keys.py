"""How a list is worked by single keys; they act with a Chinese input method on, as the list is read-only.

J K ↑ ↓ next and previous, Enter opens, Space marks, Shift+↑ ↓ marks on the way, Ctrl+A marks all, Esc takes
marks and filter away, / goes to the filter. Every other letter goes on to the page: it may be its shortcut.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from desktop.widgets.rows_model import RowsModel

_STEPS = {Qt.Key.Key_J: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_K: -1, Qt.Key.Key_Up: -1}
_QT_MOVES = (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

_PLAIN = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


def in_words() -> list[tuple[str, str]]:
    """The keys and what they do, for the card of keys."""
    translate = QCoreApplication.translate
    return [
        ("J / ↓", translate("ListKeys", "Next")),
        ("K / ↑", translate("ListKeys", "Previous")),
        ("Enter", translate("ListKeys", "Open")),
        ("Space", translate("ListKeys", "Mark")),
        ("Shift+↓", translate("ListKeys", "Mark and go on")),
        ("Ctrl+A", translate("ListKeys", "Mark all")),
        ("/", translate("ListKeys", "Filter")),
        ("Esc", translate("ListKeys", "Clear marks, then the filter")),
    ]


class ListKeys(QObject):
    """Signals: `opened(row)`, `clicked(row)`, `current_changed(row | None)`, `marks_changed()`,
    `filter_asked()`, `cleared()`."""

    opened = Signal(object)
    clicked = Signal(object)
    current_changed = Signal(object)
    marks_changed = Signal()
    filter_asked = Signal()
    cleared = Signal()

    def __init__(self, view: QAbstractItemView, model: RowsModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._acts = self._table()
        view.setModel(model)
        view.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.installEventFilter(self)
        view.doubleClicked.connect(lambda _index: self._open())
        view.clicked.connect(lambda _index: self.clicked.emit(self.current_row()))
        view.selectionModel().currentRowChanged.connect(
            lambda *_: self.current_changed.emit(self.current_row())
        )

    def current_row(self) -> Any:
        """The row the person is at, or None."""
        index = self._view.currentIndex()
        return self._model.row(index.row()) if index.isValid() else None

    def go_to(self, place: int) -> None:
        """Make the row at this place the current one, or the nearest there is."""
        if self._model.rowCount():
            index = self._model.index(max(0, min(place, self._model.rowCount() - 1)), 0)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self._view.selectionModel().setCurrentIndex(index, flags)
            self._view.scrollTo(index)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        act = self._acts.get((key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
        if act is not None:
            act()
        elif key in _QT_MOVES:
            return False
        else:
            event.ignore()  # on to the page; Qt's own search by letter would swallow it
        return True

    def _table(self) -> dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]]:
        acts: dict[tuple[Qt.Key, Qt.KeyboardModifier], Callable[[], object]] = {
            (Qt.Key.Key_Return, _PLAIN): self._open,
            (Qt.Key.Key_Enter, _PLAIN): self._open,
            (Qt.Key.Key_Space, _PLAIN): self._toggle,
            (Qt.Key.Key_A, _CTRL): lambda: self._mark_all(marked=True),
            (Qt.Key.Key_Slash, _PLAIN): self.filter_asked.emit,
            (Qt.Key.Key_Escape, _PLAIN): self._clear,
        }
        for key, step in _STEPS.items():
            acts[key, _PLAIN] = partial(self._step, step)
            acts[key, _SHIFT] = partial(self._mark_and_step, step)
        return acts

    def _open(self) -> None:
        if self.current_row() is not None:
            self.opened.emit(self.current_row())

    def _step(self, step: int) -> None:
        self.go_to(self._view.currentIndex().row() + step)

    def _mark_and_step(self, step: int) -> None:
        self._toggle()
        self._step(step)

    def _toggle(self) -> None:
        if self._view.currentIndex().isValid():
            self._model.toggle_mark(self._view.currentIndex().row())
            self.marks_changed.emit()

    def _mark_all(self, *, marked: bool) -> None:
        self._model.mark_all(marked)
        self.marks_changed.emit()

    def _clear(self) -> None:
        if self._model.marked_rows():
            self._mark_all(marked=False)
        else:
            self.cleared.emit()
