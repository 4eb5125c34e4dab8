"""The simulator's own book: what each person was told is kept, and on which laptops it should be found."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from typing import Final

import msgspec

WORD: Final = re.compile(r"〔\d+〕")


class Made(msgspec.Struct, kw_only=True):
    """An operation that a laptop said it has. `lost`: its laptops were set back to an older copy before the
    server had it; the person knows. `undone`: the person took it back, and has not sent it again; `before`:
    words of it that were taken back, and stay on record. `over`: undone, given up or made anew by its
    person."""

    op_id: str
    kind: str
    person: str
    body: str
    holders: set[str]
    words: set[str]
    lost: bool = False
    undone: bool = False
    before: set[str] = set()
    over: bool = False


class Ledger:
    """All operations that were made, and every word that was typed, in the order of their making."""

    def __init__(self) -> None:
        self.made: dict[str, Made] = {}
        self.instead: dict[str, str] = {}  # what was made in place of which stopped act
        self._known_words: set[str] = set()
        self._last_word = 0
        self._lock = threading.Lock()  # real laptops work at the same time

    def word(self) -> str:
        """A text that nobody typed before."""
        with self._lock:
            self._last_word += 1
            return f"示例〔{self._last_word}〕"

    def note(self, device: str, person: str, op_id: str, kind: str, body: str) -> None:
        """The laptop has it."""
        with self._lock:
            self._note(device, person, op_id, kind, body)

    def _note(self, device: str, person: str, op_id: str, kind: str, body: str) -> None:
        if op_id in self.made:
            self._note_again(self.made[op_id], device, body)
            return
        words = set(WORD.findall(body)) - self._known_words
        self._known_words |= words
        self.made[op_id] = Made(
            op_id=op_id, kind=kind, person=person, body=body, holders={device}, words=words
        )

    def _note_again(self, one: Made, device: str, body: str) -> None:
        """Another laptop has it; or what was undone was sent from its form again, with other words."""
        one.holders.add(device)
        if body == one.body:
            return
        had, words = one.before | one.words, set(WORD.findall(body))
        one.before, one.words = had - words, words & had | words - self._known_words
        self._known_words |= words
        one.body = body
        one.undone = one.lost = one.over = False

    def note_over(self, op_ids: Iterable[str], *, undone: bool = False) -> None:
        """Their person ended them; `undone`: before they left the laptop."""
        for op_id in op_ids:
            self.made[op_id].over = True
            self.made[op_id].undone |= undone

    def of(self, device: str) -> set[str]:
        """What this laptop must have."""
        return {op_id for op_id, one in self.made.items() if device in one.holders}

    def set_back(self, device: str, still_there: set[str], at_centre: set[str]) -> None:
        """The laptop is as it once was."""
        for op_id in self.of(device) - still_there:
            one = self.made[op_id]
            one.holders.discard(device)
            if not one.holders and op_id not in at_centre:
                one.lost = True

    def cloned(self, device: str, clone: str) -> None:
        """What is on the one is on the other."""
        for op_id in self.of(device):
            self.made[op_id].holders.add(clone)
