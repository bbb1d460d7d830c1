"""Calls, what happened to them, and online requests."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    bindparam,
    false,
    insert,
    or_,
    select,
    update,
)

from advisor_app.line.calls import Call, CallEvent, CallEventKind, CallState
from advisor_app.line.pairing import LEASED, RINGS
from advisor_app.services.records import RequestRecord
from advisor_app.storage.column_types import Instant
from advisor_app.storage.line_tables import call as calls
from advisor_app.storage.line_tables import call_event, request
from advisor_app.storage.ready import Ready
from advisor_app.storage.upserts import add_once, inserting


class CallRows:
    """Reads calls on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def call(self, id_: str) -> Call | None:
        """One call."""
        row = _CALL.first(self._connection, id=id_)
        return None if row is None else _call(row)

    def in_states(self, states: Collection[CallState]) -> tuple[Call, ...]:
        """The calls in those states, by arrival."""
        return tuple(map(_call, _standing(frozenset(states)).all(self._connection)))

    def ran_out(self, now: datetime) -> tuple[Call, ...]:
        """The calls whose offer or whose desk's lease has run out by `now`, by arrival."""
        return tuple(map(_call, _RAN_OUT.all(self._connection, now=now)))

    def events(
        self, since: datetime | None = None, kinds: Collection[str] = ()
    ) -> tuple[CallEvent, ...]:
        """What happened since, of those kinds (none: of all), in order."""
        statement = _happened(tuple(kinds), since is not None)
        given = {} if since is None else {"since": since}
        return tuple(
            CallEvent(
                call=row.call,
                kind=CallEventKind(row.kind),
                at=row.at,
                by=row.by,
                detail=row.detail,
            )
            for row in statement.all(self._connection, **given)
        )

    def request(self, id_: str) -> RequestRecord | None:
        """One online request."""
        row = self._connection.execute(select(request).where(request.c.id == id_)).one_or_none()
        return None if row is None else _request(row)

    def open_requests(self) -> tuple[RequestRecord, ...]:
        """The requests that nobody took yet, by age."""
        rows = self._connection.execute(
            select(request)
            .where(request.c.taken_by == "")
            .order_by(request.c.received_at, request.c.id)
        )
        return tuple(_request(row) for row in rows)

    def requests_known(self, ids: Collection[str]) -> tuple[str, ...]:
        """Which of the ids are there already."""
        rows = self._connection.execute(
            select(request.c.id).where(request.c.id.in_(ids)).order_by(request.c.id)
        )
        return tuple(row.id for row in rows)


class CallWriting(CallRows):
    """Changes calls on one connection."""

    def add(self, one: Call) -> bool:
        """A call that rings; whether it was not there yet."""
        return add_once(self._connection, calls, {"id": one.id, **_columns(one)})

    def claim(
        self, call_id: str, version: int, by: str, now: datetime, lease_until: datetime | None
    ) -> Call | None:
        """Give a waiting call to `by`, in one statement that only one of all who try wins."""
        row = _CLAIM.first(
            self._connection, call_id=call_id, known=version, by=by, now=now, until=lease_until
        )
        return None if row is None else _call(row)

    def extend_leases(self, holder: str, until: datetime) -> None:
        """The holder's desk lives: the calls it works on are theirs until then."""
        self._connection.execute(
            update(calls)
            .where(calls.c.holder == holder, calls.c.lease_until.is_not(None))
            .values(lease_until=until)
        )

    def put(self, one: Call, version: int) -> bool:
        """Let the call stand as told if it still has `version`; whether it had."""
        return _PUT.change(self._connection, call_id=one.id, known=version, **_columns(one)) == 1

    def add_event(self, event: CallEvent) -> None:
        """Something happened to a call."""
        _EVENT.send(
            self._connection,
            call=event.call,
            kind=event.kind.value,
            at=event.at,
            by=event.by,
            detail=event.detail,
        )

    def add_request(self, one: RequestRecord) -> None:
        """A request came in."""
        self._connection.execute(insert(request).values(id=one.id, **_request_columns(one)))

    def put_request(self, one: RequestRecord, version: int) -> bool:
        """Let the request stand as told if it still has `version`; whether it had."""
        done = self._connection.execute(
            update(request)
            .where(request.c.id == one.id, request.c.version == version)
            .values(**_request_columns(one))
        )
        return done.rowcount == 1


@cache
def _standing(states: frozenset[CallState]) -> Ready:
    names = sorted(one.value for one in states)
    return Ready(_by_arrival(or_(false(), *(calls.c.state == one for one in names))))


def _by_arrival(which: ColumnElement[bool]) -> Select[Any]:
    return select(calls).where(which).order_by(calls.c.arrived_at, calls.c.id)


@cache
def _happened(kinds: tuple[str, ...], since: bool) -> Ready:
    query = select(call_event).order_by(call_event.c.seq)
    if since:
        query = query.where(call_event.c.at >= bindparam("since", type_=Instant))
    if kinds:
        query = query.where(or_(*(call_event.c.kind == one for one in kinds)))
    return Ready(query)


def _ran_out() -> ColumnElement[bool]:
    now = bindparam("now", type_=Instant)
    rings = or_(*(calls.c.state == one.value for one in sorted(RINGS)))
    leased = or_(*(calls.c.state == one.value for one in sorted(LEASED)))
    return (rings & (calls.c.offer_until <= now)) | (leased & (calls.c.lease_until <= now))


def _claiming() -> Ready:
    """The one statement of a claim; its values are bound when it runs."""
    by, now = bindparam("by", type_=Text), bindparam("now", type_=Instant)
    mine = calls.alias("mine")
    working = or_(*(mine.c.state == one for one in _WORKED))
    busy = select(mine.c.id).where(mine.c.holder == by, working)
    waits = calls.c.state == CallState.WAITING.value
    offered = (calls.c.state == CallState.OFFERED.value) & (
        (calls.c.offered_to == "") | (calls.c.offered_to == by) | (calls.c.offer_until <= now)
    )
    return Ready(
        update(calls)
        .where(calls.c.id == bindparam("call_id"), calls.c.version == bindparam("known"))
        .where(waits | offered, ~busy.exists())
        .values(
            state=CallState.CONNECTED.value,
            version=calls.c.version + 1,
            holder=by,
            offered_to="",
            offer_until=None,
            lease_until=bindparam("until", type_=Instant),
            state_since=now,
        )
        .returning(calls)
    )


_WORKED: Final = tuple(
    one.value
    for one in (CallState.CONNECTED, CallState.HELD, CallState.TRANSFERRING, CallState.WRAP_UP)
)
_CLAIM: Final = _claiming()
_RAN_OUT: Final = Ready(_by_arrival(_ran_out()))
_CALL: Final = Ready(select(calls).where(calls.c.id == bindparam("id")))
_PUT: Final = Ready(
    update(calls)
    .where(calls.c.id == bindparam("call_id"), calls.c.version == bindparam("known"))
    .values({one: bindparam(one.key, type_=one.type) for one in calls.columns if one.key != "id"})
)
_EVENT: Final = inserting(call_event, "seq")


def _columns(one: Call) -> dict[str, Any]:
    return {
        "phone": one.phone,
        "arrived_at": one.arrived_at,
        "caller": one.caller,
        "words": one.words,
        "family": one.family,
        "language": one.language,
        "channel": one.channel,
        "first_time": one.first_time,
        "urgent": one.urgent,
        "state": one.state.value,
        "version": one.version,
        "holder": one.holder,
        "offered_to": one.offered_to,
        "offer_until": one.offer_until,
        "lease_until": one.lease_until,
        "case": one.case,
        "state_since": one.state_since,
        "prefers": one.prefers,
    }


def _call(row: Row[Any]) -> Call:
    return Call(
        id=row.id,
        phone=row.phone,
        arrived_at=row.arrived_at,
        caller=row.caller,
        words=row.words,
        family=row.family,
        language=row.language,
        channel=row.channel,
        first_time=row.first_time,
        urgent=row.urgent,
        state=CallState(row.state),
        version=row.version,
        holder=row.holder,
        offered_to=row.offered_to,
        offer_until=row.offer_until,
        lease_until=row.lease_until,
        case=row.case,
        state_since=row.state_since,
        prefers=row.prefers,
    )


def _request_columns(one: RequestRecord) -> dict[str, Any]:
    return {
        "received_at": one.received_at,
        "wanted_at": one.wanted_at,
        "answered": one.answered,
        "asked": one.asked,
        "case": one.case,
        "taken_by": one.taken_by,
        "version": one.version,
    }


def _request(row: Row[Any]) -> RequestRecord:
    return RequestRecord(
        id=row.id,
        received_at=row.received_at,
        wanted_at=row.wanted_at,
        answered=row.answered,
        asked=row.asked,
        case=row.case,
        taken_by=row.taken_by,
        version=row.version,
    )
