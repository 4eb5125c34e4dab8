"""Inputs nobody meant are made of what is said in a good hour: there is something of everything."""

from __future__ import annotations

import re
from pathlib import Path

from sync.engine.messages import REPLIES
from sync.server.app import ROUTES
from sync.wire import Problem
from tests.relcheck.fuzz_recorded import record


def test_every_route_is_asked_and_every_kind_of_reply_is_there(tmp_path: Path) -> None:
    recorded = record(tmp_path)
    asked = {(method, path) for method, path, _, _ in recorded.requests}
    for entry in ROUTES:
        shape = re.compile(re.sub(r"\{\w+\}", "[0-9a-f]{64}", entry.path))
        assert any(method == entry.method and shape.fullmatch(path) for method, path in asked), entry.path
    assert {kind for kind, _ in recorded.replies} == set(REPLIES) - {Problem}
    assert {said.status for _, said in recorded.replies} == {200}
