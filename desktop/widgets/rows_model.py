"""Plain rows for Qt's views: what a cell says is asked only for the rows that are seen.

Read-only on purpose: on a model that could be edited, the input method swallows the single-letter keys
(measured).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop.widgets.badge import Mark

Index = QModelIndex | QPersistentModelIndex

CELL = Qt.ItemDataRole.UserRole + 1
MARKED = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Entry:
    """One row of a two-line list. `aside`: a few words at the right (a time); `fresh`: not looked at yet."""

    title: str
    line: str = ""
    aside: str = ""
    mark: Mark | None = None
    icon: str = ""
    tone: str = "neutral"
    fresh: bool = False

    def spoken(self) -> str:
        """The whole row for a screen reader, the state's word included."""
        parts = (self.title, self.line, self.aside, self.mark.word if self.mark else "")
        return ", ".join(part for part in parts if part)


Cell = str | Mark | Entry


@dataclass(frozen=True)
class Column:
    """One column. `sort_of`: what to sort by; texts sort by pinyin; None = the heading does not sort."""

    heading: str
    cell_of: Callable[[Any], Cell]
    width: int = 120
    right: bool = False
    sort_of: Callable[[Any], Any] | None = None


@dataclass
class _Held:
    rows: Sequence[Any] = ()
    keys: list[object] = field(default_factory=list)
    places: dict[object, int] = field(default_factory=dict)
    marked: set[object] = field(default_factory=set)


class RowsModel(QAbstractTableModel):
    """`key_of` names a row for good (its id), so that the selection outlives new rows."""

    def __init__(
        self, columns: Sequence[Column], key_of: Callable[[Any], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._key_of = key_of
        self._held = _Held()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows instead; marks of rows that are gone go with them."""
        self.beginResetModel()
        keys = [self._key_of(row) for row in rows]
        places = {key: place for place, key in enumerate(keys)}
        self._held = _Held(rows, keys, places, self._held.marked & places.keys())
        self.endResetModel()

    def row(self, place: int) -> Any:
        """The plain row at this place, counted from 0."""
        return self._held.rows[place]

    def place_of(self, key: object) -> int:
        """Where the row of this key is; -1 when it is not among them."""
        return self._held.places.get(key, -1)

    def key_at(self, place: int) -> object:
        return self._held.keys[place]

    def toggle_mark(self, place: int) -> None:
        """Mark the row, or take its mark away."""
        self._held.marked ^= {self._held.keys[place]}
        self._tell_marks(place, place)

    def mark_all(self, marked: bool) -> None:
        self._held.marked = set(self._held.keys) if marked else set()
        self._tell_marks(0, len(self._held.keys) - 1)

    def marked_rows(self) -> list[Any]:
        """The marked rows in the order they are shown."""
        return [
            row for row, key in zip(self._held.rows, self._held.keys, strict=True) if key in self._held.marked
        ]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._held.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == MARKED:
            return self._held.keys[index.row()] in self._held.marked
        asked = _ANSWERS.get(role)
        column = self.columns[index.column()]
        return asked(column.cell_of(self._held.rows[index.row()]), column) if asked else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in _HEADINGS:
            return None
        return _HEADINGS[role](self.columns[section])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is shown; Chinese text by pinyin."""
        sort_of = self.columns[column].sort_of if 0 <= column < len(self.columns) else None
        if sort_of is None:
            return
        collator = QCollator(QLocale("zh_CN"))

        def place(row: Any) -> Any:
            value = sort_of(row)
            return collator.sortKey(value) if isinstance(value, str) else value

        self.set_rows(sorted(self._held.rows, key=place, reverse=order == Qt.SortOrder.DescendingOrder))

    def _tell_marks(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1), [MARKED])


def spoken(cell: Cell) -> str:
    """A cell in words."""
    if isinstance(cell, Entry):
        return cell.spoken()
    return cell.word if isinstance(cell, Mark) else cell


def shown(cell: Cell) -> str:
    """The text a cell displays and is copied as."""
    return cell.title if isinstance(cell, Entry) else spoken(cell)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


_ANSWERS: dict[int, Callable[[Cell, Column], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda cell, _column: shown(cell),
    Qt.ItemDataRole.AccessibleTextRole: lambda cell, _column: spoken(cell),
    Qt.ItemDataRole.ToolTipRole: lambda cell, _column: spoken(cell),
    Qt.ItemDataRole.TextAlignmentRole: lambda _cell, column: _alignment(column),
    CELL: lambda cell, _column: cell,
}

_HEADINGS: dict[int, Callable[[Column], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda column: column.heading,
    Qt.ItemDataRole.TextAlignmentRole: _alignment,
}
