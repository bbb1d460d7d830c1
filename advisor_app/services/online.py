"""Online requests: taken in as cases, and taken up by an advisor."""

from collections.abc import Sequence
from dataclasses import replace

from advisor_app.domain.case import Act, Case, CaseState, OnlineRequest
from advisor_app.services.cases import Cases, case_of
from advisor_app.services.failures import (
    AlreadyClaimed,
    ChangedMeanwhile,
    DuplicateRequests,
    NoSuchCase,
    NoSuchRequest,
)
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store
from advisor_app.services.records import RequestRecord
from advisor_app.services.rights import Deed


class OnlineRequests:
    """What came through the web form."""

    def __init__(self, store: Store, clock: Clock, cases: Cases) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._cases = cases

    def take_in(self, act: Act, requests: Sequence[OnlineRequest]) -> tuple[str, ...]:
        """Each request as a case that waits: the case numbers, in order; all or none of them."""
        ids = [one.id for one in requests]
        twice = {id_ for id_ in ids if ids.count(id_) > 1}
        with self._gate.writing(act, Deed.WORK_ON_OWN, "request.import", "request") as unit:
            known = sorted(twice | set(unit.calls.requests_known(ids)))
            if known:
                raise DuplicateRequests(known)
            numbers = []
            for one in requests:
                case = self._cases.add(unit, act, one.intake, state=CaseState.WAITING)
                numbers.append(case.number)
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
            unit.audit.append("request.import", "request", "", f"{len(numbers)} taken in")
            return tuple(numbers)

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
            return case_of(record, unit.cases.intake(request.case))
