"""The original of an official paper: the PDF that was given out first, kept beside its record by its hash.

Whoever gives out the same paper later, on whatever machine, gives out these very bytes (DESIGN 3).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import msgspec

from desktop.documents.forms import Form
from sync.domain.clock import Instant


@dataclass(frozen=True)
class Original:
    """`key` finds its bytes, `sha256` names them; kept as `name` by `author` at `at` (UTC ms)."""

    key: str
    name: str
    sha256: str
    author: str
    at: Instant


class Archive(Protocol):
    """Where the originals of a record are."""

    def original(self, form: Form) -> Original | None:
        """The one of this paper as it stands."""

    def fetch(self, original: Original, done: Callable[[bytes], object]) -> None:
        """Hand its bytes to `done`; when they cannot be had now, the person is told."""

    def keep(self, form: Form, pdf: bytes) -> None:
        """This was given out: keep it."""


def standing(form: Form) -> str:
    """The SHA-256 of what stands on a paper; fonts and machines make no difference to it."""
    return hashlib.sha256(msgspec.json.encode(form)).hexdigest()
