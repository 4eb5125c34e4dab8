"""A restored record takes back what laptops have kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("head", schema=None) as batch_op:
        batch_op.add_column(sa.Column("refill", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("head", schema=None) as batch_op:
        batch_op.alter_column("refill", server_default=None)
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.add_column(sa.Column("refilled", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.alter_column("refilled", server_default=None)
    op.create_table(
        "refill_parked",
        sa.Column("op_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("letter", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("receipt", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("op_id"),
    )


def downgrade() -> None:
    op.drop_table("refill_parked")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_column("refilled")
    with op.batch_alter_table("head", schema=None) as batch_op:
        batch_op.drop_column("refill")
