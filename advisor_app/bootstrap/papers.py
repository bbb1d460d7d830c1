"""Draws the papers for the window: the port behind which ReportLab and pdfium stay."""

from pathlib import Path
from typing import Final

from advisor_app.bootstrap.house import House
from advisor_app.bootstrap.summary_drawing import Printing, draw_summary
from advisor_app.documents.display import PageSize
from advisor_app.documents.files import PaperNotWritten, write_file
from advisor_app.documents.preview import page_images
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
        house, by = self._house, self._me.name
        newest = house.summaries.newest(act, case.number)
        printing = Printing(
            at=house.now,
            prepared_by=by,
            printed_by=by,
            workstation=act.session.workstation,
            reply_to=f"{by}, direct {self._me.direct_line}" if self._me.direct_line else by,
            newest=newest.version if newest is not None else 0,
            size=SIZES[size],
        )
        drawn = draw_summary(
            case,
            match,
            printing,
            knowledge=house.knowledge,
            roster=house.roster,
            settings=house.centre.settings(),
        )
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
