"""Each key of a case tells how the other words of its names begin, and the table is its own index.

Before, whoever was sought by two names begun was looked up once for each case with the first of
them, anywhere in the table of all keys.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

_SEARCHED = "('name', 'said', 'born', 'phone', 'number')"
_LONGEST = 160
_JOINED = {
    "sqlite": "group_concat(begun, '')",
    "postgresql": """string_agg(begun, '' ORDER BY begun COLLATE "C")""",
}


def upgrade() -> None:
    """On one file the table is made anew in the order of the cases; a server fills a column."""
    dialect = op.get_bind().dialect.name
    op.drop_index("person_key_by_word", "person_key")
    if dialect == "sqlite":
        _made_anew()
    else:
        op.add_column("person_key", sa.Column("beside", sa.Text(), nullable=False,
                                              server_default=""))  # fmt: skip
        op.execute(
            f"UPDATE person_key AS key SET beside = {_beside(dialect, 'person_key')} "
            f"WHERE kind IN {_SEARCHED}"
        )
    op.create_index(
        "person_key_by_word", "person_key", ["kind", "word", "case", "beside"], unique=False
    )


def _made_anew() -> None:
    op.rename_table("person_key", "person_key_before")
    op.create_table(
        "person_key",
        sa.Column("case", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("beside", sa.Text(), nullable=False, server_default=""),
        sa.ForeignKeyConstraint(["case"], ["case_file.number"]),
        sa.PrimaryKeyConstraint("case", "kind", "word"),
        sqlite_with_rowid=False,
    )
    op.execute(
        'INSERT INTO person_key ("case", kind, word, beside) '
        f'SELECT key."case", kind, word, CASE WHEN kind IN {_SEARCHED} '
        f"THEN {_beside('sqlite', 'person_key_before')} ELSE '' END "
        'FROM person_key_before AS key ORDER BY key."case", kind, word'
    )
    op.drop_table("person_key_before")


def _beside(dialect: str, table: str) -> str:
    """The beginnings of the words of the case, as the console of this release writes them."""
    begun = (
        f"SELECT DISTINCT ' ' || substr(other.word, 1, 3) AS begun FROM {table} AS other "
        "WHERE other.\"case\" = key.\"case\" AND other.kind IN ('name', 'said')"
    )
    if dialect == "sqlite":
        begun += " ORDER BY begun"
    return (
        f"coalesce((SELECT CASE WHEN length({_JOINED[dialect]}) <= {_LONGEST} "
        f"THEN {_JOINED[dialect]} ELSE '' END FROM ({begun}) AS told), '')"
    )
