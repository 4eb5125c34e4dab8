"""A page of fields: labels at the left, fields at the right, what is wrong below the field it concerns.

Enter never submits, Ctrl+Enter does. Nothing has to be complete to be kept: `changed` feeds the autosave, and
only `submit` insists. A message about a field that was left by a click waits until the mouse button is up, so
that the button one is pressing never moves away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.autosave import Autosave
from desktop.widgets.field import Field
from desktop.widgets.form_cell import FieldCell, FieldLabel, Objection
from desktop.widgets.text import Text

Check = Callable[[Any], Objection | None]
_AnyField = TypeVar("_AnyField", bound=Field)

MOUSE_MS = 50


class Form(QWidget):
    """Signals: `changed()`, by the person; `submitted(dict)`, complete and without objection."""

    changed = Signal()
    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields: dict[str, Field] = {}
        self._cells: dict[str, FieldCell] = {}
        self._checks: dict[str, Check] = {}
        self._required: set[str] = set()
        self._dirty: set[str] = set()
        self._left: set[str] = set()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        column.addLayout(self._grid)
        column.addStretch(1)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        self._line: QHBoxLayout | None = None
        self._mouse = QTimer(self, singleShot=True, interval=0)
        self._mouse.timeout.connect(self._check_left)
        self.autosave = Autosave(self)
        self.changed.connect(self.autosave.touch)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            submit = QShortcut(QKeySequence(keys), self)
            submit.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            submit.activated.connect(self.submit)

    def add(
        self,
        name: str,
        label: str,
        field: _AnyField,
        *,
        required: bool = False,
        check: Check = lambda _value: None,
        hint: str = "",
        beside: bool = False,
    ) -> _AnyField:
        """Put a field on the form and give it back. `beside`: on the same line as the one before."""
        beside = beside and self._line is not None
        cell, words = FieldCell(field, hint), FieldLabel(label, required=required, first=not beside)
        self.fields[name], self._cells[name], self._checks[name] = field, cell, check
        if required:
            self._required.add(name)
        field.name(label)
        field.changed.connect(lambda: self._heard_change(name))
        field.left.connect(lambda: self._heard_leaving(name))
        self._place(words, cell, beside=beside)
        return field

    def add_heading(self, text: str) -> None:
        """Begin another part of the form."""
        row = self._grid.rowCount()
        heading = Text(text, "heading")
        heading.setContentsMargins(0, theme.px(10) if row > 1 else 0, 0, 0)
        self._grid.addWidget(heading, row, 0, 1, 2)

    def values(self) -> dict[str, Any]:
        """What every field holds, by name."""
        return {name: field.value() for name, field in self.fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; a field that is not named stays as it is. Nobody is told."""
        for name, value in values.items():
            self._set_value(name, value)

    def refresh(self, values: Mapping[str, Any]) -> list[str]:
        """Show what came from elsewhere, except in fields that the person is in or changed: says which."""
        mine = [name for name in values if name in self._dirty or self.fields[name].holds_focus()]
        for name, value in values.items():
            if name not in mine:
                self._set_value(name, value)
        return mine

    def set_read_only(self, read_only: bool) -> None:
        for field in self.fields.values():
            field.set_read_only(read_only)

    def objections(self) -> dict[str, Objection]:
        """What stands against each value, by the name of its field, in the order of the form."""
        found = {name: self._objection(name) for name in self.fields}
        return {name: objection for name, objection in found.items() if objection is not None}

    def show_objections(self, objections: Mapping[str, Objection]) -> None:
        """Say at each field what is wrong with it: after a submit, a refusal, or when a form came back."""
        for name, cell in self._cells.items():
            cell.show_objection(objections.get(name))

    def submit(self) -> bool:
        """Tell `submitted` when nothing blocks; otherwise go to the first field that does."""
        objections = self.objections()
        self.show_objections(objections)
        blocking = [name for name, objection in objections.items() if objection.blocks]
        if blocking:
            self.fields[blocking[0]].editor().setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self.autosave.flush()
        self.submitted.emit(self.values())
        return True

    def _place(self, words: FieldLabel, cell: FieldCell, *, beside: bool) -> None:
        if beside and self._line is not None:
            self._line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
            self._line.addWidget(cell, 1, Qt.AlignmentFlag.AlignTop)
            return
        row = self._grid.rowCount()
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(cell, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addLayout(self._line, row, 1)

    def _set_value(self, name: str, value: Any) -> None:
        self.fields[name].set_value(value)
        self._dirty.discard(name)
        self._cells[name].show_objection(None)

    def _objection(self, name: str) -> Objection | None:
        field = self.fields[name]
        if complaint := field.complaint():
            return Objection(complaint)
        if name in self._required and field.is_empty():
            return Objection(self.tr("Please fill this in"))
        return None if field.is_empty() else self._checks[name](field.value())

    def _heard_change(self, name: str) -> None:
        self._dirty.add(name)
        cell = self._cells[name]
        if cell.message.isVisible():
            cell.show_objection(self._objection(name))
        self.changed.emit()

    def _heard_leaving(self, name: str) -> None:
        self.autosave.flush()
        self._left.add(name)
        self._mouse.start(0)

    def _check_left(self) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._mouse.start(MOUSE_MS)
            return
        for name in self._left:
            # Passing an empty field on the way is no mistake yet.
            if name in self._dirty or not self.fields[name].is_empty():
                self._cells[name].show_objection(self._objection(name))
        self._left.clear()
