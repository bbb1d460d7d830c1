"""Papers in whole sentences: the release of information and the card of a callback."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from advisor_app.documents.case_outcome import checklist
from advisor_app.documents.case_reading import Reading
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, of_patient
from advisor_app.documents.furniture import Frame, in_reader_months
from advisor_app.documents.grid import WIDTH, Metrics
from advisor_app.documents.patient_sheet import plain_day
from advisor_app.documents.record_requests import Desk
from advisor_app.documents.runs import Run, Runs, plain, strong
from advisor_app.documents.summary_content import Held, Identity, IssueDetails
from advisor_app.domain.case import Promise
from advisor_app.domain.clock import EASTERN, clock_time
from advisor_app.domain.paths import member_path
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.words import ENGLISH, Words

RELEASE: Final = "RI-1"
CARD: Final = "CB-1"
_PROSE: Final = Metrics(11.0, 15.0, 4.0)
_LEGAL: Final = Metrics(10.5, 13.8, 3.4)


def release_form(
    reading: Reading,
    identity: Identity,
    issue: IssueDetails,
    size: PageSize,
    desk: Desk,
    words: Words,
) -> Drawn:
    """The patient's permission to ask for records, filled in as far as it was told.

    It holds the elements of 45 CFR 164.508(c): what, by whom, to whom, for what, until when, the
    right to take it back, that care does not depend on it, and that it may be passed on. Who signs
    must understand it, so it is in the patient's language; what is asked for stands in English too,
    for the house that sends it.
    """
    say = words.text
    frame = Frame(
        number=identity.number,
        title="Permission to release medical records",
        issue=issue,
        notice="Sign and send back to the number below.",
        words=words,
    )
    own = Identity(number=identity.number, name=identity.name, born=identity.born)
    form = Form(size, frame, of_patient(own, words), _LEGAL)
    form.title(say("Permission to release my medical records"), 17.0)
    if words.language != ENGLISH:
        form.paragraph(plain(frame.title))
    form.gap(4.0)
    answer = ", ".join(part for part in (desk.centre, desk.fax and f"fax {desk.fax}") if part)
    form.heading(f"1  {say('Who and what')}")
    form.labelled(
        (
            (say("Patient"), _patient(reading, identity, words)),
            (say("May release"), plain(_holders(reading, words))),
            (say("To"), plain(answer)),
            (say("For"), plain(say("A second opinion on diagnosis and treatment."))),
        )
    )
    form.heading(f"2  {say('Records')}", say("all ticked, unless the patient crosses a line out"))
    names = [line.name for line in checklist(reading) if line.held is not Held.IN_HAND]
    names = [name for name in names if not name.startswith("Signed")]
    form.ticks(tuple((_in_both(name, words), True) for name in names[:18]), width=170.0)
    form.ticks(((f"{say('Other')}: " + "_" * 60, False),), width=WIDTH)
    form.heading(f"3  {say('Only with my initials')}", say("left empty = not released"))
    form.ticks(tuple((f"____ {_in_both(name, words)}", False) for name in _BY_INITIALS))
    form.heading(f"4  {say('My rights')}")
    for right in _RIGHTS:
        form.paragraph(plain(say(right)))
    form.gap(6.0)
    ends = f"{say('One year after the day of signing, or on')}: {'_' * 20}"
    signed_for = f"{say('If not by the patient, name and right to sign')}: {'_' * 34}"
    form.labelled(((say("Ends"), plain(ends)), (say("Signed for"), plain(signed_for))), rules=False)
    places = ("patient, or who may sign", "date", "witness, where the state asks")
    form.signatures(tuple(say(place) for place in places))
    return form.drawn()


_BY_INITIALS: Final = ("HIV and AIDS", "Mental health", "Alcohol and drugs", "Genetic tests")
_RIGHTS: Final = (
    "I may refuse to sign. My care, its payment and my insurance do not depend on it.",
    "I may take this permission back in writing at any time; what was sent before stays sent.",
    "What is released may be passed on by who receives it, and is then perhaps not protected any"
    " more by federal privacy rules (45 CFR 164.508).",
    "I may have a copy of this form, and see what was released.",
)


def _in_both(name: str, words: Words) -> str:
    """What is asked for in the patient's language, and in English for who sends it."""
    told = words.text(name)
    return name if told == name else f"{told} ({name})"


def _patient(reading: Reading, identity: Identity, words: Words) -> Runs:
    told = reading.told
    address = told.value("res.address")
    parts = []
    if address is not None:
        parts = [address.text(name) for name in ("street", "city", "postal_code")]
    where = ", ".join(part for part in parts if part)
    phone = told.words("contact.phone_primary")
    born = f"{words.text('born')} {in_reader_months(identity.born, words)}"
    rest = "; ".join(part for part in (born, where, phone) if part.strip())
    return (Run(identity.name or "_" * 30, bold=True), Run(f"; {rest}"))


def _holders(reading: Reading, words: Words) -> str:
    """Every house that is named as holding something, each once."""
    told = reading.told
    named: list[str] = []
    holders = (("path", "lab"), ("img", "facility"), ("md", "org_city"), ("rec", "held_by"))
    for group, name in holders:
        named += [told.words(member_path(group, row.id, name)) for row in reading.rows(group)]
    houses = [house for house in dict.fromkeys(named) if house]
    return "; ".join([*houses, f"{words.text('other')}: {'_' * 40}"])


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
