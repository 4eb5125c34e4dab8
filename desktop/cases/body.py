"""The matters of a problem's page, one below the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.cases import cards, words
from desktop.cases.acts import Act
from desktop.cases.conflict_panel import ConflictPanel
from desktop.cases.deadline_card import DeadlineCard
from desktop.cases.deciding import Deciding
from desktop.cases.matter import Matter
from desktop.cases.stand import Stand
from desktop.cases.unfinished import unfinished
from desktop.files.shown import ShownFiles
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.page import Page
from desktop.workplace import Workplace
from sync.domain import permissions
from sync.operations.conflicts import SettleConflict
from sync.store.queries.conflicts import ConflictCard


class Body:
    """Fills a page; `holder` is where the form of an act lies, above everything else."""

    def __init__(self, workplace: Workplace, page: Page, go_on: Callable[[Act], object]) -> None:
        """`go_on`: opens the form of an act that was begun."""
        self._workplace, self._page, self._go_on = workplace, page, go_on
        self._deciding = Deciding(workplace, page)
        self.holder = QWidget()
        QVBoxLayout(self.holder).setContentsMargins(0, 0, 0, 0)
        self.deadline = DeadlineCard()
        self.files = ShownFiles(workplace, words.translate("Case", "Files"))
        self._files_card = Card(words.translate("Case", "Files"))
        self._files_card.body.addWidget(self.files)
        self.files.strip.add_button.key = "A"
        self._files_shown: object = None
        self._begun: dict[str, str] = {}
        self._matters = self._make_matters()
        for widget in self._in_order():
            page.add(widget)

    def begin_anew(self) -> None:
        """Another problem is shown: from its top, with its reckoning folded."""
        self.deadline.fold()
        self._page.go_to_top()

    def show_stand(self, stand: Stand) -> None:
        """Show how it stands; what stayed the same is not touched."""
        for matter in self._matters.values():
            matter.show_stand(stand)
        self.show_time(stand)
        self._show_files(stand)

    def show_time(self, stand: Stand) -> None:
        """What the clock changes."""
        self.deadline.show_limit(stand)
        self._matters["done"].show_stand(stand)

    def add_file(self) -> None:
        """Ask which file to put beside the problem, if the person may."""
        if not self.files.strip.add_button.isHidden():
            self.files.strip.add_button.click()

    def _make_matters(self) -> dict[str, Matter]:
        return {
            "unfinished": Matter(
                lambda stand: (stand.problem.id, stand.here.drafts, stand.here.stopped),
                lambda stand: unfinished(stand, self._workplace, self._go_on),
            ),
            "conflicts": Matter(lambda stand: stand.here.detail.conflicts, self._conflicts),
            "rings": Matter(lambda stand: stand.here.detail.rings, cards.rings),
            "form": Matter(lambda stand: stand.problem, cards.form),
            "done": Matter(_handling, cards.done),
            "facts": Matter(lambda stand: (stand.problem, stand.here.detail.region), self._facts),
            "timeline": Matter(lambda stand: (stand.problem.form, stand.here.detail.lines), cards.timeline),
        }

    def _in_order(self) -> list[QWidget]:
        """What asks for something, how far it is, what was done last, what it is about, how it went."""
        above = [self._matters[name] for name in ("unfinished", "conflicts", "rings")]
        middle = [self._matters[name] for name in ("done", "form")]
        below = [self._matters[name] for name in ("facts", "timeline")]
        return [self.holder, *above, self.deadline, *middle, self._files_card, *below]

    def _show_files(self, stand: Stand) -> None:
        detail, facts = stand.here.detail, stand.here.facts
        may = permissions.can(stand.actor, "attach", facts)
        shown = (detail.problem.id, detail.files, may)
        if shown == self._files_shown:
            return
        self._files_shown = shown
        problem = detail.problem
        place = (problem.enterprise_id, problem.id, problem.id) if may else ()
        self.files.set_place(*place)
        self.files.set_files(detail.files)
        self._files_card.setVisible(bool(detail.files) or may)

    def _facts(self, stand: Stand) -> QWidget:
        """With the ways to the firm and to the visit, for those who have these screens."""
        card, problem = cards.facts(stand), stand.problem
        ways = (
            ("visits", "visit", problem.visit_id, words.translate("Case", "Open the visit")),
            (
                "enterprises",
                "enterprise",
                problem.enterprise_id,
                words.translate("Case", "Open the enterprise"),
            ),
        )
        for screen, kind, record_id, word in ways:
            if record_id and _has_screen(stand, screen):
                button = Button(word, "link")
                button.clicked.connect(self._asking(kind, record_id))
                card.add_action(button)
        return card

    def _asking(self, kind: str, record_id: str) -> Callable[[], object]:
        return lambda: self._workplace.asked.emit(kind, record_id)

    def _conflicts(self, stand: Stand) -> QWidget | None:
        conflicts = stand.here.detail.conflicts
        if not conflicts:
            return None
        column = QWidget()
        lines = QVBoxLayout(column)
        lines.setContentsMargins(0, 0, 0, 0)
        for conflict in conflicts:
            lines.addWidget(self._conflict(stand, conflict))
        return column

    def _conflict(self, stand: Stand, conflict: ConflictCard) -> ConflictPanel:
        may = permissions.can(stand.actor, "settle_conflict", stand.here.facts)
        label = words.label(stand.profile, stand.problem.form, conflict.field)
        panel = ConflictPanel(stand.profile, conflict, label, self._begun, may_settle=may)
        panel.settled.connect(lambda choice, text: self._settle(conflict, choice, text))
        return panel

    def _settle(self, conflict: ConflictCard, choice: str, text: str) -> None:
        from sync.engine.outbox import new_op_id

        op = SettleConflict(
            op_id=new_op_id(),
            made_at=self._workplace.now(),
            enterprise_id=conflict.enterprise_id,
            problem_id=conflict.problem_id,
            conflict_id=conflict.id,
            choice=choice,  # type: ignore[arg-type]  # one of the panel's four
            text=text,
        )
        self._deciding.decide(conflict.id, op, words.action("settle_conflict"))


def _has_screen(stand: Stand, screen: str) -> bool:
    """Whether the rail of one of the person's roles names it."""
    rails = [stand.profile.rails.get(held.role, ()) for held in stand.actor.roles]
    return any(item.screen == screen for rail in rails for item in rail)


def _handling(stand: Stand) -> object:
    """What the cards of what was done depend on; the day, for who did not report in."""
    detail = stand.here.detail
    return (
        detail.dispatches,
        detail.summons,
        detail.meetings,
        detail.orders,
        detail.replies,
        detail.follow_ups,
        detail.outcomes,
        stand.today,
    )
