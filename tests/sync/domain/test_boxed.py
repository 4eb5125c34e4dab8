"""A box opens for one key under one name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.domain import boxed
from sync.domain.boxed import NotForUs

PRIVATE = bytes(range(32))
PUBLIC = boxed.public_key_of(PRIVATE)


@given(st.binary(max_size=100))
def test_what_is_sealed_to_a_key_opens_with_it(plain: bytes) -> None:
    assert boxed.unseal_with(PRIVATE, boxed.seal_to(PUBLIC, plain, "courier/1"), "courier/1") == plain


def test_a_box_made_before_still_opens() -> None:
    """Golden: a box that the first release made."""
    assert boxed.unseal_with(PRIVATE, bytes.fromhex(GOLDEN_BOX), "recovery") == "示例".encode()


GOLDEN_BOX = (
    "01c6f34cbaa9e085b3266ca9868744ef35de2b3fc04f133610bf049f9c8bc49c"
    "44d1df67356f5f3f17c0be7bacdbf6b4d69f6ef875c088"
)


def test_two_boxes_never_share_a_key() -> None:
    assert boxed.seal_to(PUBLIC, b"x", "n")[1:33] != boxed.seal_to(PUBLIC, b"x", "n")[1:33]


def test_another_key_or_name_does_not_open() -> None:
    box = boxed.seal_to(PUBLIC, b"x", "n")
    for private, name in ((boxed.new_box_key(), "n"), (PRIVATE, "m")):
        with pytest.raises(NotForUs):
            boxed.unseal_with(private, box, name)


def test_every_flipped_bit_and_every_cut_is_noticed() -> None:
    box = boxed.seal_to(PUBLIC, b"four", "n")
    flipped = [box[:at] + bytes([box[at] ^ 4]) + box[at + 1 :] for at in range(len(box))]
    for changed in [*flipped, *(box[:length] for length in range(len(box)))]:
        with pytest.raises(NotForUs):
            boxed.unseal_with(PRIVATE, changed, "n")


def test_a_key_that_gives_the_same_secret_to_everybody_is_refused() -> None:
    """RFC 7748 section 6.1: the all-zero point."""
    with pytest.raises(NotForUs):
        boxed.unseal_with(PRIVATE, b"\x01" + bytes(64), "n")


def test_the_rules_load_no_cryptography_until_it_is_needed() -> None:
    code = (
        "import sys, sync.domain.boxed, sync.domain.lease, sync.domain.signed; "
        "sys.exit(any(name.startswith('cryptography') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
