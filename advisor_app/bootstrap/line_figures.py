"""The figures of the line over a span of time, from what its store keeps."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from advisor_app.bootstrap.house import House
from advisor_app.domain.clock import clock_time
from advisor_app.line.calls import ENDED_STATES, CallEvent, CallEventKind
from advisor_app.line.figures import as_data, figures_between
from advisor_app.line.outcomes import Contact, case_figures
from advisor_app.line.staffing import what_if
from advisor_app.line.trends import by_advisor, intervals
from advisor_app.telephony.desks import DATED


def figures_of(house: House, start: datetime, end: datetime) -> dict[str, Any]:
    """The metrics by name, as plain data: seconds, and shares of one; `end` itself is not in it."""
    act = house.act("figures of the line")
    events = house.queue.events(act, start)
    figures = figures_between(
        start,
        end,
        house.now,
        events,
        house.settings.service_level_seconds,
        spans=house.presences.spans(start),
        promises=house.promises.all(act, start),
        short_abandon_seconds=house.settings.short_abandon_seconds,
    )
    contacts = _contacts(house, [one for one in events if one.at < end])
    courses = house.referrals.courses(act, start, end)
    chosen = house.referrals.chosen_since(act, start)
    return {**as_data(figures), **_short(asdict(case_figures(contacts, courses, chosen)))}


def course_of(house: House, start: datetime, end: datetime) -> dict[str, Any]:
    """The same span by half hour and by advisor, as plain data."""
    found = house.queue.events(house.act("course of the line"), start)
    events = [one for one in found if one.at < end]
    seconds = house.settings.service_level_seconds
    return {
        "half_hours": [
            {
                "start": clock_time(one.start),
                "arrived": one.arrived,
                "answered": one.answered,
                "abandoned": one.abandoned,
                **_short({"service_level": one.service_level.negative}),
            }
            for one in intervals(events, start, end, seconds)
        ],
        "by_advisor": [_short(asdict(one)) for one in by_advisor(events, end)],
    }


def expected_of(
    figures: dict[str, Any], hours: float, advisors: int, seconds: float
) -> dict[str, Any] | None:
    """What the Erlang C formula expects of the same load; its callers never give up."""
    if figures["aht"] is None:
        return None
    calls_an_hour = figures["calls_presented"] / hours
    return _short(asdict(what_if(advisors, calls_an_hour, figures["aht"], seconds)))


def _contacts(house: House, events: Sequence[CallEvent]) -> list[Contact]:
    """The calls that ended in that span and belong to a case, with what they came to."""
    codes = {one.call: one.detail for one in events if one.kind is CallEventKind.WRAP_DONE}
    with house.store.reading() as unit:
        calls = unit.calls.in_states(ENDED_STATES)
    return [
        Contact(
            case=call.case,
            at=call.arrived_at,
            dated_step=codes[call.id] in DATED,
            planned=call.channel == "phone_callback",
        )
        for call in calls
        if call.case and call.id in codes
    ]


def _short(figures: dict[str, Any]) -> dict[str, Any]:
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in figures.items()
    }
