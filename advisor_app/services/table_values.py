"""The tables of a centre as the store keeps them: whole texts, one revision after the other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from advisor_app.domain.tables import TableHeader


class TableDeed(StrEnum):
    """What made a revision of a table."""

    SHIPPED = "shipped"
    EDITED = "edited"
    APPROVED = "approved"
    RETIRED = "retired a fact"
    RETURNED = "brought a fact back"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBody:
    """What one revision holds: the whole text, what was done, and why."""

    text: str
    deed: TableDeed
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRevision:
    """One revision of one table; `seq` grows through all tables, `file` is below `resources/`."""

    file: str
    seq: int
    body: TableBody
    by: str
    at: datetime

    @property
    def text(self) -> str:
        """The whole table."""
        return self.body.text

    @property
    def deed(self) -> TableDeed:
        """What made it."""
        return self.body.deed


@dataclass(frozen=True, slots=True, kw_only=True)
class TableState:
    """A table in force: its header, its newest revision, how many there are, whether it was edited.

    `shipped_differs` says that the product ships another text since the centre edited its own.
    """

    file: str
    header: TableHeader
    revision: TableRevision
    revisions: int
    edited: bool
    shipped_differs: bool = False

    @property
    def approved(self) -> bool:
        """Whether somebody answers for it."""
        return self.header.approved
