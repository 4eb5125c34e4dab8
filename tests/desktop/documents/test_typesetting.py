"""Lines: nothing lost, nothing too wide, no comma at the beginning."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from desktop.documents.paper import SI_HAO, em
from desktop.documents.typesetting import MOST_STRETCH, Line, even_lines, lines, width_of

pytestmark = pytest.mark.usefixtures("qapp")

WIDTH = 100.0
LETTERS = st.sampled_from([*"企业办理问题，。；、（）《》〔〕abcXYZ0123456789 .-·\n\t", "𬱖", "䶮", "\x07"])


def set_in_lines(text: str, *, prose: bool = False) -> tuple[Line, ...]:
    return lines(text, "text", SI_HAO, WIDTH, prose=prose)


def solid(text: str) -> str:
    """Without blanks and what cannot be seen."""
    return "".join(text.replace("\x07", " ").split())


@settings(max_examples=60)
@given(text=st.text(LETTERS, max_size=300), prose=st.booleans())
def test_every_letter_stands_in_some_line(text: str, prose: bool) -> None:
    made = set_in_lines(text, prose=prose)
    assert solid("".join(line.text for line in made)) == solid(text)
    assert not any("\x07" in line.text for line in made)


@settings(max_examples=60)
@given(text=st.text(LETTERS, max_size=300))
def test_no_line_is_wider_than_its_column(text: str) -> None:
    for line in set_in_lines(text, prose=True):
        width = width_of(line.text, "text", SI_HAO) * line.stretch / 100
        assert line.indent + width <= WIDTH + 0.5


def test_full_lines_end_flush_and_the_last_one_does_not() -> None:
    made = set_in_lines("示例公司1号楼竣工后未办理登记，" * 20)
    *full, last = made
    assert last.stretch == 100.0
    assert all(100.0 <= line.stretch <= MOST_STRETCH for line in full)
    for line in full:
        natural = width_of(line.text, "text", SI_HAO)
        reached = em(SI_HAO) + (natural - em(SI_HAO)) * line.stretch / 100
        assert reached == pytest.approx(WIDTH, abs=0.2) or natural * MOST_STRETCH / 100 < WIDTH


def test_no_line_begins_with_what_ends_a_sentence() -> None:
    made = set_in_lines("问题、办理、解决。（续）；" * 60)
    assert len(made) > 20
    assert not [line.text for line in made if line.text[0] in "、。；）"]


def test_paragraphs_are_indented_by_two_characters() -> None:
    made = set_in_lines("企" * 30 + "\n" + "业" * 5, prose=True)
    assert [line.indent for line in made] == [pytest.approx(2 * em(SI_HAO)), 0.0, made[0].indent]


def test_a_rare_character_is_never_parted() -> None:
    made = set_in_lines("𬱖" * 50)
    assert {letter for line in made for letter in line.text} == {"𬱖"}
    assert sum(len(line.text) for line in made) == 50


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("企业名称", ["企业名称"]),
        ("未办事宜症结所在", ["未办事宜", "症结所在"]),
        ("统一社会信用代码", ["统一社会", "信用代码"]),
        ("Enterprise address", ["Enterprise", "address"]),
    ],
)
def test_labels_are_parted_evenly_and_words_stay_whole(
    qapp: QApplication, label: str, expected: list[str]
) -> None:
    assert [line.text for line in even_lines(label, 12.0, 25.7)] == expected
