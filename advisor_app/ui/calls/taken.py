"""A call that a desk has taken: how long it has it, and what it tells of the case at once."""

from dataclasses import dataclass
from datetime import datetime

from advisor_app.domain.answers import Source, say
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.line.calls import Call, CallState


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCall:
    """The call at this desk as the desk last heard of it; `held_since` while it is on hold."""

    call: Call
    since: datetime
    held_since: datetime | None = None

    def moved(self, call: Call, now: datetime) -> "TakenCall":
        """The same call as it stands now."""
        held_since = (self.held_since or now) if call.state is CallState.HELD else None
        return TakenCall(call=call, since=self.since, held_since=held_since)


def taken(call: Call, now: datetime) -> TakenCall:
    """A call that comes to this desk now, perhaps on hold."""
    return TakenCall(call=call, since=now).moved(call, now)


def first_answers(call: Call, advisor: str) -> Intake:
    """What is known when a call is taken: when, by whom, from which number, in which language."""
    intake = Intake()
    known = {
        "call.received_at": call.arrived_at.isoformat(),
        "call.channel": call.channel,
        "call.advisor_id": advisor,
        "call.callback_number": call.phone,
        "lang.spoken": call.language,
    }
    for path, value in known.items():
        if value:
            intake = with_answer(intake, path, say(value, source=Source.SYSTEM))
    return intake
