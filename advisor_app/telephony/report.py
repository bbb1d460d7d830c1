"""What a simulated shift came to: the events, the figures, and both as plain data."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from advisor_app.domain.case import Promise
from advisor_app.domain.clock import clock_time
from advisor_app.line.calls import Call, CallEvent
from advisor_app.line.figures import LineFigures, PresenceSpan, as_data, line_figures
from advisor_app.line.outcomes import CaseFigures, Contact, case_figures
from advisor_app.line.presence import Presence
from advisor_app.line.staffing import WhatIf, what_if
from advisor_app.line.trends import AdvisorFigures, Interval, by_advisor, intervals


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """One shift up to `end`; every figure follows from `events`.

    `calls` and `presences` are as they stand at the end, `spans` how the advisors spent the time.
    """

    seed: int
    hours: float
    advisors: int
    start: datetime
    end: datetime
    events: tuple[CallEvent, ...]
    calls: tuple[Call, ...]
    spans: tuple[PresenceSpan, ...]
    presences: tuple[Presence, ...]
    promises: tuple[Promise, ...]
    contacts: tuple[Contact, ...]
    threshold_seconds: int

    @property
    def figures(self) -> LineFigures:
        """The figures of the line over the whole shift."""
        return line_figures(
            self.events,
            self.end,
            self.threshold_seconds,
            spans=self.spans,
            promises=self.promises,
        )

    @property
    def case_figures(self) -> CaseFigures:
        """What the shift achieved for its callers; nobody was matched, so no overrides."""
        return case_figures(self.contacts, (), {})

    @property
    def half_hours(self) -> tuple[Interval, ...]:
        """The shift by half hour."""
        return intervals(self.events, self.start, self.end, self.threshold_seconds)

    @property
    def by_advisor(self) -> tuple[AdvisorFigures, ...]:
        """The shift by advisor."""
        return by_advisor(self.events, self.end)

    @property
    def expected(self) -> WhatIf | None:
        """What the Erlang C formula expects of the same load; callers there never give up."""
        figures = self.figures
        if figures.aht is None:
            return None
        calls_per_hour = figures.calls_presented / self.hours
        return what_if(self.advisors, calls_per_hour, figures.aht, self.threshold_seconds)

    def as_data(self) -> dict[str, Any]:
        """The report as plain data (JSON): seconds, and shares of one."""
        expected = self.expected
        return {
            "demonstration": True,
            "seed": self.seed,
            "hours": self.hours,
            "advisors": self.advisors,
            **as_data(self.figures),
            **{name: _short(value) for name, value in asdict(self.case_figures).items()},
            "erlang_c": None
            if expected is None
            else {name: _short(value) for name, value in asdict(expected).items()},
            "half_hours": [
                {
                    "start": clock_time(one.start),
                    "arrived": one.arrived,
                    "answered": one.answered,
                    "abandoned": one.abandoned,
                    "service_level": _short(one.service_level.negative),
                }
                for one in self.half_hours
            ],
            "by_advisor": [
                {name: _short(value) for name, value in asdict(one).items()}
                for one in self.by_advisor
            ],
        }


def _short(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value
