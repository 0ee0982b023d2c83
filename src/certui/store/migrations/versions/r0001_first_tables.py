"""The first tables."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make them."""
    op.create_table(
        "centre",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uai", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_centre"),
        sa.CheckConstraint("id = 1", name=op.f("ck_centre_single")),
    )
    op.create_table(
        "roster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_roster"),
        sa.CheckConstraint("id = 1", name=op.f("ck_roster_single")),
    )
    op.create_table(
        "pupil",
        *_person_columns(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("roster_order", sa.String(), nullable=False),
        sa.Column("haystack", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pupil"),
        sa.UniqueConstraint("ine", name="uq_pupil_ine"),
        sa.CheckConstraint("enabled IN (0, 1)", name=op.f("ck_pupil_enabled_boolean")),
        sa.CheckConstraint("sex IN ('F', 'M')", name=op.f("ck_pupil_sex_known")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "exam_session",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("room", sa.String(), nullable=False),
        sa.Column("invigilators", sa.String(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("time", sa.Time(), nullable=False),
        sa.Column("notes", sa.String(), nullable=False),
        sa.Column("access_code", sa.String(), nullable=False),
        sa.Column("finalised_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_exam_session"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "candidate",
        *_person_columns(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_number", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("extra_time_percentage", sa.Integer(), nullable=True),
        sa.Column("joined_at", sa.DateTime(), nullable=True),
        sa.Column("op_id", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_candidate"),
        sa.UniqueConstraint(
            "session_number", "pupil_id", name="uq_candidate_session_number_pupil_id"
        ),
        sa.CheckConstraint(
            "extra_time_percentage BETWEEN 1 AND 99", name=op.f("ck_candidate_extra_time_range")
        ),
        sa.CheckConstraint("sex IN ('F', 'M')", name=op.f("ck_candidate_sex_known")),
        sa.ForeignKeyConstraint(
            ["session_number"], ["exam_session.number"], name="fk_candidate_session_number"
        ),
        sa.ForeignKeyConstraint(["pupil_id"], ["pupil.id"], name="fk_candidate_pupil_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_candidate_pupil_id", "candidate", ["pupil_id"])
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("op_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("session_number", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("op_id", name="uq_journal_op_id"),
        sa.CheckConstraint("done >= 0 AND skipped >= 0", name=op.f("ck_journal_counts")),
        sqlite_autoincrement=True,
    )


def _person_columns() -> list[sa.Column[Any]]:
    texts = (
        "class_name",
        "birth_city",
        "birth_city_code",
        "birth_department",
        "birth_country",
        "candidate_order",
    )
    return [
        sa.Column("ine", sa.String(), nullable=True),
        sa.Column("last_name", sa.String(), nullable=False),
        sa.Column("first_name", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in texts),
    ]
