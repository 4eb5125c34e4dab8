"""What a world must let itself be asked, be it simulated or real."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from sync.engine.laptop import Laptop
from sync.store.database import Database
from tests.relcheck.simulation.ledger import Ledger


class Machine(Protocol):
    """A laptop."""

    name: str

    @property
    def person(self) -> str: ...
    @property
    def laptop(self) -> Laptop: ...
    @property
    def database(self) -> Database: ...


class Watched(Protocol):
    """`touched`: laptops to look at; `at_work`: whose sync is under way; `clones`: laptops with a twin;
    `confused`: laptops that were copied, set back, or whose clock cannot be relied on; `gave_up`: a refill
    was closed before everybody had come; `pulled`: rows that the last sync brought; `typed`: laptop → draft
    → the texts that it may have, None where it may be gone."""

    ledger: Ledger
    touched: set[str]
    at_work: str
    were_set_back: set[str]
    clones: set[str]
    confused: set[str]
    gave_up: bool
    pulled: int
    typed: dict[str, dict[str, tuple[str | None, ...]]]

    @property
    def machines(self) -> Mapping[str, Machine]: ...
    @property
    def record(self) -> Database:
        """The centre's database."""
        ...

    @property
    def asked(self) -> int:
        """Requests of the last sync that had to do with the record."""
        ...

    def people(self) -> set[str]: ...
    def no_more_faults(self) -> None: ...
    def end_refill(self) -> None:
        """The administrator closes a refill that is open; everybody has been asked to sync."""
        ...

    def sync_well(self, name: str) -> bool:
        """A sync on a good line; whether it came to its end."""
        ...
