"""Chains of the audit: on a shared store no desk waits for the row of another any more.

The rows that are there stay as they are, chain 0. On a shared store nothing is added to it from now
on: its end is sealed like that of every other chain.
"""

import hashlib
import hmac

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """One row a chain, and in each row of the audit its chain and the row before it there."""
    op.create_table(
        "audit_chain",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("mac", sa.Text(), nullable=False),
        sa.Column("seal", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    for name in ("chain", "follows"):
        op.add_column("audit", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_index(
        "audit_by_chain",
        "audit",
        ["chain", "follows"],
        unique=True,
        sqlite_where=sa.text("chain > 0"),
        postgresql_where=sa.text("chain > 0"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _close_first_chain(op.get_bind())


def _close_first_chain(bind: sa.Connection) -> None:
    row = bind.exec_driver_sql("SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1").first()
    if row is None:
        return
    bind.exec_driver_sql("SELECT setval('audit_seq_seq', %s)", (row.seq,))
    key = bind.exec_driver_sql("SELECT value FROM store_secret WHERE name = 'audit'").scalar_one()
    told = f"chain 0 {row.seq} {row.mac}"
    seal = hmac.new(bytes(key), told.encode(), hashlib.sha256).hexdigest()
    bind.exec_driver_sql("INSERT INTO audit_chain VALUES (0, %s, %s, %s)", (row.seq, row.mac, seal))
