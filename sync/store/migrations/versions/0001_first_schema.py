"""The first schema: what both ends keep, and the laptop's search index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("user_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("password", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("failures", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("retry_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("user_name"),
    )
    op.create_table(
        "aggregate",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("aggregate", schema=None) as batch_op:
        batch_op.create_index("ix_aggregate_revision", ["revision"], unique=False)

    op.create_table(
        "answer",
        sa.Column("op_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("detail", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("receipt", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("op_id"),
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index("ix_answer_device_id", ["device_id"], unique=False)

    op.create_table(
        "appointment",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("region_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.create_index("ix_appointment_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_appointment_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index("ix_assignment_person_id", ["person_id"], unique=False)
        batch_op.create_index("ix_assignment_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("media_type", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("ix_attachment_pull", ["aggregate_id", "revision"], unique=False)
        batch_op.create_index("ix_attachment_sha256", ["sha256"], unique=False)
        batch_op.create_index("ix_attachment_subject_id", ["subject_id"], unique=False)

    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("actor_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("action", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("object_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("previous", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "challenge",
        sa.Column("nonce", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("nonce"),
    )
    op.create_table(
        "conflict",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_table", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("field", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("base", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("offered", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("op_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("settled_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("settled_as", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("settled_by", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.create_index("ix_conflict_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "contact",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("ix_contact_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "counter",
        sa.Column("series", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("last", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("series"),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("public_key", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.Column("registered_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_contact_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("instruction", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("guided_on", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("guidance", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("steps", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.create_index("ix_dispatch_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("form", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("values", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("updated_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index("ix_draft_subject_id", ["subject_id"], unique=False)

    op.create_table(
        "duty",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("since", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("until", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.create_index("ix_duty_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "enterprise",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("region_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("credit_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("credit_state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("industry", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("scale", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("tags", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("products", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.create_index("ix_enterprise_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("caller_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("caller_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("caller_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("called_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reached", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("respondent", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("satisfied", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("back_to", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index("ix_follow_up_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "head",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("epoch", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "history",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("late", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("clamped", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("action", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("actor_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("actor_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("actor_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("detail", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index("ix_history_pull", ["aggregate_id", "revision"], unique=False)
        batch_op.create_index("ix_history_subject_id_at_id", ["subject_id", "at", "id"], unique=False)

    op.create_table(
        "local_blob",
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("attachment_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("offset", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "local_value",
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "mark",
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("revision"),
    )
    op.create_table(
        "meeting",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("held_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("chair", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("present", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("discussion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("decision", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("lead_office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("lead_office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("region_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("topics", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.create_index("ix_office_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "office_path",
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("granted", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revoked", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("person_id", "office_id"),
    )
    with op.batch_alter_table("office_path", schema=None) as batch_op:
        batch_op.create_index("ix_office_path_office_id", ["office_id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("op_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("subject_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("detail", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("receipt", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("here_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("sent", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("seen_by_person", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.create_index("ix_outbox_op_id", ["op_id"], unique=False)

    op.create_table(
        "outcome",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("happened_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("evidence", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("recorded_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index("ix_outcome_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("home_unit", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("phone", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index("ix_person_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "placement",
        sa.Column("holder_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("granted", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("revoked", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("revoked_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("holder_id", "aggregate_id"),
    )
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.create_index("ix_placement_aggregate_id", ["aggregate_id"], unique=False)

    op.create_table(
        "problem",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_region_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_address", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("credit_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("representative_ids", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("form", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("visit_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("local_code", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("official_number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("description", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("process", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("crux", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("proposed_office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("proposed_office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("solution", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("intention", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("contact_phone", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cause", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("centre_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("centre_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reporter_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reporter_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reporter_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reported_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("accepted_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("closed_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("result", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("conclusion", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("return_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("return_marks", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("problem", schema=None) as batch_op:
        batch_op.create_index("ix_problem_enterprise_id_state", ["enterprise_id", "state"], unique=False)
        batch_op.create_index("ix_problem_pull", ["aggregate_id", "revision"], unique=False)
        batch_op.create_index(
            "ix_problem_state_centre_id_reported_at_id",
            ["state", "centre_id", "reported_at", "id"],
            unique=False,
        )

    op.create_table(
        "published",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("published", schema=None) as batch_op:
        batch_op.create_index("ix_published_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "region",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("level", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("parent_id", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.create_index("ix_region_parent_id", ["parent_id"], unique=False)
        batch_op.create_index("ix_region_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "reply",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("order_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("result", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("author_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("verdict_words", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.create_index("ix_reply_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "search_entry",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("row_table", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("row_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.create_index("ix_search_entry_aggregate_id", ["aggregate_id"], unique=False)
        batch_op.create_index("ix_search_entry_row_table_row_id", ["row_table", "row_id"], unique=False)

    op.create_table(
        "search_todo",
        sa.Column("row_table", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("row_id", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("row_table", "row_id"),
    )
    op.create_table(
        "shadow",
        sa.Column("row_table", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("row_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("row", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("row_table", "row_id"),
    )
    op.create_table(
        "staged_page",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("body", sa.LargeBinary(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_table(
        "station",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("opened_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("closed_on", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.create_index("ix_station_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "stored_blob",
        sa.Column("sha256", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("received", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("complete", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("sha256", "person_id"),
    )
    op.create_table(
        "summons",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("called_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("respond_by", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reported_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("reported_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("reported_post", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("summons", schema=None) as batch_op:
        batch_op.create_index("ix_summons_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "time_limit",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("starts_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("amount", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("unit", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("basis", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("set_due_on", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("reason", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("ended_on", sa.Text(), autoincrement=False, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("time_limit", schema=None) as batch_op:
        batch_op.create_index("ix_time_limit_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "token",
        sa.Column("hash", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("device_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("used", sa.Boolean(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_table(
        "transfer_order",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("cycle", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("lead_office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("lead_office_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("assisting_ids", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("assisting_names", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("instruction", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("drafter_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("drafter_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("drafter_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("signer_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("signer_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("signer_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("issued_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("due_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("signed_for_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("signed_for_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("signed_for_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("signed_for_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("objection", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("objected_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("suggested_office_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), autoincrement=False, nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("transfer_order", schema=None) as batch_op:
        batch_op.create_index("ix_transfer_order_pull", ["aggregate_id", "revision"], unique=False)

    op.create_table(
        "visit",
        sa.Column("id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("aggregate_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("enterprise_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("enterprise_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("visited_on", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("manner", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("visitor_id", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("visitor_name", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("visitor_post", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("met", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("companions", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("purposes", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("situation", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("advice", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("promises", sa.Text(), autoincrement=False, nullable=False),
        sa.Column("next_on", sa.Text(), autoincrement=False, nullable=True),
        sa.Column("combined", sa.Boolean(), autoincrement=False, nullable=False),
        sa.Column("made_at", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.create_index(
            "ix_visit_enterprise_id_visited_on", ["enterprise_id", "visited_on"], unique=False
        )
        batch_op.create_index("ix_visit_pull", ["aggregate_id", "revision"], unique=False)
        batch_op.create_index("ix_visit_visitor_id_visited_on", ["visitor_id", "visited_on"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "title, words, initials, pinyin, content='', contentless_delete=1, tokenize='ascii')"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_index")
    with op.batch_alter_table("visit", schema=None) as batch_op:
        batch_op.drop_index("ix_visit_visitor_id_visited_on")
        batch_op.drop_index("ix_visit_pull")
        batch_op.drop_index("ix_visit_enterprise_id_visited_on")

    op.drop_table("visit")
    with op.batch_alter_table("transfer_order", schema=None) as batch_op:
        batch_op.drop_index("ix_transfer_order_pull")

    op.drop_table("transfer_order")
    op.drop_table("token")
    with op.batch_alter_table("time_limit", schema=None) as batch_op:
        batch_op.drop_index("ix_time_limit_pull")

    op.drop_table("time_limit")
    with op.batch_alter_table("summons", schema=None) as batch_op:
        batch_op.drop_index("ix_summons_pull")

    op.drop_table("summons")
    op.drop_table("stored_blob")
    with op.batch_alter_table("station", schema=None) as batch_op:
        batch_op.drop_index("ix_station_pull")

    op.drop_table("station")
    op.drop_table("staged_page")
    op.drop_table("shadow")
    op.drop_table("search_todo")
    with op.batch_alter_table("search_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_search_entry_row_table_row_id")
        batch_op.drop_index("ix_search_entry_aggregate_id")

    op.drop_table("search_entry")
    with op.batch_alter_table("reply", schema=None) as batch_op:
        batch_op.drop_index("ix_reply_pull")

    op.drop_table("reply")
    with op.batch_alter_table("region", schema=None) as batch_op:
        batch_op.drop_index("ix_region_pull")
        batch_op.drop_index("ix_region_parent_id")

    op.drop_table("region")
    with op.batch_alter_table("published", schema=None) as batch_op:
        batch_op.drop_index("ix_published_pull")

    op.drop_table("published")
    with op.batch_alter_table("problem", schema=None) as batch_op:
        batch_op.drop_index("ix_problem_state_centre_id_reported_at_id")
        batch_op.drop_index("ix_problem_pull")
        batch_op.drop_index("ix_problem_enterprise_id_state")

    op.drop_table("problem")
    with op.batch_alter_table("placement", schema=None) as batch_op:
        batch_op.drop_index("ix_placement_aggregate_id")

    op.drop_table("placement")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index("ix_person_pull")

    op.drop_table("person")
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.drop_index("ix_outcome_pull")

    op.drop_table("outcome")
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_index("ix_outbox_op_id")

    op.drop_table("outbox")
    with op.batch_alter_table("office_path", schema=None) as batch_op:
        batch_op.drop_index("ix_office_path_office_id")

    op.drop_table("office_path")
    with op.batch_alter_table("office", schema=None) as batch_op:
        batch_op.drop_index("ix_office_pull")

    op.drop_table("office")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_pull")

    op.drop_table("meeting")
    op.drop_table("mark")
    op.drop_table("local_value")
    op.drop_table("local_blob")
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.drop_index("ix_history_subject_id_at_id")
        batch_op.drop_index("ix_history_pull")

    op.drop_table("history")
    op.drop_table("head")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index("ix_follow_up_pull")

    op.drop_table("follow_up")
    with op.batch_alter_table("enterprise", schema=None) as batch_op:
        batch_op.drop_index("ix_enterprise_pull")

    op.drop_table("enterprise")
    with op.batch_alter_table("duty", schema=None) as batch_op:
        batch_op.drop_index("ix_duty_pull")

    op.drop_table("duty")
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.drop_index("ix_draft_subject_id")

    op.drop_table("draft")
    with op.batch_alter_table("dispatch", schema=None) as batch_op:
        batch_op.drop_index("ix_dispatch_pull")

    op.drop_table("dispatch")
    op.drop_table("device")
    op.drop_table("counter")
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.drop_index("ix_contact_pull")

    op.drop_table("contact")
    with op.batch_alter_table("conflict", schema=None) as batch_op:
        batch_op.drop_index("ix_conflict_pull")

    op.drop_table("conflict")
    op.drop_table("challenge")
    op.drop_table("audit")
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.drop_index("ix_attachment_subject_id")
        batch_op.drop_index("ix_attachment_sha256")
        batch_op.drop_index("ix_attachment_pull")

    op.drop_table("attachment")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index("ix_assignment_pull")
        batch_op.drop_index("ix_assignment_person_id")

    op.drop_table("assignment")
    with op.batch_alter_table("appointment", schema=None) as batch_op:
        batch_op.drop_index("ix_appointment_pull")
        batch_op.drop_index("ix_appointment_person_id")

    op.drop_table("appointment")
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_device_id")

    op.drop_table("answer")
    with op.batch_alter_table("aggregate", schema=None) as batch_op:
        batch_op.drop_index("ix_aggregate_revision")

    op.drop_table("aggregate")
    op.drop_table("account")
