"""Names are found from their middle by an index, and what is to be projected anew is written down.

Before, a piece from the middle of a name was looked for in the newest cases, and every case was
looked at when the store was opened.
"""

import re
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_BATCH = 5_000
_LONGEST, _MOST = 24, 60
_NAMES = sa.text(
    """SELECT number, names FROM case_card WHERE number > :last ORDER BY number LIMIT :most"""
)


def upgrade() -> None:
    """Both tables; the pieces of all names, and the cases that have no row of their patient."""
    shared = op.get_bind().dialect.name != "sqlite"
    key = sa.TEXT(collation="C") if shared else sa.Text()
    op.create_table(
        "name_piece",
        sa.Column("piece", key, nullable=False),
        sa.Column("word", key, nullable=False),
        sa.PrimaryKeyConstraint("piece", "word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "case_to_project",
        sa.Column("number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["case_file.number"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.execute(
        "INSERT INTO case_to_project (number) SELECT number FROM case_file "
        'WHERE number NOT IN (SELECT "case" FROM person)'
    )
    _keep_pieces()


def _keep_pieces() -> None:
    """Those of every name once; of very many cases a part at a time."""
    bind = op.get_bind()
    adding = sa.text("INSERT INTO name_piece (piece, word) VALUES (:piece, :word)")
    known: set[tuple[str, str]] = set()
    last = ""
    while True:
        rows = bind.execute(
            _NAMES,
            {"last": last, "most": _BATCH},
        ).all()
        if not rows:
            return
        last = rows[-1][0]
        new = {pair for row in rows for pair in _pieces(row[1])} - known
        known |= new
        if new:
            bind.execute(adding, [{"piece": piece, "word": word} for piece, word in sorted(new)])


def _pieces(names: str) -> Iterator[tuple[str, str]]:
    """As the console of this release makes them."""
    for run in names.split():
        whole = "".join(sign for sign in run if sign.isalnum())
        for word in {whole, *re.findall(r"\w+", run.replace("_", " "))}:
            for at in range(1, min(len(word) - 2, _MOST) + 1):
                yield word[at : at + _LONGEST], word
        if whole:
            yield from ((sign, whole) for sign in set(run) if not sign.isalnum())
