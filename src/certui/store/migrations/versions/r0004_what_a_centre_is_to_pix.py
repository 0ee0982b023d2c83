"""What a centre is to Pix: the columns that its list of candidates must have."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_COLUMNS = (
    (
        "ALTER TABLE centre ADD COLUMN sco BOOLEAN DEFAULT 1 NOT NULL"
        " CONSTRAINT ck_centre_sco_boolean CHECK (sco IN (0, 1))"
    ),
    "ALTER TABLE centre ADD COLUMN certifications VARCHAR DEFAULT '' NOT NULL",
    (
        "ALTER TABLE centre ADD COLUMN billing VARCHAR"
        " CONSTRAINT ck_centre_billing_known CHECK (billing IN ('FREE', 'PAID', 'PREPAID'))"
    ),
    "ALTER TABLE centre ADD COLUMN prepayment_code VARCHAR DEFAULT '' NOT NULL",
)


def upgrade() -> None:
    """Add the columns: a centre of before is SCO, and holds no other certification."""
    for statement in _COLUMNS:
        op.execute(statement)
