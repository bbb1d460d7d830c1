"""The owner of the caller's open case, by whom a waiting call is preferably answered."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """One more column of a call; those that rang before prefer nobody."""
    op.add_column("call", sa.Column("prefers", sa.Text(), nullable=False, server_default=""))
