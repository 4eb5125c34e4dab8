"""The papers of a problem over its page: choose one, look at it, print it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.cases.originals import Originals
from desktop.cases.papers import Paper, papers
from desktop.cases.stand import Stand
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
        self._originals = Originals(workplace, self)
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

    def show_papers(self, stand: Stand) -> None:
        """Show the first of a problem's papers; the others are one press away."""
        self._originals.stand = stand
        self._papers = papers(stand)
        clear(self._choices)
        back = Button(self.tr("Back to the problem"), "quiet", icon="chevron-left", key="Esc")
        back.clicked.connect(self.left)
        self._choices.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        choice = ChoiceField([(str(place), paper.word) for place, paper in enumerate(self._papers)])
        choice.name(self.tr("Paper"))
        choice.set_value("0")
        choice.changed.connect(lambda: self._show(int(choice.value())))
        self._choices.addWidget(choice, 1)
        self._show(0)

    def hear(self, stand: Stand) -> None:
        """News of the problem: the paper stays as it is, its original may have come."""
        self._originals.stand = stand
        if self._preview is not None and self.isVisible():
            self._preview.show_original()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, place: int) -> None:
        if self._preview is None:
            from desktop.documents.preview import Preview

            self._preview = Preview(self._workplace.notices, self._workplace.keys, self._originals)
            self._column.addWidget(self._preview, 1)
            self.setFocusProxy(self._preview)
        self._originals.subject_id = self._papers[place].subject_id
        self._preview.show_form(self._papers[place].make())
        self._preview.scroller.setAccessibleName(self._papers[place].word)
