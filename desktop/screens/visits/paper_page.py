"""A finished visit as paper (企业联络工作日志): looked at, printed, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.cases.words import joined
from desktop.widgets.button import Button
from desktop.workplace import Workplace
from sync.store.tables import Visit

if TYPE_CHECKING:
    from desktop.documents.preview import Preview


class PaperPage(QWidget):
    """Signals: `left()`, back to reading (Esc). The fonts are loaded when a paper is first looked at."""

    left = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._preview: Preview | None = None
        back = Button(self.tr("Back to the visit"), "quiet", icon="chevron-left", key="Esc")
        back.clicked.connect(self.left)
        head = QFrame()
        head.setProperty("ground", "top")
        row = QHBoxLayout(head)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(back)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)

    def show_visit(self, visit: Visit) -> None:
        """Show the paper of this visit."""
        from desktop.documents.preview import Preview
        from desktop.documents.visit import visit_form

        if self._preview is None:
            self._preview = Preview(self._workplace.notices, self._workplace.keys)
            self._column.addWidget(self._preview, 1)
            self.setFocusProxy(self._preview)
        self._preview.show_form(visit_form(self._workplace.rules.profile, visit))
        self._preview.scroller.setAccessibleName(joined((visit.enterprise_name, visit.visited_on)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
