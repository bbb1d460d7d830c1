"""At which desk an account works, and a role that waits for a second person."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Three columns; nobody works anywhere and nothing waits."""
    for name in ("desk", "asked_role", "asked_by"):
        op.add_column("account", sa.Column(name, sa.Text(), nullable=False, server_default=""))
