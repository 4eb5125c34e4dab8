"""Tokens that have run out are found without a look at the others."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_token_expires_at", "token", ["expires_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_token_expires_at", "token")
