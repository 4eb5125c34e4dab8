"""Paints the rows of a list: a title, a line below it, a few words aside, and the state as word and shape."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop import icons, theme
from desktop.widgets.badge import Mark, mark_size, paint_mark
from desktop.widgets.rows_model import CELL, MARKED, Entry

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EntryDelegate(QStyledItemDelegate):
    """One `Entry` in each row, all of the same height."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(theme.px(200), theme.px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        paint_ground(painter, box_of(option), state_of(option))
        paint_entry(painter, box_of(option), index.data(CELL), marked=bool(index.data(MARKED)))
        underline(painter, box_of(option))


class CellDelegate(QStyledItemDelegate):
    """One cell of a table: a text, or a mark."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, box = index.data(CELL), box_of(option)
        if state_of(option) & QStyle.StateFlag.State_Selected:
            away = not state_of(option) & QStyle.StateFlag.State_Active
            painter.fillRect(box, theme.colour("selected_away" if away else "selected"))
        words = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
        if isinstance(cell, Mark):
            size = mark_size(cell)
            top = words.center().y() - size.height() // 2
            paint_mark(painter, QRect(words.x(), top, size.width(), size.height()), cell)
        else:
            right = index.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
            paint_text(painter, words, str(cell), "body", "ink", _RIGHT if right else _LEFT)
        underline(painter, box)


def box_of(option: QStyleOptionViewItem) -> QRect:
    """Where the row is. (Qt's type stubs leave out what an option holds.)"""
    box: QRect = option.rect  # type: ignore[attr-defined]
    return box


def state_of(option: QStyleOptionViewItem) -> QStyle.StateFlag:
    """Selected, focused, under the mouse."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
    return state


def paint_ground(painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
    """The current row is tinted and has a bar at its left edge, so that grey tells it too."""
    if state & QStyle.StateFlag.State_Selected:
        here = state & QStyle.StateFlag.State_Active and state & QStyle.StateFlag.State_HasFocus
        painter.fillRect(box, theme.colour("selected" if here else "selected_away"))
        bar = QRect(box.x(), box.y(), theme.px(3), box.height())
        painter.fillRect(bar, theme.colour("accent" if here else "line_control"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, theme.colour("hover"))


def paint_entry(painter: QPainter, box: QRect, entry: Entry, *, marked: bool = False) -> None:
    """Both lines of an entry, or its one, in the middle of `box`."""
    painter.save()
    inside = _paint_lead(painter, box.adjusted(theme.px(14), 0, -theme.px(12), 0), entry, marked=marked)
    line = theme.px(21)
    lines = 2 if entry.line or entry.mark else 1
    top = box.y() + (box.height() - lines * line) // 2
    upper = _paint_aside(painter, QRect(inside.x(), top, inside.width(), line), entry.aside)
    paint_text(painter, upper, entry.title, "strong" if entry.fresh else "body", "ink")
    lower = QRect(inside.x(), top + line, inside.width(), line)
    if entry.mark is not None:
        lower = _paint_mark_at_right(painter, lower, entry.mark)
    if lines == 2:
        paint_text(painter, lower, entry.line, "small", "ink_soft")
    painter.restore()


def underline(painter: QPainter, box: QRect) -> None:
    """The thin line under a row."""
    painter.fillRect(box.x(), box.bottom(), box.width(), 1, theme.colour("line"))


def _paint_lead(painter: QPainter, box: QRect, entry: Entry, *, marked: bool) -> QRect:
    name = "check" if marked else entry.icon
    if not name:
        return box
    side = theme.px(18)
    place = QRectF(box.x(), box.y() + (box.height() - side) / 2, side, side)
    if marked:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(place, 4, 4)
        place.adjust(2, 2, -2, -2)
    icons.paint(painter, name, place, theme.colour("on_accent" if marked else f"{entry.tone}_ink"))
    return box.adjusted(side + theme.px(10), 0, 0, 0)


def paint_text(
    painter: QPainter, box: QRect, text: str, role: str, colour: str, align: Qt.AlignmentFlag = _LEFT
) -> None:
    """One line of text, cut with … where the room ends."""
    font = theme.font(role)
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    fitting = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align, fitting)


def _paint_aside(painter: QPainter, box: QRect, aside: str) -> QRect:
    if not aside:
        return box
    paint_text(painter, box, aside, "small", "ink_faint", _RIGHT)
    return box.adjusted(0, 0, -QFontMetrics(theme.font("small")).horizontalAdvance(aside) - theme.px(10), 0)


def _paint_mark_at_right(painter: QPainter, box: QRect, mark: Mark) -> QRect:
    size = mark_size(mark)
    place = QRect(
        box.right() - size.width() + 1, box.center().y() - size.height() // 2 + 1, size.width(), size.height()
    )
    paint_mark(painter, place, mark)
    return box.adjusted(0, 0, -size.width() - theme.px(10), 0)
