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
from desktop.notices import Notice
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
        self._no: Notice | None = None  # why the last try came to nothing, until the next one
        self.save = Button(self.tr("Save a file for the centre…"), icon="download")
        self.take = Button(self.tr("Take the centre's answer…"), icon="upload")
        self.save.clicked.connect(self.ask_where)
        self.take.clicked.connect(self.ask_which)
        said = self.tr(
            "Save a file, have it carried to the centre, and take the answer that comes back. The file is "
            "sealed: only the centre can read it. If it is lost nothing is lost. What attachments contain is "
            "not in it and is sent once there is a line."
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
        self._begin()
        said = self.tr("Saved: {file}. It counts as delivered when the centre's answer is taken here.")
        self._workplace.write(
            _write,
            self._workplace.laptop,
            path,
            changed=frozenset({"outbox"}),
            done=lambda _: self._say(said.format(file=path.name)),
            failed=self._failed,
        )

    def _take(self, paths: list[Path]) -> None:
        self._begin()
        for path in paths:
            self._workplace.write(
                _read,
                self._workplace.laptop,
                path,
                changed=EVERYTHING,
                done=self._heard,
                failed=self._failed,
            )

    def _heard(self, taken: Taken) -> None:
        """The centre's answer may be a no, which has its card: nothing here says that all was accepted."""
        said = self.tr("The answer is in: {n} answered by the centre, {rows} rows are new.")
        nothing = self.tr("The answer is in and brings nothing new: what it says is here already.")
        brought = taken.answered or taken.rows
        self._say(said.format(n=taken.answered, rows=taken.rows) if brought else nothing)

    def _begin(self) -> None:
        if self._no is not None:
            self._workplace.notices.close(self._no)
        self._no = None

    def _failed(self, error: Exception) -> None:
        self._no = self._workplace.tell(error)

    def _say(self, text: str) -> None:
        self._workplace.notices.say("success", text)


def _write(laptop: Laptop, path: Path) -> None:
    from sync.engine.places import write_out

    write_out(path, laptop.courier_file())


def _read(laptop: Laptop, path: Path) -> Taken:
    from sync.engine.places import read_in

    return laptop.take_courier_answer(read_in(path))
