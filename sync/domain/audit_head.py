"""Where the server's audit stands, as laptops remember it."""

from __future__ import annotations

from typing import Annotated

import msgspec


class AuditHead(msgspec.Struct, frozen=True, kw_only=True):
    """The last line of the audit: its number (0 before the first) and its hash; as text number:hash."""

    number: int
    hash: Annotated[str, msgspec.Meta(max_length=64)]

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"
