"""Draws every paper but the case summary, by its name: what the window and its printer ask for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from advisor_app.documents import (
    blank_intake,
    doctor_letter,
    letters,
    line_reports,
    patient_sheet,
    record_requests,
)
from advisor_app.documents.case_identity import identity
from advisor_app.documents.case_reading import Reading, read_case_for_print
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.faces import ready_faces
from advisor_app.documents.line_report_content import ShiftReport, WaitingLine
from advisor_app.documents.preview import page_images
from advisor_app.documents.summary_content import Identity, IssueDetails
from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import Case, Promise
from advisor_app.domain.people import Roster
from advisor_app.domain.words import ENGLISH, Words, words_in
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import Denied, NotPossible


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWork:
    """What a paper of one case is made of; `promise` is the next call back, where there is one."""

    case: Case
    match: MatchResult
    issue: IssueDetails
    size: PageSize
    knowledge: Knowledge
    roster: Roster
    settings: CentreSettings
    now: datetime
    promise: Promise | None = None

    @property
    def desk(self) -> record_requests.Desk:
        """Where material comes to."""
        settings = self.settings
        return record_requests.Desk(
            centre=settings.name or settings.line_name,
            phone=settings.pathology_desk,
            fax=settings.records_fax,
        )


_SMALL_DPI: Final = 20.0
_Draw = Callable[[PaperWork, Reading, Identity], Drawn]


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A paper of a case: what the window calls it, the key that shows it, and what draws it."""

    name: str
    shortcut: str
    draw: _Draw


def draw_case_paper(kind: str, work: PaperWork) -> Drawn:
    """One paper of a case.

    Raises Denied where nothing may be told to who is calling, or to whom it would go, and
    NotPossible where there is nothing to put on it.
    """
    told = disclosure(work.case.intake)
    if not told.allowed:
        raise Denied(f"{told.why}.")
    reading = read_case_for_print(work.case, work.match, work.knowledge, work.roster, work.now)
    return CASE_PAPERS[kind].draw(work, reading, identity(reading))


def _of(issue: IssueDetails, template: str, state: str = "") -> IssueDetails:
    return replace(issue, template=template, state=state)


def _patient(language: str) -> _Draw:
    def draw(work: PaperWork, reading: Reading, own: Identity) -> Drawn:
        issue = _of(work.issue, patient_sheet.TEMPLATE, "Patient copy")
        words = work.knowledge.naming(words_in(language))
        return patient_sheet.patient_sheet(reading, own, issue, work.size, words)

    return draw


def _slides(work: PaperWork, reading: Reading, own: Identity) -> Drawn:
    issue = record_requests.signed_state(reading, _of(work.issue, record_requests.SLIDES))
    return record_requests.slide_request(reading, own, issue, work.size, work.desk)


def _images(work: PaperWork, reading: Reading, own: Identity) -> Drawn:
    issue = record_requests.signed_state(reading, _of(work.issue, record_requests.IMAGES))
    return record_requests.imaging_request(reading, own, issue, work.size, work.desk)


def _release(work: PaperWork, reading: Reading, own: Identity) -> Drawn:
    issue, words = _of(work.issue, letters.RELEASE), _reads(reading)
    return letters.release_form(reading, own, issue, work.size, work.desk, words)


def _letter(work: PaperWork, reading: Reading, own: Identity) -> Drawn:
    return doctor_letter.doctor_letter(
        reading, own, _of(work.issue, doctor_letter.LETTER), work.size, work.desk
    )


def _card(work: PaperWork, reading: Reading, own: Identity) -> Drawn:
    if work.promise is None:
        raise NotPossible("No call back is promised for this case.")
    issue, number = _of(work.issue, letters.CARD), work.settings.line_number
    return letters.callback_card(work.promise, own, issue, work.size, _reads(reading), number)


def _reads(reading: Reading) -> Words:
    """The words in which the patient reads, else speaks; English where the console has none."""
    told = reading.told
    return words_in(str(told.value("lang.written") or told.value("lang.spoken") or ENGLISH))


CASE_PAPERS: Final[Mapping[str, CasePaper]] = {
    "patient_en": CasePaper("Patient's sheet, English", "Ctrl+Alt+2", _patient("en")),
    "patient_es": CasePaper("Patient's sheet, Spanish", "Ctrl+Alt+3", _patient("es")),
    "slide_request": CasePaper("Request for slides", "Ctrl+Alt+4", _slides),
    "image_request": CasePaper("Request for pictures", "Ctrl+Alt+5", _images),
    "release_form": CasePaper("Release of records", "Ctrl+Alt+6", _release),
    "doctor_letter": CasePaper("Letter to the doctor", "Ctrl+Alt+7", _letter),
    "callback_card": CasePaper("Callback card", "Ctrl+Alt+8", _card),
}


def draw_blank_intake(issue: IssueDetails, size: PageSize, language: str) -> Drawn:
    """The intake for a power cut."""
    own = _of(issue, blank_intake.TEMPLATE)
    return blank_intake.blank_intake(own, size, words_in(language))


def warm_papers() -> None:
    """Read the faces and what draws with them, so that the first paper does not wait for it."""
    ready_faces()
    never = datetime.fromtimestamp(0, UTC)
    issue = IssueDetails(
        version=0, at=never, printed_at=never, printed_by="", workstation="",
        rules_version="", line_name="",
    )  # fmt: skip
    page_images(draw_blank_intake(issue, PageSize.LETTER, ENGLISH).pdf, _SMALL_DPI)


def draw_shift_report(report: ShiftReport, issue: IssueDetails, size: PageSize) -> Drawn:
    """The figures of a shift."""
    return line_reports.shift_report(report, _of(issue, line_reports.SHIFT), size)


def draw_queue_report(rows: tuple[WaitingLine, ...], issue: IssueDetails, size: PageSize) -> Drawn:
    """What waits now."""
    return line_reports.queue_report(rows, issue.at, _of(issue, line_reports.QUEUE), size)
