"""The telephone of a session's site."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column, empty until somebody types a number."""
    op.add_column(
        "exam_session", sa.Column("site_phone", sa.String(), nullable=False, server_default="")
    )
