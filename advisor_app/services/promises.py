"""Promises to call back: made, kept, moved with consent, cancelled by the caller, handed over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from advisor_app.domain.case import Act, Promise, PromiseState
from advisor_app.domain.text import clean
from advisor_app.line.promises import full_half_hours
from advisor_app.services.card_projection import CardProjection
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import BadValue, NoSuchPromise, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.ports import Clock, Reading, Store, Writing
from advisor_app.services.queue_values import NewPromise
from advisor_app.services.rights import Deed

__all__ = ["NewPromise", "Promises"]


TEAM: Final = "line"
"""Who keeps a promise that no advisor has taken yet: all of the line."""


class Promises:
    """The ledger of promises; no promise ends in any other way than those below."""

    def __init__(
        self, store: Store, clock: Clock, *, kind_name: Callable[[str], str] = str
    ) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._trail = LookTrail(store, clock)
        self._cards = CardProjection(kind_name)

    def make(self, act: Act, new: NewPromise) -> Promise:
        """Promise a call back. Raises BadValue for an instant without a zone."""
        with self._gate.writing(act, Deed.WORK_ON_OWN, "promise.make", "promise") as unit:
            return self.add(unit, act, new)

    def add(self, unit: Writing, act: Act | None, new: NewPromise) -> Promise:
        """Promise a call back within a transaction of another service; None: the line itself."""
        if new.due_at.tzinfo is None:
            raise BadValue("promise.due_at", "needs its zone")
        made = unit.promises.promise(new.wish) if new.wish else None
        if made is not None:
            unit.audit.append("promise.make", "promise", made.id, "made already")
            return made
        promise = Promise(
            id=new.wish or uuid4().hex,
            case=new.case,
            due_at=new.due_at.astimezone(UTC),
            zone=new.zone,
            phone=new.phone,
            about=clean(new.about),
            speak_to=clean(new.speak_to),
            owner=new.owner or ("" if new.team or act is None else act.session.account),
            team=new.team,
            made_at=self._clock.now(),
        )
        self._put(unit, promise, "promise.make", "made")
        return promise

    def get(self, act: Act, id_: str) -> Promise:
        """One promise. Raises NoSuchPromise."""
        with self._gate.writing(act, Deed.WORK_ON_OWN, "promise.read", "promise", id_) as unit:
            promise = _standing(unit, id_)
            unit.audit.append("promise.read", "promise", id_)
            return promise

    def due(
        self, act: Act, owner: str | None = None, until: datetime | None = None
    ) -> tuple[Promise, ...]:
        """The promises that stand, by the instant they are due; of all, or of one owner."""
        with self._gate.reading(act, Deed.LIST_CASES, "promise.list", "promise") as unit:
            found = unit.promises.select(state=PromiseState.DUE, owner=owner, until=until)
        self._trail.write_down(act, "promise.list", "promise", f"{len(found)} due")
        return found

    def full(self, act: Act) -> frozenset[datetime] | None:
        """The half hours in which no call-back can be offered any more.

        None while the centre has not said how many it keeps: then nothing is offered.
        """
        with self._gate.reading(act, Deed.LIST_CASES, "promise.list", "promise") as unit:
            return self.full_in(unit)

    def full_in(self, unit: Reading | Writing) -> frozenset[datetime] | None:
        """As `full`, within a transaction of another service."""
        places = (unit.centre.settings() or CentreSettings()).callback_places
        if not places:
            return None
        return full_half_hours(unit.promises.select(state=PromiseState.DUE), places)

    def all(self, act: Act, since: datetime | None = None) -> tuple[Promise, ...]:
        """All promises that were due since, however they ended: for the figures of the line."""
        with self._gate.reading(act, Deed.SEE_FIGURES, "promise.list", "promise") as unit:
            found = unit.promises.select(since=since)
        self._trail.write_down(act, "promise.list", "promise", f"{len(found)} in all")
        return found

    def of_case(self, act: Act, number: str) -> tuple[Promise, ...]:
        """All promises of one case, by the instant they are due."""
        with self._gate.on_case(act, "promise.list", number) as unit:
            found = unit.promises.select(case=number)
            unit.audit.append("promise.list", "case", number, f"{len(found)} found")
            return found

    def move(self, act: Act, id_: str, due_at: datetime, consent: str) -> Promise:
        """Another time, to which somebody agreed (`consent` says who): the new promise.

        Raises NoSuchPromise, and NotPossible without a consent or where it has ended.
        """
        if not consent.strip():
            raise NotPossible("A promise is moved only with the caller's consent.")
        if due_at.tzinfo is None:
            raise BadValue("promise.due_at", "needs its zone")
        with self._gate.writing(act, Deed.WORK_ON_OWN, "promise.move", "promise", id_) as unit:
            old = _still_due(unit, id_)
            new = replace(
                old,
                id=uuid4().hex,
                due_at=due_at.astimezone(UTC),
                made_at=self._clock.now(),
                attempts=0,
            )
            self._put(unit, replace(old, state=PromiseState.MOVED), "promise.move", consent)
            self._put(unit, new, "promise.make", "moved from another time")
            return new

    def keep(self, act: Act, id_: str) -> Promise:
        """The call back was made. Raises NoSuchPromise, NotPossible."""
        with self._gate.writing(act, Deed.WORK_ON_OWN, "promise.keep", "promise", id_) as unit:
            promise = _standing(unit, id_)
            if promise.state is PromiseState.KEPT:
                unit.audit.append("promise.keep", "promise", id_, "kept already")
                return promise
            return self._end(unit, _still_due(unit, id_), PromiseState.KEPT, "promise.keep", "")

    def cancel(self, act: Act, id_: str, reason: str) -> Promise:
        """The caller wants no call back any more. Raises NoSuchPromise, NotPossible."""
        with self._gate.writing(act, Deed.WORK_ON_OWN, "promise.cancel", "promise", id_) as unit:
            promise = _still_due(unit, id_)
            return self._end(unit, promise, PromiseState.CANCELLED, "promise.cancel", reason)

    def hand_over(self, act: Act, id_: str, to: str) -> Promise:
        """Somebody else keeps it. Raises NoSuchPromise, NotPossible."""
        with self._gate.writing(
            act, self._handing(act, id_), "promise.hand_over", "promise", id_
        ) as unit:
            promise = replace(_still_due(unit, id_), owner=to)
            self._put(unit, promise, "promise.hand_over", to)
            return promise

    def attempt(self, act: Act, id_: str, outcome: str) -> Promise:
        """A try to keep it that reached nobody. Raises NoSuchPromise, NotPossible."""
        with self._gate.writing(act, Deed.WORK_ON_OWN, "promise.attempt", "promise", id_) as unit:
            promise = _still_due(unit, id_)
            promise = replace(promise, attempts=promise.attempts + 1)
            self._put(unit, promise, "promise.attempt", outcome)
            return promise

    def _handing(self, act: Act, id_: str) -> Deed:
        """One's own promise is handed over by whoever owns it, another's by who may take over."""
        with self._store.reading() as unit:
            own = _standing(unit, id_).owner in ("", act.session.account)
        return Deed.WORK_ON_OWN if own else Deed.TAKE_OVER

    def _end(
        self, unit: Writing, promise: Promise, state: PromiseState, action: str, detail: str
    ) -> Promise:
        promise = replace(promise, state=state)
        self._put(unit, promise, action, detail)
        return promise

    def _put(self, unit: Writing, promise: Promise, action: str, detail: str) -> None:
        unit.promises.put(promise)
        unit.audit.append(action, "promise", promise.id, promise.case)
        if promise.case:
            by = unit.act.session.account if unit.act else ""
            unit.cases.add_note(promise.case, action, clean(detail), by, self._clock.now())
            self._cards.refresh(unit, promise.case)


def _standing(unit: Reading | Writing, id_: str) -> Promise:
    promise = unit.promises.promise(id_)
    if promise is None:
        raise NoSuchPromise
    return promise


def _still_due(unit: Reading | Writing, id_: str) -> Promise:
    promise = _standing(unit, id_)
    if promise.state is not PromiseState.DUE:
        raise NotPossible(f"The promise was {promise.state.value} already.")
    return promise
