"""Online requests: taken in as cases, and taken up by an advisor."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from advisor_app.domain.case import Act, Case, CaseState, OnlineRequest, PromiseState
from advisor_app.line.calendar import read_line_hours
from advisor_app.line.promises import why_not_then
from advisor_app.line.zones import zone_choices
from advisor_app.services.cases import Cases, case_of
from advisor_app.services.failures import (
    AlreadyClaimed,
    ChangedMeanwhile,
    NoSuchCase,
    NoSuchRequest,
)
from advisor_app.services.gate import Gate
from advisor_app.services.people import People
from advisor_app.services.person_sketch import sketch_of
from advisor_app.services.ports import Clock, Store, Writing
from advisor_app.services.promises import TEAM, Promises
from advisor_app.services.queue_values import NewPromise
from advisor_app.services.records import RequestRecord
from advisor_app.services.rights import Deed

ALIKE_NOTE: Final = "may be the patient of"
"""The note on a case whose patient may have another one; its detail names that case."""


CHOSEN: Final = "online request: the time that was chosen on the form"


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of an import: the numbers of the new cases, and how many were here before."""

    numbers: tuple[str, ...] = ()
    known: int = 0


class OnlineRequests:
    """What came through the web form."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        cases: Cases,
        promises: Promises,
        people: People | None = None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._cases = cases
        self._promises = promises
        self._calendar = read_line_hours()
        self._people = people

    def take_in(self, act: Act, requests: Sequence[OnlineRequest]) -> TakenIn:
        """Each new request as a case that waits; all or none of them.

        A request that came in before adds nothing. Who may have a case already is noted on the new
        one; a person decides whether they are the same.
        """
        with self._gate.writing(act, Deed.WORK_ON_OWN, "request.import", "request") as unit:
            known = set(unit.calls.requests_known([one.id for one in requests]))
            numbers: list[str] = []
            for one in requests:
                if one.id in known:
                    continue
                known.add(one.id)
                case = self._cases.add(unit, act, one.intake, state=CaseState.WAITING)
                numbers.append(case.number)
                self._note_who_is_alike(unit, act, case)
                unit.calls.add_request(
                    RequestRecord(
                        id=one.id,
                        received_at=one.received_at,
                        case=case.number,
                        wanted_at=one.wanted_at,
                        answered=one.answered,
                        asked=one.asked,
                    )
                )
                for note in one.notes:
                    unit.cases.add_note(
                        case.number, "online", note, act.session.account, self._clock.now()
                    )
                self._promise_slot(unit, act, case, one.wanted_at)
            unit.audit.append("request.import", "request", "", f"{len(numbers)} taken in")
            return TakenIn(numbers=tuple(numbers), known=len(requests) - len(numbers))

    def _note_who_is_alike(self, unit: Writing, act: Act, case: Case) -> None:
        if self._people is None:
            return
        for one in self._people.likely_in(unit, sketch_of(case.intake, case.number)):
            detail = f"{one.card.number} ({one.level.value})"
            unit.cases.add_note(
                case.number, ALIKE_NOTE, detail, act.session.account, self._clock.now()
            )

    def _promise_slot(self, unit: Writing, act: Act, case: Case, wanted: str) -> None:
        """A time that the requester chose is promised by the line where an advisor is free."""
        at, full = _instant(wanted), self._promises.full_in(unit)
        settings = unit.centre.settings()
        if at is None or full is None or settings is None:
            return
        phone = case.intake.contact.phone_primary.value or ""
        zone = zone_choices(case.intake, phone)[0].zone
        hours = replace(self._calendar, opens=settings.opens, closes=settings.closes)
        why_not = why_not_then(at, zone, hours, full, self._clock.now())
        if why_not or not phone:
            told = f"chose {at:%Y-%m-%d %H:%M %z}, not promised: {why_not or 'no number is told'}"
            me, now = act.session.account, self._clock.now()
            unit.cases.add_note(case.number, "online", told, me, now)
            return
        new = NewPromise(
            due_at=at, zone=zone, phone=phone, about=CHOSEN, team=TEAM, case=case.number
        )
        self._promises.add(unit, act, new)

    def take(self, act: Act, key: str) -> Case:
        """Begin work on a request: its case, which is this advisor's now."""
        me = act.session.account
        with self._gate.writing(act, Deed.TAKE_CALLS, "request.take", "request", key) as unit:
            request = unit.calls.request(key)
            if request is None:
                raise NoSuchRequest
            record = unit.cases.record(request.case)
            if record is None:
                raise NoSuchCase
            unit.audit.append("request.take", "request", key, request.case)
            if request.taken_by != me:
                if request.taken_by:
                    other = unit.accounts.account(request.taken_by)
                    raise AlreadyClaimed(other.advisor.name if other else request.taken_by)
                taken = replace(request, taken_by=me, version=request.version + 1)
                if not unit.calls.put_request(taken, request.version):
                    raise ChangedMeanwhile
                record = replace(record, owner=me, state=CaseState.OPEN, since=self._clock.now())
                unit.cases.put_record(record)
                for promise in unit.promises.select(state=PromiseState.DUE, case=record.number):
                    if not promise.owner:
                        unit.promises.put(replace(promise, owner=me))
            return case_of(record, unit.cases.intake(request.case))


def _instant(wanted: str) -> datetime | None:
    """The slot of the form's calendar; words such as `afternoons` are for the advisor to read."""
    try:
        at = datetime.fromisoformat(wanted)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
