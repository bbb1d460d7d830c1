"""Which tables are in force, where they come from, and who answers for them."""

from dataclasses import dataclass
from typing import Final

from advisor_app.ui.wording import later

NOT_APPROVED: Final = later("not approved")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTable:
    """One table: where it lies below the resources, and what its header says."""

    file: str
    version: str
    source: str
    approved_by: str = ""
    approved_on: str = ""

    @property
    def approved(self) -> bool:
        """Whether somebody answers for it."""
        return bool(self.approved_by)
