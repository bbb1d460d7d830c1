"""Patients as they are compared, and what is said of two of them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """The tables; the rows of `person` are projected when the store is opened."""
    op.create_table(
        "person",
        sa.Column("case", sa.Text(), nullable=False),
        sa.Column("families", sa.Text(), nullable=False),
        sa.Column("givens", sa.Text(), nullable=False),
        sa.Column("former", sa.Text(), nullable=False),
        sa.Column("wholes", sa.Text(), nullable=False),
        sa.Column("callers", sa.Text(), nullable=False),
        sa.Column("born", sa.Text(), nullable=False),
        sa.Column("phones", sa.Text(), nullable=False),
        sa.Column("mrn", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_file.number"]),
        sa.PrimaryKeyConstraint("case"),
    )
    op.create_table(
        "person_link",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["case"], ["case_file.number"]),
        sa.ForeignKeyConstraint(["other"], ["case_file.number"]),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("person_link_by_case", "person_link", ["case"], unique=False)
    op.create_index("person_link_by_other", "person_link", ["other"], unique=False)
    # With the case in it the index alone answers: of a sealed file every page has to be opened.
    op.drop_index("person_key_by_word", "person_key")
    op.create_index("person_key_by_word", "person_key", ["kind", "word", "case"], unique=False)
    if op.get_bind().dialect.name != "sqlite":
        return
    # On a server all guards are made anew after every migration.
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER person_link_no_{verb.lower()} BEFORE {verb} ON person_link "
            "BEGIN SELECT RAISE(ABORT, 'person_link is only added to'); END"
        )
