"""The bytes of every paper that was issued, so that it can be read again and told from a copy."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """One table, only added to."""
    op.create_table(
        "issued_paper",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_file.number"]),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("issued_paper_by_digest", "issued_paper", ["digest"], unique=False)
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER issued_paper_no_{verb.lower()} BEFORE {verb} ON issued_paper "
            "BEGIN SELECT RAISE(ABORT, 'issued_paper is only added to'); END"
        )
