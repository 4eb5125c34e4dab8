"""A part of the page of which only that is built anew which has changed, and nothing under the person's
fingers: an editor that has the keyboard is left alone, and a card that says the same keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.layouts import clear


class Section(QWidget):
    """One widget for each row, by its key. Signals: `keyboard_lost()`, the part that had it has gone."""

    keyboard_lost = Signal()

    def __init__(self, key_of: Callable[[Any], str], build: Callable[[Any], QWidget]) -> None:
        super().__init__()
        self._key_of, self._build = key_of, build
        self._rows: Sequence[Any] = ()
        self.parts: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.hide()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these; the keyboard keeps its place."""
        if rows == self._rows or self._is_typed_in():
            return
        kept = self._kept(rows)
        loses = any(part.isAncestorOf(QApplication.focusWidget() or self) for part in self._going(kept))
        for part in kept.values():
            self._column.removeWidget(part)
        clear(self._column)
        self._rows = rows
        self.parts = {}
        for row in rows:
            key = self._key_of(row)
            self.parts[key] = kept[key] if key in kept else self._build(row)
            self._column.addWidget(self.parts[key])
        self.setVisible(bool(rows))
        if loses:
            self.keyboard_lost.emit()

    def _going(self, kept: dict[str, QWidget]) -> list[QWidget]:
        return [part for key, part in self.parts.items() if key not in kept]

    def _kept(self, rows: Sequence[Any]) -> dict[str, QWidget]:
        """What stands already as these rows say."""
        before = {self._key_of(row): row for row in self._rows}
        keys = {self._key_of(row): row for row in rows}
        return {key: self.parts[key] for key, row in keys.items() if key in before and before[key] == row}

    def _is_typed_in(self) -> bool:
        focused = self.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and focused.hasFocus()
