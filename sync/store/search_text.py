"""Text as the search index sees it: one Chinese character, one token; a phrase finds exactly what it says.

Western words and numbers stay whole (2024, a1b2), so that common digits do not fill the index.
"""

from __future__ import annotations

import re
import unicodedata

# A word of ASCII, or one other letter (a rare character even where this Python is too old for it);
# or, outside of the group, whatever else stands between two of them, unless that is only white space.
_TOKENS = re.compile(
    r"([0-9a-z]+|[^\W_]|[\U00020000-\U0003ffff])"
    r"|(?:[^\w\s\U00020000-\U0003ffff]|_)(?:[^\w\U00020000-\U0003ffff]|_)*"
)

# Stands where punctuation stood, so that a phrase never reaches across it. A character of private use:
# nobody types it, and no word begins with it.
BREAKER = "\ue000"


def tokens_of(text: str | None) -> list[str]:
    """The tokens in order; full-width digits and letters are folded, punctuation becomes one BREAKER."""
    folded = unicodedata.normalize("NFKC", text or "").lower()
    return [letters or BREAKER for letters in _TOKENS.findall(folded)]


def search_text(text: str | None) -> str:
    """The tokens separated by blanks: what the index is given."""
    return " ".join(tokens_of(text))


def phrases(typed: str) -> list[str]:
    """The words that a person typed, as quoted phrases of the index; nothing typed can become query syntax.

    A phrase that ends in a letter or digit also finds what begins so: the word may be half typed.
    """
    found = []
    for word in typed.split():
        tokens = " ".join(tokens_of(word)).strip(f"{BREAKER} ").split()
        if tokens:
            found.append('"' + " ".join(tokens) + '"' + ("*" if tokens[-1].isascii() else ""))
    return found
