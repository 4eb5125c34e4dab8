"""Whose certificates a laptop believes: the public authorities', or those of the organisation alone, where it
has one of its own. The system's store is never asked: a proxy that inspects would stand in it.

The certificates lie in the database and, for the library that reads them, as a file beside it.
"""

from __future__ import annotations

import secrets
import ssl
from pathlib import Path

from sync.engine.local_values import Authority, recall
from sync.engine.safe_file import move
from sync.store.database import Database

FILE = "authority.pem"


class AuthorityRefused(Exception):
    """The file holds no certificate that could be read; `code` says so."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_authority(path: Path) -> Authority:
    """The certificates in a file (PEM, one or several: the old one and the next). Raises AuthorityRefused."""
    try:
        authority = Authority(pem=path.read_text(encoding="ascii"))
        named(authority)
        ssl.create_default_context(cadata=authority.pem)
    except (OSError, ValueError, ssl.SSLError) as error:
        raise AuthorityRefused("authority_unreadable") from error
    return authority


def file_of(database: Database, folder: Path) -> Path | None:
    """The file with what this copy believes; None for the public authorities."""
    with database.read() as connection:
        authority = recall(connection, Authority)
    if authority is None:
        return None
    path = folder / FILE
    if not path.exists() or path.read_bytes() != authority.pem.encode():
        fresh = path.with_suffix(f".{secrets.token_hex(4)}.new")  # another thread may ask just now
        fresh.write_bytes(authority.pem.encode())
        move(fresh, path)
    return path


def named(authority: Authority | None) -> list[str]:
    """Whose they are, for somebody who looks after the machine; none for the public ones."""
    from cryptography import x509

    found = x509.load_pem_x509_certificates(authority.pem.encode()) if authority else []
    return [one.subject.rfc4514_string() for one in found]
