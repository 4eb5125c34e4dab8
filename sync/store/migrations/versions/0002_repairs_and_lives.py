"""Which operation another is in place of; the lives of laptops, so that a copied one is noticed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REPLACING = ("answer", "outbox")


def upgrade() -> None:
    for table in REPLACING:
        op.add_column(table, sa.Column("replaces", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "device_life",
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("life", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("device_id", "life"),
    )


def downgrade() -> None:
    op.drop_table("device_life")
    for table in REPLACING:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("replaces")
