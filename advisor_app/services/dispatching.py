"""Offers calls to advisors; every desk may run it at any time, and twice is as good as once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from advisor_app.domain.people import Advisor
from advisor_app.line.calls import Call, CallEventKind, CallState
from advisor_app.line.groups import Groups
from advisor_app.line.pairing import (
    Offer,
    PairingRules,
    Setting,
    Within,
    given_back,
    run_out,
    unanswered,
)
from advisor_app.line.presence import Presence, be_gone, let_ring_out
from advisor_app.services.call_moves import (
    WAITS,
    call_of,
    change_presence,
    offer_to,
    withdraw_offer,
)
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import DoneElsewhere
from advisor_app.services.ports import Clock, Reading, Store, Writing

Pair: TypeAlias = Callable[
    [Sequence[Call], Sequence[Advisor], Sequence[Presence], datetime, Setting], tuple[Offer, ...]
]
_DISPATCH: Final = "dispatch"
_RINGING: Final = WAITS | {CallState.TRANSFERRING}
_PASSED: Final = (CallEventKind.DECLINED.value, CallEventKind.OFFER_EXPIRED.value)


class Dispatcher:
    """Takes back offers that ran out and makes new ones."""

    def __init__(
        self, store: Store, clock: Clock, *, within: Within, groups: Groups, pair: Pair
    ) -> None:
        self._store = store
        self._clock = clock
        self._within = within
        self._groups = groups
        self._pair = pair

    def dispatch(self) -> tuple[Offer, ...]:
        """The offers made now; nothing is written where nothing changes.

        Of many consoles that find the same thing to do one does it; the others go on at once.
        """
        now = self._clock.now()
        with self._store.reading() as unit:
            if not unit.calls.ran_out(now) and not self._wanted(unit, now):
                return ()
        try:
            with self._store.writing(for_all=_DISPATCH) as unit:
                self._take_back_all(unit, now)
                made = self._wanted(unit, now)
                for offer in made:
                    self._make(unit, offer, now)
                return made
        except DoneElsewhere:
            return ()

    def _wanted(self, unit: Reading | Writing, now: datetime) -> tuple[Offer, ...]:
        ringing = unit.calls.in_states(_RINGING)
        if not any(one.state is CallState.WAITING for one in ringing):
            return ()
        advisors = [one.advisor for one in unit.accounts.accounts()]
        rules = (unit.centre.settings() or CentreSettings()).rules
        setting = Setting(
            within=self._within,
            groups=self._groups,
            rules=rules,
            owners=_owners(unit, ringing),
            passed=_passed(unit, rules, now),
        )
        return tuple(self._pair(ringing, advisors, unit.presence.presences(), now, setting))

    def _take_back_all(self, unit: Writing, now: datetime) -> None:
        late = unit.calls.ran_out(now)
        silent = given_back(late, now)
        for call in silent:
            self._give_back(unit, call, now)
        for call in unanswered([one for one in late if one not in silent], now):
            self._keep_with_sender(unit, call, now)
        for call in run_out(late, now):
            self._take_back(unit, call, now)

    def _take_back(self, unit: Writing, call: Call, now: datetime) -> None:
        change_presence(unit, call.offered_to, now, let_ring_out)
        withdraw_offer(unit, call, CallEventKind.OFFER_EXPIRED, now, call.offered_to)

    def _give_back(self, unit: Writing, call: Call, now: datetime) -> None:
        """The desk that had the call is silent: the caller waits again, by the old arrival."""
        change_presence(unit, call.holder, now, be_gone)
        lost = CallEventKind.LEASE_LOST
        withdraw_offer(unit, call, lost, now, call.holder, holder="", lease_until=None)

    def _keep_with_sender(self, unit: Writing, call: Call, now: datetime) -> None:
        """Nobody answered the transfer: who offered it goes on with the caller."""
        refused = CallEventKind.TRANSFER_REFUSED
        withdraw_offer(unit, call, refused, now, call.offered_to, "not answered")

    def _make(self, unit: Writing, offer: Offer, now: datetime) -> None:
        call = call_of(unit, offer.call_id)
        offer_to(unit, call, offer.advisor, offer.why, now, offer.until)


def _owners(unit: Reading | Writing, waiting: Sequence[Call]) -> dict[str, str]:
    found: dict[str, str] = {}
    for call in waiting:
        record = unit.cases.record(call.case) if call.case else None
        owner = record.owner if record is not None else call.prefers
        if owner:
            found[call.id] = owner
    return found


def _passed(
    unit: Reading | Writing, rules: PairingRules, now: datetime
) -> frozenset[tuple[str, str]]:
    since = now - timedelta(seconds=rules.pass_seconds)
    return frozenset((one.call, one.by) for one in unit.calls.events(since, _PASSED))
