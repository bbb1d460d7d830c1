"""A paper as it was drawn for the page, and how one copy of it is made."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from advisor_app.domain.case import Act, Case, SummaryIssue
from advisor_app.matching.results import MatchResult
from advisor_app.ui.paper_port import Papers, PrintedPaper
from advisor_app.ui.summary.kinds import ONE_PAGE, PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPaper:
    """A paper as it stands on the page, with what it was drawn from."""

    kind: PaperKind
    size: str
    paper: PrintedPaper
    images: tuple[QImage, ...]
    case: Case | None = None
    match: MatchResult | None = None
    issued: tuple[SummaryIssue, ...] = ()

    @property
    def name(self) -> str:
        """What a file or a print job of it is called; never a patient's name."""
        number = self.case.number if self.case is not None else ""
        parts = [number, "" if self.kind.numbered else self.kind.key.replace("_", "-")]
        return "-".join(part for part in parts if part)


def made_paper(
    papers: Papers,
    act: Act,
    kind: PaperKind,
    case: Case | None,
    match: MatchResult | None,
    *,
    size: str,
    copy: int = 1,
    copies: int = 1,
) -> PrintedPaper:
    """One copy of a paper as it would leave now. Raises what the services refuse."""
    if case is None or match is None:
        return papers.of_line(act, kind.key, size=size, copy=copy, copies=copies)
    if kind.numbered:
        brief = kind.key == ONE_PAGE
        return papers.summary(act, case, match, size=size, one_page=brief, copy=copy, copies=copies)
    return papers.of_case(act, kind.key, case, match, size=size, copy=copy, copies=copies)
