"""A page stays a page, however much was written about each firm."""

from __future__ import annotations

import msgspec
import pytest

from sync.domain import clock
from sync.server import pull
from sync.store.rows import find, select, store
from sync.store.tables import Aggregate, Enterprise, Placement, Visit
from sync.wire import PullReply, PullRequest
from tests.cases import visit
from tests.stage import Stage

FIRMS, VISITS = 60, 5


def fill(stage: Stage) -> None:
    """Firms of many years, all of them served by rep-east."""
    stage.done_by("rep-east", visit("firm-east", situation="情况" * 1000))
    (made,) = stage.read(select, Visit)
    firm = stage.read(find, Enterprise, id="firm-east")
    assert firm is not None
    with stage.database.write() as connection:
        for name in (f"old-{number:03d}" for number in range(FIRMS)):
            where = {"aggregate_id": name, "revision": firm.revision}
            store(connection, [msgspec.structs.replace(firm, id=name, **where)])
            rows = [msgspec.structs.replace(made, id=f"{name}-{each}", **where) for each in range(VISITS)]
            store(connection, rows)
            store(connection, [Aggregate(id=name, kind="enterprise", revision=firm.revision)])
            store(connection, [Placement(holder_id="rep-east", aggregate_id=name, granted=1, first=1)])


def pages(stage: Stage) -> list[PullReply]:
    found: list[PullReply] = []
    while not found or found[-1].after:
        request = PullRequest(after=found[-1].after if found else "")
        with stage.database.read() as connection:
            found.append(pull.pull(connection, "rep-east", request, clock.now()))
    return found


def test_firms_of_many_years_come_in_pages_too(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pull, "PAGE_BYTES", 60_000)  # of six firms
    fill(stage)
    found = pages(stage)
    assert max(len(page.entered) for page in found) <= pull.FIRST_WHOLE
    names = [name for page in found for name in page.entered]
    assert len(names) == len(set(names))
    assert sum(name.startswith("old-") for name in names) == FIRMS
    rows = [row for page in found if "visit" in page.tables for row in page.tables["visit"].cells()]
    assert len(rows) == FIRMS * VISITS + 1
