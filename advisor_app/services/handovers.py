"""The work that somebody leaves open: what it is, and to whom it goes when they go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from advisor_app.domain.case import Act, CaseState, Promise, PromiseState
from advisor_app.domain.people import Advisor
from advisor_app.domain.text import clean
from advisor_app.line.calls import Call, CallEventKind, CallState
from advisor_app.line.pairing import TAKES_CALLS
from advisor_app.services.call_moves import WORKED, move
from advisor_app.services.failures import NoSuchAccount, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Reading, Store, Writing
from advisor_app.services.records import MyCase
from advisor_app.services.rights import Deed

HANDED_OVER = "handed over"
"""What a hand-over is called in the log of a case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """What one account has open: `call` is the one it works on, which must end or go on first."""

    call: Call | None = None
    parked: tuple[Call, ...] = ()
    cases: tuple[MyCase, ...] = ()
    promises: tuple[Promise, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to hand over and no call."""
        return self.call is None and not self.count

    @property
    def count(self) -> int:
        """How many things can be handed over."""
        return len(self.parked) + len(self.cases) + len(self.promises)


class Handovers:
    """Tells what somebody has open, and gives it to a colleague as one deed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._clock = clock
        self._gate = Gate(store, clock)

    def open_work(self, act: Act, account: str = "") -> OpenWork:
        """What an account (by default: the one who asks) has open. Raises Denied for another's."""
        whose = account or act.session.account
        with self._gate.writing(act, _deed(act, whose), "work.list", "account", whose) as unit:
            found = _open_work(unit, whose)
            unit.audit.append("work.list", "account", whose, f"{found.count} open")
            return found

    def tallies(self, act: Act) -> Mapping[str, OpenWork]:
        """What everybody has open, by account; for who watches over the line."""
        with self._gate.writing(act, Deed.TAKE_OVER, "work.list", "account") as unit:
            people = [one.advisor.id for one in unit.accounts.accounts()]
            found = {one: _open_work(unit, one) for one in people}
            unit.audit.append("work.list", "account", "", f"{len(found)} accounts")
            return {one: work for one, work in found.items() if not work.empty}

    def receivers(self, act: Act, account: str = "") -> tuple[Advisor, ...]:
        """Who can be given the work of an account: everybody else who answers calls."""
        whose = account or act.session.account
        with self._gate.reading(act, Deed.TAKE_CALLS, "work.receivers", "account") as unit:
            advisors = [one.advisor for one in unit.accounts.accounts()]
        return tuple(one for one in advisors if one.id != whose and _can_receive(one))

    def hand_over(self, act: Act, to: str, account: str = "", note: str = "") -> OpenWork:
        """Give all parked calls and cases and all promises to a colleague: what went over.

        Raises NoSuchAccount for who cannot take it, NotPossible while a caller is on the line,
        Denied for the work of another without the right to take it over.
        """
        whose = account or act.session.account
        deed = _deed(act, whose)
        with self._gate.writing(act, deed, "work.hand_over", "account", whose) as unit:
            receiver = unit.accounts.account(to)
            if receiver is None or to == whose or not _can_receive(receiver.advisor):
                raise NoSuchAccount
            work = _open_work(unit, whose)
            if work.call is not None:
                raise NotPossible("A caller is on the line: end the call or hand it on first.")
            unit.audit.append("work.hand_over", "account", whose, f"{work.count} to {to}")
            for call in work.parked:
                self._give_call(unit, act, call, to)
            for case in work.cases:
                self._give_case(unit, act, case.card.number, to, note)
            for promise in work.promises:
                self._give_promise(unit, act, promise, to, note)
            return work

    def _give_call(self, unit: Writing, act: Act, call: Call, to: str) -> None:
        now, me = self._clock.now(), act.session.account
        move(unit, call, CallEventKind.HANDED_OVER, now, me, to, holder=to)

    def _give_case(self, unit: Writing, act: Act, number: str, to: str, note: str) -> None:
        record = unit.cases.record(number)
        if record is not None:
            unit.cases.put_record(replace(record, owner=to))
            self._log(unit, act, number, to, note)

    def _give_promise(self, unit: Writing, act: Act, promise: Promise, to: str, note: str) -> None:
        unit.promises.put(replace(promise, owner=to))
        unit.audit.append("promise.hand_over", "promise", promise.id, promise.case)
        if promise.case:
            self._log(unit, act, promise.case, to, note)

    def _log(self, unit: Writing, act: Act, number: str, to: str, note: str) -> None:
        detail = f"{to}: {clean(note)}" if note.strip() else to
        unit.cases.add_note(number, HANDED_OVER, detail, act.session.account, self._clock.now())


def _deed(act: Act, whose: str) -> Deed:
    """One's own work is everybody's to give, another's that of who may take over."""
    return Deed.WORK_ON_OWN if whose == act.session.account else Deed.TAKE_OVER


def _can_receive(advisor: Advisor) -> bool:
    return advisor.role in TAKES_CALLS and not advisor.disabled


def _open_work(unit: Reading | Writing, account: str) -> OpenWork:
    calls = unit.calls.in_states(WORKED | {CallState.PARKED})
    own = [one for one in calls if one.holder == account]
    cases = [
        MyCase(card=card, cue=one.cue, opened_at=one.opened_at, since=one.since)
        for one in unit.cases.of_owner(account, {CaseState.PARKED})
        if (card := unit.cases.card(one.number)) is not None
    ]
    return OpenWork(
        call=next((one for one in own if one.state is not CallState.PARKED), None),
        parked=tuple(one for one in own if one.state is CallState.PARKED),
        cases=tuple(cases),
        promises=unit.promises.select(state=PromiseState.DUE, owner=account),
    )
