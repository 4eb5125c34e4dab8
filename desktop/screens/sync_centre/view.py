"""同步中心: what this laptop owes the centre, what the centre did not take, and what two people wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop import troubles
from desktop.cases.conflict_panel import ConflictPanel
from desktop.cases.deciding import Deciding
from desktop.cases.words import moment
from desktop.files.opening import ask_where
from desktop.parked_work import asked_of
from desktop.screens.sync_centre import words
from desktop.screens.sync_centre.cards import StoppedPanel, heading
from desktop.screens.sync_centre.courier import CourierCard
from desktop.screens.sync_centre.parked_panel import ParkedPanel
from desktop.screens.sync_centre.queue import QueueCard
from desktop.screens.sync_centre.saving import undelivered
from desktop.screens.sync_centre.section import Section
from desktop.screens.sync_centre.sign_in import SignInCard
from desktop.screens.sync_centre.silent import SilentCard
from desktop.screens.sync_centre.standing import StandingCard
from desktop.screens.sync_centre.stopped_acts import StoppedActs, note_seen
from desktop.silence import SILENT
from desktop.widgets.badge import Mark
from desktop.widgets.button import Button
from desktop.widgets.chip import SyncState, chip_mark
from desktop.widgets.page import Page
from sync.operations.admissions import AdmitWork, DeclineWork
from sync.operations.conflicts import SettleConflict
from sync.store.queries import outbox_view, parked
from sync.store.queries.conflicts import ConflictCard
from sync.store.queries.outbox_view import Overview, StoppedCard
from sync.store.queries.parked import ParkedCard

if TYPE_CHECKING:
    from desktop.main_window import MainWindow

CHANGES = frozenset({"outbox", "conflict", "parked", "attachment", "local_blob", "problem", "enterprise"})
WIDEST = 1240


def make(window: MainWindow) -> SyncView:
    return SyncView(window)


class SyncView(Page):
    """What needs the person first, then what goes by itself; at the right, how this laptop stands."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(self.tr("Sync"), widest=WIDEST)
        self._workplace, self._runner = window.workplace, window.runner
        self._acts = StoppedActs(window)
        self._deciding = Deciding(window.workplace, self)
        self._wanted = ""
        self._owes, self._files = True, 0  # until the outbox was looked at
        self._marks: list[Mark] = []
        self._begun: dict[str, str] = {}
        self._reasons: dict[str, str] = {}
        self.sign_in = SignInCard(window.workplace, window.credentials)
        self.stopped = Section(lambda card: card.operation.op_id, self._stopped)
        self.admitted = Section(lambda card: card.operation.op_id, self._stopped)
        self.parked = Section(lambda card: card.id, self._parked)
        self.conflicts = Section(lambda card: card.id, self._conflict)
        self.queue = QueueCard(window.workplace)
        self.silent = SilentCard(window.workplace, window.runner)
        self.standing = StandingCard(window.workplace, window.runner, window.credentials)
        self.courier = CourierCard(window.workplace)
        self.now = Button(self.tr("Sync now"), "primary", icon="sync", key="F5")
        self.save = Button(self.tr("Save what is not delivered"), icon="download")
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._show_state(self._runner.state)
        self.silent.show_now()
        self.reload()

    def open_record(self, _kind: str, record_id: str) -> None:
        """Go to the card of an operation or a conflict; `troubles.SIGN_IN`: to the password; SILENT: to those
        who have not reported."""
        if record_id == troubles.SIGN_IN:
            self.sign_in.begin()
        elif record_id == SILENT:
            self.scroller.ensureWidgetVisible(self.silent)
        self._wanted = record_id
        self._go_to_wanted()

    def reload(self) -> None:
        """Look at the outbox again."""
        person_id = self._workplace.actor.person_id
        self._workplace.read(outbox_view.overview, person_id, done=self._heard, owner=self)
        self._workplace.read(parked.undecided, done=self._heard_parked, owner=self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()

    def _lay_out(self) -> None:
        self.add_tool(self.now)
        self.add_tool(self.save)
        self.setFocusProxy(self.now)  # the first of the tools: what stands before a proxy, Tab never reaches
        whole, across, left = QWidget(), QHBoxLayout(), QVBoxLayout()
        whole.setLayout(across)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(12)
        left.setSpacing(12)
        needs = (self.sign_in, self.stopped, self.admitted, self.parked, self.conflicts)
        for part in (*needs, self.queue, self.silent):
            left.addWidget(part)
        left.addStretch(1)
        across.addLayout(left, 5)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.standing)
        right.addWidget(self.courier)
        right.addStretch(1)
        across.addLayout(right, 3)
        self.add(whole)

    def _connect(self) -> None:
        self.now.clicked.connect(self._runner.run)
        self.save.clicked.connect(self._save)
        self.sign_in.done.connect(self._go_on_signed_in)
        for part in (self.stopped, self.admitted, self.parked, self.conflicts, self.queue.held):
            part.keyboard_lost.connect(self._take_keyboard)
        self.sign_in.withdrawn.connect(self._runner.hear_withdrawn)
        self.queue.opened.connect(self._acts.open_record)
        self.queue.held.let_go.connect(self._runner.run)
        self._runner.state_changed.connect(self._show_state)
        self._workplace.changes.tell(self, CHANGES, self.reload)

    def _bind_keys(self) -> None:
        group = self.tr("On a text of two people")
        ways: list[tuple[str, str, Callable[[ConflictPanel], Button]]] = [
            ("1", self.tr("Use the other text"), lambda panel: panel.take_offered),
            ("2", self.tr("Leave it as it stands"), lambda panel: panel.take_standing),
            ("3", self.tr("Keep both"), lambda panel: panel.take_both),
            ("E", self.tr("Write it anew"), lambda panel: panel.edit),
        ]
        for keys, word, button_of in ways:
            self._workplace.keys.bind(self, keys, word, self._presser(button_of), group)

    def _presser(self, button_of: Callable[[ConflictPanel], Button]) -> Callable[[], None]:
        """Presses a button of the conflict that has the keyboard, or of the first; what cannot be seen is
        shown instead."""

        def press() -> None:
            panels = [part for part in self.conflicts.parts.values() if isinstance(part, ConflictPanel)]
            here = (panel for panel in panels if panel.isAncestorOf(self.focusWidget() or self))
            panel = next(here, panels[0] if panels else None)
            if panel is not None:
                self._press_if_seen(button_of(panel))

        return press

    def _press_if_seen(self, button: Button) -> None:
        if _is_seen(button):
            button.click()
        else:
            self.scroller.ensureWidgetVisible(button)
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_on_signed_in(self) -> None:
        self._take_keyboard()
        self._runner.run_signed_in()

    def _take_keyboard(self) -> None:
        """What had it has gone: it does not fall to whatever comes next, nor does a second press decide on
        the next card."""
        if self.isVisible():
            self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heard(self, overview: Overview) -> None:
        self._owes, self._files = bool(overview.stopped or overview.queue), len(overview.files)
        self.stopped.show_rows([_seen(card) for card in overview.stopped])
        self.admitted.show_rows(overview.admitted)
        self.conflicts.show_rows(overview.conflicts)
        self.queue.show_queue(overview)
        unseen = [card.operation.op_id for card in overview.stopped if not card.seen_by_person]
        if unseen and self.isVisible():
            self._workplace.write(note_seen, self._workplace.laptop, unseen, changed=frozenset({"outbox"}))
        self._go_to_wanted()

    def _heard_parked(self, cards: tuple[ParkedCard, ...]) -> None:
        self.parked.show_rows(asked_of(self._workplace, cards))
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        sections = (self.stopped, self.conflicts, self.parked)
        part = next((each.parts[self._wanted] for each in sections if self._wanted in each.parts), None)
        if part is not None:
            self._wanted = ""
            self.scroller.ensureWidgetVisible(part)
            self._first_of(part).setFocus(Qt.FocusReason.OtherFocusReason)

    def _first_of(self, part: QWidget) -> QWidget:
        """What is most likely pressed on a card."""
        if isinstance(part, ConflictPanel):
            return part.first()
        if isinstance(part, ParkedPanel):
            return part.admit
        return part.buttons[0] if isinstance(part, StoppedPanel) else part

    def _show_state(self, state: SyncState) -> None:
        mark = chip_mark(state)
        if [mark] != self._marks:
            self._marks = [mark]
            self.set_head(self.tr("Sync"), "", self._marks)
        self.sign_in.say_why(withdrawn=state.withdrawn)
        if state.login_expired == self.sign_in.isHidden():
            self.sign_in.setVisible(state.login_expired)

    def _save(self) -> QFileDialog | None:
        """Ask where the text of what is not delivered shall lie; None when there is none."""
        from sync.engine.places import write_out

        workplace, actor = self._workplace, self._workplace.actor
        if not self._owes:
            workplace.notices.say(*self._nothing_to_save())
            return None
        now = workplace.now()

        def chosen(path: Path) -> None:
            def written(overview: Overview) -> None:
                text = undelivered(workplace.rules.profile, overview, f"{actor.name} {actor.post}", now)
                workplace.write(write_out, path, text.encode(), done=lambda _: told(path))

            workplace.read(outbox_view.overview, actor.person_id, done=written, owner=self)

        def told(path: Path) -> None:
            workplace.notices.say("success", self.tr("Saved: {file}").format(file=path.name))

        name = self.tr("Not delivered") + f" {moment(now)[:10]}.txt"
        return ask_where(self.save.text(), name, self, chosen)

    def _nothing_to_save(self) -> tuple[str, str]:
        """What a file holds is not among the texts that are saved."""
        if self._files:
            said = self.tr("Every record is delivered; {n} files are not there yet, and are not saved here.")
            return "hint", said.format(n=self._files)
        return "success", self.tr("Everything is delivered; there is nothing to save")

    # the cards

    def _stopped(self, card: StoppedCard) -> QWidget:
        panel = StoppedPanel(card, self._workplace.rules.profile, self._acts.shown)
        panel.acted.connect(lambda act: self._acts.do(panel, act))
        return panel

    def _conflict(self, card: ConflictCard) -> QWidget:
        profile = self._workplace.rules.profile
        label = words.field(profile, card.field)
        panel = ConflictPanel(profile, card, f"{card.title}·{label}", self._begun, may_settle=True)
        buttons = (panel.take_offered, panel.take_standing, panel.take_both, panel.edit)
        for key, button in zip("123E", buttons, strict=True):
            button.key = key
            button.updateGeometry()
        panel.settled.connect(lambda choice, text: self._settle(card, choice, text))
        return panel

    def _parked(self, card: ParkedCard) -> QWidget:
        panel = ParkedPanel(card, self._workplace.rules.profile, self._reasons)
        panel.decided.connect(lambda admitted, reason: self._decide(card, admitted, reason))
        return panel

    def _decide(self, card: ParkedCard, admitted: bool, reason: str) -> None:
        from sync.engine.outbox import new_op_id

        kind = AdmitWork if admitted else DeclineWork
        op = kind(
            op_id=new_op_id(),
            made_at=self._workplace.now(),
            enterprise_id=card.enterprise_id,
            problem_id=card.problem_id,
            parked_id=card.id,
            reason=reason,
        )
        said = self.tr("Admitted: {title}") if admitted else self.tr("Not admitted: {title}")
        self._deciding.decide(card.id, op, said.format(title=heading(card.operation)))

    def _settle(self, card: ConflictCard, choice: str, text: str) -> None:
        from sync.engine.outbox import new_op_id

        op = SettleConflict(
            op_id=new_op_id(),
            made_at=self._workplace.now(),
            enterprise_id=card.enterprise_id,
            problem_id=card.problem_id,
            conflict_id=card.id,
            choice=choice,  # type: ignore[arg-type]
            text=text,
        )
        done = self.tr("Settled: {title}").format(title=card.title)
        self._deciding.decide(card.id, op, done)


def _is_seen(button: Button) -> bool:
    """Whether the whole of it is in sight."""
    return button.visibleRegion().boundingRect() == button.rect()


def _seen(card: StoppedCard) -> StoppedCard:
    """As it stands once it was looked at: that alone makes no other card of it."""
    return msgspec.structs.replace(card, seen_by_person=True)
