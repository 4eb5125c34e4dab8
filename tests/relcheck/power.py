"""Power loss: a laptop's day is recorded call by call; then the disks are made that a cut may leave behind.

`synchronous = FULL` keeps every acknowledged act on each of them; a plant shows that NORMAL does not.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any, Final
from unittest import mock

from sync.engine import safe_file
from sync.engine.opening import first_start, has_copy, keys_of
from sync.store import database
from sync.store.rows import select
from sync.store.tables import Outbox
from tests.copies import assert_same
from tests.relcheck.check import Options, Outcome, Plants, Seen, Violation, gathered
from tests.relcheck.disk_record import Unread
from tests.relcheck.ground import Scene, ground, scratch
from tests.relcheck.near import near
from tests.relcheck.power_found import wrong
from tests.relcheck.power_recording import PERSON, Recording
from tests.relcheck.spread import spread
from tests.relcheck.traced import NoTrace
from tests.stage import PASSWORD
from tests.sync.engine.key_parts import CHEAP_COSTS

IMAGES: Final = 100  # seeds that share a recording
TRIES: Final = 3  # of one recording
SYNC_EVERY: Final = 5  # of so many disks one is synced to the end


def run(options: Options) -> Outcome:
    """Recordings first, then their disks on all cores."""
    began = time.monotonic()
    logging.disable()  # a journal's line that was cut is told to whom it happens
    try:
        with scratch() as folder, ground() as of:
            numbers = sorted({_recording_of(seed) for seed in options.numbers()})
            recordings = {number: _recorded(number, of, folder / str(number)) for number in numbers}
            (folder / "nobody").mkdir()
            outcome = gathered(spread(_Power(recordings, folder / "nobody"), options), began)
    except NoTrace as no:
        return Outcome(counts={"seeds": 0}, seconds=0, violations=(Violation(options.first_seed, str(no)),))
    outcome.counts["recordings"] = len(recordings)
    return outcome


def _recorded(number: int, of: Path, folder: Path) -> Recording:
    """Again where two threads called at the same moment, which tears a line of the trace. Raises Unread."""
    for again in range(TRIES):
        with suppress(Unread):
            return Recording(number, of, folder / str(again))
    return Recording(number, of, folder / "last")


def _recording_of(seed: int) -> int:
    return seed // IMAGES


class _Power:
    """One seed: one moment of one day, and one disk."""

    def __init__(self, recordings: dict[int, Recording], nobody: Path) -> None:
        """`nobody`: an empty folder, where no server is needed."""
        self._recordings, self._nobody = recordings, nobody

    def __call__(self, seed: int) -> Seen:
        recording, random = self._recordings[_recording_of(seed)], Random(seed)
        step = random.randint(0, len(recording.said))
        first_start, syncs = step == 0 and recording.began_empty, seed % SYNC_EVERY == 0
        with near(recording.server(step) if first_start or syncs else self._nobody) as place:
            folder = place.folder / "laptops" / PERSON
            folder.mkdir(parents=True)
            recording.disk(step, random.random()).lose_power(random, folder)
            found = list(_begun_again(place, folder)) if first_start else []
            found = found or list(_examined(recording, step, place))
            if not found and syncs:
                found = list(_synced(place))
        came_out = f"{recording.number} {step} {len(recording.said)} {found}"
        return Seen(
            seed=seed,
            digest=hashlib.sha256(came_out.encode()).hexdigest(),
            violations=tuple(found),
            counts={"acknowledged": step, "syncs": int(syncs), "first starts": int(first_start)},
        )


def _examined(recording: Recording, step: int, place: Scene) -> Iterator[str]:
    """What is wrong with a disk after `step` acknowledgements."""
    said = recording.said
    try:
        laptop = place.laptop(PERSON)
    except Exception as error:
        yield f"it does not open: {error!r}"
        return
    try:
        yield from wrong(laptop, said[:step], said[step] if step < len(said) else None)
    except Exception as error:
        yield f"it cannot be read: {error!r}"
    finally:
        laptop.close()


def _begun_again(place: Scene, folder: Path) -> Iterator[str]:
    """A first start that the power loss broke off is begun again by the person, unless it had been enough; at
    the same server, which may know of the first try."""
    keys = keys_of(folder, None, CHEAP_COSTS)
    place.serve()
    try:
        if not has_copy(keys):
            first_start(folder, keys, place.url, PERSON, PASSWORD).close()
    except Exception as error:
        yield f"the first start cannot be begun again: {error!r}"
    finally:
        place.stop()


def _synced(place: Scene) -> Iterator[str]:
    """The next syncs end as if nothing had happened, whatever the server has heard before; nobody has to give
    a password, though the newest tokens may have been lost."""
    place.serve()
    laptop = place.laptop(PERSON)
    try:
        laptop.sync()  # a download that was under way ends where it began
        laptop.sync()
        with place.office() as office:
            assert_same(office, laptop)
        states = {entry.state for entry in laptop.read(select, Outbox)}
        if states - {"accepted"}:
            yield f"after the next sync operations are {states}"
    except Exception as error:
        yield f"the next sync: {error!r}"
    finally:
        laptop.close()
        place.stop()


@contextmanager
def _normal() -> Iterator[None]:
    """A commit does not wait for the disk."""
    prepare = database._prepare

    def lax(connection: Any, key: bytes | None) -> None:
        prepare(connection, key)
        connection.execute("PRAGMA synchronous = NORMAL")

    with mock.patch.object(database, "_prepare", lax):
        yield


@contextmanager
def _names_not_synced() -> Iterator[None]:
    """A file's bytes are on the disk when its record is acknowledged, its name is not."""
    with mock.patch.object(safe_file.Disk, "sync_folder"):
        yield


PLANTS: Plants = {"synchronous=NORMAL": _normal, "names not synced": _names_not_synced}
