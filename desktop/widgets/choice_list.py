"""The choices under a search, walked with ↑ ↓ from the field that keeps the keyboard, picked by Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop import theme
from desktop.widgets.choice import Choice
from desktop.widgets.entry_delegate import box_of, paint_entry, paint_ground, paint_text, state_of
from desktop.widgets.rows_model import Column, Index, RowsModel

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ChoiceList(QListView):
    """Never takes the keyboard itself. Signals: `picked(Choice)`."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = RowsModel([Column("", Choice.entry)], lambda choice: choice, self)
        self.setModel(self._choices)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.picked.emit(self._choices.row(index.row())))

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these; the first is the one that Enter picks."""
        self._choices.set_rows(choices)
        self._go_to(0)

    def current(self) -> Choice | None:
        index = self.currentIndex()
        return self._choices.row(index.row()) if index.isValid() else None

    def take_key(self, key: Qt.Key) -> bool:
        """Let the field that has the keyboard hand a key on; True when it was for the list."""
        if key in _STEPS and self._choices.rowCount():
            self._go_to((self.currentIndex().row() + _STEPS[key]) % self._choices.rowCount())
            return True
        return False

    def height_for(self, rows: int) -> int:
        """How tall the list is with its choices, at most `rows` of them."""
        return sum(self.sizeHintForRow(row) for row in range(min(rows, self._choices.rowCount())))

    def _go_to(self, place: int) -> None:
        if self._choices.rowCount():
            self.setCurrentIndex(self._choices.index(place, 0))


class _ChoiceDelegate(QStyledItemDelegate):
    """A choice, current although the keyboard is elsewhere; a heading where a new group begins."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(52 if _choice(index).line else 36) + _heading_height(index))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box, heading = box_of(option), _heading_height(index)
        if heading:
            words = QRect(box.x() + theme.px(14), box.y(), box.width(), heading)
            paint_text(painter, words, _choice(index).group, "small", "ink_faint")
        here = box.adjusted(0, heading, 0, 0)
        paint_ground(painter, here, state_of(option) | _AS_IF_FOCUSED)
        paint_entry(painter, here, _choice(index).entry())


_AS_IF_FOCUSED = QStyle.StateFlag.State_Active | QStyle.StateFlag.State_HasFocus


def _choice(index: Index) -> Choice:
    model = index.model()
    assert isinstance(model, RowsModel)
    choice: Choice = model.row(index.row())
    return choice


def _heading_height(index: Index) -> int:
    group = _choice(index).group
    if not group or (index.row() and group == _choice(index.sibling(index.row() - 1, 0)).group):
        return 0
    return theme.px(26)
