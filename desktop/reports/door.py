"""Opens a report over the screen that is shown, and goes back there afterwards.

What the window is asked for: `new_problem` (for an enterprise, or for none) and `report_draft`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.drafts.kinds import REPORT
from desktop.reports.begun import report
from desktop.reports.page import ReportPage
from desktop.reports.who import forms_of
from desktop.widgets.choice import Choice
from desktop.widgets.frame import Frame
from desktop.workplace import Workplace
from sync.store.queries.asking import whole
from sync.store.tables import Draft, Enterprise

if TYPE_CHECKING:
    import sqlalchemy as sa


class Reports(QObject):
    """One for a window. Another report takes the place of the one under way, which stays a draft."""

    def __init__(self, workplace: Workplace, frame: Frame) -> None:
        super().__init__(frame)
        self._workplace, self._frame = workplace, frame
        self._page: ReportPage | None = None
        self._before: QWidget | None = None
        workplace.asked.connect(self._heard)

    def may_report(self) -> bool:
        """Whether this person reports problems at all."""
        return bool(forms_of(self._workplace.actor))

    def begin(self, draft: Draft) -> ReportPage:
        """Write this report: a new one, or one that was left unfinished."""
        if (open_one := self._open_page(draft.id)) is not None:
            return open_one
        page = ReportPage(self._workplace, self._frame.keys, draft)
        page.left.connect(lambda: self._leave(page))
        before: QWidget | None = self._frame.stack.currentWidget()
        if self._page is not None and isValid(self._page):
            before = self._before if before is self._page else before
            self._remove(self._page)
        self._page, self._before = page, before
        self._frame.stack.addWidget(page)
        self._frame.stack.setCurrentWidget(page)
        page.begin()
        return page

    def _open_page(self, draft_id: str) -> ReportPage | None:
        """The page on which this draft is open already, shown again."""
        page, stack = self._page, self._frame.stack
        if page is None or not isValid(page) or page.draft_id != draft_id:
            return None
        if stack.currentWidget() is not page:
            self._before = stack.currentWidget()
            stack.setCurrentWidget(page)
        page.begin()
        return page

    def _heard(self, kind: str, record_id: str) -> None:
        if kind == "report_draft":
            self._workplace.read(_draft, record_id, done=self._open, owner=self)
        elif kind == "new_problem" and self.may_report():
            self._workplace.read(_enterprise, record_id, done=self._begin_for, owner=self)

    def _open(self, draft: Draft | None) -> None:
        if draft is not None and draft.form == REPORT:
            self.begin(draft)

    def _begin_for(self, enterprise: Choice | None) -> None:
        self.begin(report(self._workplace.actor, enterprise))

    def _leave(self, page: ReportPage) -> None:
        stack = self._frame.stack
        if stack.currentWidget() is page and self._before is not None and isValid(self._before):
            stack.setCurrentWidget(self._before)
            self._before.setFocus()
        self._remove(page)
        if self._page is page:
            self._page = None

    def _remove(self, page: ReportPage) -> None:
        self._frame.stack.removeWidget(page)
        page.retire()


def _draft(connection: sa.Connection, draft_id: str) -> Draft | None:
    return next(iter(whole(connection, Draft, id=draft_id)), None)


def _enterprise(connection: sa.Connection, enterprise_id: str) -> Choice | None:
    found = whole(connection, Enterprise, id=enterprise_id)
    return Choice(found[0].id, found[0].name) if found else None
