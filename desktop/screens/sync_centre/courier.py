"""用 U 盘传送: for a laptop without a line, what waits goes into a file, and the answer comes out of one.

A file that is lost, comes twice or late does no harm; a line that comes meanwhile may be used as always.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.cases.words import moment
from desktop.changes import EVERYTHING
from desktop.files.opening import ask_where, ask_which
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.layouts import FlowLayout
from desktop.widgets.text import Text
from desktop.workplace import Workplace

if TYPE_CHECKING:
    from sync.engine.courier import Taken
    from sync.engine.laptop import Laptop


class CourierCard(Card):
    """Two buttons and what to do between them."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(self.tr("Without a line: by stick"))
        self._workplace = workplace
        self.save = Button(self.tr("Save a file for the centre…"), icon="download")
        self.take = Button(self.tr("Take the centre's answer…"), icon="upload")
        self.save.clicked.connect(self.ask_where)
        self.take.clicked.connect(self.ask_which)
        said = self.tr(
            "Save a file, have it carried to the centre, and take the answer that comes back. The file is "
            "sealed: only the centre can read it. If it is lost nothing is lost."
        )
        self.body.addWidget(Text(said, "small", wraps=True))
        row = QWidget()
        buttons = FlowLayout(row, gap=8)
        for button in (self.save, self.take):
            buttons.addWidget(button)
        self.body.addWidget(row)

    def ask_where(self) -> QFileDialog:
        """Where the file shall lie."""
        mark, now = self._workplace.laptop.identity.device_mark, self._workplace.now()
        name = self.tr("For the centre") + f" {mark} {moment(now)[:10]}.zqt"
        return ask_where(self.save.text(), name, self, self._save)

    def ask_which(self) -> QFileDialog:
        """Which answer came back."""
        return ask_which(self.take.text(), self, self._take)

    def _save(self, path: Path) -> None:
        self._workplace.write(
            _write,
            self._workplace.laptop,
            path,
            changed=frozenset({"outbox"}),
            done=lambda _: self._say(self.tr("Saved: {file}").format(file=path.name)),
        )

    def _take(self, paths: list[Path]) -> None:
        for path in paths:
            self._workplace.write(_read, self._workplace.laptop, path, changed=EVERYTHING, done=self._heard)

    def _heard(self, taken: Taken) -> None:
        said = self.tr("The answer is in: {n} delivered, {rows} rows are new.")
        self._say(said.format(n=taken.answered, rows=taken.rows))

    def _say(self, text: str) -> None:
        self._workplace.notices.say("success", text)


def _write(laptop: Laptop, path: Path) -> None:
    path.write_bytes(laptop.courier_file())


def _read(laptop: Laptop, path: Path) -> Taken:
    return laptop.take_courier_answer(path.read_bytes())
