"""The records checklist of one case: each record with where it is, who has it, and when it is due.

Made from the rules and from what somebody wrote down. It blocks no step of the call.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake, Record
from advisor_app.domain.paths import rows_of
from advisor_app.domain.text import fold
from advisor_app.oncology.records import NeededRecords, RecordNeed

IN_HAND: Final = frozenset({"received", "reviewed"})
SETTLED: Final = IN_HAND | {"not_needed", "cannot_obtain"}
ASKED_FOR: Final = frozenset({"release_out", "requested", "partial"})
_NO_RELEASE_NEEDED: Final = frozenset({"patient", "the patient", "caller", "family", "portal"})
VERBAL_ONLY: Final = (
    "The release is only spoken so far: others may send nothing until the form is signed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFirst:
    """What a chosen specialist wants before the visit: their name, and codes of records."""

    name: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One record of the checklist as it stands.

    `state` is a code of RECORD_STATES or "" where nobody has said anything; `by_rule` where it
    stands at "to request" only because the rules say so. `due` is the day by which it should be
    here (or, while nobody has asked, by which to ask); `late` says that it comes after the visit.
    `wanted_by` names the specialist who wants it, `blocked` says why nobody can send it now.
    """

    need: RecordNeed
    required: bool
    state: str = ""
    by_rule: bool = False
    held_by: str = ""
    promised_by: str = ""
    asked_on: PartialDate | None = None
    due: date | None = None
    overdue: bool = False
    late: bool = False
    reason: str = ""
    note: str = ""
    wanted_by: str = ""
    blocked: str = ""

    @property
    def in_hand(self) -> bool:
        """Whether it has come."""
        return self.state in IN_HAND


def record_lines(
    needed: NeededRecords,
    intake: Intake,
    today: date,
    wanted: WantedFirst | None = None,
    name_need: Callable[[str], RecordNeed] | None = None,
) -> tuple[RecordLine, ...]:
    """The checklist: required first, then what the chosen specialist wants, then what helps.

    `name_need` makes a record of a code that the rules do not ask for here.
    """
    visit = visit_day(intake)
    rows = recorded(intake)
    verbal = release_is_verbal(intake)
    wants = frozenset(wanted.codes) if wanted is not None else frozenset[str]()
    listed = {need.code for need in (*needed.required, *needed.helpful)}
    extra = [code for code in (wanted.codes if wanted else ()) if code not in listed]
    extra += [code for code in rows if code not in listed and code not in extra]
    more = [name_need(code) for code in dict.fromkeys(extra)] if name_need is not None else []
    lines = []
    for need, required in _order(needed, more, wants):
        row = rows.get(need.code)
        name = wanted.name if wanted is not None and need.code in wants else ""
        lines.append(
            _line(need, row, required=required or bool(name), wanted_by=name, verbal=verbal,
                  by_rule=need.code in needed.asked_by_rule, visit=visit, today=today)
        )  # fmt: skip
    return tuple(sorted(lines, key=lambda line: not line.required))


def recorded(intake: Intake) -> dict[str, Record]:
    """What somebody wrote down of each record, by its code; the first member of a code counts."""
    rows: dict[str, Record] = {}
    for row in rows_of(intake, "rec"):
        if isinstance(row, Record) and row.code.known:
            rows.setdefault(str(row.code.value), row)
    return rows


def release_is_verbal(intake: Intake) -> bool:
    """Whether the release of records is only spoken: then nothing can be asked of others."""
    signed = intake.log.records_release_signed.value
    return signed is not None and signed.text("code") == "verbal_only"


def visit_day(intake: Intake) -> date | None:
    """The day of the booked visit on Eastern time; None while nothing is booked."""
    booked = intake.out.booked.value
    try:
        at = datetime.fromisoformat(booked.text("at")) if booked is not None else None
    except ValueError:
        return None
    if at is None:
        return None
    return at.astimezone(EASTERN).date() if at.tzinfo is not None else at.date()


def due_day(
    need: RecordNeed, state: str, asked_on: PartialDate | None, visit: date | None, today: date
) -> date | None:
    """When a record is due: by its lead time from the request, at the latest in time for the visit.

    While nobody has asked for it, the last day on which asking is in time; None where nothing
    tells, or where it has come or will not.
    """
    if state in SETTLED:
        return None
    if state in ASKED_FOR:
        asked = asked_on.latest if asked_on is not None else today
        comes = need.lead.comes_by(asked)
        return comes if visit is None else min(comes, need.lead.needed_by(visit))
    return None if visit is None else need.lead.ask_by(visit)


def _order(
    needed: NeededRecords, more: Iterable[RecordNeed], wants: frozenset[str]
) -> Iterable[tuple[RecordNeed, bool]]:
    yield from ((need, True) for need in needed.required)
    yield from ((need, need.code in wants) for need in more)
    yield from ((need, False) for need in needed.helpful)


def _line(
    need: RecordNeed,
    row: Record | None,
    *,
    required: bool,
    wanted_by: str,
    verbal: bool,
    by_rule: bool,
    visit: date | None,
    today: date,
) -> RecordLine:
    told = str(row.state.value or "") if row is not None else ""
    state = told or ("to_request" if by_rule else "")
    asked = row.asked_on.value if row is not None else None
    due = due_day(need, state, asked, visit, today)
    given = row.due if row is not None else None
    if given is not None and given.value is not None and given.lead is not None:
        by_hand = given.lead.source is not None and given.lead.source.value != "system"
        due = given.value.latest if by_hand and state not in SETTLED else due
    held_by = str(row.held_by.value or "") if row is not None else ""
    waits = verbal and bool(need.lead.letter) and state not in SETTLED
    return RecordLine(
        need=need,
        required=required,
        state=state,
        by_rule=by_rule and not told,
        held_by=held_by,
        promised_by=str(row.promised_by.value or "") if row is not None else "",
        asked_on=asked,
        due=due,
        overdue=due is not None and due < today,
        late=_comes_late(need, state, asked, visit, today),
        reason=str(row.reason.value or "") if row is not None else "",
        note=str(row.note.value or "") if row is not None else "",
        wanted_by=wanted_by,
        blocked=VERBAL_ONLY if waits and not needs_no_release(held_by) else "",
    )


def needs_no_release(held_by: str) -> bool:
    """Whether the one who holds a record may hand it over without a signed release."""
    return fold(held_by) in _NO_RELEASE_NEEDED


def _comes_late(
    need: RecordNeed, state: str, asked: PartialDate | None, visit: date | None, today: date
) -> bool:
    if visit is None or state in SETTLED:
        return False
    begun = asked.latest if asked is not None and state in ASKED_FOR else today
    return need.lead.comes_by(begun) > need.lead.needed_by(visit)
