"""What happened and what is planned, one event a line, oldest first."""

from collections.abc import Iterator

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.case_state import treatment
from advisor_app.documents.runs import Run, Runs, joined
from advisor_app.documents.summary_content import Event
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.paths import member_path
from advisor_app.domain.values import Parts

_Dated = tuple[PartialDate | None, Event]


def history(reading: Reading) -> tuple[Event, ...]:
    """All dated events; those without a date stand last, planned ones after those done."""
    events = [*_found(reading), *_tissue(reading), *_treatments(reading), *_planned(reading)]
    events.sort(key=_when)
    return tuple(event for _, event in events)


def _when(dated: _Dated) -> tuple[bool, bool, PartialDate]:
    day, event = dated
    return (day is None, event.planned, day or PartialDate(year=1850))


def _event(reading: Reading, day: object, what: Runs, *, planned: bool = False) -> _Dated:
    date = day if isinstance(day, PartialDate) else None
    when = str(date) if date is not None else "no date"
    return date, Event(when=when, what=what, planned=planned or reading.ahead(date))


def _found(reading: Reading) -> Iterator[_Dated]:
    told = reading.told
    symptom = told.value("status.first_symptom")
    if symptom is not None and symptom.text("text"):
        lead = told.answer("status.first_symptom").lead
        assert lead is not None
        what = told.statement(f"First symptom: {symptom.text('text')}", lead)
        yield _event(reading, symptom.date("date"), what)
    if told.known("status.found_date"):
        how = told.words("status.how_found")
        lead = told.answer("status.found_date").lead
        assert lead is not None
        words = f"First abnormal test{f' ({how})' if how else ''}"
        yield _event(reading, told.value("status.found_date"), told.statement(words, lead))
    for row in reading.rows("dx"):
        path = member_path("dx", row.id, "date")
        if told.known(path) and not reading.no_tissue:
            lead = told.answer(path).lead
            assert lead is not None
            where = told.words(member_path("dx", row.id, "diagnosed_where"))
            words = f"Told the diagnosis{f' at {where}' if where else ''}"
            yield _event(reading, told.value(path), told.statement(words, lead))


def _tissue(reading: Reading) -> Iterator[_Dated]:
    told = reading.told
    for row in reading.rows("path"):
        parts = told.group_of_runs("path", row.id, ("specimen_type", "site_side", "lab", "result"))
        if parts:
            day = told.value(member_path("path", row.id, "date"))
            head = Run("Tissue: ", italic=parts[0][0].italic)
            yield _event(reading, day, (head, *joined(parts, ", ")))


def _treatments(reading: Reading) -> Iterator[_Dated]:
    told = reading.told
    for row in reading.rows("tx"):
        day = told.value(member_path("tx", row.id, "start"))
        yield _event(reading, day, treatment(reading, row, brief=False))


def _planned(reading: Reading) -> Iterator[_Dated]:
    told = reading.told
    seen: set[tuple[str, str]] = set()
    for path, head in (
        ("status.next_planned", "Next: "),
        ("tx.planned", "Recommended: "),
        ("img.pending", "Scan booked: "),
    ):
        value = told.value(path)
        lead = told.answer(path).lead
        if not isinstance(value, Parts) or lead is None:
            continue
        text = value.text("text") or value.text("facility")
        key = (text.casefold(), value.text("date"))
        if key in seen or (not text and value.date("date") is None):
            continue
        seen.add(key)
        past = value.date("date") is not None and not reading.ahead(value.date("date"))
        what = told.statement(f"{head}{text}" if text else head.rstrip(": "), lead)
        yield _event(reading, value.date("date"), what, planned=not past)


def title(reading: Reading) -> str:
    """The head of the history."""
    return "History of the finding" if reading.no_tissue else "Oncologic history"
