"""The passage of a text that the person means."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

_PARAGRAPH = "\u2029"  # how Qt writes the end of a line inside a selection


def passage_of(text: QPlainTextEdit) -> str:
    """What is marked in it; all of it when nothing is."""
    return text.textCursor().selectedText().replace(_PARAGRAPH, "\n") or text.toPlainText()
