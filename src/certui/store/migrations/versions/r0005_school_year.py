"""The school year that the roster is of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column, empty until a file says its year."""
    op.add_column("roster", sa.Column("school_year", sa.Integer(), nullable=True))
