"""What advisors do right now, as they choose it and as the line sees it."""

from datetime import datetime

from advisor_app.domain.case import Act
from advisor_app.line.figures import PresenceSpan
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.line.presence import choose as chosen
from advisor_app.services.failures import NotPossible
from advisor_app.services.gate import Gate, desk_of
from advisor_app.services.ports import Clock, Store
from advisor_app.services.rights import Deed


class Presences:
    """The presence of everybody on the line; calls change it through the queue."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)

    def get(self, act: Act, account: str = "") -> Presence:
        """What one advisor (by default: the one who asks) does; away until they say otherwise."""
        advisor = account or act.session.account
        with self._store.reading() as unit:
            found = unit.presence.presence(advisor)
        return found or Presence(advisor=advisor, since=self._clock.now())

    def all(self) -> tuple[Presence, ...]:
        """What everybody does, as far as it is known."""
        with self._store.reading() as unit:
            return unit.presence.presences()

    def choose(self, act: Act, state: PresenceState, back_at: datetime | None = None) -> Presence:
        """Do something else from now on, or after the call. Raises NotPossible."""
        me, now = act.session.account, self._clock.now()
        with self._gate.writing(
            act, Deed.TAKE_CALLS, "presence.choose", "account", me, on=desk_of(act)
        ) as unit:
            before = unit.presence.presence(me) or Presence(advisor=me, since=now)
            try:
                presence = chosen(before, state, now, back_at)
            except ValueError:
                raise NotPossible("That state follows from a call.") from None
            unit.presence.put(presence)
            unit.audit.append("presence.choose", "account", me, state.value)
            return presence

    def spans(self, since: datetime | None = None) -> tuple[PresenceSpan, ...]:
        """What everybody did, with what lasts still; for the figures of the line."""
        with self._store.reading() as unit:
            ended = unit.presence.spans(since)
            lasting = unit.presence.presences()
        return (
            *ended,
            *(
                PresenceSpan(advisor=one.advisor, state=one.state, start=one.since)
                for one in lasting
            ),
        )
