"""What an operation may not leave empty."""

from __future__ import annotations

from sync.domain.errors import Refused


def need(**texts: str) -> None:
    """Raises Refused("incomplete") with the names of the empty texts."""
    empty = [name for name, text in texts.items() if not text.strip()]
    if empty:
        raise Refused("incomplete", fields=empty)


def need_reason(text: str) -> None:
    """Raises Refused("reason_needed") for an empty reason."""
    if not text.strip():
        raise Refused("reason_needed")
