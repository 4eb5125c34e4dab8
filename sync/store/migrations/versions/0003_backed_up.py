"""The head says which revision a verified backup holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("head", schema=None) as batch_op:
        batch_op.add_column(sa.Column("backed_up", sa.BigInteger(), nullable=False, server_default="0"))
    with op.batch_alter_table("head", schema=None) as batch_op:
        batch_op.alter_column("backed_up", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("head", schema=None) as batch_op:
        batch_op.drop_column("backed_up")
