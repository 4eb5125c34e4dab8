"""Any released client may push for good: what it was recorded to send is read, every value, and judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from sync.wire import opened
from tests.stage import Stage
from tests.upgrades.record import FOLDER, recorded

RECORDINGS = sorted(FOLDER.glob("*.json"))
# What a server may never say of an operation that a released version made.
UNREAD = {"bad_body", "too_long", "bad_text", "unknown_kind", "too_new", "other_kind", "failed_here"}

each_recording = pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)


@each_recording
def test_it_is_read_with_every_value(path: Path) -> None:
    _, letter = recorded(path)
    read = msgspec.json.decode(msgspec.json.encode(opened(letter)))
    wrote: dict[str, Any] = msgspec.json.decode(letter.body)
    assert {name: read.get(name) for name in wrote} == wrote


def test_all_of_them_are_judged_by_the_rules_alone(stage: Stage) -> None:
    """In a city that does not know their rows a rule may say no; it was understood all the same."""
    answers = [stage.as_person(*recorded(path))[0] for path in RECORDINGS]
    assert [answer.code for answer in answers if answer.code in UNREAD] == []
    assert "accepted" in {answer.verdict for answer in answers}


def test_what_a_later_version_adds_is_no_hindrance(stage: Stage) -> None:
    """An older server keeps what it does not know of in the body, and judges the rest."""
    person, letter = recorded(FOLDER / "log_visit.1.json")
    body = msgspec.json.decode(letter.body) | {"added_later": "示例"}
    answer = stage.as_person(person, msgspec.structs.replace(letter, body=msgspec.json.encode(body).decode()))
    assert [each.verdict for each in answer] == ["accepted"]
