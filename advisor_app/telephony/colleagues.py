"""The other desks of a demonstration: what simulated advisors would do with the calls they hold.

It keeps nothing: what is due follows from the calls as they stand, so a demonstration that was
interrupted goes on where it was.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from advisor_app.line.calls import Call, CallEventKind, CallState
from advisor_app.telephony.desks import Desks


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something a simulated advisor does to a call, due since `at`; `detail` is a wrap-up code."""

    at: datetime
    advisor: str
    call: str
    kind: CallEventKind
    detail: str = ""


def deeds(
    calls: Sequence[Call], desks: Desks, people: frozenset[str], now: datetime
) -> tuple[Deed, ...]:
    """What is due at `now`, in order of its instant; the calls of `people` (at real desks) rest.

    An offer that a simulated advisor lets ring is no deed: it runs out by itself.
    """
    due = [deed for call in calls for deed in _next(call, desks, people) if deed.at <= now]
    return tuple(sorted(due, key=lambda deed: (deed.at, deed.call)))


def _next(call: Call, desks: Desks, people: frozenset[str]) -> Iterator[Deed]:
    advisor = call.offered_to if call.state is CallState.OFFERED else call.holder
    if not advisor or advisor in people or call.state_since is None:
        return
    work = desks.work(call)
    match call.state:
        case CallState.OFFERED:
            reaction = desks.reaction(call.id, advisor, call.version)
            if reaction.accepts or reaction.declines:
                kind = CallEventKind.ACCEPTED if reaction.accepts else CallEventKind.DECLINED
                yield _deed(call, advisor, kind, reaction.seconds)
        case CallState.CONNECTED:
            yield _deed(call, advisor, CallEventKind.ENDED, work.talk)
        case CallState.HELD:
            yield _deed(call, advisor, CallEventKind.HOLD_END, work.hold)
        case CallState.WRAP_UP:
            yield _deed(call, advisor, CallEventKind.WRAP_DONE, work.wrap, work.code.value)


def _deed(call: Call, advisor: str, kind: CallEventKind, seconds: float, detail: str = "") -> Deed:
    begun = call.state_since or call.arrived_at
    return Deed(
        at=begun + timedelta(seconds=seconds),
        advisor=advisor,
        call=call.id,
        kind=kind,
        detail=detail,
    )
