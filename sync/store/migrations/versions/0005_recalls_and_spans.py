"""Laptops that owe the receipt of a taking, and the earlier times of ways that opened again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recall",
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("evicted_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("aggregates", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("device_id", "revision"),
    )
    op.create_table(
        "span",
        sa.Column("holder_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("held_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("granted", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revoked", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("holder_id", "held_id", "granted"),
    )
    op.create_index("ix_span_held_id", "span", ["held_id"], unique=False)
    op.create_index("ix_placement_revoked", "placement", ["revoked"], unique=False)
    op.create_index("ix_device_person_id", "device", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_device_person_id", "device")
    op.drop_index("ix_placement_revoked", "placement")
    op.drop_table("span")
    op.drop_table("recall")
