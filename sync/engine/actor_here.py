"""The person this laptop belongs to, as the record here knows them."""

from __future__ import annotations

from sync.domain.actor import Actor
from sync.engine.laptop import Laptop
from sync.operations.actors import actor_at
from sync.store.records import Records
from sync.store.rows import DatabaseSource


def actor_here(laptop: Laptop) -> Actor:
    """Name, post and today's roles. Raises Refused("unknown_person") before the first download."""
    with laptop.database.read() as connection:
        records = Records(DatabaseSource(connection))
        return actor_at(records, laptop.identity.person_id, laptop.now())
