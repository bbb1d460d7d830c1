"""What a time that is being typed for a call back means: both clocks, warnings, better times."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.line.calendar import LineHours, line_state
from advisor_app.line.promises import both_clocks, callback_times, half_hour, zone_of
from advisor_app.ui.calls.when import read_when
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import dated, phrase

_OFFERED_TIMES: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCheck:
    """The instant, if the words name one; `words` on both clocks; `warnings` as sentences.

    `better` are free times that suit the patient and the line, offered beside.
    """

    at: datetime | None
    words: str
    warnings: tuple[str, ...] = ()
    better: tuple[datetime, ...] = ()
    past: bool = False

    @property
    def usable(self) -> bool:
        """Whether the time can be promised; warnings do not forbid it, the past does."""
        return self.at is not None and not self.past


def check(
    text: str,
    zone: str,
    *,
    in_their_clock: bool,
    hours: LineHours,
    now: datetime,
    full: frozenset[datetime] | None = None,
) -> PromiseCheck:
    """Read the time on the patient's clock or on ours, and say what is wrong with it.

    `full` are the half hours that hold as many call-backs as the line keeps; without it the
    centre has not said how many, and no times are offered.
    """
    at = read_when(text, now, zone_of(zone) if in_their_clock else EASTERN)
    if at is None:
        better = _offered(now, zone, hours, full)
        said = phrase("such as 16:00, tomorrow 9:30, thu 2 pm") if text.strip() else ""
        return PromiseCheck(at=None, words=said, better=better)
    past = at <= now
    warnings = _warnings(at, zone, hours, full or frozenset(), past=past)
    better = _offered(now if past else at, zone, hours, full) if warnings else ()
    return PromiseCheck(
        at=at, words=clock_words(at, zone), warnings=warnings, better=better, past=past
    )


def _offered(
    first: datetime, zone: str, hours: LineHours, full: frozenset[datetime] | None
) -> tuple[datetime, ...]:
    return () if full is None else callback_times(first, zone, hours, full, _OFFERED_TIMES)


def clock_words(at: datetime, zone: str) -> str:
    """`Tue 24 NOV 10:00 ET = 16:00 CET`."""
    clocks = both_clocks(at, zone)
    return f"{dated(clocks.ours, '%a')} {dated(clocks.ours, '%d %b').upper()} {clocks.words}"


def _warnings(
    at: datetime, zone: str, hours: LineHours, full: frozenset[datetime], *, past: bool
) -> tuple[str, ...]:
    if past:
        return (phrase("This time has passed."),)
    clocks, line = both_clocks(at, zone), line_state(at, hours)
    found = []
    if clocks.quiet:
        found.append(
            phrase(
                "{theirs:%H:%M} is quiet hours there: before 08:00 or after 21:00.",
                theirs=clocks.theirs,
            )
        )
    if not hours.set:
        found.append(phrase("The hours of the line are not set."))
    elif not line.staffed:
        reason = f" ({retold(line.reason)})" if line.reason else ""
        found.append(phrase("The line is closed then{reason}.", reason=reason))
    if half_hour(at) in full:
        found.append(phrase("That half hour holds as many call-backs as the line keeps."))
    return tuple(found)
