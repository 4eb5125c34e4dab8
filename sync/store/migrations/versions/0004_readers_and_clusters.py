"""Who else reads a problem (回避, 提级, 红色专班), and groups of similar problems (共性问题)."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_access",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("way", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("holder_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("holder_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("holder_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("until", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("ended_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ended_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_case_access_pull", "case_access", ["aggregate_id", "revision"], unique=False)
    op.create_table(
        "cluster",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("centre_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("centre_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("begun_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_cluster_pull", "cluster", ["aggregate_id", "revision"], unique=False)
    op.create_table(
        "cluster_member",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("cluster_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("centre_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("centre_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("removed_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("removed_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("removed_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_cluster_member_problem_id", "cluster_member", ["problem_id"], unique=False)
    op.create_index("ix_cluster_member_pull", "cluster_member", ["aggregate_id", "revision"], unique=False)
    for name in ("placement", "office_path"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.add_column(sa.Column("first", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    for name in ("placement", "office_path"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.drop_column("first")
    op.drop_table("cluster_member")
    op.drop_table("cluster")
    op.drop_table("case_access")
