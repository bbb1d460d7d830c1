"""The tables of the line: calls, presence, promises, requests, and where each desk is at work."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Named,
    Table,
    Text,
    TypedColumns,
)

from advisor_app.storage.column_types import Instant, metadata


class CallColumns(TypedColumns):
    """One row a call, as it stands."""

    id: Named[str] = Column(Text, primary_key=True)
    phone: Named[str] = Column(Text, nullable=False)
    arrived_at: Named[datetime] = Column(Instant, nullable=False)
    caller: Named[str] = Column(Text, nullable=False)
    words: Named[str] = Column(Text, nullable=False)
    family: Named[str] = Column(Text, nullable=False)
    language: Named[str] = Column(Text, nullable=False)
    channel: Named[str] = Column(Text, nullable=False)
    first_time: Named[bool] = Column(Boolean, nullable=False)
    urgent: Named[bool] = Column(Boolean, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    version: Named[int] = Column(Integer, nullable=False)
    holder: Named[str] = Column(Text, nullable=False)
    offered_to: Named[str] = Column(Text, nullable=False)
    offer_until: Named[datetime | None] = Column(Instant)
    lease_until: Named[datetime | None] = Column(Instant)
    case: Named[str] = Column(Text, nullable=False)
    state_since: Named[datetime | None] = Column(Instant)
    prefers: Named[str] = Column(Text, nullable=False, server_default="")


class CallEventColumns(TypedColumns):
    """What happened to calls: the only source of the line's figures."""

    seq: Named[int] = Column(Integer, primary_key=True)
    call: Named[str] = Column(Text, nullable=False)
    kind: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    detail: Named[str] = Column(Text, nullable=False)


class PresenceColumns(TypedColumns):
    """What each advisor does now."""

    advisor: Named[str] = Column(Text, primary_key=True)
    state: Named[str] = Column(Text, nullable=False)
    since: Named[datetime] = Column(Instant, nullable=False)
    pending: Named[str | None] = Column(Text)
    back_at: Named[datetime | None] = Column(Instant)


class PresenceSpanColumns(TypedColumns):
    """What each advisor did, and from when to when."""

    seq: Named[int] = Column(Integer, primary_key=True)
    advisor: Named[str] = Column(Text, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    start: Named[datetime] = Column(Instant, nullable=False)
    end: Named[datetime] = Column(Instant, nullable=False)


class PromiseColumns(TypedColumns):
    """One row a promise to call back."""

    id: Named[str] = Column(Text, primary_key=True)
    case: Named[str] = Column(Text, nullable=False)
    due_at: Named[datetime] = Column(Instant, nullable=False)
    zone: Named[str] = Column(Text, nullable=False)
    phone: Named[str] = Column(Text, nullable=False)
    about: Named[str] = Column(Text, nullable=False)
    speak_to: Named[str] = Column(Text, nullable=False)
    owner: Named[str] = Column(Text, nullable=False)
    team: Named[str] = Column(Text, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    made_at: Named[datetime | None] = Column(Instant)
    attempts: Named[int] = Column(Integer, nullable=False)


class RequestColumns(TypedColumns):
    """One row a request from the web form, and the case that it became."""

    id: Named[str] = Column(Text, primary_key=True)
    received_at: Named[datetime] = Column(Instant, nullable=False)
    wanted_at: Named[str] = Column(Text, nullable=False)
    answered: Named[int] = Column(Integer, nullable=False)
    asked: Named[int] = Column(Integer, nullable=False)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    taken_by: Named[str] = Column(Text, nullable=False)
    version: Named[int] = Column(Integer, nullable=False)


class BroadcastColumns(TypedColumns):
    """One row for each line of text to every desk."""

    id: Named[str] = Column(Text, primary_key=True)
    words: Named[str] = Column(Text, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    by_name: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)
    until: Named[datetime] = Column(Instant, nullable=False)


class DeskPlaceColumns(TypedColumns):
    """Where a desk is at work; a row that is there when somebody signs in tells of a sudden end."""

    by: Named[str] = Column(Text, primary_key=True)
    workstation: Named[str] = Column(Text, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    path: Named[str] = Column(Text, nullable=False)
    cursor: Named[int] = Column(Integer, nullable=False)
    call: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


call = Table("call", metadata, CallColumns)
call_event = Table("call_event", metadata, CallEventColumns)
presence = Table("presence", metadata, PresenceColumns)
presence_span = Table("presence_span", metadata, PresenceSpanColumns)
promise = Table("promise", metadata, PromiseColumns)
request = Table("online_request", metadata, RequestColumns)
broadcast = Table("broadcast", metadata, BroadcastColumns)
desk_place = Table("desk_place", metadata, DeskPlaceColumns)

Index("call_by_state", call.c.state)
Index("call_event_by_call", call_event.c.call)
Index("call_event_by_time", call_event.c.at)
Index("promise_by_due", promise.c.state, promise.c.due_at)
Index("promise_by_case", promise.c.case)
Index("request_by_taken", request.c.taken_by)
Index("broadcast_by_until", broadcast.c.until)
