"""A part of the page that is built anew only when what it shows has changed, and never under the person's
fingers: an editor that has the keyboard is left alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.widgets.layouts import clear


class Section(QWidget):
    """One widget for each row, by its key."""

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
        self._rows = rows
        clear(self._column)
        self.parts = {self._key_of(row): self._build(row) for row in rows}
        for part in self.parts.values():
            self._column.addWidget(part)
        self.setVisible(bool(rows))

    def _is_typed_in(self) -> bool:
        focused = self.focusWidget()
        return isinstance(focused, QLineEdit | QPlainTextEdit) and focused.hasFocus()
