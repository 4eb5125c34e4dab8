"""What lies beside the database is sealed, bound to its name, and every change is noticed."""

from __future__ import annotations

import hashlib
import hmac
import io
import os
import tracemalloc
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from sync.engine.sealed import CHUNK, SALT, TAG, Damaged, SealedWriter, derive, read_sealed, seal, unseal

KEY = bytes(range(32))
HEAD = 1 + SALT
SEALED_CHUNK = CHUNK + TAG


def hkdf_by_hand(key: bytes, info: bytes, salt: bytes = bytes(32)) -> bytes:
    """RFC 5869 with the standard library: extract, then one block of expand."""
    extracted = hmac.digest(salt, key, hashlib.sha256)
    return hmac.digest(extracted, info + b"\x01", hashlib.sha256)


def sealed_stream(plain: bytes, name: str = "blob/1", key: bytes = KEY) -> bytes:
    target = io.BytesIO()
    with SealedWriter(target, key, name) as out:
        out.write(plain)
    return target.getvalue()


def opened_stream(sealed: bytes, name: str = "blob/1", key: bytes = KEY, offset: int = 0) -> bytes:
    return b"".join(read_sealed(io.BytesIO(sealed), key, name, offset))


def chunks_of(sealed: bytes) -> tuple[bytes, list[bytes]]:
    body = sealed[HEAD:]
    return sealed[:HEAD], [body[at : at + SEALED_CHUNK] for at in range(0, len(body), SEALED_CHUNK)]


def test_derived_keys_are_hkdf_sha256() -> None:
    assert derive(KEY, "journal") == hkdf_by_hand(KEY, b"zhuqitong/1/journal")


def test_each_purpose_has_its_own_key() -> None:
    assert len({derive(KEY, purpose) for purpose in ("blobs", "journal", "snapshots", "staged")}) == 4


def test_a_small_thing_is_laid_out_as_written() -> None:
    sealed = seal(KEY, "走访记录".encode(), "journal/7")
    assert sealed[0] == 1
    assert AESGCM(KEY).decrypt(sealed[1:13], sealed[13:], b"journal/7") == "走访记录".encode()


@given(st.binary(max_size=200), st.text(max_size=20).filter(lambda text: text.isprintable()))
def test_what_is_sealed_opens_again(plain: bytes, name: str) -> None:
    assert unseal(KEY, seal(KEY, plain, name), name) == plain


def test_the_same_words_are_sealed_differently_each_time() -> None:
    assert seal(KEY, b"x", "n") != seal(KEY, b"x", "n")


def test_every_flipped_bit_is_noticed() -> None:
    sealed = seal(KEY, b"twelve bytes", "n")
    for bit in range(len(sealed) * 8):
        changed = bytearray(sealed)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(Damaged):
            unseal(KEY, bytes(changed), "n")


def test_every_cut_is_noticed() -> None:
    sealed = seal(KEY, b"twelve bytes", "n")
    for length in range(len(sealed)):
        with pytest.raises(Damaged):
            unseal(KEY, sealed[:length], "n")


@pytest.mark.parametrize(
    ("sealed", "reason"),
    [(b"", "too_short"), (b"\x02" + bytes(40), "unknown_suite"), (b"\x01" + bytes(40), "changed")],
)
def test_damage_has_a_reason(sealed: bytes, reason: str) -> None:
    with pytest.raises(Damaged) as caught:
        unseal(KEY, sealed, "n")
    assert caught.value.reason == reason


@pytest.mark.parametrize(("key", "name"), [(bytes(32), "n"), (KEY, "m")])
def test_another_key_or_name_does_not_open(key: bytes, name: str) -> None:
    sealed = seal(KEY, b"x", "n")
    with pytest.raises(Damaged):
        unseal(key, sealed, name)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])
def test_a_stream_of_any_size_opens_again(size: int) -> None:
    plain = os.urandom(size)
    sealed = sealed_stream(plain)
    assert opened_stream(sealed) == plain
    assert len(sealed) == HEAD + size + TAG * max(1, -(-size // CHUNK))


@given(st.lists(st.binary(max_size=50), max_size=8))
def test_a_stream_does_not_depend_on_how_it_was_written(pieces: list[bytes]) -> None:
    target = io.BytesIO()
    with SealedWriter(target, KEY, "n") as out:
        for piece in pieces:
            out.write(piece)
    assert opened_stream(target.getvalue(), "n") == b"".join(pieces)


@pytest.mark.parametrize(
    "offset", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 7]
)
def test_a_stream_is_read_from_any_offset(offset: int) -> None:
    plain = os.urandom(2 * CHUNK + 7)
    assert opened_stream(sealed_stream(plain), offset=offset) == plain[offset:]


def test_an_offset_at_the_end_of_full_chunks_is_empty_and_proved() -> None:
    plain = os.urandom(2 * CHUNK)
    assert opened_stream(sealed_stream(plain), offset=2 * CHUNK) == b""


def spoil(name: str) -> Callable[[bytes], bytes]:
    """One way to tamper with a stream of three chunks."""
    other = sealed_stream(b"o" * (3 * CHUNK))

    def change(sealed: bytes) -> bytes:
        head, (first, second, third) = chunks_of(sealed)
        return {
            "last chunk missing": head + first + second,
            "first chunk missing": head + second + third,
            "swapped": head + second + first + third,
            "doubled": head + first + first + second + third,
            "only the head": head,
            "chunk of another file": head + first + chunks_of(other)[1][1] + third,
            "head of another file": other[:HEAD] + first + second + third,
            "longer": sealed + b"x",
            "another stream behind it": sealed + other,
            "cut inside a chunk": sealed[: -CHUNK // 2],
            "cut inside the tag": sealed[:-1],
            "bit in a tag": sealed[:-1] + bytes([sealed[-1] ^ 1]),
            "bit in the middle": head + first + bytes([second[0] ^ 128]) + second[1:] + third,
            "unknown suite": b"\x07" + sealed[1:],
            "nothing": b"",
        }[name]

    return change


@pytest.mark.parametrize(
    "way",
    [
        "last chunk missing",
        "first chunk missing",
        "swapped",
        "doubled",
        "only the head",
        "chunk of another file",
        "head of another file",
        "longer",
        "another stream behind it",
        "cut inside a chunk",
        "cut inside the tag",
        "bit in a tag",
        "bit in the middle",
        "unknown suite",
        "nothing",
    ],
)
def test_a_spoilt_stream_is_noticed(way: str) -> None:
    sealed = sealed_stream(b"s" * (3 * CHUNK))
    with pytest.raises(Damaged):
        opened_stream(spoil(way)(sealed))


@pytest.mark.parametrize("size", [0, 40])
def test_a_short_stream_cut_at_each_byte_is_noticed(size: int) -> None:
    sealed = sealed_stream(bytes(size))
    for length in range(len(sealed)):
        with pytest.raises(Damaged):
            opened_stream(sealed[:length])


@pytest.mark.parametrize(("key", "name"), [(bytes(32), "blob/1"), (KEY, "blob/2")])
def test_a_stream_needs_its_key_and_name(key: bytes, name: str) -> None:
    with pytest.raises(Damaged):
        opened_stream(sealed_stream(b"x"), name, key)


def test_a_stream_left_by_an_exception_reads_as_damaged() -> None:
    target = io.BytesIO()

    def cut_short() -> None:
        with SealedWriter(target, KEY, "n") as out:
            out.write(bytes(CHUNK + 1))
            raise OSError("line cut")

    with pytest.raises(OSError, match="line cut"):
        cut_short()
    with pytest.raises(Damaged):
        opened_stream(target.getvalue(), "n")


def test_a_finished_stream_takes_no_more() -> None:
    out = SealedWriter(io.BytesIO(), KEY, "n")
    out.finish()
    with pytest.raises(ValueError, match="finished"):
        out.write(b"x")


def test_memory_stays_bounded(tmp_path: object) -> None:
    """Three chunks and their copies, whatever the file's size (here 24 MiB)."""

    class Sink(io.RawIOBase):
        def write(self, piece: object) -> int:
            return len(memoryview(piece))  # type: ignore[arg-type]

    tracemalloc.start()
    try:
        with SealedWriter(Sink(), KEY, "n") as out:  # type: ignore[arg-type]
            for _ in range(24 * 16):
                out.write(bytes(CHUNK // 16))
        assert tracemalloc.get_traced_memory()[1] < 6 * CHUNK
    finally:
        tracemalloc.stop()
