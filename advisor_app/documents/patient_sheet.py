"""The patient's sheet: the five questions with room to write, and what happens next.

Plain language, English or Spanish, nothing of our marks, of why others were not offered, or of what
a family keeps to itself. It is printed only where the patient may be told, by whom it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from advisor_app.documents.case_outcome import checklist
from advisor_app.documents.case_reading import Reading
from advisor_app.documents.disease_told import disease_told
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.forms import Form, of_patient
from advisor_app.documents.furniture import Frame, in_reader_months
from advisor_app.documents.grid import KEY_X, LEFT, RIGHT, VALUE_WIDTH, WIDTH, Metrics
from advisor_app.documents.runs import Run, Runs, plain, strong
from advisor_app.documents.sheet import limited
from advisor_app.documents.summary_content import Held, Identity, IssueDetails
from advisor_app.domain.authority import disclosure, patient_not_told
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.values import Parts
from advisor_app.domain.words import ENGLISH, Words
from advisor_app.services.failures import Denied

TEMPLATE: Final = "PS-1"
_QUESTIONS: Final = (
    ("goal.q1", "Is my diagnosis exact enough?"),
    ("goal.q2", "What is the usual treatment, and what else can I choose?"),
    ("goal.q3", "Is there a study for me, here or somewhere else?"),
    ("goal.q4", "Do I need to be treated here, or can it be near home?"),
    ("goal.q5", "May I call or write to you again?"),
)
_STEPS: Final = Metrics(11.0, 14.4, 2.8)
_INDENT: Final = 36.0
_MODES: Final = {"in_person": "in person", "video": "by video", "remote_written": "written opinion"}


def patient_sheet(
    reading: Reading, identity: Identity, issue: IssueDetails, size: PageSize, words: Words
) -> Drawn:
    """The sheet. Raises Denied without authority, or where the patient is not told."""
    allowed = disclosure(reading.intake)
    if not allowed.allowed:
        raise Denied(f"{allowed.why}.")
    if patient_not_told(reading.intake):
        raise Denied("The patient does not know the diagnosis.")
    frame = Frame(
        number=identity.number,
        title="For the patient",
        issue=issue,
        notice="Made from what you told us by telephone.",
        words=words,
    )
    own = Identity(number=identity.number, name=identity.name, born=identity.born)
    form = Form(size, frame, of_patient(own, words), _STEPS)
    form.title(words.text("Your five questions for the doctor"))
    _visit(form, reading, words)
    _what_it_is(form, reading, words)
    form.sheet.rule(LEFT, RIGHT, form.sheet.y, 1.3, ink=True)
    _questions(form, reading, words, size)
    _next_steps(form, reading, words)
    _help(form, issue, words)
    return form.drawn()


def plain_day(at: datetime, words: Words, zone: ZoneInfo = EASTERN) -> str:
    """A day as it is said: `Wednesday 25 November 2026`."""
    local = at.astimezone(zone)
    day, month = words.text(f"{local:%A}"), words.text(f"{local:%B}")
    if words.language == ENGLISH:
        return f"{day} {local.day} {month} {local.year}"
    return f"{day} {local.day} de {month} de {local.year}"


def plain_date(day: PartialDate, words: Words) -> str:
    """A date, its month in the reader's language; as much of it as is known."""
    exact = day.exact
    if exact is not None:
        at = datetime(exact.year, exact.month, exact.day, 12, tzinfo=EASTERN)
        return plain_day(at, words)
    return in_reader_months(str(day), words)


def _visit(form: Form, reading: Reading, words: Words) -> None:
    booked = reading.told.value("out.booked")
    sheet = form.sheet
    y = sheet.y + 22.0
    sheet.text(LEFT, y, strong(words.text("Your visit")), 11.5)
    if booked is None or not booked.text("at"):
        not_yet = words.text("No day is set yet. We call you as soon as there is one.")
        y = sheet.text(KEY_X, y, plain(not_yet), 12.0, 15.0, width=VALUE_WIDTH)
    else:
        at = datetime.fromisoformat(booked.text("at"))
        clock = f"{at.astimezone(EASTERN):%H:%M}"
        zone = Run(f" {words.text('Eastern time')}")
        when = (Run(f"{plain_day(at, words)}, {clock}", bold=True), zone)
        y = sheet.text(KEY_X, y, when, 12.5, 16.0, width=VALUE_WIDTH)
        whom = plain(_with_whom(reading, booked, words))
        lines, _ = limited(whom, VALUE_WIDTH, 11.0, False, 2, "…")
        y = sheet.lines(lines, KEY_X, y, 11.0, 14.0, False)
    sheet.y = y - 6.0


def _what_it_is(form: Form, reading: Reading, words: Words) -> None:
    """What was told of the disease, in the reader's language; nothing where nothing was."""
    lines = disease_told(reading, words)
    if not lines:
        return
    sheet = form.sheet
    y = sheet.y + 16.0
    label = strong(words.text("It is about"))
    sheet.text(LEFT, y, label, 11.5)
    for place, line in enumerate(lines):
        size = 11.0 if place else 12.5
        broken, _ = limited((Run(line, bold=not place),), VALUE_WIDTH, size, False, 2, "…")
        y = sheet.lines(broken, KEY_X, y, size, size + 3.0, False)
    sheet.y = y - 7.0


def _with_whom(reading: Reading, booked: Parts, words: Words) -> str:
    text = booked.text
    one = reading.roster.practitioner(text("practitioner"))
    name = one.name if one is not None else text("practitioner")
    place = reading.site_name(text("site")) if text("site") else ""
    how = words.text(_MODES.get(text("mode"), ""))
    return ", ".join(part for part in (name, how, place) if part)


def _questions(form: Form, reading: Reading, words: Words, size: PageSize) -> None:
    """Each question with the patient's own words and two lines; what room is left goes to them."""
    steps = 196.0 if size is PageSize.LETTER else 216.0
    each = (form.flow.bottom - steps - form.sheet.y) / len(_QUESTIONS)
    for number, (path, asked) in enumerate(_QUESTIONS, start=1):
        own = _own_words(reading, path, words)
        sheet = form.sheet
        y = sheet.y + 16.0
        sheet.text(LEFT + 2.0, y + 10.0, strong(str(number)), 26.0)
        x, width = LEFT + _INDENT, WIDTH - _INDENT
        y = sheet.text(x, y, strong(words.text(asked)), 12.0, 15.0, width=width)
        lines, _ = limited(own, width, 11.5, False, 2, "…")
        y = sheet.lines(lines, x, y, 11.5, 14.5, False)
        end = max(sheet.y + each, y + 10.0)
        gap = min(23.0, (end - y + 4.0) / 2)
        for place in (1, 2):
            sheet.rule(x, RIGHT, y - 6.0 + gap * place, 0.5)
        sheet.y = y - 6.0 + gap * 2 + 4.0
    form.sheet.rule(LEFT, RIGHT, form.sheet.y + 3.0, 1.3, ink=True)
    form.sheet.y += 3.0


def _own_words(reading: Reading, path: str, words: Words) -> Runs:
    if not reading.told.known(path):
        return plain(words.text("You did not ask this yet."))
    return plain(f"{words.text('You said')}: “{reading.told.words(path)}”")


def _next_steps(form: Form, reading: Reading, words: Words) -> None:
    sheet = form.sheet
    sheet.text(LEFT, sheet.y + 17.0, strong(words.text("Next steps")), 14.0)
    sheet.y += 21.0
    form.to_do(tuple(_steps(reading, words)))


def _steps(reading: Reading, words: Words) -> Iterator[tuple[str, Runs]]:
    say = words.text
    records = checklist(reading)
    asked = [say(line.name) for line in records if line.held is Held.ON_ITS_WAY]
    open_ = [say(line.name) for line in records if line.held is Held.NOT_ASKED]
    if asked:
        told = say("We asked for: {records}. We call you when they are here.")
        yield say("We do"), plain(told.format(records=_few(asked, say)))
    if open_:
        told = say("Please ask your hospital for: {records}. A CD or a share link is good.")
        yield say("You"), plain(told.format(records=_few(open_, say)))
    booked = reading.told.value("out.booked")
    if booked is not None and booked.text("mode") == "in_person":
        told = say(
            "Photo ID, insurance card, a list of your medicines. One person may come with you."
        )
        yield say("Bring"), plain(told)
    planned = reading.told.value("status.next_planned")
    day = planned.date("date") if planned is not None else None
    if day is not None and reading.ahead(day):
        told = say(
            "It stays on {day}. This call does not change it. Your own doctor can tell you more."
        )
        yield say("Your treatment"), plain(told.format(day=plain_date(day, words)))


def _few(names: Sequence[str], say: Callable[[str], str]) -> str:
    """The first names in small letters, and how many more there are."""
    shown = [name[:1].lower() + name[1:] if name[1:2].islower() else name for name in names[:4]]
    more = len(names) - len(shown)
    words = "; ".join(shown)
    return f"{words} {say('and {n} more').format(n=more)}" if more else words


def _help(form: Form, issue: IssueDetails, words: Words) -> None:
    say = words.text
    asks = say("Questions? {whom}.").format(whom=issue.reply_to or issue.line_name)
    ill = say("Very ill? Call 911. Do not wait for this visit.")
    form.sheet.y = max(form.sheet.y, form.flow.bottom - 40.0)
    form.note((Run(f"{asks}  "), Run(ill, bold=True)))
