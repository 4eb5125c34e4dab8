"""The page of one thing: what it is, its matters one below the other, what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.badge import Badge, Mark
from desktop.widgets.layouts import clear
from desktop.widgets.text import Text

WIDEST = 980  # pixels; longer lines are hard to read
NARROW = 580  # pixels; on a page not wider than this the marks stand below the title


class Page(QWidget):
    """Head, scrolling body, foot. Add matters with `add`; the foot is an `ActionBar` or nothing."""

    def __init__(
        self, title: str = "", line: str = "", widest: int = WIDEST, parent: QWidget | None = None
    ) -> None:
        """`widest`: pixels that the matters may take at most."""
        super().__init__(parent)
        self._widest = widest
        self.title, self.line = (
            Text(title, "title", wraps=True, selectable=True),
            Text(line, "small", wraps=True, selectable=True),
        )
        self._badges, self._tools = QHBoxLayout(), QHBoxLayout()
        self._lines_and_badges = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head())
        self._column.addWidget(self._scroller(), 1)

    def set_head(self, title: str, line: str = "", marks: Sequence[Mark] = ()) -> None:
        """Say what the page is about."""
        self.title.setText(title)
        self.line.setText(line)
        self.line.setVisible(bool(line))
        clear(self._badges)
        for mark in marks:
            self._badges.addWidget(Badge(mark))

    def add(self, widget: QWidget) -> None:
        """Put a matter below the others."""
        self.body.insertWidget(self.body.count() - 1, widget)

    def add_tool(self, widget: QWidget) -> None:
        """A small thing at the right of the title: print, previous, next."""
        self._tools.addWidget(widget)

    def set_foot(self, bar: QWidget) -> None:
        """What can be done stands still at the foot while the body scrolls."""
        self._column.addWidget(bar)

    def go_to_top(self) -> None:
        self.scroller.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = event.size().width() <= theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        self._lines_and_badges.setDirection(direction)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setProperty("ground", "canvas")
        lines, row = QVBoxLayout(), QHBoxLayout(head)
        lines.setSpacing(2)
        lines.addWidget(self.title)
        lines.addWidget(self.line)
        self._lines_and_badges.setSpacing(8)
        self._lines_and_badges.addLayout(lines, 1)
        self._lines_and_badges.addLayout(self._badges)
        self._lines_and_badges.setAlignment(self._badges, Qt.AlignmentFlag.AlignLeft)
        row.setContentsMargins(20, 14, 16, 8)
        row.setSpacing(10)
        row.addLayout(self._lines_and_badges, 1)
        row.addLayout(self._tools)
        for part in (self._badges, self._tools):
            part.setSpacing(6)
        self.line.setVisible(bool(self.line.text()))
        return head

    def _scroller(self) -> QScrollArea:
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside, across, held = QWidget(), QHBoxLayout(), QWidget()
        inside.setLayout(across)
        across.setContentsMargins(20, 4, 20, 20)
        held.setMaximumWidth(theme.px(self._widest))
        held.setLayout(self.body)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.body.addStretch(1)
        across.addWidget(held, 1)
        across.addStretch(0)
        self.scroller.setWidget(inside)
        return self.scroller
