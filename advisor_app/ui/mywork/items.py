"""What this desk owes as rows in groups: plain values, on both clocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import IntEnum

from advisor_app.domain.case import CaseCard, CaseState, Promise, SummaryIssue
from advisor_app.domain.clock import EASTERN, waited
from advisor_app.domain.dates import format_day
from advisor_app.line.calendar import LineHours
from advisor_app.line.promises import (
    QUIET_FROM,
    QUIET_UNTIL,
    BothClocks,
    Standing,
    better_time,
    both_clocks,
    standing,
    standing_words,
)
from advisor_app.line.zones import place_of
from advisor_app.ui.names import name_of
from advisor_app.ui.retelling import retold, step_words
from advisor_app.ui.wording import counted, dated, later, phrase


class WorkGroup(IntEnum):
    """The groups of the page, in order."""

    OVERDUE = 0
    TODAY = 1
    LATER = 2
    PARKED = 3
    OPEN = 4
    RECORDS = 5
    PAPERS = 6

    @property
    def title(self) -> str:
        """The heading of the group."""
        return phrase(_TITLES[self])


_TITLES = {
    WorkGroup.OVERDUE: later("Overdue"),
    WorkGroup.TODAY: later("Promised today"),
    WorkGroup.LATER: later("Promised later"),
    WorkGroup.PARKED: later("Parked"),
    WorkGroup.OPEN: later("Open"),
    WorkGroup.RECORDS: later("Records due"),
    WorkGroup.PAPERS: later("Summaries not confirmed"),
}
_GROUP_OF = {
    Standing.OVERDUE: WorkGroup.OVERDUE,
    Standing.SOON: WorkGroup.TODAY,
    Standing.TODAY: WorkGroup.TODAY,
    Standing.LATER: WorkGroup.LATER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedCall:
    """A caller who holds, or who hung up to ring back, and where the talk stood."""

    call: str
    case: str
    who: str
    why: str
    since: datetime
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRecord:
    """A record that somebody promised, with the case it is for."""

    case: str
    member: str
    who: str
    what: str
    due: date | None
    asked: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One row; `state_kind` is the kind of its pill, `ours` and `theirs` the two clocks."""

    key: str
    group: WorkGroup
    icon: str
    icon_role: str
    who: str
    what: str
    ours: str = "–"
    ours_icon: str = ""
    ours_role: str = "ink2"
    theirs: str = ""
    state: str = ""
    state_kind: str = "ghost"
    state_icon: str = ""
    case: str = ""
    promise: Promise | None = None
    parked: ParkedCall | None = None
    owner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """One thing to have ready before the call: done, or still open."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPromise:
    """The promise of the side panel; `better` is a better time, where this one is none."""

    item: WorkItem
    promise: Promise
    clocks: BothClocks
    place: str
    ours_note: str
    theirs_note: str
    better: datetime | None
    ready: tuple[Ready, ...] = ()

    def kept_as_is(self) -> "ChosenPromise":
        """The same, without the proposal of a better time: the advisor has seen it."""
        return replace(self, better=None)

    @property
    def better_words(self) -> str:
        """`Move to 14:00 · 20:00`, on the clocks of the line and of the patient."""
        if self.better is None:
            return ""
        clocks = both_clocks(self.better, self.promise.zone)
        day = (
            "" if clocks.ours.date() == self.clocks.ours.date() else dated(clocks.ours, "%a %d %b ")
        )
        there = "" if clocks.same else f" · {clocks.theirs:%H:%M}"
        return phrase("Move to {day}{ours:%H:%M}{there}", day=day, ours=clocks.ours, there=there)


def promise_item(promise: Promise, who: str, now: datetime, owner: str = "") -> WorkItem | None:
    """The row of a promise that still stands."""
    stands = standing(promise, now)
    if stands is Standing.ENDED:
        return None
    clocks = both_clocks(promise.due_at, promise.zone)
    urgent, soon = stands is Standing.OVERDUE, stands is Standing.SOON
    words = standing_words(promise, now)
    words = phrase("Now") if words == "In 0 min" else retold(words)
    return WorkItem(
        key=f"promise/{promise.id}",
        group=_GROUP_OF[stands],
        icon="urgent" if urgent else "warning" if soon else "promise",
        icon_role="urgent" if urgent else "warning" if soon else "ink3",
        who=who,
        what=promise.about,
        ours=_ours(clocks.ours, now),
        ours_icon="promise",
        ours_role="urgentInk" if urgent else "warningInk" if soon else "ink2",
        theirs=_theirs(clocks),
        state=words,
        state_kind="urgent" if urgent else "warning" if words else "ghost",
        state_icon="urgent" if urgent else "clock" if soon else "warning" if words else "",
        case=promise.case,
        promise=promise,
        owner=owner,
    )


def parked_item(parked: ParkedCall, now: datetime) -> WorkItem:
    """The row of a parked call; the time the caller holds stands in its pill."""
    seconds = (now - parked.since).total_seconds()
    return WorkItem(
        key=f"parked/{parked.call}",
        group=WorkGroup.PARKED,
        icon="park",
        icon_role="ink3",
        who=parked.who,
        what=parked.why,
        state=phrase("Caller holds {waited}", waited=waited(seconds)) if parked.holds else "",
        state_kind="warning" if parked.holds else "ghost",
        state_icon="hold" if parked.holds else "",
        case=parked.case,
        parked=parked,
    )


def case_item(card: CaseCard, cue: str = "", owner: str = "") -> WorkItem:
    """The row of a case that is open, parked or waiting; `cue` is where the work stopped."""
    parked = card.state is CaseState.PARKED
    return WorkItem(
        key=f"case/{card.number}",
        group=WorkGroup.PARKED if parked else WorkGroup.OPEN,
        icon="park" if parked else "cases",
        icon_role="ink3",
        who=name_of(card),
        what=cue or _told(card) or phrase("nothing written yet"),
        state="" if parked or card.next_step else phrase("Needs a next step"),
        state_kind="ghost",
        case=card.number,
        owner=owner,
    )


def _told(card: CaseCard) -> str:
    return step_words(card.next_step) if card.next_step else phrase(card.kind)


def record_item(record: DueRecord, today: date) -> WorkItem:
    """The row of a record that is due."""
    late = record.due is not None and record.due <= today
    asked = phrase("Asked {asked} times", asked=record.asked) if record.asked > 1 else record.state
    return WorkItem(
        key=f"record/{record.case}/{record.member}",
        group=WorkGroup.RECORDS,
        icon="slides",
        icon_role="ink3",
        who=record.who,
        what=record.what,
        ours=_due(record.due, today),
        ours_icon="clock" if record.due is not None else "",
        ours_role="warningInk" if late else "ink2",
        state=asked,
        case=record.case,
    )


def paper_item(issue: SummaryIssue, who: str) -> WorkItem:
    """The row of a printed summary that the receiving office has not confirmed."""
    return WorkItem(
        key=f"paper/{issue.case}/{issue.version}",
        group=WorkGroup.PAPERS,
        icon="print",
        icon_role="ink3",
        who=who,
        what=phrase(
            "Summary v{version}, printed {at}",
            version=issue.version,
            at=dated(issue.at.astimezone(EASTERN), "%d %b").upper(),
        ),
        state=phrase("Not confirmed"),
        case=issue.case,
    )


def in_groups(items: Iterable[WorkItem]) -> tuple[tuple[WorkGroup, tuple[WorkItem, ...]], ...]:
    """The rows by group, in order; empty groups are left out."""
    by_group: dict[WorkGroup, list[WorkItem]] = {}
    for item in items:
        by_group.setdefault(item.group, []).append(item)
    return tuple((group, tuple(by_group[group])) for group in WorkGroup if group in by_group)


def head_words(items: Sequence[WorkItem]) -> str:
    """`6 to do, 1 overdue, 3 records due`."""
    records = sum(1 for item in items if item.group is WorkGroup.RECORDS)
    overdue = sum(1 for item in items if item.group is WorkGroup.OVERDUE)
    to_do = len(items) - records
    parts = [phrase("{to_do} to do", to_do=to_do) if to_do else phrase("nothing to do")]
    parts += [phrase("{overdue} overdue", overdue=overdue)] if overdue else []
    parts += [counted("{count} record due", "{count} records due", records)] if records else []
    return ", ".join(parts)


def to_call(items: Sequence[WorkItem]) -> WorkItem | None:
    """Whom to call next: the promise that is due first."""
    promised = [item for item in items if item.promise is not None]
    return min(promised, key=lambda item: _due_of(item), default=None)


def chosen(
    item: WorkItem, hours: LineHours, now: datetime, ready: tuple[Ready, ...] = ()
) -> ChosenPromise | None:
    """The side panel of a promise, with a better time where it falls badly."""
    promise = item.promise
    if promise is None:
        return None
    clocks = both_clocks(promise.due_at, promise.zone)
    bad = clocks.quiet or promise.due_at < now
    return ChosenPromise(
        item=item,
        promise=promise,
        clocks=clocks,
        place=place_of(promise.zone) if promise.zone else "",
        ours_note=f"ET, {_day(clocks.ours)}",
        theirs_note=_their_note(clocks),
        better=better_time(promise.due_at, promise.zone, hours, now) if bad else None,
        ready=ready,
    )


def _theirs(clocks: BothClocks) -> str:
    zone = "ET" if clocks.same else clocks.theirs.tzname()
    return f"{clocks.theirs:%H:%M} {zone}"


def _their_note(clocks: BothClocks) -> str:
    if clocks.quiet:
        late = clocks.theirs.hour >= QUIET_FROM.hour
        edge = (
            phrase("after {QUIET_FROM:%H:%M}", QUIET_FROM=QUIET_FROM)
            if late
            else phrase("before {QUIET_UNTIL:%H:%M}", QUIET_UNTIL=QUIET_UNTIL)
        )
        return phrase("Quiet hours, {edge}", edge=edge)
    return _day(clocks.theirs)


def _day(at: datetime) -> str:
    return f"{dated(at, '%a')} {dated(at, '%d %b').upper()}"


def _ours(ours: datetime, now: datetime) -> str:
    if ours.date() == now.astimezone(EASTERN).date():
        return f"{ours:%H:%M}"
    return dated(ours, "%d %b %H:%M").upper()


def _due(due: date | None, today: date) -> str:
    if due is None:
        return "–"
    return phrase("today") if due == today else retold(format_day(due)[:6])


def _due_of(item: WorkItem) -> datetime:
    if item.promise is None:
        raise ValueError("only a promise is due at an instant")
    return item.promise.due_at
