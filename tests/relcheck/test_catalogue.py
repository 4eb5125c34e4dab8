"""Every row of the fault catalogue has a check or a test that is there, or says why it has none."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

import pytest

from tests.relcheck.forms import FORMS

ROOT: Final = Path(__file__).parents[2]
CATALOGUE: Final[dict[str, dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("catalogue.toml").read_text(encoding="utf-8")
)
ROWS: Final = [
    f"{letter}{number:02}"
    for letter, last in (("C", 37), ("W", 24), ("S", 19), ("O", 22))
    for number in range(1, last + 1)
]
FIELDS: Final = {"what", "checks", "tests", "reason"}


def test_every_row_is_there_and_no_other() -> None:
    assert list(CATALOGUE) == ROWS


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_shown_or_says_why_not(row: str) -> None:
    said = CATALOGUE[row]
    assert said["what"]
    assert said.keys() <= FIELDS
    assert said.get("checks") or said.get("tests") or len(said.get("reason", "")) > 30


@pytest.mark.parametrize("row", ROWS)
def test_what_a_row_names_exists(row: str) -> None:
    assert set(CATALOGUE[row].get("checks", ())) <= FORMS.keys()
    for named in CATALOGUE[row].get("tests", ()):
        path, _, function = named.partition("::")
        words = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^def {function}\(", words, re.MULTILINE), named
