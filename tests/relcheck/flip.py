"""Bits that change on the disk, and files that are cut: noticed or harmless, never sent, never an empty copy.

A laptop that was killed in the middle of a download, with work that waits, is damaged in one place; then its
program starts and syncs. Commits that only stood in the WAL vanish without a word of SQLite; what the person
was told is saved comes back from the journals all the same, each text as it was, in the order of their
making, and the last sentence of a draft. Where the program does not open the copy any more, `rescue` brings
that work out of it.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest import mock

import msgspec
import sqlalchemy as sa

from sync.engine import drafts, taking_back
from sync.engine.draft_journal import DraftJournal
from sync.engine.journal import Found
from sync.engine.keys_refused import KeysRefused
from sync.engine.laptop import Laptop
from sync.engine.opening import keys_of
from sync.engine.rescue import rescue
from sync.engine.sealed import Damaged
from sync.engine.transport import Away
from sync.server.app import build
from sync.server.centre import Centre
from sync.store import database
from sync.store.database import DatabaseRefused
from sync.store.rows import count, select
from sync.store.tables import Answer, LocalBlob, Outbox, StagedPage
from tests.cases import draft, report, visit
from tests.copies import assert_same
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.ground import Scene, ground, scene, scratch
from tests.relcheck.near import near
from tests.relcheck.nth_faults import BrokenLine
from tests.relcheck.nth_lanes import told_of
from tests.relcheck.power_recording import small_pages
from tests.relcheck.spread import spread
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS

PERSON: Final = "rep-east"
# How something that was damaged may be told of, on opening, reading or sending.
NOTICED: Final = (KeysRefused, DatabaseRefused, Damaged)
FILE: Final = bytes(range(256)) * 100
TYPED: Final = "还没有写完" * 50


def run(options: Options) -> Outcome:
    """Every seed: one damage."""
    began = time.monotonic()
    logging.disable()  # damage is told to whom it happens
    with ground() as of, scratch() as folder:
        nights = [_Night(of, folder / str(killed), killed=killed) for killed in (True, False)]
        return gathered(spread(lambda seed: _Damage(nights[seed % 2], seed).seen(), options), began)


class _Night:
    """The folder of a laptop whose process was killed, or closed, its server, and the operations that wait
    here."""

    def __init__(self, of: Path, folder: Path, *, killed: bool) -> None:
        self.folder = folder
        with scene(of) as place:
            laptop = place.laptop(PERSON)
            _news(place, 80)
            place.serve()
            laptop.sync()
            place.stop()
            _news(place, 4, problems=4)
            self.bodies = {entry.op_id: entry.body for entry in _work(laptop)}
            place.serve(small_pages, app=_breaks_off)
            assert isinstance(told_of(laptop.sync), Away)
            assert laptop.read(count, StagedPage)
            place.stop()
            late = laptop.do(visit(situation="深夜"))
            self.bodies[late.op_id] = late.body
            laptop.keep_draft(draft("还没"))
            laptop.keep_draft(draft(TYPED))
            if not killed:
                laptop.close()
            shutil.copytree(place.folder, folder)  # a kill leaves the newest commits in the WAL
            laptop.close()
        for path in folder.rglob("*-shm"):
            path.unlink()


def _news(place: Scene, visits: int, problems: int = 0) -> None:
    """Others' long entries: most of the file is text then; and problems, each an aggregate of its own."""
    with place.office() as office:
        office.done_by("colleague-east", *(report("firm-east") for _ in range(problems)))
        office.done_by("colleague-east", *(visit(situation="别人写的" * 200) for _ in range(visits)))


def _breaks_off(centre: Centre) -> BrokenLine:
    """A server that is not reached any more in the middle of a download."""
    return BrokenLine(build(centre), 2, "unheard", lambda _number: None, path="/v1/pull")


def _work(laptop: Laptop) -> Iterator[Outbox]:
    for number in range(6):
        yield laptop.do(visit(situation=f"第{number}次" * 200))
    yield laptop.attach("图.png", FILE, enterprise_id="firm-east", subject_id="firm-east")


class _Damage:
    """One seed."""

    def __init__(self, night: _Night, seed: int) -> None:
        self._night, self._seed, self._random = night, seed, Random(seed)
        self._target, self._how = "", ""
        self._noticed = ""
        self._lost = 0  # operations that the database had no more

    def seen(self) -> Seen:
        """Damage it, start it, sync it."""
        with near(self._night.folder) as place, _counted_lost(self._count_lost):
            self._damage(place.folder / "laptops" / PERSON)
            place.serve(small_pages)
            found = list(self._started(place))
            found += self._rescued(place) if self._noticed and not found else []
            found += self._sent(place)
        where = f"{self._target} {self._how}"
        came_out = "noticed" if self._noticed else "harmless"
        return Seen(
            seed=self._seed,
            digest=hashlib.sha256(f"{where} {len(found)}".encode()).hexdigest(),
            violations=tuple(f"{where}: {what}" for what in found),
            counts={f"{came_out} in {self._target}": 1, "operations back from the journal": self._lost},
        )

    def _count_lost(self, lost: int) -> None:
        self._lost += lost

    def _damage(self, folder: Path) -> None:
        """One file of the folder, in one way."""
        files = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
        by_name = {_name(path): path for path in files}
        # Most of the bytes are the database's, and so are most of the flips.
        names = [*by_name, *["database"] * 4, *({"WAL"} & by_name.keys())]
        self._target = self._random.choice(names)
        self._how = self._random.choice(("bit", "bit", "bits", "sector", "cut", "emptied"))
        path = by_name[self._target]
        path.write_bytes(_damaged(path.read_bytes(), self._how, self._random))

    def _started(self, place: Scene) -> Iterator[str]:
        """What a person meets who starts the program and syncs."""
        try:
            laptop = place.laptop(PERSON)
        except NOTICED as error:
            self._noticed = repr(error)
            return
        except Exception as error:
            yield f"opening told of it as {error!r}"
            return
        try:
            yield from self._synced(place, laptop)
        except NOTICED as error:
            self._noticed = repr(error)
        except Exception as error:
            yield f"a sync told of it as {error!r}"
        finally:
            laptop.close()

    def _synced(self, place: Scene, laptop: Laptop) -> Iterator[str]:
        in_order = sorted(laptop.read(select, Outbox), key=lambda entry: entry.position)
        here = {entry.op_id: entry.body for entry in in_order if entry.op_id in self._night.bodies}
        if here.keys() != self._night.bodies.keys():
            gone = len(self._night.bodies) - len(here)
            yield f"{gone} operations are gone, and nobody was told"
        elif list(here.items()) != list(self._night.bodies.items()):
            yield "operations are other than they were made, or in another order"
        if [drafts.values_of(row)["situation"] for row in laptop.read(drafts.all_drafts)] != [TYPED]:
            yield "what was being typed is gone, and nobody was told"
        for _ in range(3):
            laptop.sync()
        waits = [row for row in laptop.read(select, LocalBlob) if row.state != "kept"]
        if waits:  # the damaged file stays where it is, and is shown as waiting
            laptop.kept(waits[0].sha256)
        with place.office() as office:
            assert_same(office, laptop)

    def _rescued(self, place: Scene) -> Iterator[str]:
        """Told of the damage, somebody gets the unsent work out, from journal and database together; a key
        file or a file beside a record that cannot be read is another matter."""
        if self._target not in ("database", "WAL"):
            return
        folder = place.folder / "laptops" / PERSON
        out = folder / "out"
        try:
            rescue(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD, out)
        except Exception as error:
            yield f"the rescue told of it as {error!r}"
            return
        lines = [msgspec.json.decode(line) for line in out.read_bytes().splitlines()]
        with place.office() as office:  # what the server has answered by then waits no more
            sent = {row.op_id for row in office.read(select, Answer)}
        if TYPED not in [line["values"]["situation"] for line in lines if "draft" in line]:
            yield "what was being typed does not come out of the damaged copy"
        missing = self._night.bodies.keys() - {line.get("op_id") for line in lines} - sent
        if missing:
            yield f"{len(missing)} operations do not come out of the damaged copy"

    def _sent(self, place: Scene) -> Iterator[str]:
        """Nothing that came to the server is other than it was made."""
        place.stop()
        with place.office() as office:
            for row in office.read(select, Answer):
                if row.op_id in self._night.bodies and row.body.decode() != self._night.bodies[row.op_id]:
                    yield f"{row.kind} came to the server changed"
                if row.op_id in self._night.bodies and row.verdict != "accepted":
                    yield f"{row.kind} was {row.verdict} {row.code}"
            for path in (place.folder / "server" / "blobs").iterdir():
                if path.suffix == "" and hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
                    yield "a file came to the server changed"


def _name(path: Path) -> str:
    if path.name.endswith("-wal"):
        return "WAL"
    if path.suffix == ".db":
        return "database"
    return "file" if path.parent.name == "blobs" else path.name


def _damaged(content: bytes, how: str, random: Random) -> bytes:
    """The bytes with something wrong in them."""
    if how == "emptied":
        return b""
    if how == "cut":
        return content[: random.randrange(len(content))]
    changed = bytearray(content)
    if how == "sector":
        start = random.randrange(len(content)) // 512 * 512
        changed[start : start + 512] = bytes(len(changed[start : start + 512]))
        return bytes(changed)
    for _ in range(1 if how == "bit" else 30):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


@contextmanager
def _counted_lost(count: Callable[[int], None]) -> Iterator[None]:
    """How many operations a start takes back from the journal."""
    put_back = taking_back.put_back

    def counted(connection: sa.Connection, found: Found) -> taking_back.Changed:
        changed = put_back(connection, found)
        count(changed.back)
        return changed

    with mock.patch.object(taking_back, "put_back", counted):
        yield


@contextmanager
def _journal_not_read() -> Iterator[None]:
    """What the database lost stays lost."""
    with mock.patch.object(Laptop, "take_up_journal", return_value=0):
        yield


@contextmanager
def _drafts_not_read() -> Iterator[None]:
    """What the database lost of a draft stays lost."""
    with mock.patch.object(DraftJournal, "put_back"):
        yield


@contextmanager
def _plain_database() -> Iterator[None]:
    """The laptop's database is not encrypted, and so no page carries a seal."""
    prepare = database._prepare

    def plain(connection: Any, _key: bytes | None) -> None:
        prepare(connection, None)

    with mock.patch.object(database, "_prepare", plain):
        yield


PLANTS: Plants = {
    "a plain database": _plain_database,
    "journal not read": _journal_not_read,
    "drafts not read": _drafts_not_read,
}
