"""Holding attachments still, on a dear or slow line, and letting them go on; records go all the same."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.button import Button
from desktop.widgets.text import Text
from desktop.workplace import Workplace


class FilesHeld(QWidget):
    """Signals: `let_go()`, the files may go on: a sync would send them now; `keyboard_lost()`, the button
    that had it has gone."""

    let_go, keyboard_lost = Signal(), Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._paused = False
        self.said = Text("", "warned", wraps=True)
        self.button = Button("", "quiet")
        self.button.clicked.connect(self._turn)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.said, 1)
        across.addWidget(self.button)

    def show_files(self, waiting: int, *, paused: bool) -> None:
        """How many files wait, and whether somebody holds them still."""
        self._paused = paused
        said = self.tr("Files are paused, {n} wait. Records go on.").format(n=waiting) if paused else ""
        word = self.tr("Let files go on") if paused else self.tr("Pause files")
        self.said.setText(said)
        self.button.setText(word)
        self.button.setAccessibleName(word)
        loses = self.button.hasFocus() and not paused and not waiting
        self.setVisible(paused or waiting > 0)
        if loses:
            self.keyboard_lost.emit()

    def _turn(self) -> None:
        laptop, paused = self._workplace.laptop, not self._paused

        def done(_nothing: None) -> None:
            if not paused:
                self.let_go.emit()

        self._workplace.write(
            laptop.pause_files, paused, changed=frozenset({"outbox"}), done=done, owner=self
        )
