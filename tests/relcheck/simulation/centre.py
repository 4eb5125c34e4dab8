"""The centre of a run: the server's own parts over a file, which can die and be started again."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sync.operations.base import Operation
from sync.server import feed, push
from sync.server.app import build
from sync.server.backup import take
from sync.server.backup.restore import restore
from sync.server.centre import Centre
from sync.server.inbox import Inbox
from sync.server.premises import Premises
from sync.server.refill import take as refill
from sync.server.refill.laptops import laptops
from sync.store.database import open_sqlite
from sync.store.rows import store
from sync.store.tables import Account
from sync.wire import Answer, envelope
from tests.relcheck.simulation.engines import ENGINES, Died
from tests.relcheck.simulation.wire import Asked, Replied, ask
from tests.stage import CHEAP_HASH

FILE: Final = "server.db"


class TheCentre:
    """The server over one folder."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        self.backups: list[Path] = []
        self.expected: set[str] = set()  # devices that the administrator knows to be in use
        self._start(create)

    def _start(self, create: bool = False) -> None:
        self.database = open_sqlite(self.folder / FILE, None, create=create)
        self.centre = Centre(self.database, self.folder / "server")
        if create:
            self.centre.prepare()
        self._app = build(self.centre)

    def close(self) -> None:
        """Let go of the file."""
        ENGINES.closing(self.database)

    def restart(self) -> None:
        """Another process over the same file."""
        self.close()
        self._start()

    def ask(self, asked: Asked) -> Replied:
        """A request and its reply. Raises Died when the process ended on the way; it is started again."""
        try:
            return ask(self._app, asked)
        except Died:
            self.restart()
            raise

    def back_up(self) -> None:
        """A backup that was read back: laptops are told what it holds."""
        place, _ = take.take(self.centre, None, self.folder / f"backup{len(self.backups)}")
        self.backups.append(place)

    def put_back(self, backup: Path) -> None:
        """The record is restored as it was then: what came since is lost here."""
        self.close()
        file = self.folder / FILE
        restore(Premises(self.folder / "server", f"sqlite:///{file}", file, None), backup, replace=True)
        self._start()

    @property
    def refills(self) -> bool:
        """Whether it waits for what laptops have kept."""
        with self.database.read() as connection:
            return feed.head(connection).refill

    def all_came(self) -> bool:
        """Whether every laptop that plays a part has sent what it had kept."""
        with self.database.read() as connection:
            return all(each.came for each in laptops(connection) if each.device.id in self.expected)

    def close_refill(self) -> None:
        """The administrator waits no longer."""
        refill.close(self.centre)

    def dies_in(self, statements: int) -> None:
        """The process ends after so many more statements."""
        ENGINES.bomb(self.database).left = statements

    def do(self, *operations: Operation) -> list[Answer]:
        """Administration at the server itself."""
        return push.do(self.centre, list(operations))

    def done_by(self, person: str, *operations: Operation) -> None:
        """What somebody did whose laptop plays no part."""
        with self.database.write() as connection:
            rules = self.centre.rules(connection)
            inbox = Inbox(connection, rules, self.centre.signing_key, person, None)
            answers = inbox.take([envelope(op) for op in operations])
        assert all(answer.verdict == "accepted" for answer in answers), answers

    def give_accounts(self, *people: str) -> None:
        """Sign-in names, all with one password."""
        with self.database.write() as connection:
            store(
                connection, [Account(user_name=name, person_id=name, password=CHEAP_HASH) for name in people]
            )
