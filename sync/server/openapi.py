"""The routes as an OpenAPI document, made from their table: `python -m sync.server.openapi`."""

from __future__ import annotations

import sys
from typing import Any, Final

import msgspec

from sync.server.answering import Entry
from sync.server.app import ROUTES
from sync.wire import PROTOCOL, Problem

_SCHEMAS: Final = "#/components/schemas/{name}"
_BYTES: Final = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
# What a request as a whole may be answered with instead, on any route.
_NO: Final = {
    "400": "the request cannot be read",
    "401": "the access token has run out",
    "403": "declined",
    "404": "nothing there for this person",
    "413": "too large",
    "503": "busy: come again after Retry-After seconds",
}


def document() -> dict[str, Any]:
    """OpenAPI 3.1 of every route."""
    kinds = {kind for entry in ROUTES for kind in (entry.wants, entry.gives) if kind is not None}
    named = [*sorted(kinds, key=lambda kind: str(kind.__name__)), Problem]
    _, schemas = msgspec.json.schema_components(named, ref_template=_SCHEMAS)
    paths: dict[str, dict[str, Any]] = {}
    for entry in ROUTES:
        paths.setdefault(entry.path, {})[entry.method.lower()] = _operation(entry)
    return {
        "openapi": "3.1.0",
        "info": {"title": "驻企通", "version": PROTOCOL},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(entry: Entry) -> dict[str, Any]:
    said: dict[str, Any] = {
        "operationId": entry.answer.__name__,
        "security": [] if entry.open else [{"token": []}],
        "parameters": [*map(_in_path, _names(entry.path)), *map(_in_query, entry.asks)],
        "responses": {"200": {"description": "answered", "content": _content(entry.gives)}},
    }
    no = _content(Problem)
    said["responses"] |= {status: {"description": why, "content": no} for status, why in _NO.items()}
    if entry.method != "GET":
        said["requestBody"] = {"required": True, "content": _content(entry.wants)}
    return said


def _content(kind: Any) -> dict[str, Any]:
    if kind is None:
        return _BYTES
    return {"application/json": {"schema": {"$ref": _SCHEMAS.format(name=kind.__name__)}}}


def _names(path: str) -> list[str]:
    """The parts of a path that stand for something."""
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def _in_path(name: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}


def _in_query(name: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "schema": {"type": "integer", "minimum": 0}}


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document())).decode() + "\n")
