"""Text as the search index sees it: one Chinese character, one token; a phrase finds exactly what it says."""

from __future__ import annotations

import re
import unicodedata

_TOKENS = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]|[0-9a-z]+|[^\s0-9a-z\u3400-\u9fff]+"
)
BREAKER = "zzz"  # stands where punctuation stood, so that a phrase never reaches across it


def search_text(text: str | None) -> str:
    """Tokens of a text, separated by blanks; full-width digits and letters are folded."""
    folded = unicodedata.normalize("NFKC", text or "").lower()
    return " ".join(token if token[0].isalnum() else BREAKER for token in _TOKENS.findall(folded))


def search_query(typed: str) -> str:
    """The index query of what a person typed; nothing typed can be taken for query syntax.

    Words are joined by AND; a word that ends in a letter or digit is the beginning of one.
    """
    phrases = []
    for word in typed.split():
        tokens = [token for token in search_text(word).split() if token != BREAKER]
        if tokens:
            phrases.append('"' + " ".join(tokens) + '"' + ("*" if tokens[-1].isascii() else ""))
    return " AND ".join(phrases)
