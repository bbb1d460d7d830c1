"""Any shift: callers come, advisors come and go, offers are taken, refused or let ring out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.people import Role
from advisor_app.line.calls import Call, CallState
from advisor_app.line.groups import load_groups
from advisor_app.line.pairing import Offer, PairingRules, Setting, fit, offer, run_out
from advisor_app.line.presence import Presence, PresenceState
from tests.line.test_pairing import CALLS, NOW, STAFF, within

TAKERS = [one for one in STAFF if one.role in (Role.ADVISOR, Role.NURSE)][::3]
"""Few, so that the one who is free is often not the one who fits."""
BY_ID = {one.id: one for one in STAFF}
RULES = PairingRules().with_help_after("breast", 40)
ALL_HELP_AFTER = max(2 * 40, RULES.language_seconds)
"""Seconds after which anybody may take any call: the last threshold of all teams is over."""


@dataclass
class Shift:
    """The line in memory: what `line.pairing` decides is carried out, and checked at each step."""

    now: datetime = NOW
    calls: dict[str, Call] = field(default_factory=dict)
    presences: dict[str, Presence] = field(default_factory=dict)
    passed: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def arrives(self, call: Call) -> None:
        self.calls[call.id] = replace(call, arrived_at=self.now)

    def is_free(self, who: str) -> None:
        """Somebody sits down, or has ended the call that they had."""
        held = next((one for one in self.calls.values() if one.holder == who), None)
        if held is not None:
            del self.calls[held.id]
        self.presences[who] = self._presence(who, PresenceState.AVAILABLE)

    def goes(self, who: str) -> None:
        self.presences[who] = self._presence(who, PresenceState.LUNCH)

    def takes(self, who: str) -> None:
        call = self._offered_to(who)
        if call is not None:
            self._put(call, CallState.CONNECTED, holder=who)
            self.presences[who] = self._presence(who, PresenceState.ON_CALL)

    def refuses(self, who: str) -> None:
        call = self._offered_to(who)
        if call is not None:
            self._let_pass(call)

    def goes_on(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        for call in run_out(tuple(self.calls.values()), self.now):
            self._let_pass(call)

    def dispatches(self) -> None:
        """Make the offers of this moment, and see that they are right."""
        free = self._free()
        setting = Setting(within=within, groups=load_groups(), rules=RULES, passed=self._passed())
        made = offer(
            tuple(self.calls.values()), STAFF, tuple(self.presences.values()), self.now, setting
        )
        self._check(made, free, setting)
        for one in made:
            self._put(self.calls[one.call_id], CallState.OFFERED, one.advisor, one.until)

    def waiting(self) -> tuple[Call, ...]:
        """Who waits: urgent callers first, then by arrival."""
        waits = [one for one in self.calls.values() if one.state is CallState.WAITING]
        return tuple(sorted(waits, key=lambda one: (not one.urgent, one.arrived_at, one.id)))

    # ---- what must hold ----

    def _check(self, made: Sequence[Offer], free: set[str], setting: Setting) -> None:
        takers = {one.call_id: one.advisor for one in made}
        assert len(set(takers.values())) == len(made)
        assert set(takers.values()) <= free
        left = set(free)
        waiting = self.waiting()
        for place, call in enumerate(waiting):
            willing = {one for one in left if (call.id, one) not in setting.passed}
            if call.id in takers:
                self._check_needs(call, takers[call.id], willing)
                left.discard(takers[call.id])
                continue
            assert not (willing and self._seconds(call) >= ALL_HELP_AFTER), "a call is stuck"
            if not call.urgent:
                self._check_order(call, waiting[place + 1 :], takers, setting)

    def _check_needs(self, call: Call, taker: str, willing: set[str]) -> None:
        """Nurse and language needs, whatever threshold is over."""
        assert taker in willing
        nurses = {one for one in willing if BY_ID[one].role is Role.NURSE}
        if call.urgent:
            assert taker in nurses or not nurses
        elif call.language != "en":
            speakers = {one for one in willing if call.language in BY_ID[one].languages}
            assert taker in speakers or not speakers
            if self._seconds(call) < RULES.language_seconds and self._speaks_at_work(call):
                assert taker in speakers, "the language is waited for"

    def _check_order(
        self, call: Call, later: Sequence[Call], takers: dict[str, str], setting: Setting
    ) -> None:
        """No later call of its class went to somebody who would have done for this one."""
        group = setting.groups.of_family(call.family)
        asked = RULES.ticks_asked(self._seconds(call), group.id if group else "")
        kept = self._seconds(call) < RULES.language_seconds and self._speaks_at_work(call)
        for one in later:
            taker = takers.get(one.id, "")
            if not taker or (call.id, taker) in setting.passed:
                continue
            unheard = kept and call.language not in BY_ID[taker].languages
            assert unheard or fit(call, BY_ID[taker], setting).ticks < asked, "passed over"

    # ---- within ----

    def _presence(self, who: str, state: PresenceState) -> Presence:
        return Presence(advisor=who, state=state, since=self.now)

    def _offered_to(self, who: str) -> Call | None:
        return next((one for one in self.calls.values() if one.offered_to == who), None)

    def _let_pass(self, call: Call) -> None:
        self.passed[call.id, call.offered_to] = self.now
        self._put(call, CallState.WAITING)

    def _put(
        self,
        call: Call,
        state: CallState,
        offered_to: str = "",
        until: datetime | None = None,
        holder: str = "",
    ) -> None:
        self.calls[call.id] = replace(
            call, state=state, offered_to=offered_to, offer_until=until, holder=holder
        )

    def _passed(self) -> frozenset[tuple[str, str]]:
        since = self.now - timedelta(seconds=RULES.pass_seconds)
        return frozenset(pair for pair, at in self.passed.items() if at >= since)

    def _free(self) -> set[str]:
        rung = {one.offered_to for one in self.calls.values()}
        here = {
            one.advisor for one in self.presences.values() if one.state is PresenceState.AVAILABLE
        }
        return {one.id for one in TAKERS if one.id in here - rung}

    def _seconds(self, call: Call) -> float:
        return (self.now - call.arrived_at).total_seconds()

    def _speaks_at_work(self, call: Call) -> bool:
        here = (PresenceState.AVAILABLE, PresenceState.ON_CALL)
        return any(
            call.language in BY_ID[one.advisor].languages
            for one in self.presences.values()
            if one.state in here
        )


WHO = st.sampled_from([one.id for one in TAKERS])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("is_free"), WHO),
        st.tuples(st.just("takes"), WHO),
        st.tuples(st.just("refuses"), WHO),
        st.tuples(st.just("goes"), WHO),
        st.tuples(st.just("goes_on"), st.integers(1, 45)),
        st.tuples(st.just("arrives"), st.integers(0, 11)),
    ),
    min_size=10,
    max_size=60,
)


@given(STEPS, CALLS)
def test_needs_and_order_hold_and_nobody_is_stuck_in_any_shift(
    steps: list[tuple[str, object]], callers: list[Call]
) -> None:
    shift = played(steps, callers)
    # In the end everybody is there, and nobody refuses: all callers are spoken with.
    for _ in range(3 * (len(callers) + 1)):
        shift.goes_on(RULES.pass_seconds + 1)
        for one in TAKERS:
            shift.is_free(one.id)
        shift.dispatches()
        for one in TAKERS:
            shift.takes(one.id)
    assert not shift.waiting()


def played(steps: list[tuple[str, object]], callers: list[Call]) -> Shift:
    """The shift after those steps; after each the line is dispatched."""
    shift, to_come = Shift(), list(callers)
    for deed, what in steps:
        if deed == "arrives":
            if to_come:
                shift.arrives(to_come.pop())
        else:
            getattr(shift, deed)(what)
        shift.dispatches()
    return shift
