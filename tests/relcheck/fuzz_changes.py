"""Bodies that were good once, changed at a place or two: as JSON, and as bytes."""

from __future__ import annotations

import gzip
import json
from random import Random
from typing import Any, Final

import zstandard

# What a field may hold that its author did not think of.
VALUES: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 2**31, 2**53, 2**63 - 1, 2**63, 2**70, 1.5, -0.0, 1e308, "", " ", "0",
    "null", "\0", "a\0b", "\ud800", "\ud83d\ude00", "\u202e", "e\u0301", "\ufeff", "'; DROP TABLE visit; --",
    "%s%n", "../../etc/passwd",
    "{}", "[]", "字" * 21_000, "global", "rep-east", "firm-west", "centre-east", [], {},
    [[]], [None], {"": None}, "2026-02-30", "2026-09-30", "0000-00-00", "9" * 400, "-1", "NaN",
    "00000000-0000-4000-8000-00000000dead",
)  # fmt: skip
DEEP: Final = "[" * 3_000 + "]" * 3_000


def changed_json(value: Any, luck: Random) -> Any:
    """The value with one to three of its places changed."""
    for _ in range(luck.choice((1, 1, 1, 2, 3))):
        value = _at_some_place(value, luck)
    return value


def _at_some_place(value: Any, luck: Random) -> Any:
    if isinstance(value, dict) and value and luck.random() < 0.9:
        name = luck.choice(list(value))
        return _in_object(dict(value), name, luck)
    if isinstance(value, list) and value and luck.random() < 0.9:
        return _in_list(list(value), luck.randrange(len(value)), luck)
    if isinstance(value, str) and value[:1] in ("{", "[") and luck.random() < 0.9:
        return _in_text(value, luck)  # JSON inside of JSON: an operation's body, a continuation
    if isinstance(value, str) and value and luck.random() < 0.4:
        return _typed_over(value, luck)
    return luck.choice(VALUES)


def _in_object(value: dict[str, Any], name: str, luck: Random) -> dict[str, Any]:
    act = luck.random()
    if act < 0.1:
        del value[name]
    elif act < 0.15:
        value[str(luck.choice(VALUES))] = value[name]
    else:
        value[name] = _at_some_place(value[name], luck)
    return value


def _in_list(value: list[Any], at: int, luck: Random) -> list[Any]:
    act = luck.random()
    if act < 0.1:
        del value[at]
    elif act < 0.2:
        value.insert(luck.randrange(len(value) + 1), value[at])
    elif act < 0.22:
        value.extend([value[at]] * 250)
    else:
        value[at] = _at_some_place(value[at], luck)
    return value


def _in_text(value: str, luck: Random) -> str:
    try:
        inner = json.loads(value)
    except (ValueError, RecursionError):  # too deep for this reader
        return _typed_over(value, luck)
    if luck.random() < 0.05:
        return DEEP
    return json.dumps(_at_some_place(inner, luck), ensure_ascii=luck.random() < 0.5)


def _typed_over(value: str, luck: Random) -> str:
    at = luck.randrange(len(value) + 1)
    typed = luck.choice(VALUES)
    return value[:at] + (typed if isinstance(typed, str) else str(typed)) + value[at + luck.randrange(3) :]


def as_bytes(value: Any, luck: Random) -> bytes:
    """JSON as a client may write it."""
    return json.dumps(value, ensure_ascii=luck.random() < 0.5, allow_nan=True).encode(errors="surrogatepass")


def changed_bytes(body: bytes, luck: Random) -> bytes:
    """Cut, flipped, doubled, or something put in between."""
    at, act = luck.randrange(len(body) + 1), luck.randrange(5)
    if act == 0:
        return body[:at]
    if act == 1 and at < len(body):
        return body[:at] + bytes([body[at] ^ (1 << luck.randrange(8))]) + body[at + 1 :]
    if act == 2:
        return body[:at] + luck.randbytes(luck.randrange(1, 9)) + body[at:]
    if act == 3:
        return body[at:] + body[:at]
    return body[:at] + body


def packed(body: bytes, luck: Random) -> tuple[bytes, str]:
    """In some encoding, now and then not in the one that is named."""
    name = luck.choice(("identity", "identity", "gzip", "zstd", "br", "gzip, zstd"))
    if luck.random() < 0.1:
        return body, name
    if name == "gzip":
        body = gzip.compress(body, 1)
    elif name == "zstd":
        body = zstandard.compress(body, 1)
    return (changed_bytes(body, luck) if luck.random() < 0.2 else body), name
