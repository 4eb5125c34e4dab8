"""What comes as JSON is known to msgspec before a copy has lanes."""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest

from sync import engine
from sync.engine import messages
from tests.stage import Stage

ROOT = Path(engine.__file__).parent


def test_they_are_made_known_before_the_copy_is_open(
    small_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    known: list[object] = []
    made = msgspec.json.Decoder

    def decoder(kind: object) -> object:
        known.append(kind)
        return made(kind)

    monkeypatch.setattr(msgspec.json, "Decoder", decoder)
    messages.get_ready.cache_clear()
    small_stage.laptop("rep-east")
    assert {*messages.REPLIES, *messages.INSIDE} <= set(known)


def asked_for() -> set[str]:
    """The types of replies that the engine names where it asks."""
    found = set[str]()
    for source in ROOT.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            asks = isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("post", "get", "patch")
            last = node.args[-1:] if isinstance(node, ast.Call) and asks else []
            found |= {each.id for each in last if isinstance(each, ast.Name)}
    return {name for name in found if name[0].isupper() and not name.isupper()}


def test_every_reply_is_among_them() -> None:
    names = {kind.__name__ for kind in messages.REPLIES}
    assert {"PushReply", "PullReply", "BlobState"} <= asked_for() <= names
