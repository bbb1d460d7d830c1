"""Papers in whole sentences: the release of information and the card of a callback."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from advisor_app.documents.case_outcome import checklist
from advisor_app.documents.case_reading import Reading
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, of_patient
from advisor_app.documents.furniture import Frame
from advisor_app.documents.grid import WIDTH, Metrics
from advisor_app.documents.patient_sheet import plain_day
from advisor_app.documents.record_requests import Desk
from advisor_app.documents.runs import Run, Runs, plain, strong
from advisor_app.documents.summary_content import Held, Identity, IssueDetails
from advisor_app.domain.case import Promise
from advisor_app.domain.clock import EASTERN, clock_time
from advisor_app.domain.paths import member_path
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.words import Words

RELEASE: Final = "RI-1"
CARD: Final = "CB-1"
_PROSE: Final = Metrics(11.0, 15.0, 4.0)
_LEGAL: Final = Metrics(10.5, 13.8, 3.4)


def release_form(
    reading: Reading, identity: Identity, issue: IssueDetails, size: PageSize, desk: Desk
) -> Drawn:
    """The patient's permission to ask for records, filled in as far as it was told.

    It holds the elements of 45 CFR 164.508(c): what, by whom, to whom, for what, until when, the
    right to take it back, that care does not depend on it, and that it may be passed on.
    """
    frame = Frame(
        number=identity.number,
        title="Permission to release medical records",
        issue=issue,
        notice="Sign and send back to the number below.",
    )
    form = Form(size, frame, of_patient(identity), _LEGAL)
    form.title("Permission to release my medical records", 17.0)
    form.gap(4.0)
    answer = ", ".join(part for part in (desk.centre, desk.fax and f"fax {desk.fax}") if part)
    form.heading("1  Who and what")
    form.labelled(
        (
            ("Patient", _patient(reading, identity)),
            ("May release", plain(_holders(reading))),
            ("To", plain(answer)),
            ("For", plain("A second opinion on diagnosis and treatment.")),
        )
    )
    form.heading("2  Records", "all ticked, unless the patient crosses a line out")
    names = [line.name for line in checklist(reading) if line.held is not Held.IN_HAND]
    names = [name for name in names if not name.startswith("Signed")]
    form.ticks(tuple((name, True) for name in names[:18]), width=170.0)
    form.ticks((("Other: " + "_" * 60, False),), width=WIDTH)
    form.heading("3  Only with my initials", "left empty = not released")
    form.ticks(
        (
            ("____ HIV and AIDS", False),
            ("____ Mental health", False),
            ("____ Alcohol and drugs", False),
            ("____ Genetic tests", False),
        )
    )
    form.heading("4  My rights")
    for words in _RIGHTS:
        form.paragraph(plain(words))
    form.gap(6.0)
    form.labelled(
        (
            ("Ends", plain("One year after the day of signing, or on: ____________________")),
            ("Signed for", plain("If not by the patient, name and right to sign: " + "_" * 34)),
        ),
        rules=False,
    )
    form.signatures(("patient, or who may sign", "date", "witness, where the state asks"))
    return form.drawn()


_RIGHTS: Final = (
    "I may refuse to sign. My care, its payment and my insurance do not depend on it.",
    "I may take this permission back in writing at any time; what was sent before stays sent.",
    "What is released may be passed on by who receives it, and is then perhaps not protected any"
    " more by federal privacy rules (45 CFR 164.508).",
    "I may have a copy of this form, and see what was released.",
)


def _patient(reading: Reading, identity: Identity) -> Runs:
    told = reading.told
    address = told.value("res.address")
    parts = []
    if address is not None:
        parts = [address.text(name) for name in ("street", "city", "postal_code")]
    where = ", ".join(part for part in parts if part)
    phone = told.words("contact.phone_primary")
    rest = "; ".join(part for part in (f"born {identity.born}", where, phone) if part.strip())
    return (Run(identity.name or "_" * 30, bold=True), Run(f"; {rest}"))


def _holders(reading: Reading) -> str:
    """Every house that is named as holding something, each once."""
    told = reading.told
    named: list[str] = []
    holders = (("path", "lab"), ("img", "facility"), ("md", "org_city"), ("rec", "held_by"))
    for group, name in holders:
        named += [told.words(member_path(group, row.id, name)) for row in reading.rows(group)]
    houses = [house for house in dict.fromkeys(named) if house]
    return "; ".join([*houses, "other: " + "_" * 40])


def callback_card(
    promise: Promise,
    identity: Identity | None,
    issue: IssueDetails,
    size: PageSize,
    words: Words,
    line_number: str = "",
) -> Drawn:
    """A card to keep beside the telephone: when we call, on both clocks, and what it is about."""
    say = words.text
    own = Identity(
        number=promise.case or "-",
        name=identity.name if identity is not None else say("We call you back"),
        born=identity.born if identity is not None else "",
    )
    frame = Frame(
        number=own.number,
        title="Callback card",
        issue=issue,
        notice="Made from what you told us by telephone.",
        words=words,
    )
    form = Form(size, frame, of_patient(own, words), _PROSE)
    form.title(say("We call you back"))
    form.gap(6.0)
    rows: list[tuple[str, Runs]] = [(say("When"), _both_clocks(promise, words))]
    if promise.phone:
        rows.append((say("On number"), strong(shown_phone(promise.phone))))
    if promise.speak_to:
        rows.append((say("We ask for"), plain(promise.speak_to)))
    if promise.about:
        rows.append((say("About"), plain(promise.about)))
    rows.append((say("Who calls"), plain(issue.reply_to or issue.line_name)))
    form.labelled(rows)
    form.gap(8.0)
    asked = say("Not a good time? Tell us before.")
    if line_number:
        asked = say("Not a good time? Call us before: {phone}.").format(phone=line_number)
    ill = say("Very ill? Call 911. Do not wait for our call.")
    form.note((Run(f"{asked}  "), Run(ill, bold=True)))
    form.heading(say("Have ready when we call"))
    form.to_do(
        (
            ("", plain(say("Paper and a pen"))),
            ("", plain(say("Your reports, and a list of your medicines"))),
            ("", plain(say("Who may listen with you"))),
        )
    )
    form.heading(say("Notes"))
    form.writing(8, 26.0)
    return form.drawn()


def _both_clocks(promise: Promise, words: Words) -> Runs:
    """The instant on the patient's clock, and on Eastern time where that is another."""
    here = f"{plain_day(promise.due_at, words)}, {clock_time(promise.due_at)}"
    zone = _zone(promise.zone)
    eastern = words.text("Eastern time")
    if zone is None or _same_clock(promise.due_at, zone):
        return (Run(here, bold=True), Run(f" {eastern}"))
    theirs = clock_time(promise.due_at, zone)
    place = promise.zone.rpartition("/")[2].replace("_", " ")
    return (
        Run(f"{plain_day(promise.due_at, words, zone)}, {theirs}", bold=True),
        Run(f" {words.text('in {place}').format(place=place)} ({here} {eastern})"),
    )


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _same_clock(at: datetime, zone: ZoneInfo) -> bool:
    return at.astimezone(zone).utcoffset() == at.astimezone(EASTERN).utcoffset()
