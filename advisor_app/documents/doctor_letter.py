"""The letter to a doctor at home: what was asked, what is arranged, what would help, an answer."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from advisor_app.documents.case_outcome import checklist
from advisor_app.documents.case_reading import Reading
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, of_patient
from advisor_app.documents.furniture import Frame
from advisor_app.documents.grid import WIDTH, Metrics
from advisor_app.documents.record_requests import Desk
from advisor_app.documents.runs import NO_BREAK, Runs, plain, strong
from advisor_app.documents.summary_content import Held, Identity, IssueDetails
from advisor_app.domain.authority import disclosure
from advisor_app.domain.clock import EASTERN, stamp
from advisor_app.domain.dates import format_day
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path
from advisor_app.services.failures import Denied

LETTER: Final = "LD-2"
_PROSE: Final = Metrics(11.0, 15.0, 4.0)
_HALF: Final = (WIDTH - 20.0) / 2
_MOST_RECORDS: Final = 10
_MOST_LINES: Final = 6


def doctor_letter(
    reading: Reading,
    identity: Identity,
    issue: IssueDetails,
    size: PageSize,
    desk: Desk,
) -> Drawn:
    """The letter to a doctor at home. Raises Denied where the patient did not say yes."""
    told = reading.told
    if not disclosure(reading.intake).allowed:
        raise Denied(f"{disclosure(reading.intake).why}.")
    doctor = next(_doctors_who_may_know(reading), None)
    if doctor is None:
        raise Denied("No doctor at home may be written to: the patient has not said yes.")
    frame = Frame(
        number=identity.number,
        title="Letter to the doctor at home",
        issue=issue,
        notice="Sent with the patient's permission.",
    )
    form = Form(size, frame, of_patient(identity), _PROSE)
    form.gap(6.0)
    own = [plain(line) for line in _our_address(issue, desk)]
    day = [plain(format_day(reading.today))]
    form.side_by_side(("To", _address(reading, doctor)), ("From", [*own, *day]), _HALF)
    form.gap(10.0)
    name = told.words(member_path("md", doctor.id, "name")) or "colleague"
    form.paragraph(plain(f"Dear {name},"))
    form.paragraph(_opening(reading, identity))
    form.heading("What was asked, and what is arranged")
    form.labelled(_arranged(reading))
    names = [line.name for line in checklist(reading) if line.held is not Held.IN_HAND]
    if names:
        form.heading("What would help us", _release(reading))
        form.ticks(tuple((name, False) for name in names[:_MOST_RECORDS]), width=_HALF)
        if len(names) > _MOST_RECORDS:
            form.paragraph(plain(f"and {len(names) - _MOST_RECORDS} more, on request"))
    form.gap(4.0)
    form.paragraph(plain(_STANDS))
    form.paragraph(plain("With kind regards,"))
    form.paragraph(plain(f"{issue.printed_by}, {issue.line_name}"))
    answer = f"by telephone or fax to {issue.reply_to}" if issue.reply_to else ""
    form.heading("Your answer, if you wish", answer)
    form.ticks(
        (
            ("records are on their way", False),
            ("please call me", False),
            ("I no longer see this patient", False),
        ),
        width=170.0,
    )
    form.write_to_signatures(_MOST_LINES)
    form.signatures(("doctor", "date", "best telephone and time"))
    return form.drawn()


def _doctors_who_may_know(reading: Reading) -> Iterator[Member]:
    """The doctors at home to whom the patient lets us write."""
    for row in reading.rows("md"):
        if reading.told.value(member_path("md", row.id, "may_contact")) == "yes":
            yield row


def _address(reading: Reading, doctor: Member) -> list[Runs]:
    told = reading.told

    def at(key: str) -> str:
        return told.words(member_path("md", doctor.id, key))

    lines = [strong(at("name") or "Doctor"), plain(at("role")), plain(at("org_city"))]
    number = at("phone_fax")
    return [line for line in (*lines, plain(number and f"Telephone or fax {number}")) if line]


def _our_address(issue: IssueDetails, desk: Desk) -> list[str]:
    parts = (
        desk.centre or issue.line_name,
        issue.line_name if desk.centre else "",
        issue.reply_to,
        f"Fax {desk.fax}" if desk.fax else "",
    )
    return [part for part in parts if part]


def _release(reading: Reading) -> str:
    signed = reading.told.value("log.records_release_signed")
    if signed is not None and signed.text("code") == "signed":
        return "copies; the patient's signed release is with us"
    return "copies; the patient's signed release follows"


def _opening(reading: Reading, identity: Identity) -> Runs:
    at = (reading.case.opened_at or reading.now).astimezone(EASTERN)
    asked = format_day(at.date()).replace(" ", NO_BREAK)
    return plain(
        f"Your patient {identity.name}, born {identity.born or 'on a day not told'}, asked our"
        f" second-opinion line for an opinion on {asked}."
        " The patient agreed that we write to you."
    )


def _arranged(reading: Reading) -> list[tuple[str, Runs]]:
    """The question in the patient's words, and the visit, or that there is none yet."""
    told = reading.told
    question = told.words("goal.main_question") or told.words("goal.reason")
    rows: list[tuple[str, Runs]] = []
    if question:
        rows.append(("In their words", plain(f"“{question}”")))
    booked = told.value("out.booked")
    if booked is not None and booked.text("at"):
        one = reading.roster.practitioner(booked.text("practitioner"))
        who = f", {one.name}" if one is not None else ""
        site = reading.site_name(booked.text("site"))
        where = f", {site}" if site else ""
        rows.append(("Consultation", strong(f"{_moment(booked.text('at'))}{who}{where}")))
    else:
        rows.append(("Consultation", plain("not booked yet")))
    planned = told.words("status.next_planned")
    if planned:
        rows.append(("Your plan", plain(f"as the patient told it: {planned}")))
    return rows


_STANDS: Final = (
    "We gave no advice on treatment. What you have planned stands, on the days that you have"
    " planned; please do not hold it back for us unless you wish to."
)


def _moment(text: str) -> str:
    return stamp(datetime.fromisoformat(text))
