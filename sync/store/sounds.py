"""How Chinese text sounds, for people who type Latin letters: initials (mlsw) and full pinyin (minglan).

pypinyin is loaded by the first question (a quarter of a second); a background lane can `get_ready` before.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import msgspec

from sync.store.search_text import BREAKER, tokens_of

MOST_SYLLABLES = 40  # of one text
LONGEST_SOUND = 24  # letters of one token; a person who types more has found it long before


class Sounds(msgspec.Struct, frozen=True):
    """The text's sounds from each of its characters on, separated by blanks: what begins one of them is
    found anywhere in the text."""

    initials: str
    pinyin: str


def get_ready() -> None:
    """Load the dictionary now."""
    sounds("重庆")


@lru_cache(maxsize=16_384)  # a city's firms: their names stand in every visit (10 MB)
def sounds(text: str) -> Sounds:
    """Both kinds of sounds; polyphones as in known words (重庆 cq, 长城 cc, 厦门 xm)."""
    syllables = _syllables(text)
    firsts = [syllable if syllable.isdigit() else syllable[0] for syllable in syllables]
    return Sounds(_from_each(firsts), _from_each(syllables))


def fits(typed: str, text: str) -> bool:
    """Whether a text of a short list (offices, people) is meant: each typed word stands in it, or is a part
    of its initials or its pinyin from one character on. Nothing typed fits everything."""
    words = unicodedata.normalize("NFKC", typed).lower().split()
    folded = unicodedata.normalize("NFKC", text).lower()
    return all(word in folded or _sounds_so(word, text) for word in words)


def _sounds_so(word: str, text: str) -> bool:
    heard = sounds(text)
    return any(sound.startswith(word[:LONGEST_SOUND]) for sound in f"{heard.initials} {heard.pinyin}".split())


def _syllables(text: str) -> list[str]:
    """A syllable for each Chinese character, Western words whole; what has no sound is left out."""
    from pypinyin import lazy_pinyin

    spoken = "".join(token for token in tokens_of(text) if token != BREAKER)
    return [syllable for syllable in lazy_pinyin(spoken) if syllable.isascii()][:MOST_SYLLABLES]


def _from_each(parts: list[str]) -> str:
    return " ".join("".join(parts[place:])[:LONGEST_SOUND] for place in range(len(parts)))
