"""Places of specialists that are held or booked: two desks cannot take one."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """One row a place, by specialist and instant."""
    op.create_table(
        "appointment",
        sa.Column("practitioner", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_file.number"]),
        sa.PrimaryKeyConstraint("practitioner", "at"),
    )
    op.create_index("appointment_by_case", "appointment", ["case"])
