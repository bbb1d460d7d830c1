"""The calls or promises behind a piece of the board, as lines of a table: one pure function."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.clock import EASTERN, waited
from advisor_app.line.behind import (
    NOW_FIGURES,
    Figure,
    arrived_within,
    behind_figure,
    taken_by,
    waited_within,
)
from advisor_app.line.call_times import CallTimes
from advisor_app.line.figures import counted
from advisor_app.services.figure_calls import SeenCall
from advisor_app.ui.board.picture import Behind, Span
from advisor_app.ui.board.reading import BoardReading
from advisor_app.ui.wording import dated, later, phrase

_NOT_TOLD: Final = later("Caller not shown")
_OWED: Final = {PromiseState.DUE: later("not kept"), PromiseState.KEPT: "kept"}


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindLine:
    """One call, or one promise: when, who, for which team, how it went, who had it, how long."""

    key: str
    came: str
    who: str
    group: str
    waited: str
    outcome: str
    by: str = ""
    handled: str = ""
    late: bool = False
    case: str = ""


def calls_behind(reading: BoardReading, span: Span, behind: Behind) -> tuple[CallTimes, ...]:
    """The calls that a piece of the board is reckoned from, the newest first."""
    calls = reading.calls()
    start, end = reading.between(span)
    within = arrived_within(calls, behind.start or start, behind.end or end)
    kept = tuple(counted(within, reading.settings.short_abandon_seconds))
    if behind.figure:
        figure = Figure(behind.figure)
        found = behind_figure(figure, calls if figure in NOW_FIGURES else kept)
    elif behind.group and behind.start and behind.end:
        found = waited_within(
            calls, reading.group_of_call, behind.group, behind.start, behind.end, reading.now
        )
    elif behind.advisor:
        found = taken_by(kept, behind.advisor)
    else:
        # The chart counts every call of its step, however soon its caller gave up.
        found = within
    return tuple(reversed(found))


def promises_behind(reading: BoardReading, span: Span) -> tuple[BehindLine, ...]:
    """The promises that were due within the span by now, the newest first."""
    start, end = reading.between(span)
    due = [
        one
        for one in reading.promises
        if start <= one.due_at < end and one.due_at <= reading.now and one.state in _OWED
    ]
    names = _names(reading)
    ordered = sorted(due, key=lambda one: one.due_at, reverse=True)
    return tuple(_of_promise(one, reading, names) for one in ordered)


def call_lines(
    reading: BoardReading, calls: Sequence[CallTimes], seen: Mapping[str, SeenCall]
) -> Iterator[BehindLine]:
    """The calls as lines; `seen` says as much of each caller as may be seen."""
    names, now = _names(reading), reading.now
    for one in calls:
        known = seen.get(one.call, SeenCall())
        handled = one.connected(now) + one.wrap(now)
        yield BehindLine(
            key=one.call,
            came=_moment(one.arrived),
            who=known.caller or phrase(_NOT_TOLD),
            group=_group(reading, reading.group_of_call.get(one.call, "")),
            waited=waited(one.waited(now)),
            outcome=_outcome(one, now),
            by=names.get(one.by, one.by),
            handled=waited(handled) if one.accepted else "",
            late=one.waited(now) > reading.settings.service_level_seconds,
            case=known.case,
        )


def _outcome(call: CallTimes, now: datetime) -> str:
    if call.accepted is not None:
        return (
            phrase("answered")
            if call.ended is not None and call.ended <= now
            else phrase("speaks now")
        )
    if call.abandoned is not None:
        return phrase("gave up")
    return phrase("promised a call") if call.promised is not None else "waits"


def _of_promise(one: Promise, reading: BoardReading, names: Mapping[str, str]) -> BehindLine:
    kept = one.state is PromiseState.KEPT
    return BehindLine(
        key=one.id,
        came=_moment(one.due_at),
        who=one.case or phrase("No case"),
        group=_group(reading, one.team),
        waited="",
        outcome=_OWED[one.state],
        by=names.get(one.owner, one.owner),
        late=not kept,
        case=one.case,
    )


def _group(reading: BoardReading, id_: str) -> str:
    group = reading.groups.group(id_)
    return phrase(group.name) if group is not None else ""


def _names(reading: BoardReading) -> dict[str, str]:
    return {one.id: one.name.partition(",")[0] for one in reading.advisors}


def _moment(at: datetime) -> str:
    return dated(at.astimezone(EASTERN), "%a %H:%M:%S")
