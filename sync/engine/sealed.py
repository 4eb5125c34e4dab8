"""Everything that lies on a laptop's disk beside the database: sealed, and bound to its name.

Blobs, journal lines, snapshots and staged files use keys derived from the data key, one per purpose.
AES-256-GCM throughout; the suite number stands in front so that other algorithms can follow.

Small, in memory     suite (1) · random nonce (12) · sealed words and tag
Large, as a stream   suite (1) · random salt (32) · chunks of 1 MiB, each with its tag

A stream has a key of its own, derived with its salt. A chunk's nonce is its index (11 bytes) and whether
it is the last (1 byte), so a chunk cut off, doubled, moved or taken from another file is noticed. (The
construction: Hoang, Reyhanitabar, Rogaway, Vizár, "Online authenticated-encryption", 2015, STREAM.)
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import TracebackType
from typing import BinaryIO, Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUITE: Final = 1
NONCE: Final = 12
TAG: Final = 16
SALT: Final = 32
CHUNK: Final = 1024 * 1024
_HEAD: Final = 1 + SALT


class Damaged(Exception):
    """These bytes are not what was sealed with this key under this name.

    `reason`: too_short · unknown_suite · changed (also: cut, reordered, another name, another key).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def derive(data_key: bytes, purpose: str) -> bytes:
    """The 32-byte key for one purpose ("blobs", "journal", …)."""
    return _hkdf(data_key, purpose)


def seal(key: bytes, plain: bytes, name: str) -> bytes:
    """Seal a small thing under its name; 29 bytes longer than `plain`, different every time."""
    nonce = os.urandom(NONCE)
    return bytes([SUITE]) + nonce + AESGCM(key).encrypt(nonce, plain, name.encode())


def unseal(key: bytes, sealed: bytes, name: str) -> bytes:
    """The plain bytes again. Raises Damaged."""
    if len(sealed) < 1 + NONCE + TAG:
        raise Damaged("too_short")
    _check_suite(sealed[0])
    return _opened(AESGCM(key), sealed[1 : 1 + NONCE], sealed[1 + NONCE :], name)


class SealedWriter:
    """Writes a large file sealed, holding one chunk in memory.

    Leaving the `with` block normally writes the last chunk; leaving it by an exception does not, and the
    file then reads as Damaged, like one cut by a power failure. Flushing to the disk is the caller's.
    """

    def __init__(self, target: BinaryIO, key: bytes, name: str) -> None:
        salt = os.urandom(SALT)
        target.write(bytes([SUITE]) + salt)
        self._target = target
        self._cipher = _stream_cipher(key, salt)
        self._name = name
        self._waiting = bytearray()
        self._index = 0
        self._finished = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.finish()

    def write(self, piece: bytes) -> None:
        """Take the next plain bytes, any number of them."""
        if self._finished:
            raise ValueError("the sealed file is finished")
        self._waiting += piece
        # One full chunk stays behind: until more comes, it may be the last.
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]

    def finish(self) -> None:
        """Write the last chunk; without it the file is not whole."""
        if not self._finished:
            self._put(bytes(self._waiting), last=True)
            self._finished = True

    def _put(self, plain: bytes, *, last: bool) -> None:
        nonce = _chunk_nonce(self._index, last=last)
        self._target.write(self._cipher.encrypt(nonce, plain, self._name.encode()))
        self._index += 1


def read_sealed(source: BinaryIO, key: bytes, name: str, offset: int = 0) -> Iterator[bytes]:
    """The plain bytes from `offset` on, chunk by chunk, holding three chunks in memory.

    `source` is a seekable file at its beginning. Each piece is proved before it is given out; that the
    file is whole is proved only by the end of the iteration: until then, keep what was made from it
    apart. Raises Damaged.
    """
    head = source.read(_HEAD)
    if len(head) < _HEAD:
        raise Damaged("too_short")
    _check_suite(head[0])
    cipher = _stream_cipher(key, head[1:])
    index = max(offset - 1, 0) // CHUNK  # an offset at the very end still meets the last chunk
    source.seek(_HEAD + index * (CHUNK + TAG))
    skip = offset - index * CHUNK
    for number, (sealed, last) in enumerate(_with_last(source), index):
        yield _opened(cipher, _chunk_nonce(number, last=last), sealed, name)[skip:]
        skip = 0


def _with_last(source: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each sealed chunk, and whether nothing follows it; a stream without any chunk is an empty last one."""
    chunk = source.read(CHUNK + TAG)
    while following := source.read(CHUNK + TAG):
        yield chunk, False
        chunk = following
    yield chunk, True


def _opened(cipher: AESGCM, nonce: bytes, sealed: bytes, name: str) -> bytes:
    try:
        return cipher.decrypt(nonce, sealed, name.encode())
    except InvalidTag as error:
        raise Damaged("changed") from error


def _check_suite(suite: int) -> None:
    if suite != SUITE:
        raise Damaged("unknown_suite")


def _chunk_nonce(index: int, *, last: bool) -> bytes:
    return index.to_bytes(NONCE - 1, "big") + bytes([last])


def _stream_cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(_hkdf(key, "stream", salt))


def _hkdf(key: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    info = f"zhuqitong/{SUITE}/{purpose}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)
