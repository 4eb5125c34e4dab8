"""The document about the routes is made from their table, and says what they give."""

from __future__ import annotations

import json
import subprocess
import sys

import msgspec
import schemathesis

from sync.server.app import ROUTES
from sync.server.openapi import document
from sync.wire import envelope
from tests.cases import visit
from tests.sender import Sender
from tests.stage import Stage


def test_every_route_is_there() -> None:
    paths = document()["paths"]
    assert {(entry.method, entry.path) for entry in ROUTES} == {
        (method.upper(), path) for path, methods in paths.items() for method in methods
    }


def test_a_program_that_reads_such_documents_takes_it() -> None:
    whole = schemathesis.openapi.from_dict(document())
    assert len(list(whole.get_all_operations())) == len(ROUTES)


def test_it_is_printed_as_it_is() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "sync.server.openapi"], capture_output=True, check=True, text=True
    )
    assert json.loads(said.stdout) == json.loads(msgspec.json.encode(document()))


def test_routes_give_the_messages_that_the_document_names(small_stage: Stage) -> None:
    with Sender(small_stage.url, "rep-east") as rep:
        said = {
            "/v1/challenge": rep.post("/v1/challenge", {}),
            "/v1/push": rep.post("/v1/push", {"operations": [envelope(visit())]}),
            "/v1/pull": rep.post("/v1/pull", {}),
            "/v1/wait": rep.ask("GET", "/v1/wait?revision=0"),
        }
    for entry in ROUTES:
        if entry.path in said:
            assert msgspec.json.decode(said[entry.path].content, type=entry.gives, strict=True)
            named = set(said[entry.path].json())
            assert named == {field.name for field in msgspec.structs.fields(entry.gives)}, entry.path
