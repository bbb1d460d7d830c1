"""What is asked of other houses: slides and blocks of a pathology desk, pictures and reports.

A request says no more of the patient than the desk needs to find the material: name, birth date,
and what the house itself numbered. One page for each house, each to be sent on its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, of_patient
from advisor_app.documents.furniture import Frame
from advisor_app.documents.grid import WIDTH
from advisor_app.documents.request_tables import sending_slip, several, specimens, studies
from advisor_app.documents.runs import Runs, plain, strong
from advisor_app.documents.summary_content import Identity, IssueDetails
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import format_day
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path
from advisor_app.services.failures import NotPossible

SLIDES: Final = "PR-2"
IMAGES: Final = "IR-1"
_NOTICE: Final = "Use only for the request below."
_UNKNOWN_HOUSE: Final = "House not named by the caller"
_HERE: Final = frozenset({"received", "reviewed"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where material comes to: the centre's own desk, as far as the centre has set it."""

    centre: str
    phone: str = ""
    fax: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Request:
    """What tells the two requests apart.

    `group` holds the material and `house` who has it; `came` says of a row that it is here already;
    `wanted` draws what is asked for, `names` what their desk calls each piece.
    """

    title: str
    group: str
    house: str
    to: str
    ours: str
    came: Callable[[Reading, Member], bool]
    wanted: Callable[[Form, Reading, Sequence[Member]], None]
    names: Callable[[Reading, Member], str]
    return_: str
    slip: tuple[str, tuple[str, ...]]
    signs: str
    nothing: str


_SLIDES: Final = _Request(
    title="Pathology material request",
    group="path",
    house="lab",
    to="Pathology department, slide library",
    ours="Pathology",
    came=lambda reading, row: _slides_are(reading, row) in _HERE,
    wanted=specimens,
    names=lambda reading, row: reading.told.words(member_path("path", row.id, "accession")),
    return_="Slides and blocks go back to you by tracked courier within 30 days of our report.",
    slip=(
        "For the pathology department",
        ("Specimen number", "Slides, count", "Blocks, count", "Sent on", "Courier, tracking"),
    ),
    signs="pathology, signature",
    nothing="No specimen was told whose slides are still to come.",
)
_PICTURES: Final = _Request(
    title="Imaging request",
    group="img",
    house="facility",
    to="Radiology, image library",
    ours="Radiology review",
    came=lambda reading, row: (
        reading.told.value(member_path("img", row.id, "images_status")) == "received"
    ),
    wanted=studies,
    names=lambda reading, row: several(reading, "img", row, ("type", "region")),
    return_="Discs are kept with the case; say so if you want them back.",
    slip=(
        "For the imaging department",
        ("Study", "Pictures, count", "Disc or link", "Sent on", "Courier, link sent to"),
    ),
    signs="imaging, signature",
    nothing="No study was told whose pictures are still to come.",
)


def slide_request(
    reading: Reading, identity: Identity, issue: IssueDetails, size: PageSize, desk: Desk
) -> Drawn:
    """The request for slides, blocks and reports. Raises NotPossible without a specimen."""
    return _drawn(_SLIDES, reading, identity, issue, size, desk)


def imaging_request(
    reading: Reading, identity: Identity, issue: IssueDetails, size: PageSize, desk: Desk
) -> Drawn:
    """The request for pictures and their reports. Raises NotPossible without a study."""
    return _drawn(_PICTURES, reading, identity, issue, size, desk)


def _drawn(
    request: _Request,
    reading: Reading,
    identity: Identity,
    issue: IssueDetails,
    size: PageSize,
    desk: Desk,
) -> Drawn:
    """A page for each house that has something to send."""
    rows = [row for row in reading.rows(request.group) if not request.came(reading, row)]
    if not rows:
        raise NotPossible(request.nothing)
    form = _form(identity, issue, size, request.title)
    houses = _by_house(reading, request.group, request.house, rows)
    for number, (house, own) in enumerate(houses):
        if number:
            form.new_page()
        _bar(form, reading)
        _addresses(form, (request.to, house), request.ours, desk)
        request.wanted(form, reading, own)
        _permission(form, reading, issue, request.return_)
        title, heads = request.slip
        sending_slip(form, title, heads, [request.names(reading, row) for row in own])
        form.signatures((f"Requested by {issue.printed_by}", "date", request.signs))
    return form.drawn()


def _slides_are(reading: Reading, row: Member) -> str:
    state = reading.told.value(member_path("path", row.id, "slides_status"))
    return state.text("code") if state is not None else ""


def send_by(reading: Reading) -> date | None:
    """The day by which material must be here: a working day before the visit and the act-by day."""
    booked = reading.told.value("out.booked")
    days = [] if reading.match.act_by is None else [reading.match.act_by]
    if booked is not None and booked.text("at"):
        days.append(datetime.fromisoformat(booked.text("at")).astimezone(EASTERN).date())
    if not days:
        return None
    day = min(days) - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return max(day, reading.today)


def _form(identity: Identity, issue: IssueDetails, size: PageSize, title: str) -> Form:
    own = Identity(
        number=identity.number,
        name=identity.name,
        native=identity.native,
        born=identity.born,
        age_sex=identity.age_sex,
    )
    frame = Frame(number=identity.number, title=title, issue=issue, notice=_NOTICE)
    return Form(size, frame, of_patient(own))


def _by_house(
    reading: Reading, group: str, name: str, rows: Sequence[Member]
) -> Iterator[tuple[str, list[Member]]]:
    """The rows of each house, in the order in which houses are named."""
    houses: dict[str, list[Member]] = {}
    for row in rows:
        house = reading.told.words(member_path(group, row.id, name)) or _UNKNOWN_HOUSE
        houses.setdefault(house, []).append(row)
    yield from houses.items()


def _bar(form: Form, reading: Reading) -> None:
    by = send_by(reading)
    if by is None:
        return
    booked = reading.told.value("out.booked")
    why = []
    if booked is not None and booked.text("at"):
        at = datetime.fromisoformat(booked.text("at")).astimezone(EASTERN)
        why.append(f"visit {format_day(at.date())}")
    if reading.facts.next_treatment is not None:
        why.append(f"treatment {format_day(reading.facts.next_treatment)}")
    form.bar(f"PLEASE SEND BY {format_day(by)}", ", ".join(why))


def _addresses(form: Form, to: tuple[str, str], ours: str, desk: Desk) -> None:
    half = (WIDTH - 20.0) / 2
    house = plain(to[1]) if to[1] != _UNKNOWN_HOUSE else plain("_" * 36)
    theirs: list[Runs] = [strong(to[0]), house, plain("Telephone _________   Fax _________")]
    own: list[Runs] = [strong(f"{ours}, {desk.centre}")]
    own += [plain(f"Telephone {desk.phone}")] if desk.phone else []
    own += [plain(f"Fax {desk.fax}")] if desk.fax else []
    own.append(plain("Call us for the courier's address and account."))
    form.side_by_side(("To", theirs), ("Send to", own), half)


def _permission(form: Form, reading: Reading, issue: IssueDetails, return_: str) -> None:
    value = reading.told.value("log.records_release_signed")
    code = value.text("code") if value is not None else ""
    signed = code == "signed"
    day = f" ({value.text('date')})" if value is not None and value.text("date") else ""
    permission = (
        f"The patient's signed release is attached{day}. Purpose: a second opinion."
        if signed
        else "The patient's signed release follows. Please prepare the material meanwhile."
    )
    answer = issue.reply_to or issue.line_name
    form.heading("Permission and return")
    form.labelled(
        (
            ("Permission", plain(permission)),
            ("Return", plain(return_)),
            (
                "If not possible",
                plain(f"Tell us today what is missing, lent out or destroyed: {answer}."),
            ),
        ),
        rules=False,
    )


def signed_state(reading: Reading, issue: IssueDetails) -> IssueDetails:
    """The details with what the box on top of a request says of the patient's permission."""
    value = reading.told.value("log.records_release_signed")
    signed = value is not None and value.text("code") == "signed"
    return replace(issue, state="Release signed" if signed else "Release not yet signed")
