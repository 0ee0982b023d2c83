"""What is kept for a day so that an action can be undone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "undo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("op_id", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("session_number", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_undo"),
        sa.CheckConstraint('"count" >= 0', name=op.f("ck_undo_count_positive")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_undo_at", "undo", ["at"])
    op.create_table(
        "undo_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("undo_id", sa.Integer(), nullable=False),
        sa.Column("pupil_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_undo_part"),
        sa.ForeignKeyConstraint(
            ["undo_id"], ["undo.id"], name="fk_undo_part_undo_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pupil_id"], ["pupil.id"], name="fk_undo_part_pupil_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_undo_part_undo_id", "undo_part", ["undo_id"])
    op.create_index("ix_undo_part_pupil_id", "undo_part", ["pupil_id"])
