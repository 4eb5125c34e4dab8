"""What can be done about an operation that the centre did not take."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from desktop.changes import EVERYTHING
from desktop.drafts.kinds import go_on
from desktop.screens.sync_centre.cards import StoppedPanel, heading
from desktop.screens.sync_centre.doing_again import do_again
from desktop.screens.sync_centre.giving_up import GivenUp, bring_back, give_up
from sync.store.queries.outbox_view import Waiting

if TYPE_CHECKING:
    from desktop.main_window import MainWindow
    from sync.engine.laptop import Laptop


class StoppedActs(QObject):
    """`shown`: kinds of record that this window has a screen for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.workplace)
        self._workplace = window.workplace
        self.shown = frozenset(kind for kind in ("problem", "enterprise") if window.shows(kind))

    def do(self, panel: StoppedPanel, act: str) -> None:
        """One of the acts that a panel asks for."""
        operation = panel.card.operation
        acts: dict[str, Callable[[], object]] = {
            "open": lambda: self.open_record(operation),
            "copy": lambda: self._copy(panel.plain_text()),
            "again": lambda: self._do_again(operation),
            "give_up": lambda: self._give_up(operation),
            "noted": lambda: self._note(operation),
        }
        acts[act]()

    def open_record(self, operation: Waiting) -> None:
        """Show what it is about, where that can be shown."""
        if operation.subject_table in self.shown:
            self._workplace.asked.emit(operation.subject_table, operation.subject_id)

    def _note(self, operation: Waiting) -> None:
        workplace = self._workplace
        workplace.write(note_seen, workplace.laptop, [operation.op_id], changed=frozenset({"outbox"}))

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._workplace.notices.say("success", self.tr("The text is on the clipboard"))

    def _do_again(self, operation: Waiting) -> None:
        workplace = self._workplace
        workplace.write(
            do_again,
            workplace.laptop,
            operation.op_id,
            changed=EVERYTHING,
            done=lambda draft: go_on(workplace, draft),
        )

    def _give_up(self, operation: Waiting) -> None:
        workplace = self._workplace

        def heard(given_up: GivenUp) -> None:
            workplace.notices.offer_undo(
                self._given_up(given_up).format(what=heading(operation)),
                lambda: workplace.write(bring_back, workplace.laptop, given_up, changed=EVERYTHING),
            )

        workplace.write(give_up, workplace.laptop, operation.op_id, changed=EVERYTHING, done=heard)

    def _given_up(self, given_up: GivenUp) -> str:
        if given_up.begun:
            return self.tr("Given up: {what}. The steps behind it are drafts at the problem.")
        return self.tr("Given up: {what}")


def note_seen(laptop: Laptop, op_ids: list[str]) -> None:
    """The person has the cards before them; they are not told again."""
    from sync.engine.outbox import mark_seen

    with laptop.database.write() as connection:
        for op_id in op_ids:
            mark_seen(connection, op_id)
