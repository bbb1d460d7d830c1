"""A seeded shift of callers: the same seed gives the same calls, second by second."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

from advisor_app.domain.asking import still_to_ask
from advisor_app.domain.case import OnlineRequest
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answers
from advisor_app.domain.questions import Stage
from advisor_app.line.calls import IncomingCall
from advisor_app.line.news import Arrived, HungUp, LineNews, Requested
from advisor_app.telephony.script import ScriptedCaller, ScriptedRequest, ShiftScript, intake_of

CALLS_PER_BUSY_HOUR: Final = 100
"""Calls in the busiest hour of a line with 18 advisors (a line of 50 seats is told to have 107)."""

_TOLD_STORY: Final = 0.35
_CALLS_AGAIN: Final = 0.06
_PATIENCE_MEAN: Final = 270.0
_PATIENCE_LEAST: Final = 15


@dataclass(slots=True)
class _Deck:
    """The scripted callers that are still to come, and those who have called."""

    left: list[ScriptedCaller]
    called: list[IncomingCall] = field(default_factory=list)


class ShiftSimulator:
    """A source of calls that plays one shift.

    `start` is the instant at which the line opens, `hours` how long it is open,
    `calls_per_busy_hour` how many calls come in the busiest hour. With `calls` exactly so many
    come instead, over a day's profile that is stretched to a longer shift (a Poisson process, given
    its count). Nothing is drawn after construction, so how often it is asked does not change what
    it tells.
    """

    def __init__(
        self,
        seed: int,
        start: datetime,
        hours: float,
        script: ShiftScript,
        calls_per_busy_hour: float = CALLS_PER_BUSY_HOUR,
        *,
        calls: int | None = None,
    ) -> None:
        self._random = Random(f"shift {seed}")
        self._start = start
        self._end = start + timedelta(hours=hours)
        self._script = script
        self._stories: dict[str, ScriptedCaller] = {}
        self._answered: set[str] = set()
        self._told = 0
        self._news = self._plan(calls_per_busy_hour, calls)

    @property
    def start(self) -> datetime:
        """When the line opens."""
        return self._start

    @property
    def end(self) -> datetime:
        """When the line closes: no call comes after it."""
        return self._end

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        """What happened since the last time, up to and with `now`."""
        first = self._told
        while self._told < len(self._news) and self._news[self._told].at <= now:
            self._told += 1
        return tuple(
            one
            for one in self._news[first : self._told]
            if not (isinstance(one, HungUp) and one.call in self._answered)
        )

    def answered(self, call: str) -> None:
        """Somebody answered the call: its caller gives up no more."""
        self._answered.add(call)

    def story(self, call: str) -> str:
        """What the caller of a call tells, where there is a story."""
        scripted = self._stories.get(call)
        return scripted.story if scripted is not None else ""

    def _plan(self, calls_per_busy_hour: float, calls: int | None) -> list[LineNews]:
        length = (self._end - self._start) / timedelta(minutes=1)
        fixed = [
            one
            for one in self._script.callers
            if one.at_minute is not None and one.at_minute < length
        ][:calls]
        deck = _Deck(left=[one for one in self._script.callers if one.at_minute is None])
        self._random.shuffle(deck.left)
        told: list[tuple[datetime, ScriptedCaller | None]] = [
            (self._start + timedelta(minutes=one.at_minute or 0), one) for one in fixed
        ]
        if calls is None:
            told += [(at, None) for at in self._arrivals(calls_per_busy_hour)]
        else:
            told += [(at, None) for at in self._so_many(calls - len(fixed))]
        news: list[LineNews] = []
        ordered = sorted(told, key=lambda one: one[0])
        for number, (at, scripted) in enumerate(ordered, start=1):
            news += self._call(number, at, scripted, deck)
        news += [self._requested(one) for one in self._script.requests]
        return sorted(news, key=lambda one: one.at)

    def _arrivals(self, calls_per_busy_hour: float) -> list[datetime]:
        """Instants at random, thinned to the profile of the day."""
        found: list[datetime] = []
        second = 0.0
        length = (self._end - self._start).total_seconds()
        while calls_per_busy_hour > 0:
            second += self._random.expovariate(calls_per_busy_hour / 3600)
            if second >= length:
                break
            profile = self._script.profile
            share = profile[int(second // 1800) % len(profile)]
            if self._random.random() < share:
                found.append(self._start + timedelta(seconds=round(second, 1)))
        return found

    def _so_many(self, number: int) -> list[datetime]:
        """Exactly so many instants at random, by the profile of the day."""
        profile = self._script.profile
        length = (self._end - self._start).total_seconds()
        step = max(1800.0, length / len(profile))
        found: list[datetime] = []
        while len(found) < number:
            second = self._random.uniform(0, length)
            if self._random.random() < profile[int(second // step) % len(profile)]:
                found.append(self._start + timedelta(seconds=int(second * 10) / 10))
        return found

    def _call(
        self, number: int, at: datetime, scripted: ScriptedCaller | None, deck: _Deck
    ) -> list[LineNews]:
        call_id = f"sim-{self._start.astimezone(EASTERN):%Y%m%d-%H%M}-{number:03d}"
        draw = self._random.random()
        if scripted is None and draw < _CALLS_AGAIN and deck.called:
            call = self._again(call_id, at, self._random.choice(deck.called))
        elif scripted is None and draw < _TOLD_STORY and deck.left:
            scripted = deck.left.pop()
            call = self._scripted(call_id, at, scripted)
        elif scripted is not None:
            call = self._scripted(call_id, at, scripted)
        else:
            call = self._anybody(call_id, at)
        if scripted is not None:
            self._stories[call_id] = scripted
        deck.called.append(call)
        gives_up = at + timedelta(seconds=call.patience_seconds or 0)
        return [Arrived(at=at, call=call), HungUp(at=gives_up, call=call_id)]

    def _scripted(self, call_id: str, at: datetime, scripted: ScriptedCaller) -> IncomingCall:
        return IncomingCall(
            id=call_id,
            phone=scripted.phone,
            arrived_at=at,
            caller=scripted.caller,
            words=scripted.words,
            family=scripted.family,
            language=scripted.language,
            channel=scripted.channel,
            urgent=scripted.urgent,
            patience_seconds=scripted.patience or self._patience(),
        )

    def _again(self, call_id: str, at: datetime, earlier: IncomingCall) -> IncomingCall:
        return IncomingCall(
            id=call_id,
            phone=earlier.phone,
            arrived_at=at,
            caller=earlier.caller,
            words="calls again",
            family=earlier.family,
            language=earlier.language,
            channel=earlier.channel,
            first_time=False,
            patience_seconds=self._patience(),
        )

    def _anybody(self, call_id: str, at: datetime) -> IncomingCall:
        script = self._script
        theme = self._random.choices(script.themes, [one.weight for one in script.themes])[0]
        codes = [code for code, _ in script.languages]
        language = self._random.choices(codes, [share for _, share in script.languages])[0]
        caller = f"{self._random.choice(script.initials)} {self._random.choice(script.names)}"
        area = self._random.choice(("212", "516", "631", "718", "732", "908", "914", "973"))
        return IncomingCall(
            id=call_id,
            phone=f"({area}) 555-01{self._random.randrange(100):02d}",
            arrived_at=at,
            caller=caller if theme.family else "",
            words=self._random.choice(theme.words),
            family=theme.family,
            language=language,
            first_time=self._random.random() < 0.8,
            patience_seconds=self._patience(),
        )

    def _patience(self) -> int:
        return _PATIENCE_LEAST + int(self._random.expovariate(1 / _PATIENCE_MEAN))

    def _requested(self, scripted: ScriptedRequest) -> Requested:
        at = self._start + timedelta(minutes=scripted.at_minute)
        intake = intake_of(scripted, at.astimezone(EASTERN).date())
        return Requested(
            at=at,
            request=OnlineRequest(
                id=scripted.id,
                received_at=at,
                intake=intake,
                wanted_at=scripted.wanted_at,
                answered=_answered(intake),
                asked=_answered(intake) + _open(intake, at),
                notes=scripted.notes,
            ),
        )


def _answered(intake: Intake) -> int:
    return sum(1 for _ in answers(intake))


def _open(intake: Intake, at: datetime) -> int:
    """How many questions of the first contact the form left open."""
    today = at.astimezone(EASTERN).date()
    return len(still_to_ask(intake, Stage.FIRST_CONTACT, today))
