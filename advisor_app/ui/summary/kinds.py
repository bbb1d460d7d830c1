"""What the window knows of a paper: its name, its key, and whether it needs a case.

The case summary in its two lengths is the window's own; what else can be printed it is told.
"""

from dataclasses import dataclass
from typing import Final

SUMMARY: Final = "summary"
ONE_PAGE: Final = "one_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """One paper; `of_case` needs a case on the desk, `numbered` papers are issued as versions.

    `shortcut` shows it; the case summary has the key of its page.
    """

    key: str
    name: str
    shortcut: str = ""
    of_case: bool = True

    @property
    def numbered(self) -> bool:
        """Whether each issue is a version of the case summary."""
        return self.key in (SUMMARY, ONE_PAGE)


SUMMARIES: Final[tuple[PaperKind, ...]] = (
    PaperKind(key=SUMMARY, name="Case summary"),
    PaperKind(key=ONE_PAGE, name="Summary on one page", shortcut="Ctrl+Alt+1"),
)
