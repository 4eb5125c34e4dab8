"""Several departments: each is searched like one, and stands below as a button that takes it away again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.background import Lane
from desktop.widgets.button import Button
from desktop.widgets.choice import Choice, Provider
from desktop.widgets.field import Field
from desktop.widgets.layouts import FlowLayout, clear
from desktop.widgets.search_field import SearchField


class DepartmentsField(Field):
    """The value is a list of `Choice`, in the order in which they were found; a draft gives it as dicts."""

    def __init__(self, provider: Provider, lane: Lane) -> None:
        super().__init__()
        self._chosen: list[Choice] = []
        self.search = SearchField(provider, lane)
        self._buttons = FlowLayout(gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.search)
        column.addLayout(self._buttons)
        self.setFocusProxy(self.search)
        self.search.changed.connect(self._take)
        self.search.left.connect(self.left)

    def value(self) -> list[Choice]:
        return list(self._chosen)

    def set_value(self, value: Any) -> None:
        self._chosen = [Choice(**each) if isinstance(each, dict) else each for each in value or ()]
        self._show()

    def complaint(self) -> str:
        return self.search.complaint()

    def editor(self) -> QWidget:
        return self.search.editor()

    def _take(self) -> None:
        """A department that was found goes below, and the search is free for the next."""
        found = self.search.value()
        if found is None:
            return
        if found.key not in (each.key for each in self._chosen):
            self._chosen.append(found)
        self.search.set_value(None)
        self._show()
        self.changed.emit()

    def _drop(self, choice: Choice) -> None:
        self._chosen.remove(choice)
        self._show()
        self.changed.emit()
        self.search.editor().setFocus()

    def _show(self) -> None:
        clear(self._buttons)
        for choice in self._chosen:
            name = self.tr("Take {name} away").format(name=choice.title)
            button = Button(choice.title, "segment", icon="close", name=name)
            button.clicked.connect(partial(self._drop, choice))
            self._buttons.addWidget(button)
