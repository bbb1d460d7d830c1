"""Turns what the queue service answers into the lines, the offer and the candidates of the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.clock import clock_time, waited
from advisor_app.domain.people import Advisor
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.places import language_name
from advisor_app.line.calls import CallState, IncomingCall
from advisor_app.line.pairing import FULL, Fit, Setting, fit
from advisor_app.services.likeness import Agrees, Level
from advisor_app.services.people import Likely as Found
from advisor_app.services.queue_values import QueueRow
from advisor_app.services.transfers import OFFER_STANDS
from advisor_app.ui.cells import Level as CellLevel
from advisor_app.ui.kit.marks import PillKind
from advisor_app.ui.likeness import TAGS, likeness_of
from advisor_app.ui.names import name_of, short_name
from advisor_app.ui.queue.banner import ShownOffer
from advisor_app.ui.queue.lines import LineKind, QueueLine
from advisor_app.ui.queue.who import Candidate
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import later, phrase

YOU: Final = later("You")
_SOON: Final = timedelta(minutes=15)
CALL, PROMISE, ONLINE = "call", "promise", "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who sits here, and by what a fit is judged; `names` are the advisors by account."""

    advisor: Advisor
    setting: Setting = field(default_factory=Setting)
    names: dict[str, str] = field(default_factory=dict)
    offer_seconds: int = 20


def lines_of(rows: Sequence[QueueRow], desk: Desk, now: datetime) -> tuple[QueueLine, ...]:
    """The lines of the page; the call on this desk is on the desk and no longer in the queue."""
    me = desk.advisor.id
    return tuple(
        _line(row, desk, now) for row in rows if not (row.sort == CALL and row.holder == me)
    )


def offer_to(rows: Sequence[QueueRow], desk: Desk, now: datetime) -> ShownOffer | None:
    """The call that is offered to this desk now, with why."""
    for row in rows:
        if row.offer_until is not None and _rings_here(row, desk):
            handed_on = row.state is CallState.TRANSFERRING
            return ShownOffer(
                key=row.key,
                who=_who(row),
                why=_sentence(retold(row.offer_why) or _why(row, desk, now)),
                until=row.offer_until,
                of=int(OFFER_STANDS.total_seconds()) if handed_on else desk.offer_seconds,
                urgent=row.urgent,
                case=row.case,
            )
    return None


def _rings_here(row: QueueRow, desk: Desk) -> bool:
    """Whether it is offered to this desk: by the line, or by a colleague who has it still."""
    free = not row.holder or row.state is CallState.TRANSFERRING
    return row.offered_to == desk.advisor.id and free


def candidates_of(found: Sequence[Found]) -> tuple[Candidate, ...]:
    """The people on record, what speaks for each first."""
    return tuple(_candidate(one) for one in found)


def intro_of(found: Sequence[Found], row: QueueRow) -> str:
    """What the number tells: nothing known, one person, or several who share it."""
    number = shown_phone(row.phone)
    if not number:
        return phrase("No number is shown.")
    same = sum(1 for one in found if one.comparison.agrees("phone") is Agrees.SAME)
    if not same:
        close = phrase(" The name is.") if found else ""
        return phrase("{number} is not known.{close}", number=number, close=close)
    return phrase("{number} is known.", number=number) + (
        phrase(" {count} people share it.", count=_count(same)) if same > 1 else ""
    )


def _why(row: QueueRow, desk: Desk, now: datetime) -> str:
    reasons = ["urgent"] if row.urgent else []
    reasons += _fit(row, desk, now).why
    if row.arrived_at is not None:
        reasons.append(f"waited {waited((now - row.arrived_at).total_seconds())}")
    return retold(" · ".join(reasons))


def _line(row: QueueRow, desk: Desk, now: datetime) -> QueueLine:
    found = _fit(row, desk, now)
    mine = row.holder == desk.advisor.id
    rings = row.sort == CALL and _rings_here(row, desk)
    holder = (
        phrase(YOU) if mine else "" if rings else short_name(desk.names.get(row.holder, row.holder))
    )
    elsewhere = row.offered_to and row.offered_to != desk.advisor.id
    if not holder and elsewhere:
        holder = short_name(desk.names.get(row.offered_to, phrase("another desk")))
    promise, level = _promise(row, now)
    return QueueLine(
        key=row.key,
        kind=_kind(row, rings=rings),
        who=_who(row),
        why=row.why,
        since=None if row.sort == PROMISE else row.arrived_at,
        due=row.due_at,
        group=_group(row, desk),
        language=_language(row, desk.advisor),
        ticks=FULL if mine else found.ticks,
        fit_words=retold("yours" if mine else found.words),
        fit_why=_sentence(retold(" · ".join(found.why))),
        promise=promise,
        promise_level=level,
        held_by=holder,
        mine=mine,
        offered=row.offered_to == desk.advisor.id,
        case=row.case,
        version=row.version,
    )


def _kind(row: QueueRow, *, rings: bool) -> LineKind:
    if row.sort == PROMISE:
        return LineKind.PROMISE
    if row.sort == ONLINE:
        return LineKind.REQUEST
    if row.holder and not rings:
        return LineKind.TAKEN
    return LineKind.URGENT if row.urgent else LineKind.CALL


def _fit(row: QueueRow, desk: Desk, now: datetime) -> Fit:
    call = IncomingCall(
        id=row.key,
        phone=row.phone,
        arrived_at=row.arrived_at or now,
        family=row.family,
        language=row.language,
        first_time=row.first_time,
    )
    return fit(call, desk.advisor, desk.setting)


def _promise(row: QueueRow, now: datetime) -> tuple[str, CellLevel]:
    if row.sort == CALL:
        return (phrase("now"), "urgent") if row.urgent and not row.holder else ("", "")
    if row.due_at is None:
        return "", ""
    words = clock_time(row.due_at)
    if row.due_at < now:
        return words, "urgent"
    return words, "warning" if row.due_at - now <= _SOON else ""


def _group(row: QueueRow, desk: Desk) -> str:
    if not row.family:
        return ""
    group = desk.setting.groups.of_family(row.family)
    return phrase(group.name) if group is not None else row.family.replace("_", " ").capitalize()


def _language(row: QueueRow, advisor: Advisor) -> str:
    if not row.language:
        return ""
    name = phrase(language_name(row.language))
    needs = row.language != "en" and row.language not in advisor.languages
    return f"{name} + i." if needs else name


def _who(row: QueueRow) -> str:
    """`DOE, Jane` where a name is known, else the words of the greeting, else the number."""
    if not row.caller or row.caller == row.phone:
        return shown_phone(row.phone) or phrase("number not shown")
    family, comma, given = row.caller.partition(",")
    return f"{family.upper()}{comma}{given}" if comma else row.caller


def _candidate(found: Found) -> Candidate:
    card = found.card
    kind: PillKind = "ok" if found.level is Level.LIKELY else "ghost"
    return Candidate(
        key=card.number,
        name=name_of(card),
        tag=phrase(TAGS[found.level]),
        tag_kind=kind,
        likeness=likeness_of(found),
        case=card.number,
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _count(number: int) -> str:
    return {2: phrase("Two"), 3: phrase("Three"), 4: phrase("Four")}.get(number, str(number))
