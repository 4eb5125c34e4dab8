"""Cells as people fill them, as plain text: numbers, dates, stray blanks, lists in one cell."""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Final

LARGEST_NUMBER: Final = (
    10**15
)  # a spreadsheet keeps 15 digits of a number; of an 18-digit code it loses three

_DAY: Final = re.compile(r"(\d{4})[-/.年] ?(\d{1,2})[-/.月] ?(\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_BETWEEN: Final = re.compile(r"[、，,;；/]+")


class Unreadable(Exception):
    """The cell has lost what somebody typed; the row must be filled again."""


def text_of(cell: object) -> str:
    """A cell of a sheet, or a value of a TOML, on one line and composed (NFC). Raises Unreadable."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, list):
        return "、".join(text_of(each) for each in cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _number(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell)).split())


def _number(cell: float) -> str:
    if not abs(cell) < LARGEST_NUMBER:  # nor what is no number at all
        raise Unreadable
    return str(int(cell)) if cell == int(cell) else repr(cell)


def plain_of(text: str) -> str:
    """A code, number or day as it is compared and dialled: in the narrow forms of its characters."""
    return unicodedata.normalize("NFKC", text)


def day_of_text(text: str) -> str:
    """A day in one of the ways people write it, as 2026-09-30; any other text as it is."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    year, month, day = (part for part in found.groups() if part)
    return f"{year}-{int(month):02}-{int(day):02}"


def parts_of(text: str) -> tuple[str, ...]:
    """The entries of a list in one cell, each once."""
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(text) if part.strip()))
