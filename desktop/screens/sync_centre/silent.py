"""未同步的电脑: whose laptops were not in contact for a working day, by name and post, for who counts
what they report. Hidden for everybody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop import days, silence
from desktop import words as sentences
from desktop.cases.words import joined, person
from desktop.sync_runner import SyncRunner
from desktop.widgets.card import Card
from desktop.widgets.facts import Fact, Facts
from desktop.widgets.text import Text
from desktop.workplace import Workplace
from sync.domain.clock import Instant
from sync.store.queries.reporting import ServingRow, serving

MOST = 60  # people; how many more there are is said below them


class SilentCard(Card):
    """Reads again whenever the sync has heard of others; `show_now` once it has its place on the page."""

    def __init__(self, workplace: Workplace, runner: SyncRunner) -> None:
        super().__init__(self.tr("Laptops that have not reported"), " ")
        self._workplace, self._runner = workplace, runner
        self._shown: list[tuple[Instant, str]] | None = None
        self.meaning = Text("", "small", wraps=True)
        self.facts = Facts(columns=1)
        self.rest = Text("", "small")
        for part in (self.meaning, self.facts, self.rest):
            self.body.addWidget(part)
        self.rest.hide()
        self.hide()
        runner.state_changed.connect(self.show_now)

    def show_now(self) -> None:
        """Who is silent, as the server said last."""
        seen = self._runner.seen
        said = seen.reporting if seen is not None else None
        if said is None or not said.as_of:
            return
        calendar, now = self._workplace.rules.calendar, self._workplace.now()
        as_of = self.tr("as of {time}").format(time=sentences.when(said.as_of, now))
        among = self.tr("of {n} people who serve enterprises").format(n=said.people)
        without = self.tr("{n} have no laptop yet").format(n=said.without_laptop)
        self.note.setText(joined((as_of, among, without if said.without_laptop else "")))
        found = silence.silent(said, calendar)
        if found != self._shown:
            self._shown = found
            asked = [who for _at, who in found], days.today(self._workplace)
            self._workplace.read(serving, *asked, done=self._heard, owner=self)

    def _heard(self, people: Mapping[str, ServingRow]) -> None:
        told = [Fact(*told) for told in self._told(people)]
        self.facts.set_facts(told[:MOST])
        self.rest.setText(self.tr("{n} more").format(n=len(told) - MOST))
        self.rest.setVisible(len(told) > MOST)
        self.meaning.setText(
            self.tr(
                "Their work since then is not in any list or number here. It comes by itself with their next "
                "sync; nothing is lost."
            )
            if told
            else self.tr("Every laptop in use has been in contact within a working day.")
        )
        self.show()

    def _told(self, people: Mapping[str, ServingRow]) -> Iterator[tuple[str, str]]:
        now = self._workplace.now()
        for at, who in self._shown or ():
            row = people.get(who)
            since = self.tr("since {time}").format(time=sentences.when(at, now))
            if row is not None:
                firms = self.tr("{n} enterprises").format(n=row.firms)
                facts = (since if at else self.tr("never synced"), firms, row.regions.replace(",", "、"))
                yield person(row.name, row.post), joined(facts)
