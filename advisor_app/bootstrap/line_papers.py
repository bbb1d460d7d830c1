"""Gathers what the supervisor's papers say: the shift so far, and what waits now."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from advisor_app.bootstrap.house import House
from advisor_app.documents.line_report_content import (
    HalfHour,
    Handover,
    PromiseCount,
    ShiftReport,
    TeamLine,
    WaitingLine,
)
from advisor_app.domain.case import Act, Promise, PromiseState
from advisor_app.domain.clock import EASTERN, clock_time
from advisor_app.domain.places import language_name
from advisor_app.line.call_times import CallTimes, call_times
from advisor_app.line.calls import Call
from advisor_app.line.figures import figures_between
from advisor_app.line.groups import Groups, load_groups
from advisor_app.services.failures import NoSuchCall
from advisor_app.services.queue_values import QueueRow

_STEP: Final = timedelta(minutes=30)
_FIRST_HOUR: Final = 9
_SORTS: Final = {"call": "call", "promise": "callback", "request": "online request"}
_NO_TEAM: Final = "no group yet"


def shift_of(house: House, act: Act) -> ShiftReport:
    """The shift of today, up to now."""
    now, settings = house.now, house.centre.settings()
    local = now.astimezone(EASTERN)
    opens = settings.opens.hour if settings.opens is not None else _FIRST_HOUR
    start = local.replace(hour=opens, minute=0, second=0, microsecond=0)
    start = min(start, local)
    events = house.queue.events(act, start)
    calls = [one for one in call_times(events, now) if one.arrived >= start]
    promises = house.promises.all(act, start)
    figures = figures_between(
        start,
        now + _STEP,  # the shift goes on
        now,
        events,
        settings.service_level_seconds,
        spans=house.presences.spans(start),
        promises=promises,
        short_abandon_seconds=settings.short_abandon_seconds,
    )
    groups = load_groups()
    waits = [one.waited(now) for one in calls]
    return ShiftReport(
        start=start,
        end=now,
        advisors=len({one.by for one in calls if one.by}),
        goal_share=settings.service_level_target,
        goal_seconds=settings.service_level_seconds,
        offered=len(calls),
        service_level=figures.service_level.negative,
        abandonment=figures.abandonment_rate,
        mean_wait=figures.asa,
        longest_wait=max(waits, default=None),
        handling=figures.aht,
        occupancy=figures.occupancy,
        half_hours=tuple(_half_hours(calls, start, now, settings.service_level_seconds)),
        promises=_promises(promises, now, groups),
        teams=_teams(house, act, calls, now, settings.service_level_seconds, groups),
        handovers=tuple(_handovers(promises, now)),
    )


def waiting_of(house: House, act: Act) -> tuple[WaitingLine, ...]:
    """What waits now, urgent first, then by how long."""
    now = house.now
    lines = [_waiting(row, now, house) for row in house.queue.rows(act)]
    return tuple(sorted(lines, key=lambda one: (not one.urgent, -one.seconds)))


def _waiting(row: QueueRow, now: datetime, house: House) -> WaitingLine:
    since = row.due_at or row.arrived_at or now
    catalogue = house.knowledge.catalogue
    return WaitingLine(
        what=_SORTS.get(row.sort, row.sort),
        case=row.case,
        about=catalogue.name_of(row.family) if row.family else "",
        language=language_name(row.language) if row.language else "",
        seconds=(now - since).total_seconds(),
        holder=row.holder or row.offered_to,
        urgent=row.urgent,
    )


def _half_hours(
    calls: Sequence[CallTimes], start: datetime, now: datetime, seconds: float
) -> Iterator[HalfHour]:
    while start < now:
        own = [one for one in calls if start <= one.arrived < start + _STEP]
        answered = [one for one in own if one.accepted is not None]
        in_time = sum(1 for one in answered if one.waited(now) <= seconds)
        gone = sum(1 for one in own if one.abandoned is not None)
        yield HalfHour(start=start, in_time=in_time, later=len(answered) - in_time, gave_up=gone)
        start += _STEP


def _promises(
    promises: Sequence[Promise], now: datetime, groups: Groups
) -> tuple[PromiseCount, ...]:
    """How the promises due by now ended, by the team that owns them."""
    by_team: dict[str, list[Promise]] = {}
    for one in promises:
        group = groups.group(one.team)
        by_team.setdefault(group.name if group is not None else _NO_TEAM, []).append(one)
    return tuple(_count(team, own, now) for team, own in by_team.items())


def _count(team: str, own: Sequence[Promise], now: datetime) -> PromiseCount:
    def of(*states: PromiseState) -> list[Promise]:
        return [one for one in own if one.state in states]

    due = of(PromiseState.DUE)
    late = sum(1 for one in due if one.due_at < now)
    return PromiseCount(
        team=team,
        kept=len(of(PromiseState.KEPT)),
        moved=len(of(PromiseState.MOVED)),
        open=len(due) - late,
        overdue=late,
    )


def _teams(
    house: House,
    act: Act,
    calls: Sequence[CallTimes],
    now: datetime,
    seconds: float,
    groups: Groups,
) -> tuple[TeamLine, ...]:
    by_group: dict[str, list[CallTimes]] = {}
    for one in calls:
        by_group.setdefault(_group_of(house, act, one.call, groups), []).append(one)
    return tuple(_team(name, own, now, seconds) for name, own in sorted(by_group.items()))


def _group_of(house: House, act: Act, call_id: str, groups: Groups) -> str:
    try:
        call: Call = house.queue.call(act, call_id)
    except NoSuchCall:
        return _NO_TEAM
    group = groups.of_family(call.family)
    return group.name if group is not None else _NO_TEAM


def _team(name: str, own: Sequence[CallTimes], now: datetime, seconds: float) -> TeamLine:
    answered = [one for one in own if one.accepted is not None]
    handling = sum(one.connected(now) + one.wrap(now) for one in answered)
    return TeamLine(
        team=name,
        offered=len(own),
        in_time=sum(1 for one in answered if one.waited(now) <= seconds),
        gave_up=sum(1 for one in own if one.abandoned is not None),
        handling=handling / len(answered) if answered else None,
    )


def _handovers(promises: Sequence[Promise], now: datetime) -> Iterator[Handover]:
    for one in promises:
        if one.state is PromiseState.DUE and one.due_at < now:
            why = f"promise of {clock_time(one.due_at)} overdue"
            yield Handover(case=one.case, why=why, who=one.owner)
