"""Run by Alembic; the connection is handed in, inside a transaction that the caller began."""

from __future__ import annotations

from alembic import context

from sync.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=False,  # the caller's one transaction holds every step
)
context.run_migrations()
