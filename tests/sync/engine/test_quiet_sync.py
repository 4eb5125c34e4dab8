"""With nothing new on either end, a sync is one request below a kilobyte and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from requests.adapters import HTTPAdapter

from sync.store.rows import select
from sync.store.tables import Answer, Audit, Head
from tests.cases import visit
from tests.line import Line
from tests.stage import Stage

LARGEST = 1_024  # bytes of request and reply together, their heads included


@pytest.fixture
def line(stage: Stage) -> Iterator[Line]:
    line = Line(stage.port)
    yield line
    line.close()


def test_one_request_below_a_kilobyte(stage: Stage, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = stage.laptop("rep-east", server=line.address)
    laptop.do(visit())
    laptop.sync()
    laptop.sync()
    asked, send = list[str](), HTTPAdapter.send

    def sending(adapter: HTTPAdapter, request: Any, **named: Any) -> Any:
        asked.append(request.url.removeprefix(line.address))
        return send(adapter, request, **named)

    monkeypatch.setattr(HTTPAdapter, "send", sending)
    before, carried = _record(stage), line.carried
    for _ in range(3):
        done = laptop.sync()
        assert (done.pushed, done.pulled, done.complete) == (0, 0, True)
    assert asked == ["/v1/pull"] * 3
    assert 0 < line.carried - carried < 3 * LARGEST
    assert _record(stage) == before


def _record(stage: Stage) -> list[Any]:
    return [stage.read(select, kind) for kind in (Head, Audit, Answer)]
