"""A card: a white ground with a heading, for one matter on a page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.widgets.text import Text


class Card(QFrame):
    """Put the matter into `body`; `add_action` puts a small action into the heading line."""

    def __init__(self, heading: str = "", note: str = "", parent: QWidget | None = None) -> None:
        """`note`: a few quiet words beside the heading, for example how many."""
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.heading, self.note = Text(heading, "heading"), Text(note, "small")
        self._head = QHBoxLayout()
        self._head.setSpacing(8)
        self._head.addWidget(self.heading)
        self._head.addWidget(self.note)
        self._head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addLayout(self._head)
        for words in (self.heading, self.note):
            words.setVisible(bool(heading))  # inside: without a place in the card they would outlive it
        self.setAccessibleName(heading)
        column.addLayout(self.body, 1)

    def add_action(self, widget: QWidget) -> None:
        """Stand it at the right end of the heading line."""
        self._head.addWidget(widget)
