"""The unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, the last a check.

A wrong code is a warning, never a wall: a visit may not be blocked, so the form saves it as 待核实. Letters
in the first places are lawful (Y…, N…), hence the check is by length, alphabet and check digit alone.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
_VALUES: Final = {character: value for value, character in enumerate(_ALPHABET)}
_WEIGHTS: Final = tuple(pow(3, place, 31) for place in range(17))  # 1 3 9 27 19 26 …
_LENGTH: Final = 18


def normalised(text: str) -> str:
    """The code as it is stored: full-width forms made plain, spaces and hyphens gone, letters upper-case."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(each for each in plain if not each.isspace() and unicodedata.category(each) != "Pd")


def check_digit(body: str) -> str:
    """The 18th character that belongs to the first 17, each of which is of the code's alphabet."""
    total = sum(weight * _VALUES[character] for weight, character in zip(_WEIGHTS, body, strict=True))
    return _ALPHABET[-total % 31]


def verify(code: str) -> str | None:
    """What is wrong with a normalised code (wrong_length, wrong_character, wrong_check_digit), or None."""
    if len(code) != _LENGTH:
        return "wrong_length"
    if not _VALUES.keys() >= set(code):
        return "wrong_character"
    return None if check_digit(code[:-1]) == code[-1] else "wrong_check_digit"
