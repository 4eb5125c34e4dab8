"""Where a story plays: an empty server that imports the roster, accounts, and a line for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.types import ASGIApp

from sync.operations.rules import Rules
from sync.server import accounts
from sync.server.app import build
from sync.server.centre import Centre
from sync.server.roster import Roster, read_toml
from sync.server.roster_import import SKIPPED, import_roster
from sync.store.database import open_database
from sync.store.rows import select
from sync.store.tables import Account, Person
from tests.journeys.story import Story, a_little_before, at
from tests.journeys.words import Words
from tests.line import Line
from tests.stage import Listening


class Place:
    """The server of one story, and the lines that lead to it."""

    def __init__(self, database_url: str, folder: Path, app: Callable[[Centre], ASGIApp] = build) -> None:
        self.folder = folder
        self._database = open_database(database_url, create=True)
        self.centre = Centre(self._database, folder / "server")
        self.centre.prepare()
        self._listening = Listening(app(self.centre))
        self._lines: dict[str, Line] = {}

    @property
    def url(self) -> str:
        return self._listening.url

    def close(self) -> None:
        """Everything that was started ends."""
        for line in self._lines.values():
            line.close()
        self._listening.close()
        self._database.close()

    def found(self, roster: Roster, people: set[str], password: str) -> None:
        """Import the roster (twice: the second time changes nothing), and give these accounts a password."""
        first = import_roster(self.centre, roster)
        assert not [result for result in first if result.outcome == SKIPPED], first
        again = import_roster(self.centre, roster)
        assert {result.outcome for result in again} == {"unchanged"}, again
        with self._database.write() as connection:
            for account in select(connection, Account, user_name=sorted(people)):
                accounts.set_password(connection, account.user_name, account.person_id, password)

    def name(self, user: str) -> str:
        """The person behind a sign-in name."""
        with self._database.read() as connection:
            account = select(connection, Account, user_name=user)[0]
            return select(connection, Person, id=account.person_id)[0].name

    def line(self, user: str) -> Line:
        """This person's way to the server."""
        if user not in self._lines:
            self._lines[user] = Line(self._listening.port)
        return self._lines[user]

    def rules(self) -> Rules:
        """What the server judges by."""
        with self._database.read() as connection:
            return self.centre.rules(connection)

    def words(self) -> Words:
        """The city's words."""
        rules = self.rules()
        return Words(rules.profile, rules.calendar)


@contextmanager
def open_place(database_url: str, folder: Path, story: Story, roster: Roster) -> Iterator[Place]:
    """A founded city; gone at the end."""
    place = Place(database_url, folder)
    try:
        with at(a_little_before(story.in_order()[0].at)):
            place.found(roster, {act.who for act in story.acts}, story.password)
        yield place
    finally:
        place.close()


def roster_of(file: Path) -> Roster:
    """The roster that a story file carries."""
    return read_toml(file.read_text(encoding="utf-8"), file.name)
