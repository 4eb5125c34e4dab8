"""Three values of one field: what the person saw, what stands now, what the person wrote."""

from __future__ import annotations

from typing import Literal

Merge = Literal["set", "same", "conflict"]


def merge(current: str, old: str, new: str) -> Merge:
    """`set` when nobody else changed the field, `same` when it already says so or the person changed
    nothing, else `conflict`: the standing value stays and the other is kept beside it (DESIGN 3)."""
    if new in (current, old):
        return "same"
    return "set" if current == old else "conflict"
