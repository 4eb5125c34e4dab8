"""What a finished visit's page shows: facts, the text, what was reported from it, its files."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import entries
from desktop.cases.words import day, joined, person
from desktop.files.shown import ShownFiles
from desktop.screens.visits.form import labels
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.entry_lines import EntryLines
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.field import TextField
from desktop.widgets.rows_model import Entry
from desktop.workplace import Workplace
from sync.store.queries.problems import ProblemRow
from sync.store.queries.visits import VisitDetail
from sync.store.tables import Visit

READ = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class VisitBody(QWidget):
    """The cards of one visit; `situation` can be marked with the keyboard and the mouse."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace, self._label = workplace, labels()
        self._now = workplace.now()
        self.conflicts = Button("", "link", icon="conflict")
        self.conflicts.clicked.connect(lambda: workplace.asked.emit("sync", ""))
        self._facts, self._more = Facts(), Facts(columns=1)
        self.situation = TextField(least=3, most=40)
        self.situation.set_read_only(True)
        self.situation.text.setTextInteractionFlags(READ)
        self.situation.text.setProperty("kind", "reading")
        self.situation.name(self._label["situation"])
        self.problems = EntryLines(self._problem_entry)
        self.problems.opened.connect(lambda row: workplace.asked.emit("problem", row.id))
        self.files = ShownFiles(workplace, self._label["files"])
        self._problem_card, self._file_card = self._lay_out()

    def show_detail(self, detail: VisitDetail) -> None:
        """Show this visit; a text that is the same stays marked."""
        visit = detail.visit
        self._now = self._workplace.now()
        self._show_conflicts(len(detail.conflicts))
        self._facts.set_facts(Fact(label, value) for label, value in self._told(visit) if value)
        if self.situation.value() != visit.situation:
            self.situation.set_value(visit.situation)
        texts = [(self._label[name], getattr(visit, name)) for name in ("advice", "promises")]
        self._more.set_facts(Fact(label, text) for label, text in texts if text)
        self._more.setVisible(any(text for _label, text in texts))
        self._problem_card.setVisible(bool(detail.problems))
        self._problem_card.note.setText(str(len(detail.problems)))
        self.problems.set_rows(detail.problems)
        self._file_card.note.setText(str(len(detail.files) or ""))
        self.files.set_place(visit.enterprise_id, visit.id)
        self.files.set_files(detail.files)

    def _lay_out(self) -> tuple[Card, Card]:
        facts, text = Card(self.tr("Facts")), Card(self._label["situation"])
        problems, files = Card(self.tr("Reported from it")), Card(self._label["files"])
        matters: list[tuple[Card, tuple[QWidget, ...]]] = [
            (facts, (self.conflicts, self._facts)),
            (text, (self.situation, self._more)),
            (problems, (self.problems,)),
            (files, (self.files,)),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card, widgets in matters:
            for widget in widgets:
                card.body.addWidget(widget)
            column.addWidget(card)
        return problems, files

    def _told(self, visit: Visit) -> list[tuple[str, str]]:
        word, label = self._workplace.word, self._label
        purposes = joined((word("purpose", code) for code in visit.purposes), "、")
        return [
            (label["visited_on"], day(visit.visited_on)),
            (label["manner"], word("manner", visit.manner)),
            (self.tr("Visited by"), person(visit.visitor_name, visit.visitor_post)),
            (label["companions"], visit.companions),
            (label["met"], visit.met),
            (label["purposes"], purposes),
            (label["combined"], self.tr("yes") if visit.combined else ""),
            (label["next_on"], day(visit.next_on)),
        ]

    def _show_conflicts(self, count: int) -> None:
        words = self.tr("{n} texts were written twice; please choose").format(n=count)
        self.conflicts.setText(words)
        self.conflicts.setAccessibleName(words)
        self.conflicts.setVisible(count > 0)

    def _problem_entry(self, row: ProblemRow) -> Entry:
        return entries.problem_entry(row, self._workplace, self._now, named=False)
