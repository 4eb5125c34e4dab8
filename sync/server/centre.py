"""The server's own things, put together once: database, keys, folder of attachments, rules."""

from __future__ import annotations

import hashlib
import threading
from functools import cached_property
from pathlib import Path
from typing import Final

import sqlalchemy as sa

from sync.domain import signed
from sync.operations.rules import Rules, read_rules
from sync.server import feed, organisation_key
from sync.store.database import Database
from sync.store.durable import write_new
from sync.store.migrate import migrate
from sync.store.records import Records
from sync.store.rows import DatabaseSource, find
from sync.store.tables import GLOBAL, Aggregate

SIGNING_KEY: Final = "signing.key"  # a file of the data folder


class Centre:
    """What every route needs. Keeps nothing that a second process on the same database would miss: the
    rules are read again whenever the global aggregate has a newer revision."""

    def __init__(self, database: Database, folder: Path) -> None:
        """`folder` keeps the signing key and the attachments' bytes; it is made when missing."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.database, self.folder = database, folder
        self.blobs = folder / "blobs"
        self.blobs.mkdir(exist_ok=True, mode=0o700)
        self.signing_key = _signing_key(folder / SIGNING_KEY)
        self._rules: tuple[int, Rules] | None = None
        self._reading = threading.Lock()

    @property
    def public_key(self) -> bytes:
        return signed.public_key_of(self.signing_key)

    @cached_property
    def courier_key(self) -> bytes:
        """The private key that courier files are sealed to; it follows from the signing key."""
        return hashlib.sha256(b"zhuqitong/1/courier key\n" + self.signing_key).digest()

    @cached_property
    def challenge_key(self) -> bytes:
        """What marks the challenges that this server gave out; it follows from the signing key."""
        return hashlib.sha256(b"zhuqitong/1/challenge key\n" + self.signing_key).digest()

    def recovery_key(self) -> bytes:
        """The key (32 bytes) to which every laptop seals its own a second time; b"" where there is none that
        can be used. Read each time: one that was made just now counts in every process."""
        try:
            return organisation_key.read_public_half(self.folder)
        except organisation_key.NoKey:
            return b""

    def prepare(self) -> None:
        """Newest schema, and the record's first row."""
        migrate(self.database)
        with self.database.write() as connection:
            feed.begin(connection)

    def rules(self, connection: sa.Connection) -> Rules:
        """The rules as the record has them now."""
        row = find(connection, Aggregate, id=GLOBAL)
        revision = row.revision if row else 0
        with self._reading:
            if self._rules is None or self._rules[0] != revision:
                self._rules = (revision, read_rules(Records(DatabaseSource(connection))))
            return self._rules[1]


def _signing_key(path: Path) -> bytes:
    """The server's Ed25519 key; made once, kept outside of the database and of its backups."""
    if path.exists():
        return path.read_bytes()
    key = signed.new_signing_key()
    write_new(path, key)
    return key
