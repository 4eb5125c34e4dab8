"""A few rows in a card: the keyboard stays on its row, whatever comes above it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop.widgets.entry_lines import EntryLines
from desktop.widgets.rows_model import Entry
from tests.desktop.conftest import Show


def entry_of(row: tuple[str, str]) -> Entry:
    return Entry(row[0], aside=row[1])


def test_the_keyboard_stays_on_its_row(show: Show) -> None:
    """Else Enter would open another record than the one that was read."""
    lines = EntryLines(entry_of)
    lines.set_rows([("甲", ""), ("乙", "")])
    show(lines)
    lines.lines[1].setFocus()
    lines.set_rows([("丙", ""), ("甲", ""), ("乙", "今天已走访")])
    QApplication.processEvents()
    assert [line.entry.title for line in lines.lines if line.hasFocus()] == ["乙"]
    lines.set_rows([("丙", ""), ("甲", "")])
    QApplication.processEvents()
    assert [line.entry.title for line in lines.lines if line.hasFocus()] == ["甲"]
