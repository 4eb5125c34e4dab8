from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.credit_code import check_digit, normalised, verify

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
BODIES = st.text(ALPHABET, min_size=17, max_size=17)
CODES = BODIES.map(lambda body: body + check_digit(body))


@given(CODES)
def test_a_code_with_its_check_digit_is_right(code: str) -> None:
    assert verify(code) is None


@given(CODES, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_every_slip_of_one_character_is_caught(code: str, place: int, character: str) -> None:
    typed = code[:place] + character + code[place + 1 :]
    assert verify(typed) == (None if typed == code else "wrong_check_digit")


@given(CODES, st.integers(0, 16))
def test_every_swap_of_neighbours_is_caught(code: str, place: int) -> None:
    typed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert verify(typed) == (None if typed == code else "wrong_check_digit")


def test_the_standards_worked_example() -> None:
    """GB 32100-2015: the weighted sum is 1640, 28 modulo 31, hence 3; the code that ends with Z is wrong."""
    assert check_digit("91350100M000100Y4") == "3"
    assert verify("91350100M000100Y43") is None
    assert verify("91350100M000100Y4Z") == "wrong_character"
    assert verify("91350100M000100Y4Y") == "wrong_check_digit"


@pytest.mark.parametrize("place", range(17))
def test_a_sum_that_is_a_multiple_of_31_has_the_check_0(place: int) -> None:
    assert check_digit("0" * 17) == "0"
    assert check_digit("0" * place + "1" + "0" * (16 - place)) != "0"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("", "wrong_length"),
        ("0" * 17, "wrong_length"),
        ("0" * 19, "wrong_length"),
        ("O" + "0" * 17, "wrong_character"),
        ("I" + "0" * 17, "wrong_character"),
        ("a" + "0" * 17, "wrong_character"),
        ("示" + "0" * 17, "wrong_character"),
        ("0" * 17 + "1", "wrong_check_digit"),
    ],
)
def test_what_is_wrong_is_said(code: str, reason: str) -> None:
    assert verify(code) == reason


@pytest.mark.parametrize(
    "typed",
    [
        "９１１３０８００ＭＡ０１２３４５６",
        " 91130800 MA0123456 ",
        "91130800-MA012-3456",
        "91130800—ma0123456",
        "91130800\u3000MA0123456\t",
    ],
)
def test_what_an_input_method_makes_of_a_code_is_undone(typed: str) -> None:
    assert normalised(typed) == "91130800MA0123456"


TYPED = "".join(map(chr, range(0x20, 0x7F))) + "".join(map(chr, range(0xFF01, 0xFF5F))) + "\u3000\t—–‐示例"


@given(st.text(TYPED, max_size=40))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)
