"""Keys of the audit, each from a row on: the one that is there seals from the first row.

On a shared store the rights of the roles are given anew after it: rows of the audit are then added
in one's own name only, and an administrator may add a key.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """The first row that a key seals."""
    op.add_column(
        "store_secret", sa.Column("since", sa.Integer(), nullable=False, server_default="1")
    )
