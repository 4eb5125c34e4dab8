"""The time limit of a problem: until when, how long still, and every day of the reckoning on request."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from desktop.cases import deadlines, words
from desktop.cases.stand import Stand
from desktop.widgets.badge import Badge, Mark
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.layouts import clear
from desktop.widgets.text import Text
from sync.domain.working_time import Calendar
from sync.store.tables import Limit


class DeadlineCard(Card):
    """Hidden while no limit has begun. The reckoning stays open for as long as the same problem is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Time limit"), " ", parent)
        self._told: tuple[Limit, Calendar] | None = None
        self.badge, self.day = Badge(Mark("")), Text(role="strong", selectable=True)
        self.rule, self.remark = (
            Text(role="small", wraps=True, selectable=True),
            Text(role="small", wraps=True),
        )
        self.toggle = Button(self.tr("How it is counted"), "link")
        self.toggle.setCheckable(True)
        self.toggle.toggled.connect(self._tell)
        self.days = QWidget()
        self._grid = QGridLayout(self.days)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)
        self._lay_out()

    def show_limit(self, stand: Stand) -> None:
        """The limit of the present cycle, as it stands at this moment."""
        limit, calendar = stand.here.detail.row.limit, stand.calendar
        self.setVisible(limit is not None)
        if limit is None:
            return
        mark = deadlines.mark(limit, calendar, stand.now)
        self.badge.setVisible(mark is not None)
        if mark is not None:
            self.badge.set_mark(mark)
        self.day.setText(deadlines.last_day(limit, calendar))
        rule = stand.profile.limit(stand.problem.weight)
        self.rule.setText(words.joined((deadlines.rule(limit), deadlines.start(limit, rule)), " · "))
        self.remark.setText(deadlines.remark(limit, calendar, stand.now))
        self.remark.setVisible(bool(self.remark.text()))
        if self._told != (limit, calendar):
            self._told = (limit, calendar)
            self._tell()

    def fold(self) -> None:
        """Another problem is shown: its reckoning is asked for anew."""
        self.toggle.setChecked(False)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.day)
        line.addWidget(self.badge)
        line.addStretch(1)
        self.add_action(self.toggle)
        self.body.addLayout(line)
        for widget in (self.remark, self.rule, self.days):
            self.body.addWidget(widget)
        self.days.hide()

    def _tell(self) -> None:
        clear(self._grid)
        self.days.setVisible(self.toggle.isChecked())
        if self._told is None or not self.toggle.isChecked():
            return
        for row, told in enumerate(deadlines.explained(*self._told)):
            for column, text in enumerate(told):
                self._grid.addWidget(
                    Text(text, "body" if column < 2 else "small", selectable=True), row, column
                )
