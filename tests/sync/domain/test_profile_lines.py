"""Where a key stands in a text that a person edits."""

from __future__ import annotations

import pytest

from sync.domain.profile_lines import line_of

TEXT = """\
# a city
code = "x"

[roles]
leader = "a"   # with a comment

[[choices.topic]]
code = "one"
[[choices.topic]]
  code = "two"
name = "Two"
[[steps]]
from = [
  "draft",
]
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("code", 2),
        ("roles", 4),
        ("roles.leader", 5),
        ("roles.caller", 4),  # not there: its table
        ("choices.topic[0]", 7),
        ("choices.topic[0].code", 8),
        ("choices.topic[1].code", 10),
        ("choices.topic[1].name", 11),
        ("choices.topic[1].colour", 9),
        ("steps[0].from[0]", 13),
        ("steps[1].from", 1),  # nowhere: the file
        ("forms", 1),
        ("", 1),
    ],
)
def test_a_key_is_found_in_its_line(key: str, line: int) -> None:
    assert line_of(TEXT, key) == line
