"""What was read of the line at one instant, and over which time the board reckons it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.case import Promise
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Advisor
from advisor_app.line.calendar import LineHours
from advisor_app.line.call_times import CallTimes, call_times
from advisor_app.line.calls import CallEvent
from advisor_app.line.figures import LineFigures, PresenceSpan, figures_between
from advisor_app.line.groups import Groups
from advisor_app.line.presence import Presence
from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.board.picture import Span
from advisor_app.ui.board.steps import Expected, Ruler, midnight, read_since, ruler_of

_DAY: Final = timedelta(days=1)
_NO_FAMILY: Final = "suspicion"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReading:
    """What was read of the line at `now`; `group_of_call` names the group of each call."""

    now: datetime
    events: tuple[CallEvent, ...] = ()
    presences: tuple[Presence, ...] = ()
    spans: tuple[PresenceSpan, ...] = ()
    promises: tuple[Promise, ...] = ()
    advisors: tuple[Advisor, ...] = ()
    settings: CentreSettings = field(default_factory=CentreSettings)
    groups: Groups = field(default_factory=Groups)
    hours: LineHours = field(default_factory=LineHours)
    group_of_call: Mapping[str, str] = field(default_factory=dict)
    expected: Expected = field(default_factory=Expected)

    def calls(self) -> tuple[CallTimes, ...]:
        """Every call that was read, as its events tell it."""
        return call_times(self.events, self.now)

    def ruler(self, span: Span) -> Ruler:
        """The steps that a span is shown in."""
        return ruler_of(span, self.now, self.hours, [one.arrived for one in self.calls()])

    def figures(self, span: Span) -> LineFigures:
        """The figures of a span: what `report --from --to` says of the same range."""
        start, end = self.between(span)
        return figures_between(
            start,
            end,
            self.now,
            self.events,
            self.settings.service_level_seconds,
            spans=self.spans,
            promises=self.promises,
            short_abandon_seconds=self.settings.short_abandon_seconds,
        )

    def between(self, span: Span) -> tuple[datetime, datetime]:
        """From when on and before when a call counts: whole days, or the two hours up to now."""
        if span is Span.NOW:
            ruler = self.ruler(span)
            return ruler.start, ruler.end
        tomorrow = midnight(self.now.astimezone(EASTERN).date() + _DAY)
        return read_since(span, self.now), tomorrow


def group_of_family(family: str, groups: Groups) -> str:
    """The id of the group that answers for a family, or for calls of which none is known."""
    found = groups.of_family(family) or groups.of_family(_NO_FAMILY)
    return found.id if found is not None else ""
