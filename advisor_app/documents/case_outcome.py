"""What is arranged: the specialist, the appointment, the records, and the five questions."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, joined, mark, plain, strong
from advisor_app.documents.summary_content import Cell, Held, RecordLine
from advisor_app.documents.told import NOT_ASKED
from advisor_app.domain.clock import stamp
from advisor_app.domain.dates import format_day
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path
from advisor_app.domain.values import Parts
from advisor_app.matching.results import Match
from advisor_app.matching.visit_words import working_day

_MODES: Final = {
    "in_person": "in person",
    "video": "by video",
    "remote_written": "written opinion",
    "pathology_review": "slides read again",
    "radiology_review": "images read again",
    "physician_to_physician": "doctor to doctor",
    "inpatient_transfer": "transfer between hospitals",
}
_RELEASE: Final = "RELEASE_FORM"
_QUESTIONS: Final = (
    ("1 Diagnosis exact", "goal.q1"),
    ("2 Options", "goal.q2"),
    ("3 Trials", "goal.q3"),
    ("4 Treated where", "goal.q4"),
    ("5 Contact again", "goal.q5"),
)
_HELD: Final = {
    "received": Held.IN_HAND,
    "reviewed": Held.IN_HAND,
    "requested": Held.ON_ITS_WAY,
    "release_out": Held.ON_ITS_WAY,
    "partial": Held.ON_ITS_WAY,
}
_STATE_WORDS: Final = {
    "received": "in hand",
    "reviewed": "in hand, reviewed",
    "requested": "requested",
    "release_out": "release form out",
    "partial": "in part",
    "to_request": "to be requested",
    "cannot_obtain": "cannot be had",
    "not_needed": "not needed",
}


def matched(reading: Reading) -> Iterator[Cell]:
    """When, who, why, and what was unknown when it was decided."""
    told, match = reading.told, reading.match
    booked, chosen = told.value("out.booked"), told.value("out.match")
    best = _chosen(reading, chosen.text("id") if chosen is not None else "")
    if booked is not None and booked.text("at"):
        yield Cell(key="When", value=strong(_booked(reading, booked)))
    else:
        yield Cell(key="When", value=plain(f"not booked{_first_place(reading, best)}"))
    who = booked.text("practitioner") if booked is not None else ""
    yield Cell(key="Who", value=_who(reading, who or (best.id if best is not None else "")))
    why = chosen.text("text") if chosen is not None else ""
    if why or best is not None:
        yield Cell(key="Why", value=plain(why or (best.text if best is not None else "")))
    override = chosen.text("override") if chosen is not None else ""
    if override:
        yield Cell(key="Chosen since", value=strong(override))
    blocked = "; ".join(dict.fromkeys(block.why for block in match.blocked))
    if blocked:
        yield Cell(key="Not before", value=strong(blocked))
    if best is not None and best.unknown:
        yield Cell(key="Unknown then", value=plain("; ".join(best.unknown)))
    if booked is None:
        yield Cell(key="Next step", value=plain(_next_step(reading, chosen, best)))


def _chosen(reading: Reading, id_: str) -> Match | None:
    matches = reading.match.matches
    return next(
        (one for one in matches if one.id == id_), None if id_ else next(iter(matches), None)
    )


def _next_step(reading: Reading, chosen: Parts | None, best: Match | None) -> str:
    """The step for who was chosen; what must be done before anything is booked comes first."""
    match = reading.match
    first = match.matches[0].id if match.matches else ""
    if chosen is None or match.blocked or chosen.text("id") == first:
        return match.next_step
    if best is not None:
        return best.step
    one = reading.roster.practitioner(chosen.text("id"))
    name = one.name if one is not None else chosen.text("id")
    return f"Ask the office of {name} for a date by {format_day(working_day(reading.today))}"


def _booked(reading: Reading, booked: object) -> str:
    text = booked.text  # type: ignore[attr-defined]
    at = stamp(datetime.fromisoformat(text("at")))
    place = reading.site_name(text("site")) if text("site") else ""
    return ", ".join(part for part in (at, _MODES.get(text("mode"), text("mode")), place) if part)


def _first_place(reading: Reading, best: Match | None) -> str:
    if best is None:
        return ""
    how = _MODES.get(best.mode, best.mode)
    place = best.site_name or reading.site_name(best.site)
    day = f"{format_day(best.next_available)}, " if best.next_available else ""
    return f"; proposed {day}{how}{f', {place}' if place else ''}"


def _who(reading: Reading, id_: str) -> Runs:
    if not id_:
        reason = reading.told.words("out.not_matched_reason")
        return plain(f"nobody yet: {reason}" if reason else "nobody yet")
    one = reading.roster.practitioner(id_)
    match = next((match for match in reading.match.matches if match.id == id_), None)
    name = one.name if one is not None else (match.name if match is not None else id_)
    kind = (one.kind if one is not None else match.kind if match is not None else "").replace(
        "_", " "
    )
    return (*strong(name), *plain(f", {kind}" if kind else ""))


def questions(reading: Reading) -> tuple[Cell, ...]:
    """The five questions, in the patient's words; one that was not put is "not raised"."""
    told = reading.told
    return tuple(
        Cell(
            key=key,
            value=told.runs(path, quoted=True) if told.asked(path) else plain("not raised"),
        )
        for key, path in _QUESTIONS
    )


def records(reading: Reading) -> Iterator[Cell]:
    """The checklist in three lines."""
    lines = checklist(reading)
    for key, held in (
        ("In hand", Held.IN_HAND),
        ("On its way", Held.ON_ITS_WAY),
        ("Not asked", Held.NOT_ASKED),
    ):
        found = [line for line in lines if line.held is held]
        parts = [_in_line(line, held) for line in found]
        yield Cell(key=key, value=joined(parts, "; ") or plain("none"))


def _in_line(line: RecordLine, held: Held) -> Runs:
    name = line.name[:1].lower() + line.name[1:] if line.name[1:2].islower() else line.name
    marks = tuple(run for run in line.status if run.mark)
    words = "".join(run.text for run in line.status if not run.mark)
    if held is Held.IN_HAND:
        return (Run(name), *marks)
    if words in (NOT_ASKED, "to be requested"):
        return plain(name)
    return plain(f"{name}, {words.removeprefix('requested ')}")


def checklist(reading: Reading) -> tuple[RecordLine, ...]:
    """What was worked on, then what this case needs besides, then the release form."""
    told = reading.told
    worked_on = {told.words(member_path("rec", row.id, "code")): row for row in reading.rows("rec")}
    lines = [
        _record(reading, code, row)
        for code, row in worked_on.items()
        if told.value(member_path("rec", row.id, "state")) != "not_needed"
    ]
    lines += [
        RecordLine(name=need.name, held=Held.NOT_ASKED, status=plain(NOT_ASKED))
        for need in reading.match.records.required
        if need.code not in worked_on and need.code != _RELEASE
    ]
    return tuple(lines) if _RELEASE in worked_on else (*lines, _release(reading))


def _record(reading: Reading, code: str, row: Member) -> RecordLine:
    told = reading.told
    kinds = reading.knowledge.records.kinds
    name = kinds[code].name if code in kinds else code.replace("_", " ")

    def at(key: str) -> str:
        return member_path("rec", row.id, key)

    note = told.words(at("note"))
    state = str(told.value(at("state")) or "")
    held = _HELD.get(state, Held.NOT_ASKED)
    words = [_STATE_WORDS.get(state, NOT_ASKED)]
    if held is Held.ON_ITS_WAY:
        asked, due = (
            _short(reading, told.words(at("asked_on"))),
            _short(reading, told.words(at("due"))),
        )
        words += [asked] if asked else []
        words += [f"due {due}"] if due else []
    status: Runs = plain(" ".join(words).replace(" due", ", due"))
    if held is Held.IN_HAND:
        status = (*status, *mark("D"))
    return RecordLine(name=f"{name}, {note}" if note else name, held=held, status=status)


def _short(reading: Reading, day: str) -> str:
    """A day of this year without the year: what is on its way is near."""
    return day.removesuffix(f" {reading.today.year}")


def _release(reading: Reading) -> RecordLine:
    told = reading.told
    value = told.value("log.records_release_signed")
    code = value.text("code") if value is not None else ""
    held = {"signed": Held.IN_HAND, "sent": Held.ON_ITS_WAY}.get(code, Held.NOT_ASKED)
    day = _short(reading, value.text("date")) if value is not None else ""
    words = {"signed": "in hand", "verbal_only": "spoken only"}.get(code, code or NOT_ASKED)
    return RecordLine(name="Signed release", held=held, status=plain(f"{words} {day}".strip()))
