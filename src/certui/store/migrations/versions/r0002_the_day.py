"""The day of a session: who started, ended, was absent, and what went wrong."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Added in place, never by remaking the tables: a remade one forgets the ids it has given.
_COLUMNS = (
    "ALTER TABLE exam_session ADD COLUMN finalised_by VARCHAR DEFAULT '' NOT NULL",
    (
        "ALTER TABLE candidate ADD COLUMN started_at DATETIME"
        " CONSTRAINT ck_candidate_started_after_joined"
        " CHECK (started_at IS NULL OR (joined_at IS NOT NULL AND started_at >= joined_at))"
    ),
    (
        "ALTER TABLE candidate ADD COLUMN ended_at DATETIME"
        " CONSTRAINT ck_candidate_ended_after_started"
        " CHECK (ended_at IS NULL OR (started_at IS NOT NULL AND ended_at >= started_at))"
    ),
    (
        "ALTER TABLE candidate ADD COLUMN absent_at DATETIME"
        " CONSTRAINT ck_candidate_absent_not_joined"
        " CHECK (absent_at IS NULL OR joined_at IS NULL)"
    ),
    (
        "ALTER TABLE candidate ADD COLUMN unfinished_reason VARCHAR"
        " CONSTRAINT ck_candidate_reason_unfinished"
        " CHECK (unfinished_reason IS NULL OR (unfinished_reason IN ('abandoned', 'technical')"
        " AND joined_at IS NOT NULL AND ended_at IS NULL))"
    ),
    (
        "ALTER TABLE candidate ADD COLUMN accessibility BOOLEAN DEFAULT 0 NOT NULL"
        " CONSTRAINT ck_candidate_accessibility_boolean CHECK (accessibility IN (0, 1))"
    ),
    "ALTER TABLE journal ADD COLUMN candidate_id INTEGER",
)
_CATEGORIES = (
    "category IN ('C1', 'C2', 'C4', 'C6', 'C7', 'C8', 'E1', 'E2', 'E3', 'E4', 'E5', 'E8', 'E9',"
    " 'E10', 'E11', 'E12')"
)


def upgrade() -> None:
    """Add the columns, and the table of incidents."""
    for statement in _COLUMNS:
        op.execute(statement)
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_number", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sa.CheckConstraint(_CATEGORIES, name=op.f("ck_incident_category_known")),
        sa.ForeignKeyConstraint(
            ["session_number"], ["exam_session.number"], name="fk_incident_session_number"
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name="fk_incident_candidate_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_session_number", "incident", ["session_number"])
    op.create_index("ix_incident_candidate_id", "incident", ["candidate_id"])
