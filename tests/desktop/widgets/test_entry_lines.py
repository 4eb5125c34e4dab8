"""A few rows in a card: the keyboard stays on its row, whatever comes above it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.widgets.button import Button
from desktop.widgets.entry_lines import EntryLines
from desktop.widgets.rows_model import Entry
from tests.desktop.conftest import Show, inside


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


def test_what_is_more_is_shown_by_a_press_and_the_keyboard_goes_on_there(show: Show) -> None:
    lines = EntryLines(entry_of, most=6)
    lines.set_rows([(f"走访 {number}", "") for number in range(10)])
    show(lines)
    [rest] = inside(lines, Button)
    assert rest.text() == "4 more"
    rest.click()
    QApplication.processEvents()
    assert [line.entry.title for line in lines.lines if line.hasFocus()] == ["走访 6"]
    assert len(lines.lines) == 10
    assert not [button for button in inside(lines, Button) if button.isVisible()]
    lines.fold()
    assert len(lines.lines) == 6


def test_a_row_that_leads_nowhere_is_no_button(show: Show) -> None:
    opened: list[object] = []
    lines = EntryLines(entry_of, opens=False)
    lines.opened.connect(opened.append)
    lines.set_rows([("甲", "")])
    show(lines)
    QTest.mouseClick(lines.lines[0], Qt.MouseButton.LeftButton)
    assert opened == []
    lines.lines[0].setFocus()
    assert not lines.lines[0].hasFocus()
