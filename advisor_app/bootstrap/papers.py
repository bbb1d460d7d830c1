"""Draws the papers for the window: the port behind which ReportLab and pdfium stay."""

from pathlib import Path
from typing import Final

from advisor_app.bootstrap.house import House
from advisor_app.documents.display import PageSize
from advisor_app.documents.files import PaperNotWritten, write_file
from advisor_app.documents.preview import page_images
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import IssueDetails
from advisor_app.documents.summary_from_case import summary_content
from advisor_app.domain.case import Act, Case
from advisor_app.domain.people import Advisor
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import StoreFailed
from advisor_app.ui.context import PageImage, PrintedPaper

SIZES: Final = {"letter": PageSize.LETTER, "a4": PageSize.A4}


class HousePapers:
    """The papers of one desk."""

    def __init__(self, house: House, me: Advisor) -> None:
        self._house, self._me = house, me

    def summary(self, act: Act, case: Case, match: MatchResult, *, size: str) -> PrintedPaper:
        """The case summary as it would be issued now."""
        house, now = self._house, self._house.now
        by = self._me.name
        content = summary_content(
            case, match, house.knowledge, house.roster, now=now, prepared_by=by
        )
        newest = house.summaries.newest(act, case.number)
        settings = house.centre.settings()
        reply_to = f"{by}, direct {self._me.direct_line}" if self._me.direct_line else by
        issue = IssueDetails(
            version=newest.version + 1 if newest is not None else 1,
            supersedes=f"v{newest.version}" if newest is not None else "",
            at=now,
            printed_at=now,
            printed_by=by,
            workstation=act.session.workstation,
            rules_version=match.rules_version,
            line_name=settings.line_name or settings.name,
            reply_to=reply_to,
            confidentiality_phone=settings.confidentiality_phone,
            demonstration=settings.demonstration or case.demonstration,
        )
        drawn = render_summary(content, issue, SIZES[size])
        return PrintedPaper(
            pdf=drawn.pdf, pages=drawn.pages, digest=drawn.digest, notes=drawn.notes
        )

    def images(self, pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
        """The pages as pictures."""
        return tuple(
            PageImage(width=page.width, height=page.height, data=page.data)
            for page in page_images(pdf, dpi)
        )

    def write(self, path: str, pdf: bytes) -> None:
        """Write a paper whole or not at all. Raises StoreFailed."""
        try:
            write_file(Path(path), pdf)
        except PaperNotWritten:
            raise StoreFailed("The file cannot be written there; nothing was changed.") from None
