"""The papers of a problem over its page: choose one, look at it, print it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.cases.papers import Paper
from desktop.widgets.button import Button
from desktop.widgets.choice_field import ChoiceField
from desktop.widgets.layouts import clear
from desktop.workplace import Workplace

if TYPE_CHECKING:
    from desktop.documents.preview import Preview


class PaperView(QWidget):
    """Signals: `left()`, back to the page (Esc). The preview is made when a paper is first looked at."""

    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._papers: Sequence[Paper] = ()
        self._preview: Preview | None = None
        head = QFrame()
        head.setProperty("ground", "top")
        self._choices = QHBoxLayout(head)
        self._choices.setContentsMargins(12, 6, 12, 6)
        self._choices.setSpacing(12)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)

    def show_papers(self, papers: Sequence[Paper]) -> None:
        """Show the first of them; the others are one press away."""
        self._papers = papers
        clear(self._choices)
        back = Button(self.tr("Back to the problem"), "quiet", icon="chevron-left", key="Esc")
        back.clicked.connect(self.left)
        self._choices.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        choice = ChoiceField([(str(place), paper.word) for place, paper in enumerate(papers)])
        choice.name(self.tr("Paper"))
        choice.set_value("0")
        choice.changed.connect(lambda: self._show(int(choice.value())))
        self._choices.addWidget(choice, 1)
        self._show(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, place: int) -> None:
        if self._preview is None:
            from desktop.documents.preview import Preview

            self._preview = Preview(self._workplace.notices, self._workplace.keys)
            self._column.addWidget(self._preview, 1)
            self.setFocusProxy(self._preview)
        self._preview.show_form(self._papers[place].make())
        self._preview.scroller.setAccessibleName(self._papers[place].word)
