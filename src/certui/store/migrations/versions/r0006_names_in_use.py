"""The name in use, by which a pupil is found too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column to both tables of persons, empty until a file says the name."""
    for table in ("pupil", "candidate"):
        op.add_column(
            table, sa.Column("usage_name", sa.String(), nullable=False, server_default="")
        )
