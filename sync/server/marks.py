"""Short marks that make local codes unique: four characters that nobody mistakes for one another."""

from __future__ import annotations

import secrets

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_mark() -> str:
    """A mark of four characters; a million of them."""
    return "".join(secrets.choice(_LETTERS) for _ in range(4))
