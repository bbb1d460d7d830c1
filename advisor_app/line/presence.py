"""What an advisor is doing, and what may follow; nobody becomes available by themselves."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final


class PresenceState(StrEnum):
    """What an advisor is doing right now."""

    AVAILABLE = "available"
    ON_CALL = "on_call"
    WRAP_UP = "wrap_up"
    BREAK = "break"
    LUNCH = "lunch"
    TRAINING = "training"
    MEETING = "meeting"
    CASE_WORK = "case_work"
    AWAY = "away"


WORDS: Final[dict[PresenceState, str]] = {
    PresenceState.AVAILABLE: "Available",
    PresenceState.ON_CALL: "On call",
    PresenceState.WRAP_UP: "Wrap-up",
    PresenceState.BREAK: "Break",
    PresenceState.LUNCH: "Lunch",
    PresenceState.TRAINING: "Training",
    PresenceState.MEETING: "Meeting",
    PresenceState.CASE_WORK: "Case work",
    PresenceState.AWAY: "Away",
}

SET_BY_THE_LINE: Final = frozenset({PresenceState.ON_CALL, PresenceState.WRAP_UP})
"""What follows from a call and cannot be chosen."""

CHOICES: Final = tuple(state for state in PresenceState if state not in SET_BY_THE_LINE)
"""What an advisor may choose, in the order of the menu."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What one advisor does since `since`.

    `pending` is what was chosen during a call and begins after it; `back_at` is when they said they
    would be back.
    """

    advisor: str
    state: PresenceState = PresenceState.AWAY
    since: datetime
    pending: PresenceState | None = None
    back_at: datetime | None = None

    @property
    def busy(self) -> bool:
        """Whether a call, or what it left to write, holds the advisor."""
        return self.state in SET_BY_THE_LINE

    @property
    def words(self) -> str:
        """As shown: `Available`, or `On call, then break`."""
        shown = WORDS[self.state]
        return shown if self.pending is None else f"{shown}, then {WORDS[self.pending].lower()}"

    def seconds(self, now: datetime) -> float:
        """How long it has lasted; never negative."""
        return max(0.0, (now - self.since).total_seconds())


def choose(
    presence: Presence, state: PresenceState, now: datetime, back_at: datetime | None = None
) -> Presence:
    """The presence after a choice; during a call and its wrap-up the choice waits.

    Raises ValueError for a state that only the line can set.
    """
    if state in SET_BY_THE_LINE:
        raise ValueError(f"{state} follows from a call and cannot be chosen")
    if presence.busy:
        wanted = None if state is PresenceState.AVAILABLE else state
        return replace(presence, pending=wanted, back_at=back_at)
    if presence.state is state:
        return replace(presence, back_at=back_at)
    return Presence(advisor=presence.advisor, state=state, since=now, back_at=back_at)


def begin_call(presence: Presence, now: datetime) -> Presence:
    """The presence when a call is accepted; what they were to do next stays."""
    return replace(presence, state=PresenceState.ON_CALL, since=now)


def end_call(presence: Presence, now: datetime) -> Presence:
    """The presence when the call has ended and is to be written up; a second end is no news."""
    if presence.state is not PresenceState.ON_CALL:
        return presence
    return replace(presence, state=PresenceState.WRAP_UP, since=now)


def finish_wrap_up(presence: Presence, now: datetime) -> Presence:
    """The presence after the wrap-up: what was chosen meanwhile, else available."""
    if presence.state is not PresenceState.WRAP_UP:
        return presence
    chosen = presence.pending or PresenceState.AVAILABLE
    return Presence(advisor=presence.advisor, state=chosen, since=now, back_at=presence.back_at)


def let_ring_out(presence: Presence, now: datetime) -> Presence:
    """The presence after an offer that nobody took up: away, so that no more calls ring there."""
    if presence.state is not PresenceState.AVAILABLE:
        return presence
    return Presence(advisor=presence.advisor, state=PresenceState.AWAY, since=now)


def be_gone(presence: Presence, now: datetime) -> Presence:
    """The presence of somebody whose desk is silent: away, whatever they did."""
    return Presence(advisor=presence.advisor, state=PresenceState.AWAY, since=now)
