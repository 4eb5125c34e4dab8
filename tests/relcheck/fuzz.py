"""Inputs nobody meant: to every route, to the roster importer, to the laptop. No crash, no status 500.

A seed is a portion of inputs over a copy of the city: schemathesis' cases of the server's OpenAPI document;
recorded requests with a place or two changed, as JSON and as bytes, a third of them to a record that was
restored; recorded replies, changed, fed to a laptop; a roster file, changed.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock
from urllib.parse import urlencode

import hypothesis
import msgspec
import schemathesis
from schemathesis.core.result import Ok

from sync import wire
from sync.engine import transport
from sync.server import app, gate
from sync.server.answering import Call
from sync.server.openapi import document
from sync.server.roster import RosterRefused
from sync.server.roster_xlsx import read_xlsx
from sync.wire import encode
from tests.relcheck.check import Options, Outcome, Plants, Seen, gathered
from tests.relcheck.fuzz_changes import as_bytes, changed_bytes, changed_json, packed
from tests.relcheck.fuzz_ends import Said, Server, fed, server, strange
from tests.relcheck.fuzz_recorded import Recorded, record
from tests.relcheck.ground import scratch
from tests.relcheck.spread import spread

OF_SCHEMA, OF_REQUESTS, OF_REPLIES, OF_ROSTERS = 40, 120, 60, 4  # inputs of one seed


def run(options: Options) -> Outcome:
    """Seeds on all cores."""
    began = time.monotonic()
    with scratch() as folder:
        return gathered(spread(_Fuzz(folder, record(folder)), options), began)


class _Fuzz:
    """One seed."""

    def __init__(self, ground: Path, recorded: Recorded) -> None:
        self._ground, self._recorded = ground, recorded

    def __call__(self, seed: int) -> Seen:
        luck, found, inputs = Random(seed), list[str](), 0
        with (
            scratch() as folder,
            server(self._ground, folder, self._recorded.device_id, restored=seed % 3 == 0) as end,
        ):
            for portion in (_schema, _requests):
                for what in portion(self._recorded, end, seed, luck):
                    inputs += 1
                    found += [what] if what else []
            for what in _rosters(self._recorded, folder, luck):
                inputs += 1
                found += [what] if what else []
        for what in _replies(self._recorded, luck):
            inputs += 1
            found += [what] if what else []
        return Seen(seed=seed, violations=tuple(found[:3]), counts={"inputs": inputs})


def _asked(end: Server, what: str, loop: asyncio.Runner, *request: Any) -> str:
    """What is wrong with the answer to a request; "" when nothing is."""
    try:
        wrong = strange(loop.run(end.ask(*request)))
    except Exception as error:
        wrong = repr(error)
    return f"{what} {request[:3]}: {wrong}; body {request[3][:300]!r}" if wrong else ""


def _schema(_recorded: Recorded, end: Server, seed: int, _luck: Random) -> Iterator[str]:
    """Cases of one operation of the document, as schemathesis makes them: good ones and bad ones."""
    results: list[str] = []
    operation = _operations()[seed % len(_operations())]
    with asyncio.Runner() as loop, warnings.catch_warnings():
        warnings.simplefilter("ignore")

        @hypothesis.seed(seed)
        @hypothesis.settings(
            max_examples=OF_SCHEMA,
            database=None,
            deadline=None,
            phases=[hypothesis.Phase.generate],
            suppress_health_check=list(hypothesis.HealthCheck),
        )
        @hypothesis.given(case=operation.as_strategy())
        def ask(case: Any) -> None:
            path = case.formatted_path
            query = urlencode(case.query or {}, errors="replace")
            body = case.body if isinstance(case.body, bytes) else _as_body(case.body)
            headers = {"authorization": f"Bearer {end.token}"}
            results.append(_asked(end, "schema", loop, case.method.upper(), path, query, body, headers))

        ask()
    yield from results


_OPERATIONS: list[Any] = []


def _operations() -> list[Any]:
    """Those of the OpenAPI document."""
    if not _OPERATIONS:
        whole = schemathesis.openapi.from_dict(document())
        _OPERATIONS.extend(each.ok() for each in whole.get_all_operations() if isinstance(each, Ok))
    return _OPERATIONS


def _as_body(value: Any) -> bytes:
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return json.dumps(value, ensure_ascii=True).encode()
    return b""


def _requests(recorded: Recorded, end: Server, _seed: int, luck: Random) -> Iterator[str]:
    """Good requests with something changed in them."""
    with asyncio.Runner() as loop:
        for _ in range(OF_REQUESTS):
            method, path, query, message = luck.choice(recorded.requests)
            headers = {
                "authorization": f"Bearer {end.token}",
                "accept-encoding": luck.choice(("", "zstd", "gzip")),
            }
            body = (
                message.encode() if isinstance(message, str) else as_bytes(changed_json(message, luck), luck)
            )
            if luck.random() < 0.15:
                body = changed_bytes(body, luck)
            if luck.random() < 0.2:
                body, headers["content-encoding"] = packed(body, luck)
            if luck.random() < 0.02:
                headers["authorization"] = changed_bytes(headers["authorization"].encode(), luck).decode(
                    "latin-1"
                )
            if luck.random() < 0.3 and query:
                query = {name: str(changed_json(value, luck)) for name, value in query.items()}
            if luck.random() < 0.1:
                path = changed_bytes(path.encode(), luck).decode("latin-1")
            text = urlencode(query, errors="replace")
            yield _asked(end, "request", loop, method, path, text, body, headers)


def _replies(recorded: Recorded, luck: Random) -> Iterator[str]:
    """Replies that came changed: with the digest of what was sent, or of what came."""
    for _ in range(OF_REPLIES):
        kind, good = luck.choice(recorded.replies)
        body, headers, status = good.body, dict(good.headers), good.status
        if luck.random() < 0.6:
            body = encode_any(changed_json(json.loads(body), luck), luck)
        else:
            body = changed_bytes(body, luck)
        if luck.random() < 0.3:
            body, headers["Content-Encoding"] = packed(body, luck)
        if luck.random() < 0.7:
            headers[wire.DIGEST_HEADER] = wire.digest(body)
        if luck.random() < 0.2:
            headers.pop(luck.choice(list(headers)))
        if luck.random() < 0.3:
            status = luck.choice((204, 301, 400, 401, 403, 404, 413, 429, 500, 502, 503))
        what = fed(Said(status, headers, body), kind)
        yield f"{what}; {status} {headers} {body[:300]!r}" if what else ""


def encode_any(value: Any, luck: Random) -> bytes:
    """As our server writes it, where it can be written so."""
    try:
        return encode(value)
    except (UnicodeEncodeError, OverflowError, TypeError):
        return as_bytes(value, luck)


def _rosters(recorded: Recorded, folder: Path, luck: Random) -> Iterator[str]:
    """A roster file that was damaged under way."""
    book = folder / "roster.xlsx"
    for _ in range(OF_ROSTERS):
        book.write_bytes(changed_bytes(recorded.roster, luck))
        try:
            read_xlsx(book)
            yield ""
        except RosterRefused:
            yield ""
        except Exception as error:
            yield f"a damaged roster: {error!r}"


# Bugs on purpose.


def _plant(target: object, name: str, instead: Any) -> Callable[[], Any]:
    @contextmanager
    def planted() -> Iterator[None]:
        with mock.patch.object(target, name, instead):
            yield

    return planted


def _any_message(body: bytes, kind: Any) -> Any:
    """Decodes without saying that what cannot be decoded is damaged."""
    return msgspec.json.decode(body, type=kind)


def _any_offset(call: Call, otherwise: int) -> int:
    return int(call.query.get("offset", otherwise))


def _any_encoding(body: bytes, encoding: str, _largest: int) -> bytes:
    return gzip.decompress(body) if encoding == "gzip" else body


PLANTS: Plants = {
    "any_message": _plant(app, "decode", _any_message),
    "any_offset": _plant(app, "_offset", _any_offset),
    "any_encoding": _plant(gate, "inflate", _any_encoding),
    "any_reply": _plant(transport, "decode", _any_message),
}
