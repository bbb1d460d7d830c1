"""A call while the line is closed: nobody is there to answer, so the line promises to call back."""

from dataclasses import replace
from typing import Final

from advisor_app.domain.intake import Intake
from advisor_app.line.calendar import LineHours, LinePhase, line_state, read_line_hours
from advisor_app.line.calls import Call, CallEventKind
from advisor_app.line.promises import callback_times
from advisor_app.line.zones import zone_choices
from advisor_app.services.call_moves import move
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.ports import Writing
from advisor_app.services.promises import TEAM, Promises
from advisor_app.services.queue_values import NewPromise

CALLED: Final = "called while the line was closed"


class AfterHours:
    """Knows when the line is staffed; where the hours are not set it changes nothing."""

    def __init__(self, promises: Promises) -> None:
        self._promises = promises
        self._calendar = read_line_hours()

    def promised(self, unit: Writing, call: Call) -> Call:
        """The call, as a promise of the line where it came while nobody was there.

        It is due in the first half hour that is staffed, has room and is not quiet for the caller.
        An urgent call, or one that shows no number, waits as any other.
        """
        hours = self._hours(unit)
        if call.urgent or not call.phone or not _is_closed(call, hours):
            return call
        zone = zone_choices(Intake(), call.phone)[0].zone
        full = self._promises.full_in(unit) or frozenset()
        times = callback_times(call.arrived_at, zone, hours, full, 1)
        if not times:
            return call
        new = NewPromise(due_at=times[0], zone=zone, phone=call.phone, about=CALLED,
                         speak_to=call.caller, team=TEAM)  # fmt: skip
        self._promises.add(unit, None, new)
        return move(unit, call, CallEventKind.PROMISED, call.arrived_at)

    def _hours(self, unit: Writing) -> LineHours:
        settings = unit.centre.settings() or CentreSettings()
        return replace(self._calendar, opens=settings.opens, closes=settings.closes)


def _is_closed(call: Call, hours: LineHours) -> bool:
    return hours.set and line_state(call.arrived_at, hours).phase is LinePhase.CLOSED
