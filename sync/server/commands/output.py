"""How the commands speak: results on standard output, progress on standard error."""

from __future__ import annotations

import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Final

PAUSE: Final = 1.0  # seconds between two words of progress


# What a laptop calls itself, or sent that nobody could read, may hold orders to a terminal.
_ORDERS: Final = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


def say(text: str) -> None:
    """One line for the administrator."""
    sys.stdout.write(f"{text.translate(_ORDERS)}\n")
    sys.stdout.flush()


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Columns side by side; a Chinese character takes two places."""
    lines = [headers, *([" ".join(cell.splitlines()) for cell in cells] for cells in rows)]
    widths = [max(_width(line[column]) for line in lines) for column in range(len(headers))]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True))
    return "  ".join(padded).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


class Progress:
    """Tells how far long work has come: on a terminal in one line, elsewhere (a log) a line at a time."""

    def __init__(self, what: str, seconds: Callable[[], float] = time.monotonic) -> None:
        self._what, self._seconds = what, seconds
        self._told = seconds()
        self._terminal = sys.stderr.isatty()

    def __call__(self, done: int, total: int) -> None:
        now = self._seconds()
        if now - self._told < PAUSE:
            return
        self._told = now
        words = f"{self._what} {done} / {total}"
        sys.stderr.write(f"\r{words}" if self._terminal else f"{words}\n")
        sys.stderr.flush()

    def over(self) -> None:
        """The line of a terminal is given back."""
        if self._terminal:
            sys.stderr.write("\r\x1b[K")
