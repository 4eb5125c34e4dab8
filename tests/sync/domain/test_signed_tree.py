"""A tree of hashes: every leaf leads to its root, and nothing else does."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain.signed_tree import STEP, climb, grow, leaf

messages = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def _sha(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()


def test_golden_tree_of_three() -> None:
    """As another implementation must make it: a pair, and an odd one that goes up as it is."""
    a, b, c = (_sha(b"\0" + text) for text in (b"a", b"b", b"c"))
    root, paths = grow([leaf(text) for text in (b"a", b"b", b"c")])
    assert root == _sha(b"\1" + _sha(b"\1" + a + b) + c)
    assert paths == [b"\1" + b + b"\1" + c, b"\0" + a + b"\1" + c, b"\0" + _sha(b"\1" + a + b)]


def test_one_leaf_is_its_own_root() -> None:
    assert grow([leaf(b"a")]) == (leaf(b"a"), [b""])


@given(messages)
def test_every_leaf_leads_to_the_root_and_no_other_message_does(texts: list[bytes]) -> None:
    root, paths = grow([leaf(text) for text in texts])
    for text, path in zip(texts, paths, strict=True):
        assert climb(leaf(text), path) == root
        assert climb(leaf(text + b"!"), path) != root
        assert len(path) <= STEP * len(texts).bit_length()


def test_an_inner_node_is_no_statement() -> None:
    """The pair of two leaves, read as a statement, leads elsewhere."""
    a, b = leaf(b"a"), leaf(b"b")
    root, _ = grow([a, b])
    assert leaf(a + b) != root


@pytest.mark.parametrize("path", [b"\1", bytes(STEP - 1), b"\2" + bytes(STEP - 1), bytes(STEP) + b"\0"])
def test_a_path_of_another_shape_is_refused(path: bytes) -> None:
    with pytest.raises(ValueError, match="path"):
        climb(leaf(b"a"), path)
