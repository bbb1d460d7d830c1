"""The rows of the waiting line, in the order in which they are worked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from advisor_app.domain.case import CaseCard, Promise, PromiseState
from advisor_app.line.calls import Call, CallEvent, CallEventKind, CallState
from advisor_app.line.pairing import in_order
from advisor_app.services.call_moves import WAITS
from advisor_app.services.ports import Reading
from advisor_app.services.queue_values import QueueRow
from advisor_app.services.records import RequestRecord
from advisor_app.services.rights import Right


def queue_rows(unit: Reading, now: datetime, promises_until: datetime) -> tuple[QueueRow, ...]:
    """Calls in transfer, urgent calls, overdue promises, calls by arrival, promises, requests.

    A promise whose time has passed outranks a new call: that caller waits already.
    """
    handed_on = unit.calls.in_states({CallState.TRANSFERRING})
    waiting = in_order(unit.calls.in_states(WAITS))
    reasons = _reasons(unit, (*handed_on, *waiting))
    urgent = [one for one in waiting if one.urgent]
    others = [one for one in waiting if not one.urgent]
    promises = tuple(_promises(unit, promises_until))
    overdue = [one for one in promises if one.due_at is not None and one.due_at < now]
    return (
        *(_of_call(one, reasons) for one in (*handed_on, *urgent)),
        *overdue,
        *(_of_call(one, reasons) for one in others),
        *(one for one in promises if one not in overdue),
        *_requests(unit),
    )


def _reasons(unit: Reading, waiting: Sequence[Call]) -> dict[str, str]:
    """Why each offered call was offered to whom it is offered."""
    since = [one.state_since for one in waiting if one.offered_to and one.state_since]
    if not since:
        return {}
    kinds = (CallEventKind.OFFERED.value, CallEventKind.TRANSFER_OFFERED.value)
    return {event.call: _reason(unit, event) for event in unit.calls.events(min(since), kinds)}


def _reason(unit: Reading, event: CallEvent) -> str:
    if event.kind is CallEventKind.OFFERED:
        return event.detail
    sender = unit.accounts.account(event.by)
    return f"{sender.advisor.name if sender else event.by} hands this call on to you"


def _of_call(call: Call, reasons: Mapping[str, str]) -> QueueRow:
    return QueueRow(
        key=call.id,
        sort="call",
        urgent=call.urgent,
        arrived_at=call.arrived_at,
        caller=call.caller,
        why=call.words,
        family=call.family,
        language=call.language,
        holder=call.holder,
        offered_to=call.offered_to,
        offer_until=call.offer_until,
        offer_why=reasons.get(call.id, "") if call.offered_to else "",
        version=call.version,
        case=call.case,
        phone=call.phone,
        first_time=call.first_time,
        state=call.state,
    )


def _promises(unit: Reading, until: datetime) -> Iterator[QueueRow]:
    for promise in unit.promises.select(state=PromiseState.DUE, until=until):
        yield _of_promise(promise, unit.cases.card(promise.case) if promise.case else None)


def _of_promise(promise: Promise, card: CaseCard | None) -> QueueRow:
    return QueueRow(
        key=promise.id,
        sort="promise",
        arrived_at=promise.made_at,
        caller=_name(card) or promise.speak_to,
        why=promise.about,
        due_at=promise.due_at,
        zone=promise.zone,
        holder=promise.owner,
        case=promise.case,
        phone=promise.phone,
    )


def _requests(unit: Reading) -> Iterator[QueueRow]:
    for request in unit.calls.open_requests():
        card = unit.cases.card(request.case)
        yield _of_request(request, card)


def _of_request(request: RequestRecord, card: CaseCard | None) -> QueueRow:
    return QueueRow(
        key=request.id,
        sort="online",
        arrived_at=request.received_at,
        caller=_name(card),
        why=card.kind if card is not None else "",
        version=request.version,
        case=request.case,
        phone=card.phone if card is not None else "",
        first_time=True,
    )


def _name(card: CaseCard | None) -> str:
    if card is None:
        return ""
    return ", ".join(part for part in (card.family_name, card.given_names) if part)


def as_seen(row: QueueRow, right: Right, account: str) -> QueueRow:
    """The row as far as a role sees it: until it is theirs, initials, or that there is one."""
    if right is Right.COUNTS:
        return QueueRow(key=row.key, sort=row.sort, urgent=row.urgent, arrived_at=row.arrived_at)
    if right is Right.YES or account in (row.holder, row.offered_to):
        return row
    return replace(row, caller=initials(row.caller), phone="")


def initials(name: str) -> str:
    """The first letter of each word of a name: "Doe, Jane" is "D. J."."""
    words = (word.strip("(\"'-") for word in name.replace(",", " ").split())
    return " ".join(f"{word[0].upper()}." for word in words if word)
