"""One full sync, ready to be run from its beginning again and again, with work of all kinds on both sides."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

import msgspec

from sync.engine.laptop import Laptop
from sync.engine.local_values import Tokens, recall, remember
from sync.operations.administration import EndAssignment
from tests.cases import draft, report, today, visit
from tests.city import act
from tests.postgresql import PostgreSQL, running_postgresql
from tests.relcheck.ground import Scene, ground, scene, scratch
from tests.relcheck.near import near
from tests.relcheck.nth_refilled import Refilled
from tests.relcheck.power_recording import small_pages
from tests.relcheck.power_writer import Said
from tests.relcheck.tables_compared import Tables, tables_of, usual

PERSON: Final = "rep-east"
OTHER: Final = "coordinator-east"
FILE: Final = bytes(range(256)) * 200
Opened = Callable[[Path, str], AbstractContextManager[Scene]]


class Ready:
    """The folder of the beginning, what was acknowledged by then, and the end of a clean sync."""

    def __init__(self, of: Path, folder: Path, postgresql: PostgreSQL | None = None, like: str = "") -> None:
        """`like`: the server's database on PostgreSQL; without, it is in the folder."""
        self.folder = folder
        self.said: list[Said] = []
        with scene(of, postgresql.url(like) if postgresql else "") as place:
            self._prepare(place)
            shutil.rmtree(place.folder / "laptops" / OTHER)  # plays no part
            shutil.copytree(place.folder, folder)
        self._refilled = Refilled(postgresql, like) if postgresql else None
        first, second = self._clean(), self._clean()
        self._laptop, self._server = usual(first[0], second[0]), usual(first[1], second[1])

    @contextmanager
    def beginning(self, opened: Opened = scene) -> Iterator[Scene]:
        """A copy of it; `opened` says whether the server is a process of its own."""
        with opened(self.folder, self._refilled.url() if self._refilled else "") as place:
            yield place

    def differences(self, place: Scene, laptop: Laptop) -> list[str]:
        """How this end is another than that of a clean sync."""
        with place.office() as office:
            there = self._server.differences(tables_of(office.database))
        return self._laptop.differences(tables_of(laptop.database)) + there

    def _prepare(self, place: Scene) -> None:
        laptop = place.laptop(PERSON)
        entries = [laptop.do(op) for op in (visit(), visit("firm-other"), report())]
        entries.append(laptop.attach("图.png", FILE, enterprise_id="firm-east", subject_id="firm-east"))
        laptop.keep_draft(draft("半句", "draft"))
        with laptop.database.write() as connection:
            tokens = recall(connection, Tokens)
            assert tokens is not None
            remember(connection, msgspec.structs.replace(tokens, access="ran out"))
        laptop.close()
        self.said = [Said(op_ids={entry.op_id: entry.body for entry in entries}, draft="半句")]
        with place.office() as office:
            end = act(
                EndAssignment,
                assignment_id="firm-other/rep-east",
                enterprise_id="firm-other",
                until=today(),
                reason="调整",
            )
            office.do(end)
            office.done_by("colleague-east", visit("firm-east"), report("firm-east"))

    def _clean(self) -> tuple[Tables, Tables]:
        """Both ends' tables after a sync without a fault."""
        with self.beginning(near) as place:
            place.serve(small_pages)
            laptop = place.laptop(PERSON)
            for _ in range(3):
                laptop.sync()
            found = tables_of(laptop.database)
            laptop.close()
            with place.office() as office:
                return found, tables_of(office.database)


@contextmanager
def ready_on_sqlite() -> Iterator[Ready]:
    """Where the server's database makes no difference."""
    logging.disable()
    with scratch() as folder, ground() as of:
        yield Ready(of, folder / "sqlite")


@contextmanager
def ready() -> Iterator[dict[str, Ready]]:
    """By the server's database: sqlite, postgresql."""
    logging.disable()  # faults are told to whom they happen
    with (
        scratch() as folder,
        running_postgresql() as postgresql,
        ground() as of,
        postgresql.database() as url,
        ground(url) as of_postgresql,
    ):
        like = url.split("?")[0].rsplit("/", 1)[1]
        yield {
            "sqlite": Ready(of, folder / "sqlite"),
            "postgresql": Ready(of_postgresql, folder / "postgresql", postgresql, like),
        }
