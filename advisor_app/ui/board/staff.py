"""Who is doing what, for the card of the advisors."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from advisor_app.domain.clock import clock_time, waited
from advisor_app.domain.people import Advisor, Role
from advisor_app.line.groups import Groups
from advisor_app.line.presence import WORDS, Presence, PresenceState
from advisor_app.line.trends import AT_WORK
from advisor_app.ui.board.picture import PersonShown, StateShown
from advisor_app.ui.wording import phrase

LONG_CALL_SECONDS: Final = 900
"""From here on a call draws a supervisor's eye; a habit of the house, not a limit."""

_ON_THE_LINE: Final = (
    (PresenceState.AVAILABLE, "ok"),
    (PresenceState.ON_CALL, "accent"),
    (PresenceState.WRAP_UP, "warning"),
)


def on_the_board(advisors: Sequence[Advisor]) -> tuple[Advisor, ...]:
    """Those who answer or oversee calls: no operator, nobody who left."""
    return tuple(one for one in advisors if one.role is not Role.OPERATOR and not one.disabled)


def states_of(
    advisors: Sequence[Advisor],
    presences: Sequence[Presence],
    groups: Groups,
    now: datetime,
    wrap_up_seconds: int,
) -> tuple[StateShown, ...]:
    """Available, on call, in wrap-up, away; the longest in a state first."""
    here = {one.advisor: one for one in presences}
    people = on_the_board(advisors)
    late = {
        PresenceState.ON_CALL: LONG_CALL_SECONDS,
        PresenceState.WRAP_UP: wrap_up_seconds,
    }
    shown = []
    for state, role in _ON_THE_LINE:
        own = [one for one in people if _state(here, one) is state]
        lines = _lines(own, here, groups, now, late.get(state, 0))
        of = len(people) if state is PresenceState.AVAILABLE else 0
        shown.append(StateShown(word=phrase(WORDS[state]), role=role, people=lines, of=of))
    others = [one for one in people if _state(here, one) not in AT_WORK]
    away = _lines(others, here, groups, now, 0)
    return (*shown, StateShown(word=phrase("Away"), role="ink3", people=away))


def at_work_now(advisors: Sequence[Advisor], presences: Sequence[Presence]) -> int:
    """How many answer the line now, whatever their group."""
    here = {one.advisor: one for one in presences}
    return sum(1 for one in on_the_board(advisors) if _state(here, one) in AT_WORK)


def answering(advisors: Sequence[Advisor], presences: Sequence[Presence], group: str) -> int:
    """How many of a group are on the line now."""
    here = {one.advisor: one for one in presences}
    own = (one for one in on_the_board(advisors) if one.group == group)
    return sum(1 for one in own if _state(here, one) in AT_WORK)


def _state(here: Mapping[str, Presence], advisor: Advisor) -> PresenceState:
    known = here.get(advisor.id)
    return known.state if known is not None else PresenceState.AWAY


def _lines(
    own: Sequence[Advisor],
    here: Mapping[str, Presence],
    groups: Groups,
    now: datetime,
    late_after: int,
) -> tuple[PersonShown, ...]:
    ordered = sorted(own, key=lambda one: (here[one.id].since if one.id in here else now, one.id))
    return tuple(_line(one, here.get(one.id), groups, now, late_after) for one in ordered)


def _line(
    advisor: Advisor, presence: Presence | None, groups: Groups, now: datetime, late_after: int
) -> PersonShown:
    group = groups.group(advisor.group)
    detail = phrase(group.name) if group is not None else advisor.title
    time, late = "", False
    if presence is not None:
        seconds = presence.seconds(now)
        time, late = waited(seconds), bool(late_after) and seconds > late_after
        if presence.back_at is not None and not presence.busy:
            time = phrase("back {clock_time}", clock_time=clock_time(presence.back_at))
        if presence.state not in AT_WORK:
            plain = presence.state is PresenceState.AWAY
            detail = detail if plain else phrase(WORDS[presence.state]).lower()
    else:
        time = phrase("signed out")
    return PersonShown(
        initials=advisor.initials,
        name=advisor.name.partition(",")[0],
        detail=detail,
        time=time,
        late=late,
        id=advisor.id,
    )
