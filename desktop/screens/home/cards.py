"""The cards of the home. Whatever is counted can be pressed, and shows exactly the rows that it counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop import theme
from desktop.screens.home import words
from desktop.screens.home.numbers import Sum
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.figure import Figure
from desktop.widgets.layouts import FlowLayout, clear
from desktop.widgets.text import Text
from sync.domain.metrics import Rate, Tally

# Lupdate finds the strings by this name.
translate = QCoreApplication.translate

Show = Callable[[Sequence[str]], object]  # opens these problems


class CountsCard(Card):
    """Some of the numbers, side by side."""

    def __init__(self, heading: str, note: str, codes: Sequence[str], show: Show) -> None:
        super().__init__(heading, note)
        self.figures = {code: Figure(words.count(code)) for code in codes}
        self._ids: dict[str, tuple[str, ...]] = {}
        flow = FlowLayout()
        for code, figure in self.figures.items():
            figure.setToolTip(words.meaning(code))
            figure.clicked.connect(lambda _checked, code=code: show(self._ids.get(code, ())))
            flow.addWidget(figure)
        self.body.addLayout(flow)

    def show_tally(self, tally: Tally) -> None:
        """Show these numbers."""
        self._ids = {code: tally.ids_of(code) for code in self.figures}
        for code, figure in self.figures.items():
            count = tally.count(code)
            alarming = code == "overdue" and count > 0
            figure.set_value(str(count), tone="danger_ink" if alarming else "ink")


class RatesCard(Card):
    """Every rate with both of its numbers and its definition; each of the two opens its own rows."""

    def __init__(self, show: Show) -> None:
        super().__init__(translate("Home", "Rates"), translate("Home", "numerator / denominator"))
        self._show = show
        self._shown: Tally | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, theme.px(96))
        self._grid.setColumnMinimumWidth(1, theme.px(72))
        self._grid.setColumnStretch(5, 1)
        self.body.addLayout(self._grid)

    def show_tally(self, tally: Tally) -> None:
        """Show these rates. The same as before stay as they are, so that the keyboard keeps its place."""
        if tally == self._shown:
            return
        self._shown = tally
        clear(self._grid)
        for row, code in enumerate(words.RATES):
            rate = tally.rate(code)
            for column, part in enumerate(self._parts(rate, tally)):
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)

    def _parts(self, rate: Rate, tally: Tally) -> list[QWidget]:
        name = words.rate(rate.code)
        value = Text(percent(rate), "strong")
        value.setAccessibleName(f"{name}: {percent(rate)}")
        numerator = self._number(translate("Home", "{rate} numerator").format(rate=name), tally, rate.of)
        denominator = self._number(translate("Home", "{rate} denominator").format(rate=name), tally, rate.per)
        definition = f"{words.count(rate.of)} / {words.count(rate.per)}"
        return [
            Text(name),
            value,
            numerator,
            Text("/", "quiet"),
            denominator,
            Text(definition, "small", wraps=True),
        ]

    def _number(self, name: str, tally: Tally, code: str) -> Button:
        ids = tally.ids_of(code)
        button = Button(str(len(ids)), "link", name=f"{name}: {len(ids)}")
        button.setToolTip(words.meaning(code))
        button.clicked.connect(lambda: self._show(ids))
        return button


class LedgerCard(Card):
    """What came of the problems: a sum for each kind, never one of all."""

    def __init__(self, word_of: Callable[[str], str], show: Show) -> None:
        """`word_of`: the city's word for a kind."""
        note = translate("Home", "each kind for itself, by the day it happened")
        super().__init__(translate("Home", "Outcomes"), note)
        self._word_of, self._show = word_of, show
        self._shown: Sequence[Sum] | None = None
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)

    def show_sums(self, sums: Sequence[Sum]) -> None:
        """Show these sums, as the rates show themselves."""
        if sums == self._shown:
            return
        self._shown = sums
        clear(self._grid)
        for row, each in enumerate(sums):
            word, amount = self._word_of(each.total.kind), f"{each.total.total} {each.total.unit}"
            button = Button(amount, "link", name=f"{word}: {amount}")
            button.clicked.connect(lambda _checked, ids=each.problem_ids: self._show(ids))
            self._grid.addWidget(Text(word), row, 0)
            self._grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignRight)
        if not sums:
            self._grid.addWidget(Text(translate("Home", "No outcome on record"), "quiet"), 0, 0)


def percent(rate: Rate) -> str:
    """79.7%; — where there is nothing to divide by."""
    return "—" if rate.value is None else f"{rate.value:.1%}"
