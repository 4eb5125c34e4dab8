"""Labels and values in a grid: what is known of one thing, readable at a glance, copyable with the mouse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import theme
from desktop.widgets.layouts import clear
from desktop.widgets.text import Text


@dataclass(frozen=True)
class Fact:
    """One line. An empty value shows as 「—」; `wide` takes the whole width (long texts)."""

    label: str
    value: str
    wide: bool = False


class Facts(QWidget):
    """`columns`: how many label-and-value pairs stand side by side."""

    def __init__(self, facts: Iterable[Fact] = (), columns: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(7)
        for pair in range(columns):
            self._grid.setColumnStretch(pair * 2 + 1, 1)
        self.set_facts(facts)

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """Show these instead."""
        clear(self._grid)
        row, place = 0, 0
        for fact in facts:
            if fact.wide and place:
                row, place = row + 1, 0
            self._add(fact, row, place)
            place = self._columns if fact.wide else place + 1
            if place >= self._columns:
                row, place = row + 1, 0

    def _add(self, fact: Fact, row: int, place: int) -> None:
        label = Text(fact.label, "quiet")
        label.setMinimumWidth(theme.px(70))
        value = Text(fact.value or "—", wraps=True, selectable=True)
        value.setAccessibleName(f"{fact.label}: {fact.value}")
        span = self._columns * 2 - 1 if fact.wide else 1
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(label, row, place * 2, top)
        self._grid.addWidget(value, row, place * 2 + 1, 1, span, top)
