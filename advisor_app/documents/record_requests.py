"""What is asked of other houses: slides and blocks of a pathology desk, pictures and reports.

A request says no more of the patient than the desk needs to find the material: name, birth date,
and what the house itself numbered. One page for each house, each to be sent on its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, Place, Tick, of_patient
from advisor_app.documents.furniture import Frame
from advisor_app.documents.grid import KEY_X, LEFT, RIGHT, WIDTH
from advisor_app.documents.runs import Runs, joined, plain, strong
from advisor_app.documents.summary_content import Identity, IssueDetails
from advisor_app.documents.told import NOT_ASKED
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
_BLOCK: Final = "PATH_BLOCKS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where material comes to: the centre's own desk, as far as the centre has set it."""

    centre: str
    phone: str = ""
    fax: str = ""


def slide_request(
    reading: Reading, identity: Identity, issue: IssueDetails, size: PageSize, desk: Desk
) -> Drawn:
    """The request for slides, blocks and reports. Raises NotPossible without a specimen."""
    told = reading.told
    rows = [
        row
        for row in reading.rows("path")
        if (state := told.value(member_path("path", row.id, "slides_status"))) is None
        or state.text("code") not in _HERE
    ]
    if not rows:
        raise NotPossible("No specimen was told whose slides are still to come.")
    form = _form(identity, issue, size, "Pathology material request")
    for number, (house, own) in enumerate(_by_house(reading, "path", "lab", rows)):
        _page(form, number)
        _bar(form, reading)
        _addresses(form, ("Pathology department, slide library", house), "Pathology", desk)
        _specimens(form, reading, own)
        _permission(
            form,
            reading,
            issue,
            "Slides and blocks go back to you by tracked courier within 30 days of our report.",
        )
        _slip(
            form,
            ("Specimen number", "Slides, count", "Blocks, count", "Sent on", "Courier, tracking"),
            [told.words(member_path("path", row.id, "accession")) for row in own],
            "For the pathology department",
        )
        form.signatures((f"Requested by {issue.printed_by}", "date", "pathology, signature"))
    return form.drawn()


def imaging_request(
    reading: Reading, identity: Identity, issue: IssueDetails, size: PageSize, desk: Desk
) -> Drawn:
    """The request for pictures and their reports. Raises NotPossible without a study."""
    told = reading.told
    rows = [
        row
        for row in reading.rows("img")
        if told.value(member_path("img", row.id, "images_status")) != "received"
    ]
    if not rows:
        raise NotPossible("No study was told whose pictures are still to come.")
    form = _form(identity, issue, size, "Imaging request")
    for number, (house, own) in enumerate(_by_house(reading, "img", "facility", rows)):
        _page(form, number)
        _bar(form, reading)
        _addresses(form, ("Radiology, image library", house), "Radiology review", desk)
        _studies(form, reading, own)
        _permission(
            form, reading, issue, "Discs are kept with the case; say so if you want them back."
        )
        _slip(
            form,
            ("Study", "Pictures, count", "Disc or link", "Sent on", "Courier, link sent to"),
            [_several(reading, "img", row, ("type", "region")) for row in own],
            "For the imaging department",
        )
        form.signatures((f"Requested by {issue.printed_by}", "date", "imaging, signature"))
    return form.drawn()


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


def _page(form: Form, number: int) -> None:
    if number:
        form.new_page()


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


def _specimens(form: Form, reading: Reading, rows: Sequence[Member]) -> None:
    told = reading.told
    wants_block = any(need.code == _BLOCK for need in reading.match.records.required)
    form.heading("Material requested", "tick = wanted; open = not wanted")
    places = (
        Place("Specimen number", LEFT, 92.0),
        Place("Taken", LEFT + 92.0, 76.0),
        Place("What, from where", LEFT + 168.0, 148.0),
        Place("H&E", LEFT + 316.0, 42.0),
        Place("Stained", LEFT + 358.0, 52.0),
        Place("Block, or unstained", LEFT + 410.0, 101.0),
    )
    table = []
    for row in rows:
        number = told.words(member_path("path", row.id, "accession"))
        taken = told.words(member_path("path", row.id, "date")) or NOT_ASKED
        table.append(
            (
                strong(number) if number else plain("not known"),
                plain(taken),
                plain(_several(reading, "path", row, ("specimen_type", "site_side"))),
                Tick(True),
                Tick(True),
                plain("one block, or 15 unstained" if wants_block else "if asked for later"),
            )
        )
    form.table(places, table)
    form.gap(3.0)
    form.ticks(
        (
            ("Final reports", True),
            ("Addenda, also pending", True),
            ("Digital slides accepted", True),
            ("Fax the report first", True),
        )
    )


def _studies(form: Form, reading: Reading, rows: Sequence[Member]) -> None:
    told = reading.told
    form.heading("Pictures requested", "tick = wanted; open = not wanted")
    places = (
        Place("Date", LEFT, 92.0),
        Place("Study, region", LEFT + 92.0, 200.0),
        Place("Pictures (DICOM)", LEFT + 292.0, 110.0),
        Place("Report", LEFT + 402.0, 109.0),
    )
    table = [
        (
            strong(told.words(member_path("img", row.id, "date")) or "not known"),
            plain(_several(reading, "img", row, ("type", "region", "laterality"))),
            Tick(True),
            Tick(told.value(member_path("img", row.id, "report_status")) != "have"),
        )
        for row in rows
    ]
    form.table(places, table)
    form.gap(3.0)
    form.ticks(
        (
            ("Share link or exchange, best", True),
            ("CD or DVD by courier", True),
            ("Earlier studies to compare", True),
        ),
        width=170.0,
    )


def _several(reading: Reading, group: str, row: Member, names: Sequence[str]) -> str:
    found = reading.told.group_of_runs(group, row.id, tuple(names))
    words = joined((plain(run.text) for runs in found for run in runs if not run.mark), ", ")
    return "".join(run.text for run in words) or NOT_ASKED


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


def _slip(form: Form, heads: Sequence[str], first: Sequence[str], title: str) -> None:
    form.heading(title, "please return a copy of this page with the parcel")
    edges = (LEFT, KEY_X + 8.0, LEFT + 204.0, LEFT + 296.0, LEFT + 376.0, RIGHT)
    places = [
        Place(head, edges[place], edges[place + 1] - edges[place])
        for place, head in enumerate(heads)
    ]
    form.table(places, [(plain(words), *(((),) * 4)) for words in first], tall=12.0)


def signed_state(reading: Reading, issue: IssueDetails) -> IssueDetails:
    """The details with what the box on top of a request says of the patient's permission."""
    value = reading.told.value("log.records_release_signed")
    signed = value is not None and value.text("code") == "signed"
    return replace(issue, state="Release signed" if signed else "Release not yet signed")
