"""Many statements under one signature: a tree of SHA-256 whose root alone is signed.

Each statement travels by itself with its path: the hashes that stand beside it on its way to the root. Who
has one of them and its path can prove that one, and learns nothing of the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

STEP = 33  # bytes of a path: which side the other hash stands on, and that hash
_LEFT, _RIGHT = b"\0", b"\1"
_LEAF, _NODE = b"\0", b"\1"  # a leaf can never be read as a node


def leaf(message: bytes) -> bytes:
    """The hash of one statement."""
    return hashlib.sha256(_LEAF + message).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def grow(leaves: list[bytes]) -> tuple[bytes, list[bytes]]:
    """The root over the leaves (at least one), and the path of each. An odd one goes up as it is."""
    paths = [b""] * len(leaves)
    level = [(hashed, [place]) for place, hashed in enumerate(leaves)]
    while len(level) > 1:
        above = [level[-1]] if len(level) % 2 else []
        level = [*_pairs(level, paths), *above]
    return level[0][0], paths


def _pairs(level: list[tuple[bytes, list[int]]], paths: list[bytes]) -> Iterator[tuple[bytes, list[int]]]:
    for (left, under_left), (right, under_right) in zip(level[::2], level[1::2], strict=False):
        for place in under_left:
            paths[place] += _RIGHT + right
        for place in under_right:
            paths[place] += _LEFT + left
        yield _node(left, right), under_left + under_right


def climb(hashed: bytes, path: bytes) -> bytes:
    """The root that a leaf and its path lead to. Raises ValueError for a path of another shape."""
    if len(path) % STEP:
        raise ValueError("path")
    for start in range(0, len(path), STEP):
        side, other = path[start : start + 1], path[start + 1 : start + STEP]
        if side not in (_LEFT, _RIGHT):
            raise ValueError("path")
        hashed = _node(other, hashed) if side == _LEFT else _node(hashed, other)
    return hashed
