"""The city that every run begins with, made once: the server's folder, and laptops that are signed in."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final, NamedTuple

from sync.engine.laptop import Laptop
from sync.engine.opening import DATABASE, first_start, keys_of
from sync.operations.base import Operation
from sync.operations.centre import AcceptProblem
from sync.store.database import open_sqlite
from tests.cases import issue, on, report, visit
from tests.city import PEOPLE, act, foundation
from tests.relcheck.simulation.centre import TheCentre
from tests.relcheck.simulation.chance import seeded
from tests.relcheck.simulation.clocks import BEGIN, Clocks
from tests.relcheck.simulation.engines import ENGINES
from tests.relcheck.simulation.wire import carried
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS

SERVER: Final = "http://centre"
# Laptops that are ready: name of the folder, person.
LAPTOPS: Final = {
    "rep-east": "rep-east",
    "rep-east-2": "rep-east",
    "rep-spare": "rep-spare",
    "coordinator-east": "coordinator-east",
    "colleague-east": "colleague-east",
    "coordinator-west": "coordinator-west",
    "caller-east": "caller-east",
    "handler-housing": "handler-housing",
    "handler-land": "handler-land",
}
# Only later seeds have these.
LATER: Final = {"coordinator-city": "coordinator-city"}


class City(NamedTuple):
    """Where it lies, and the laptops' data keys by their names."""

    folder: Path
    keys: dict[str, bytes]

    def copied(self, to: Path, laptops: list[str], fresh: set[str]) -> None:
        """The server and some laptops, for one run; the fresh ones have pulled nothing yet."""
        shutil.copytree(self.folder / "centre", to / "centre")
        for name in laptops:
            shutil.copytree(self.folder / (f"{name}.fresh" if name in fresh else name), to / name)


def found(folder: Path) -> City:
    """Make the city."""
    clocks = Clocks(BEGIN - 86_400)
    try:
        with seeded("city"):
            return _found(folder, clocks)
    finally:
        clocks.stop()


def _found(folder: Path, clocks: Clocks) -> City:
    (folder / "centre").mkdir(parents=True)
    centre = TheCentre(folder / "centre", create=True)
    centre.do(*foundation())
    centre.give_accounts(*(person for person, *_ in PEOPLE))
    clocks.pass_by(60)
    for person, operation in _begun():
        clocks.pass_by(60)
        centre.done_by(person, operation)
    keys = {}
    with carried(centre.ask):
        for name, person in (LAPTOPS | LATER).items():
            keys[name] = _signed_in(folder / name, person)
    centre.close()
    return City(folder, keys)


def _begun() -> list[tuple[str, Operation]]:
    """Work that is under way on the first day: one problem reported, one accepted, one ordered."""
    first, second, third = report(title="一"), report(title="二"), report(title="三")
    return [
        ("rep-east", visit()),
        ("rep-east", first),
        ("rep-east", second),
        ("rep-east", third),
        ("coordinator-east", act(AcceptProblem, **on(second))),
        ("coordinator-east", act(AcceptProblem, **on(third))),
        ("coordinator-east", issue(third)),
    ]


def _signed_in(folder: Path, person: str) -> bytes:
    folder.mkdir()
    laptop: Laptop = first_start(folder, keys_of(folder, None, CHEAP_COSTS), SERVER, person, PASSWORD)
    key = laptop.data_key
    ENGINES.closing(laptop.database)
    shutil.copytree(folder, folder.with_name(f"{folder.name}.fresh"))
    laptop = Laptop(folder, open_sqlite(folder / DATABASE, key), key)
    laptop.sync()
    ENGINES.closing(laptop.database)
    return key
