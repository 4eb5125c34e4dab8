"""A laptop that writes down secrets and waits: python -m tests.sync.engine.writer FOLDER URL PERSON PASSWORD

Reads the secrets from its input as a JSON object: visit, draft, file, name. Says "written", then waits for
the next line and closes. With a last word `plain` nothing is encrypted, so that the search can prove itself.
"""

from __future__ import annotations

import faulthandler
import json
import logging
import sys
from pathlib import Path
from typing import Any, BinaryIO

from sync.domain import clock
from sync.engine import blobs, opening
from sync.engine.laptop import Laptop
from sync.engine.opening import first_start, keys_of
from sync.operations.visits import LogVisit
from sync.store.database import Database, open_sqlite
from tests.cases import draft
from tests.city import act
from tests.sync.engine.key_parts import CHEAP_COSTS


def write(laptop: Laptop, secrets: dict[str, str]) -> None:
    """Each secret in its place, some of it sent, some of it waiting."""
    for _ in range(2):
        day = clock.day_of(laptop.now()).isoformat()
        laptop.do(act(LogVisit, enterprise_id="firm-east", visited_on=day, situation=secrets["visit"]))
        content = secrets["file"].encode() * 1000
        laptop.attach(secrets["name"], content, enterprise_id="firm-east", subject_id="firm-east")
        laptop.keep_draft(draft(secrets["draft"], title=secrets["draft"]))
        if not laptop.contact().synced_at or laptop.read(blobs.waiting):
            laptop.sync()
        while laptop.index():
            pass


class PlainWriter:
    """In place of the one that seals."""

    def __init__(self, target: BinaryIO, _key: bytes, _name: str) -> None:
        self.write = target.write

    def __enter__(self) -> PlainWriter:
        return self

    def __exit__(self, *_: object) -> None:
        return None


def encrypt_nothing() -> None:
    def plain(path: Path, _key: bytes | None, **named: Any) -> Database:
        return open_sqlite(path, None, **named)

    vars(opening)["open_sqlite"] = plain
    vars(blobs)["SealedWriter"] = PlainWriter
    vars(blobs)["read_sealed"] = lambda file, _key, _name: iter((file.read(),))


def main(folder: str, url: str, person: str, password: str, *plain: str) -> None:
    logging.basicConfig(level=logging.INFO, filename="log")
    faulthandler.enable(Path("crash").open("w"))  # noqa: SIM115
    if plain:
        encrypt_nothing()
    place = Path(folder)
    place.mkdir(parents=True)
    laptop = first_start(place, keys_of(place, None, CHEAP_COSTS), url, person, password)
    laptop.sync()
    write(laptop, json.loads(sys.stdin.readline()))
    print("written", flush=True)
    sys.stdin.readline()
    laptop.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
