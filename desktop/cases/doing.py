"""Doing an act: its form where it has one, the operation, the undo line, and the way back to reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.cases.act_panel import ActPanel, draft_form
from desktop.cases.acts import Act, may_do
from desktop.cases.asks import Values, from_plain
from desktop.cases.body import Body
from desktop.cases.here import CaseHere, case_here
from desktop.cases.stand import Stand
from desktop.cases.words import joined
from desktop.widgets.layouts import clear
from desktop.workplace import Workplace
from sync.operations.base import Operation
from sync.store.tables import Draft


class Doing(QObject):
    """Signals: `closed()`, a form was put away or its act is done; `begun()`, an act is being done from now
    on; `ended(bool)`, it is done, or was not."""

    closed, begun, ended = Signal(), Signal(), Signal(bool)

    def __init__(self, workplace: Workplace, body: Body, acted: Callable[[str], object]) -> None:
        """`acted`: told the problem that a step was done to."""
        super().__init__(body.holder)
        self._workplace, self._body, self._acted = workplace, body, acted
        self._panel: ActPanel | None = None
        self._stand: Stand | None = None
        self._tried = ""  # what the form of now was made into last
        self._left: Draft | None = None  # of the form put away last, until the problem is read again
        self._under_way = 0

    def is_typing(self) -> bool:
        """Whether a form is open."""
        return self._panel is not None

    def holds(self, draft_id: str) -> bool:
        """Whether the open form is kept as this draft."""
        return self._panel is not None and self._panel.keeping.draft.id == draft_id

    def is_under_way(self) -> bool:
        """Whether an act is being done: how the problem stands is not known just now."""
        return self._under_way > 0

    def begin(self, act: Act, stand: Stand, marked: int = 1) -> None:
        """Open the act's form, as it was left; without one, do it now. `marked`: problems in the list."""
        if act.asks is None:
            self._do_at_once(act, stand)
            return
        draft = self._begun(act, stand)
        if draft is not None:
            self._workplace.taken_up.emit(draft.id)
        self._panel = ActPanel(act, stand, self._workplace, draft)
        self._panel.complete.connect(self._do)
        self._panel.put_away.connect(self._leave)
        layout = self._body.holder.layout()
        assert layout is not None
        layout.addWidget(self._panel)
        if marked > 1:
            self._panel.say_alone(marked)
        self._panel.show()  # what is not shown yet takes no keyboard
        self.look_again(stand)
        self._body.begin_anew()
        self._panel.begin()

    def _begun(self, act: Act, stand: Stand) -> Draft | None:
        """What was typed for it before: what was put away a moment ago is not read from the disk yet."""
        drafts = [*([self._left] if self._left is not None else []), *stand.here.drafts]
        mine = (draft_form(act), stand.problem.id)
        return next((draft for draft in drafts if (draft.form, draft.subject_id) == mine), None)

    def look_again(self, stand: Stand) -> None:
        """How the problem stands now: an open form stays, and says when its step no longer fits."""
        self._left = None
        if self._panel is not None:
            self._stand = stand
            self._panel.say_how_it_stands(fits=may_do(self._panel.act, stand))

    def say_gone(self) -> None:
        """The problem left this laptop; an open form stays."""
        if self._panel is not None:
            self._panel.say_gone()

    def put_away(self) -> None:
        """Close an open form; what was typed is kept."""
        if self._panel is not None:
            self._panel.keeping.flush()
            self._note_left(self._panel)
            self._take_out()

    def _note_left(self, panel: ActPanel) -> None:
        self._left = panel.keeping.draft if panel.keeping.is_kept else None

    def flush(self) -> None:
        """Keep what is typed, now."""
        if self._panel is not None:
            self._panel.keeping.flush()

    def do_to_all(self, act: Act, problem_ids: Sequence[str]) -> None:
        """An act without a form, to each of these problems that it fits."""
        rules, now = self._workplace.rules, self._workplace.now()
        for problem_id in problem_ids:
            self._workplace.read(
                case_here,
                problem_id,
                rules,
                now,
                done=lambda here: self._do_if_it_fits(act, here),
                owner=self,
            )

    def _do_if_it_fits(self, act: Act, here: CaseHere | None) -> None:
        if here is None:
            return
        rules = self._workplace.rules
        stand = Stand(here, self._workplace.actor, rules.profile, rules.calendar, self._workplace.now())
        if may_do(act, stand):
            self._do_at_once(act, stand)

    def _do_at_once(self, act: Act, stand: Stand) -> None:
        op = act.make(stand, {})
        assert op is not None
        self._perform(act, stand, op)

    def _do(self, values: Values) -> None:
        panel, stand = self._panel, self._stand
        assert panel is not None
        assert stand is not None
        if self._under_way:  # Ctrl+Enter was pressed twice
            return
        base = {name: from_plain(value) for name, value in panel.base.items()}
        now = self._workplace.now()
        made = Stand(
            stand.here, stand.actor, stand.profile, stand.calendar, now, base, panel.keeping.draft.id
        )
        op = panel.act.make(made, values)
        if op is None:
            self._workplace.notices.say("success", self.tr("Nothing was changed."))
            return
        panel.set_busy(True)
        self._workplace.leave_undone(self._tried)
        self._tried = op.op_id
        self._perform(panel.act, stand, op, panel)

    def _perform(self, act: Act, stand: Stand, op: Operation, panel: ActPanel | None = None) -> None:
        """Afterwards the problem may be gone from this page; the undo line still brings the text back."""
        problem = stand.problem
        typed = panel.keeping.row() if panel is not None else None

        def not_done() -> None:
            self._end(done=False)
            if panel is not None and panel is self._panel:
                panel.set_busy(False)

        self._under_way += 1
        self.begun.emit()
        self._workplace.do(
            op,
            owner=self,
            undo=joined((act.word, problem.title)),
            forms=_again(typed),
            done=lambda _entry: self._done(problem.id, panel),
            refused=lambda _no: not_done(),
            hindered=not_done,
        )

    def _end(self, *, done: bool) -> None:
        self._under_way -= 1
        self.ended.emit(done)

    def _done(self, problem_id: str, panel: ActPanel | None) -> None:
        self._end(done=True)
        if panel is not None and panel is self._panel:
            self._close()
        self._acted(problem_id)

    def _leave(self) -> None:
        """The person goes back to reading."""
        if self._panel is not None:
            self._note_left(self._panel)
        self._close()

    def _close(self) -> None:
        self._take_out()
        self.closed.emit()

    def _take_out(self) -> None:
        self._workplace.leave_undone(self._tried)
        self._panel, self._stand = None, None
        layout = self._body.holder.layout()
        assert layout is not None
        clear(layout)


def _again(typed: Draft | None) -> tuple[Draft, ...]:
    """A step that was taken back is a draft again, under an id of its own."""
    from sync.engine.outbox import new_op_id

    kept = typed is not None and typed.updated_at
    return (msgspec.structs.replace(typed, id=new_op_id()),) if typed and kept else ()
