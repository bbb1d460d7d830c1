"""Which papers have to go out to get a case's records: one release form, one request a holder."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from advisor_app.domain.authority import disclosure
from advisor_app.domain.intake import Intake, Specimen, Study
from advisor_app.domain.paths import rows_of
from advisor_app.oncology.record_list import (
    ASKED_FOR,
    SETTLED,
    RecordLine,
    needs_no_release,
    record_lines,
    release_is_verbal,
)
from advisor_app.oncology.records import NeededRecords, RecordNeed

RELEASE_FORM: Final = "release_form"
SLIDE_REQUEST: Final = "slide_request"
IMAGE_REQUEST: Final = "image_request"
RECORDS_REQUEST: Final = "records_request"
PAPER_NAMES: Final = {
    RELEASE_FORM: "Release form",
    SLIDE_REQUEST: "Request for slides and blocks",
    IMAGE_REQUEST: "Request for images",
    RECORDS_REQUEST: "Request for records",
}
_BY_LETTER: Final = {
    "slides": SLIDE_REQUEST,
    "images": IMAGE_REQUEST,
    "reports": RECORDS_REQUEST,
}
TO_PRINT: Final = "to_print"
SENT: Final = "sent"
BLOCKED: Final = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPaper:
    """One paper: its sort, who gets it ("" where nobody knows yet), the records it asks for.

    `state` is `to_print`, `sent` (everything on it was asked for) or `blocked`, with `why`.
    """

    sort: str
    to: str
    items: tuple[RecordNeed, ...]
    state: str
    why: str = ""

    @property
    def name(self) -> str:
        """What it is called on lists."""
        return PAPER_NAMES[self.sort]


def request_papers(intake: Intake, needed: NeededRecords, today: date) -> tuple[RequestPaper, ...]:
    """The papers that this case needs, the release form first; none where nothing is asked for."""
    return papers_for(record_lines(needed, intake, today), intake)


def papers_for(lines: tuple[RecordLine, ...], intake: Intake) -> tuple[RequestPaper, ...]:
    """The papers for a checklist: for what is required, wanted or was asked for, by its holder."""
    asked = [line for line in lines if _goes_out(line)]
    by_paper: dict[tuple[str, str], list[RecordLine]] = {}
    for line in asked:
        sort = _BY_LETTER[line.need.lead.letter]
        by_paper.setdefault((sort, line.held_by or _holder(sort, intake)), []).append(line)
    order = list(PAPER_NAMES)
    requests = [
        _request(sort, to, held, intake)
        for (sort, to), held in sorted(by_paper.items(), key=lambda one: order.index(one[0][0]))
    ]
    from_others = [line for line in asked if not needs_no_release(line.held_by)]
    release = [_release(from_others, intake)] if from_others else []
    return (*release, *requests)


def _goes_out(line: RecordLine) -> bool:
    if not line.need.lead.letter or line.state in SETTLED:
        return False
    return line.required or bool(line.state)


def _request(sort: str, to: str, lines: list[RecordLine], intake: Intake) -> RequestPaper:
    sent = all(line.state in ASKED_FOR for line in lines)
    why = _no_paper(intake) or next((line.blocked for line in lines if line.blocked), "")
    return RequestPaper(
        sort=sort,
        to=to,
        items=tuple(line.need for line in lines),
        state=SENT if sent else BLOCKED if why else TO_PRINT,
        why="" if sent else why,
    )


def _release(lines: list[RecordLine], intake: Intake) -> RequestPaper:
    signed = intake.log.records_release_signed.value
    code = signed.text("code") if signed is not None else ""
    why = _no_paper(intake)
    state = SENT if code in ("sent", "signed") else BLOCKED if why else TO_PRINT
    spoken = (
        "The release is only spoken so far: send the form." if release_is_verbal(intake) else ""
    )
    return RequestPaper(
        sort=RELEASE_FORM,
        to="",
        items=tuple(line.need for line in lines),
        state=state,
        why=why if state == BLOCKED else spoken,
    )


def _no_paper(intake: Intake) -> str:
    """Why nothing may be printed for this caller; empty where it may."""
    told = disclosure(intake)
    return "" if told.allowed else told.why


def _holder(sort: str, intake: Intake) -> str:
    """The one place that the intake names for such records; empty where none or several."""
    named = set(_named(sort, intake))
    return named.pop() if len(named) == 1 else ""


def _named(sort: str, intake: Intake) -> Iterator[str]:
    if sort == SLIDE_REQUEST:
        rows = [row for row in rows_of(intake, "path") if isinstance(row, Specimen)]
        yield from (str(row.lab.value) for row in rows if row.lab.known)
    elif sort == IMAGE_REQUEST:
        studies = [row for row in rows_of(intake, "img") if isinstance(row, Study)]
        yield from (str(row.facility.value) for row in studies if row.facility.known)
