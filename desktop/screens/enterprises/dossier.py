"""The page of one firm: everything that is known here, changed field by field, and what begins here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop import days
from desktop.cases.words import delivery_mark, joined
from desktop.drafts.amend_slot import AmendSlot
from desktop.drafts.kinds import AMENDED_ENTERPRISE
from desktop.keys import Keys
from desktop.screens.enterprises.body import DossierBody
from desktop.screens.enterprises.fields import amendable, texts
from desktop.screens.enterprises.hand_over import HandOverPanel
from desktop.screens.enterprises.here import FirmHere
from desktop.screens.enterprises.portfolio import HandingOver, handing_over
from desktop.widgets.action_bar import Action, ActionBar
from desktop.widgets.badge import Mark
from desktop.widgets.coming import Coming
from desktop.widgets.page import Page
from desktop.workplace import Workplace
from sync.operations.edits import Edit
from sync.operations.enterprises import AmendEnterprise
from sync.store.tables import Draft


class DossierPage(Page):
    """`may_visit`, `may_report`: whether these begin at this person's window at all."""

    def __init__(
        self, workplace: Workplace, keys: Keys, pane: QWidget, *, may_visit: bool, may_report: bool
    ) -> None:
        """`pane`: where the keys of what can be done here act, the list included."""
        super().__init__()
        self._workplace, self._may_visit, self._may_report = workplace, may_visit, may_report
        self._here: FirmHere | None = None
        self.coming = Coming()
        self._pane = pane
        self.shown = DossierBody(workplace, may_visit=may_visit)
        self.slot = AmendSlot(workplace, AMENDED_ENTERPRISE, amendable, self._operation, self)
        self.slot.turned.connect(self._turn)
        self.hand_over: HandOverPanel | None = None
        self.add(self.slot)
        self.add(self.shown)
        self._bar = ActionBar(pane, keys, self.tr("Enterprise"))
        self.set_foot(self._bar)

    @property
    def firm_id(self) -> str:
        return self._here.dossier.enterprise.id if self._here else ""

    def show_firm(self, here: FirmHere, *, came: bool) -> None:
        """Show this firm. A change or a hand-over that was left unfinished is gone on with when the person
        `came` here; one under way stays as it is."""
        enterprise = here.dossier.enterprise
        if enterprise.id != self.firm_id:
            self.slot.end()
            self._end_hand_over()
            self.shown.fold()
            self.go_to_top()
        self._here = here
        row = here.dossier.row
        self.set_head(
            enterprise.name, joined((joined(here.dossier.region, " "), row.station_number)), self._marks()
        )
        self.shown.show_firm(here, may_attach=self._can("attach"))
        if self.slot.form is not None:
            self.slot.refresh(texts(enterprise))
        elif came and here.amended is not None:
            self._open_form()
        elif came and here.handing_over and self.hand_over is None and self._can("hand_over"):
            self._ask_who(take_keyboard=False)
        self._turn(self.slot.form is not None)
        self.coming.arrived(enterprise.id)

    def is_typing(self) -> bool:
        """Whether a form is open."""
        return self.slot.form is not None or self.hand_over is not None

    def flush_draft(self) -> None:
        self.slot.flush_draft()
        if self.hand_over is not None:
            self.hand_over.keeping.flush()

    def visit(self) -> None:
        """A new visit here."""
        self._ask_for("log_visit", lambda: self._workplace.asked.emit("new_visit", self.firm_id))

    def report(self) -> None:
        """A problem of this firm."""
        self._ask_for("report", lambda: self._workplace.asked.emit("new_problem", self.firm_id))

    def new(self) -> Callable[[], object] | None:
        """What Ctrl+N begins at this firm."""
        return self.visit if self._may_visit else self.report if self._may_report else None

    def amend(self) -> None:
        """Change its fields."""
        self._ask_for("amend_enterprise", self._amend)

    def ask_who(self) -> None:
        """Who serves the firm, and who may come after, is read when it is asked for."""
        self._ask_for("hand_over", self._ask_who)

    def _ask_for(self, action: str, act: Callable[[], object]) -> None:
        """Of the firm that is shown, or of the one that was gone to; there it may not be this person's."""
        shown = self.firm_id
        self.coming.ask(shown, lambda: act() if self.firm_id == shown or self._can(action) else None)

    def _open_form(self) -> None:
        assert self._here is not None
        enterprise = self._here.dossier.enterprise
        self.slot.begin(enterprise.id, enterprise.name, texts(enterprise), self._here.amended)

    def _amend(self) -> None:
        self._open_form()
        assert self.slot.form is not None
        self.slot.form.begin()
        self.go_to_top()

    def _ask_who(self, *, take_keyboard: bool = True) -> None:
        firm_id, today = self.firm_id, days.today(self._workplace)

        def heard(here: HandingOver) -> None:
            if self.firm_id == firm_id:  # otherwise the person has gone elsewhere meanwhile
                self._begin_hand_over(here, take_keyboard=take_keyboard)

        self._workplace.read(handing_over, firm_id, today, done=heard, owner=self)

    def _begin_hand_over(self, here: HandingOver, *, take_keyboard: bool) -> None:
        if self._here is None or not here.portfolios or not here.successors:
            words = self.tr("Nobody serves this enterprise, or no directory here lists who could take over.")
            self._workplace.notices.say("info", words)
            return
        self._end_hand_over()
        self.hand_over = HandOverPanel(self._workplace, self._here.dossier.enterprise, here)
        self.hand_over.ended.connect(self._end_hand_over)
        self.body.insertWidget(0, self.hand_over)
        self._turn(self.slot.form is not None)
        self.go_to_top()
        if take_keyboard:
            self.hand_over.begin()

    def _end_hand_over(self) -> None:
        panel, self.hand_over = self.hand_over, None
        if panel is not None:
            if panel.isAncestorOf(self.focusWidget() or self):
                self._pane.setFocus(Qt.FocusReason.OtherFocusReason)
            panel.hide()
            panel.deleteLater()
            self._turn(self.slot.form is not None)

    def _turn(self, is_open: bool) -> None:
        self.shown.show_facts(not is_open)
        acts = [
            (
                self._may_visit and self._can("log_visit"),
                Action(self.tr("Visit here"), self.visit, kind="primary"),
            ),
            (
                self._may_report and self._can("report"),
                Action(self.tr("Report a problem"), self.report, "Ctrl+I"),
            ),
            (self._can("amend_enterprise"), Action(self.tr("Amend"), self.amend, "E")),
            (self._can("hand_over"), Action(self.tr("Hand over…"), self.ask_who, "T")),
        ]
        is_open = is_open or self.hand_over is not None
        self._bar.set_actions([] if is_open else [act for may, act in acts if may])

    def _can(self, action: str) -> bool:
        return self._here is not None and self._workplace.can(action, self._here.facts)

    def _marks(self) -> list[Mark]:
        assert self._here is not None
        dossier = self._here.dossier
        if dossier.conflicts:
            return [delivery_mark("conflict")]
        return [delivery_mark("waiting")] if dossier.waiting else []

    def _operation(self, draft: Draft, edits: tuple[Edit, ...]) -> AmendEnterprise:
        return AmendEnterprise(
            op_id=draft.id, made_at=self._workplace.now(), enterprise_id=draft.subject_id, edits=edits
        )
