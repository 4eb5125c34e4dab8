"""What a dossier shows, card by card: facts, people, visits, problems, outcomes, files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import entries
from desktop.cases.words import day, joined, person
from desktop.files.shown import ShownFiles
from desktop.screens.enterprises.fields import LONG, code_words, labels
from desktop.screens.enterprises.here import FirmHere
from desktop.widgets.button import Button
from desktop.widgets.card import Card
from desktop.widgets.entry_lines import EntryLines
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.rows_model import Entry
from desktop.workplace import Workplace
from sync.store.queries.enterprises import Dossier
from sync.store.queries.problems import ProblemRow
from sync.store.queries.visits import VisitRow
from sync.store.tables import Assignment, Contact, Outcome, Station


class DossierBody(QWidget):
    """The cards of one firm."""

    def __init__(self, workplace: Workplace, *, may_visit: bool) -> None:
        """`may_visit`: whether this window has the screen on which a visit is read."""
        super().__init__()
        self._workplace, self._now = workplace, workplace.now()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self.conflicts = Button("", "link", icon="conflict")
        self.conflicts.clicked.connect(lambda: workplace.asked.emit("sync", ""))
        self.facts, self.people = Facts(), Facts(columns=1)
        self._facts_card = self._card(self.tr("Facts"), self.conflicts, self.facts)
        self._card(self.tr("Station and people"), self.people)
        nothing = self.tr("None on record")
        self.visits = EntryLines(self._visit, nothing, most=6, opens=may_visit)
        self.problems = EntryLines(self._problem, nothing, most=6)
        self.outcomes = Facts(columns=1)
        self.files = ShownFiles(workplace, self.tr("Files"))
        self._visit_card = self._card(self.tr("Visits"), self.visits)
        self._problem_card = self._card(self.tr("Problems"), self.problems)
        self._outcome_card = self._card(self.tr("Outcomes"), self.outcomes)
        self._file_card = self._card(self.tr("Files"), self.files)
        self.visits.opened.connect(lambda row: workplace.asked.emit("visit", row.id))
        self.problems.opened.connect(lambda row: workplace.asked.emit("problem", row.id))

    def show_firm(self, here: FirmHere, *, may_attach: bool) -> None:
        """Show this firm."""
        dossier, self._now = here.dossier, self._workplace.now()
        self._show_conflicts(len(dossier.conflicts))
        self.facts.set_facts(self._told(dossier))
        self.people.set_facts(self._people(here))
        for card, lines, rows in (
            (self._visit_card, self.visits, dossier.visits),
            (self._problem_card, self.problems, dossier.problems),
        ):
            card.note.setText(str(len(rows) or ""))
            lines.set_rows(rows)
        self._outcome_card.setVisible(bool(dossier.outcomes))
        self.outcomes.set_facts(self._outcomes(dossier.outcomes))
        own = [file for file in dossier.files if file.attachment.subject_id == dossier.enterprise.id]
        beside = len(dossier.files) - len(own)
        more = self.tr("{n} more beside the visits").format(n=beside) if beside else ""
        self._file_card.note.setText(more)
        self.files.set_place(dossier.enterprise.id, dossier.enterprise.id if may_attach else "")
        self.files.set_files(own)
        self._file_card.setVisible(bool(own or more or may_attach))

    def fold(self) -> None:
        """Another firm is shown: as much of it as at first."""
        for lines in (self.visits, self.problems):
            lines.fold()

    def show_facts(self, shown: bool) -> None:
        """While they are being changed, they are not shown a second time."""
        self._facts_card.setVisible(shown)

    def _card(self, heading: str, *widgets: QWidget) -> Card:
        card = Card(heading, " ")
        for widget in widgets:
            card.body.addWidget(widget)
        self._column.addWidget(card)
        return card

    def _told(self, dossier: Dossier) -> list[Fact]:
        enterprise, label = dossier.enterprise, labels()
        shown = {name: getattr(enterprise, name) for name in label} | {"credit_code": code_words(enterprise)}
        facts = [Fact(label[name], text, wide=name in LONG) for name, text in shown.items()]
        facts.insert(1, Fact(self.tr("Region"), joined(dossier.region, " ")))
        facts.append(Fact(self.tr("Labels"), joined(enterprise.tags, "、"), wide=True))
        return [fact for fact in facts if fact.value or not fact.wide]

    def _people(self, here: FirmHere) -> list[Fact]:
        profile, dossier = self._workplace.rules.profile, here.dossier
        stations = [Fact(profile.title, self._station(row, here.offices)) for row in dossier.stations]
        served = [Fact(profile.roles[row.role], self._term(row)) for row in dossier.assignments]
        return [*stations, *served, *(Fact(self.tr("Contact"), _contact(row)) for row in dossier.contacts)]

    def _station(self, row: Station, offices: dict[str, str]) -> str:
        opened = self.tr("since {day}").format(day=row.opened_on) if row.opened_on else ""
        closed = self.tr("closed {day}").format(day=row.closed_on) if row.closed_on else ""
        known = joined((row.number, offices.get(row.office_id, ""), opened, closed))
        return known or self.tr("set up")

    def _term(self, row: Assignment) -> str:
        since = self.tr("since {day}").format(day=row.since)
        term = self.tr("{since} to {until}").format(since=row.since, until=row.until) if row.until else since
        return joined((person(row.person_name, row.person_post), term))

    def _outcomes(self, rows: Sequence[Outcome]) -> list[Fact]:
        profile = self._workplace.rules.profile
        names = {kind.code: kind.name for kind in profile.outcomes}
        return [Fact(names.get(row.kind, row.kind), _outcome(row)) for row in rows]

    def _show_conflicts(self, count: int) -> None:
        words = self.tr("{n} texts were written twice; please choose").format(n=count)
        self.conflicts.setText(words)
        self.conflicts.setAccessibleName(words)
        self.conflicts.setVisible(count > 0)

    def _visit(self, row: VisitRow) -> Entry:
        return entries.visit_entry(row, self._workplace, self._now, named=False)

    def _problem(self, row: ProblemRow) -> Entry:
        return entries.problem_entry(row, self._workplace, self._now, named=False)


def _contact(row: Contact) -> str:
    return joined((person(row.name, row.post), row.phone))


def _outcome(row: Outcome) -> str:
    return joined((f"{row.amount} {row.unit}", day(row.happened_on), row.evidence))
