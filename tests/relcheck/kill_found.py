"""After kills and a normal run: the end is that of a run without them."""

from __future__ import annotations

from collections.abc import Iterator

from sync.engine.laptop import Laptop
from sync.server import audit
from sync.store.rows import count, select
from sync.store.tables import Answer, Counter, LocalBlob, Outbox, Problem, StoredBlob
from tests.copies import assert_same
from tests.stage import Stage


def unlike_a_clean_run(office: Stage, laptop: Laptop) -> Iterator[str]:
    """What differs; the laptop has just synced."""
    try:
        assert_same(office, laptop)
    except AssertionError as error:
        yield f"laptop and server differ: {error}"
    yield from _answers(office, laptop)
    yield from _numbers(office)
    yield from _files(office, laptop)
    chain = office.read(audit.verify)
    if not chain.whole:
        yield f"the audit is broken: {chain}"


def _answers(office: Stage, laptop: Laptop) -> Iterator[str]:
    """Every operation of the laptop was taken once, and no other under its name."""
    entries = {entry.op_id: entry for entry in laptop.read(select, Outbox)}
    answers = {row.op_id: row for row in office.read(select, Answer, device_id=laptop.identity.device_id)}
    if entries.keys() != answers.keys():
        yield f"{len(entries)} operations here, {len(answers)} answers there"
    for op_id in entries.keys() & answers.keys():
        here, there = entries[op_id], answers[op_id]
        if (here.state, here.revision, here.body.encode()) != (there.verdict, there.revision, there.body):
            yield f"{here.kind} is {here.state} {here.revision} here, {there.verdict} {there.revision} there"
        if there.verdict not in ("accepted", "merged"):
            yield f"{here.kind} was {there.verdict}: {there.code}"


def _numbers(office: Stage) -> Iterator[str]:
    """Official numbers, without gaps and doubles."""
    problems = office.read(select, Problem)
    given = sorted(problem.official_number for problem in problems if problem.official_number)
    counted = sum(row.last for row in office.read(select, Counter))
    if len(set(given)) != len(given) or counted != len(given):
        yield f"{counted} numbers were counted, {len(given)} given: {given}"


def _files(office: Stage, laptop: Laptop) -> Iterator[str]:
    """Every file is whole at the server."""
    states = {blob.sha256: blob.state for blob in laptop.read(select, LocalBlob)}
    there = office.read(count, StoredBlob, complete=True)
    if set(states.values()) - {"kept"} or there != len(states):
        yield f"{there} files at the server, here {sorted(states.values())}"
