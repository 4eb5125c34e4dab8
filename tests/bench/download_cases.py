"""First downloads of three people, against a plain download of the same rows into a plain indexed database.

Limit: the rows as one gzip JSON file from a trivial server, `json.loads`, `executemany` into sqlite3 tables
with the laptop's own columns and indexes, in one durable transaction. Ours: the encrypted copy of a laptop
that is signed in, from its first request until every list can be used; `search_ready`: its index after that.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
import requests

from sync.engine import transport
from sync.engine.laptop import Laptop
from sync.engine.opening import first_start, keys_of, open_copy
from sync.server.scope import holding_of, visible
from sync.store.database import open_database
from sync.store.rows import select
from sync.store.tables import GLOBAL, SYNCED, Row
from tests.bench import crowd
from tests.bench.limit import download, packed, plain_database, schema
from tests.bench.measure import Measure, compared, in_turn, seconds
from tests.bench.served import served
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS

RUNS: Final = {"rep": 15, "county": 7, "city": 5}
CACHE: Final = Path("build/bench")
# A laptop in a process of its own: what it takes above its rest while it downloads, in kilobytes.
PEAK: Final = """
import sys
from pathlib import Path
from tests.bench.download_cases import opened
from tests.bench.process import above_rest
laptop = opened(Path(sys.argv[1]))
laptop.read(lambda connection: None)
print(above_rest(["self"], laptop.sync))
laptop.close()
"""


def opened(folder: Path) -> Laptop:
    """The copy in a folder."""
    return open_copy(folder, keys_of(folder, None, CHEAP_COSTS), PASSWORD)


def rows_of(database: Path, person: str) -> list[Row]:
    """Everything that a person of the city may see."""
    city = open_database(str(database))
    try:
        with city.read() as connection:
            held = [row[0] for row in connection.execute(visible(person, holding_of(connection, person)))]
            ids = [*held, GLOBAL, person]
            portions = [ids[start : start + 5000] for start in range(0, len(ids), 5000)]
            return [
                row
                for kind in SYNCED
                for some in portions
                for row in select(connection, kind, aggregate_id=some)
            ]
    finally:
        city.close()


@contextmanager
def city_served(folder: Path) -> Iterator[tuple[str, Path]]:
    """A copy of the city at a server of ours: its address, and its database."""
    home = folder / "server"
    shutil.copytree(crowd.database(CACHE).parent, home)
    with served("ours", str(home / "server.db"), str(home)) as url:
        yield url, home / "server.db"


def downloads(folder: Path) -> list[Measure]:
    """Time, bytes and memory of first downloads."""
    with city_served(folder) as (url, database):
        return [measure for person in RUNS for measure in _downloads(folder / person, url, database, person)]


def _downloads(folder: Path, url: str, database: Path, person: str) -> Iterator[Measure]:
    folder.mkdir()
    signed_in, file = folder / "signed-in", folder / "rows.json.gz"
    first_start(signed_in, keys_of(signed_in, None, CHEAP_COSTS), url, person, PASSWORD).close()
    file.write_bytes(packed(rows_of(database, person)))
    with served("trivial", str(folder / "trivial.db"), str(file)) as plain, requests.Session() as session:
        session.trust_env = False
        copies = Copies(signed_in, folder / "laptop")

        def limit() -> None:
            download(session, plain, copies.plain)

        yield in_turn(f"first_download.{person}", copies.sync, limit, RUNS[person], copies.renew)
        yield compared(f"wire_bytes.{person}", copies.bytes_heard() / 1000, file.stat().st_size / 1000, "kB")
        if person == "city":
            yield compared("search_ready.city", seconds(copies.index) * 1000, seconds(limit) * 1000, "ms")
            copies.renew()
            yield compared("memory.city_download", copies.peak() / 1000, 1, "MB")
        copies.close()


class Copies:
    """A laptop that has signed in and downloaded nothing yet, again and again, and a plain database."""

    def __init__(self, signed_in: Path, place: Path) -> None:
        self._signed_in, self._place = signed_in, place
        self._laptop: Laptop | None = None
        self.plain = plain_database(place.with_suffix(".plain"), *schema())

    def renew(self) -> None:
        """Both empty."""
        self.close()
        shutil.copytree(self._signed_in, self._place)
        self._laptop = opened(self._place)
        self.plain = plain_database(self._place.with_suffix(".plain"), *schema())

    def close(self) -> None:
        self.plain.close()
        if self._laptop is not None:
            self._laptop.close()
            shutil.rmtree(self._place)
        self._laptop = None

    @property
    def laptop(self) -> Laptop:
        assert self._laptop is not None, "not renewed yet"
        return self._laptop

    def sync(self) -> None:
        self.laptop.sync()

    def index(self) -> None:
        """Until everything can be found."""
        while self.laptop.index(1000):
            pass

    def bytes_heard(self) -> int:
        """Bytes of the replies' bodies of one first download."""
        self.renew()
        heard: list[int] = []
        raw = transport._raw

        def counted(response: requests.Response) -> bytes:
            body = raw(response)
            heard.append(len(body))
            return body

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(transport, "_raw", counted)
            self.sync()
        return sum(heard)

    def peak(self) -> int:
        """Kilobytes above its rest that the laptop's process needed for a download."""
        self.laptop.close()
        asked = [sys.executable, "-c", PEAK, str(self._place)]
        return int(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
