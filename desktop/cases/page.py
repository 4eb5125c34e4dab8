"""The page of one problem, the same for every role: what differs is what can be done at its foot.

It reads again whenever something of the problem changed, and asks the clock on a short tick. A form that is
open stays as it is; the page below it goes on telling the truth.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop.cases import acts, deadlines, words
from desktop.cases.acts import Act
from desktop.cases.body import Body
from desktop.cases.doing import Doing
from desktop.cases.early_key import EarlyKey
from desktop.cases.here import CaseHere, case_here
from desktop.cases.left_behind import offer_typed
from desktop.cases.paper_view import PaperView
from desktop.cases.stand import Stand
from desktop.widgets.action_bar import Action, ActionBar
from desktop.widgets.badge import Mark
from desktop.widgets.button import Button
from desktop.widgets.empty import Empty
from desktop.widgets.page import Page
from desktop.workplace import Workplace
from sync.store.tables import SYNCED

TICK_MS = 20_000
CHANGES = frozenset({table.table for table in SYNCED} | {"outbox", "local_blob"})


class CasePage(QWidget):
    """Signals: `acted(problem_id)`, a step was done here; `left()`, the person goes back to the list."""

    acted = Signal(str)
    left = Signal()

    def __init__(
        self, workplace: Workplace, pane: QWidget, chosen: Callable[[], Sequence[str]] = tuple
    ) -> None:
        """`pane`: where the keys of the acts work; `chosen`: the problems that are marked beside the page."""
        super().__init__()
        self._workplace, self._chosen = workplace, chosen
        self._id, self._asked, self._is_stale = "", 0, False
        self._is_overtaken = False  # an act was done, and the problem not read again yet
        self._is_gone = False
        self._here: CaseHere | None = None
        self.page, self.empty = Page(), Empty("problem")
        self.papers = PaperView(workplace)
        self.body = Body(workplace, self.page, self.resume)
        self.doing = Doing(workplace, self.body, self.acted.emit)
        self.bar = ActionBar(pane, workplace.keys, self.tr("On a problem"))
        self.early = EarlyKey(pane)
        self._offers: list[tuple[str, str, bool]] = []  # code, why it cannot be done yet, whether it leads
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self._lay_out(pane)
        workplace.changes.tell(self, CHANGES, self._news)
        workplace.changes.tell(self, {"draft"}, self._news_of_drafts)
        workplace.taken_up.connect(self._give_way)
        self.show_problem("")

    def show_problem(self, problem_id: str) -> None:
        """Show this problem, or that none is chosen (""); what was typed about another is kept."""
        if problem_id and problem_id == self._id:
            return
        self.doing.put_away()
        self._id, self._here = problem_id, None
        self._is_overtaken = self._is_gone = False
        self.body.begin_anew()
        self._turn_to(self.empty)
        self.empty.say(self.tr("Choose a problem from the list") if not problem_id else "")
        self.reload()

    def is_typing(self) -> bool:
        """Whether the form of an act is open."""
        return self.doing.is_typing()

    def is_held(self) -> bool:
        """Whether the person is in a form or before a paper: news take neither away."""
        return self.is_typing() or self._stack.currentWidget() is self.papers

    def reload(self) -> None:
        """Read the problem again, as it is on this laptop now."""
        self._is_stale = False
        self._workplace.lanes.read.forget(self._asked)
        if self._id:
            rules, now, wanted = self._workplace.rules, self._workplace.now(), self._id
            self._asked = self._workplace.read(
                case_here, wanted, rules, now, done=lambda here: self._heard(wanted, here), owner=self
            )

    def begin(self, act: Act) -> None:
        """Open the form of an act; or do it at once, with several problems marked to all of them."""
        stand = self._stand()
        if stand is None or act.code not in [code for code, why_not, _ in self._offers if not why_not]:
            return
        marked = self._chosen()
        if act.asks is None and len(marked) > 1:
            self.doing.do_to_all(act, marked)
        else:
            self.doing.begin(act, stand, len(marked))
            self._offer_acts()

    def resume(self, act: Act) -> None:
        """Open the form of an act that was begun; the text is there even when the problem has moved on."""
        if (stand := self._stand()) is not None:
            self.doing.put_away()
            self.doing.begin(act, stand)
            self._offer_acts()

    def flush_draft(self) -> None:
        """Keep what is typed: the window is closing."""
        self.doing.flush()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tick.start()
        if self._is_stale:
            self.reload()
        self._show_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()
        self.early.forget()

    def _lay_out(self, pane: QWidget) -> None:
        self._stack = QStackedLayout(self)
        for widget in (self.empty, self.page, self.papers):
            self._stack.addWidget(widget)
        self.page.set_foot(self.bar)
        self.print_button = Button("", "quiet", icon="print", key="Ctrl+P", name=self.tr("Print"))
        self.print_button.clicked.connect(self._show_papers)
        self.page.add_tool(self.print_button)
        group = self.tr("On a problem")
        keys = self._workplace.keys
        self._print_key = keys.bind(pane, "Ctrl+P", self.tr("Print"), self._show_papers, group)
        keys.bind(pane, "A", self.tr("Add a file"), self._add_file, group)
        self.papers.left.connect(self._leave_papers)
        self.doing.closed.connect(self._closed)
        self.doing.begun.connect(self._offer_acts)
        self.doing.ended.connect(self._ended)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # F6 comes here; Tab goes to what can be pressed

    def _heard(self, wanted: str, here: CaseHere | None) -> None:
        if wanted != self._id:
            return
        self._here, self._is_overtaken, self._is_gone = here, False, here is None
        if here is None:
            self._say_gone(wanted)
            return
        stand = self._stand()
        assert stand is not None
        self.body.show_stand(stand)
        self.papers.hear(stand)
        self.doing.look_again(stand)
        self._show_head(stand)
        shown = self._stack.currentWidget()
        self._turn_to(self.page if shown is self.empty else shown)
        self._take_early_key()

    def _say_gone(self, problem_id: str) -> None:
        """An open form stays, so that nothing is taken from under the hands; otherwise nothing is shown."""
        if self.doing.is_typing():
            self.doing.say_gone()
            return
        self._turn_to(self.empty)
        self.empty.say(self.tr("This problem is no longer on this laptop"))
        offer_typed(self._workplace, problem_id)

    def _stand(self) -> Stand | None:
        if self._here is None:
            return None
        rules = self._workplace.rules
        return Stand(self._here, self._workplace.actor, rules.profile, rules.calendar, self._workplace.now())

    def _show_time(self) -> None:
        """What only the clock has changed."""
        if (stand := self._stand()) is not None:
            self._show_head(stand)
            self.body.show_time(stand)

    def _show_head(self, stand: Stand) -> None:
        row, problem = stand.here.detail.row, stand.problem
        line = words.joined(
            (
                words.number(problem.official_number, problem.local_code),
                problem.enterprise_name,
                stand.profile.documents[problem.form],
            )
        )
        state = Mark(stand.profile.state_word(problem.state), "info")
        limit = deadlines.mark(row.limit, stand.calendar, stand.now)
        marks = [state, *([limit] if limit else []), words.delivery_mark(row.delivery)]
        self.page.set_head(problem.title, line, marks)
        self.setAccessibleName(problem.title)

    def _offer_acts(self) -> None:
        """The acts at the foot; none while a form is open, so that its letters are letters, or a paper; none
        either until the problem is read again after an act: a quick hand would do the same act twice."""
        stand, is_done = self._stand(), self.doing.is_under_way() or self._is_overtaken
        offers = stand is not None and not self.is_held() and not is_done
        self._offer(acts.offered(stand) if stand is not None and offers else [])
        is_read = bool(self._id) and self._here is None and not self._is_gone and not self.is_held()
        self.early.listen(is_done or is_read, self._id if is_done else "")

    def _take_early_key(self) -> None:
        """A key that was pressed before this problem stood here opens its form; nothing is done by it."""
        pressed, can = self.early.key(), [code for code, why_not, _ in self._offers if not why_not]
        act = next((act for act in acts.ACTS if act.key == pressed and act.code in can), None)
        if act is None:
            return
        is_meant = self.early.is_meant_for(self._id)
        self.early.forget()
        if is_meant and act.asks is not None:
            self.begin(act)
        else:
            words = self.tr("“{act}” was not done: the problem was not here yet. Please press the key again.")
            self._workplace.notices.say("hint", words.format(act=act.word))

    def _offer(self, offered: Sequence[Act]) -> None:
        stand = self._stand()
        offers = [(act.code, acts.why_not(act, stand), act.leads(stand)) for act in offered] if stand else []
        if offers == self._offers:
            return
        self._offers = offers
        self.bar.set_actions(
            [
                self._action(act, why, leads=leads)
                for act, (_, why, leads) in zip(offered, offers, strict=True)
            ]
        )

    def _action(self, act: Act, why_not: str, *, leads: bool) -> Action:
        kind = "primary" if leads else "plain"
        return Action(act.word, lambda: self.begin(act), act.key, kind, why_not=why_not)

    def _news(self) -> None:
        """A page that nobody looks at reads again when it is looked at."""
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True

    def _news_of_drafts(self) -> None:
        if not self.doing.is_typing():
            self._news()

    def _give_way(self, draft_id: str) -> None:
        """Another screen goes on with the form that is open here: of two of one draft the later would be
        taken for what was done already."""
        if self.doing.holds(draft_id):
            self.doing.put_away()
            self._offer_acts()
            self._news()

    def _ended(self, done: bool) -> None:
        if done:
            self._is_overtaken = bool(self._id)
            self.reload()
        else:
            self.early.forget()  # it was meant for the problem after this one
        self._offer_acts()

    def _closed(self) -> None:
        """A form was put away, or its act is done."""
        self._offer_acts()
        self.reload()
        self.left.emit()

    def _show_papers(self) -> None:
        if (stand := self._stand()) is not None:
            self.papers.show_papers(stand)
            self._turn_to(self.papers)
            self.papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_file(self) -> None:
        if self._here is not None and self._stack.currentWidget() is self.page:
            self.body.add_file()

    def _leave_papers(self) -> None:
        self._turn_to(self.page)
        self.left.emit()

    def _turn_to(self, shown: QWidget) -> None:
        # The preview has a Ctrl+P of its own, and two at once would do nothing.
        self._print_key.setEnabled(shown is not self.papers)
        self._stack.setCurrentWidget(shown)
        self._offer_acts()
