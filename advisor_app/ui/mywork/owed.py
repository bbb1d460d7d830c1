"""Everything that is owed to callers, read in one look, and the rows that My work shows of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from advisor_app.domain.case import CaseCard, Promise, SummaryIssue
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import RECORD_STATES
from advisor_app.line.calendar import LineHours
from advisor_app.line.calls import Call
from advisor_app.services.records import MyCase, RecordDue
from advisor_app.ui.context import Console
from advisor_app.ui.knowledge.names import record_name
from advisor_app.ui.mywork.items import (
    DueRecord,
    ParkedCall,
    WorkItem,
    case_item,
    paper_item,
    parked_item,
    promise_item,
    record_item,
)
from advisor_app.ui.names import name_of
from advisor_app.ui.wording import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """One look at it; `me` is the account of this desk, `names` and `cards` are for the words."""

    me: str
    promises: tuple[Promise, ...]
    cases: tuple[MyCase, ...]
    records: tuple[RecordDue, ...]
    parked: tuple[Call, ...]
    papers: tuple[SummaryIssue, ...]
    names: dict[str, str]
    cards: dict[str, CaseCard]
    hours: LineHours
    notice: timedelta

    def name(self, number: str, otherwise: str) -> str:
        """The patient of a case as lists show them; its number, or `otherwise` without one."""
        card = self.cards.get(number)
        return name_of(card) if card is not None else number or otherwise

    def owner(self, account: str) -> str:
        """Whose it is, as the list says it."""
        return phrase("You") if account == self.me else self.names.get(account, account)


def read_owed(
    console: Console, calendar: LineHours, known: dict[str, CaseCard], *, team: bool
) -> Owed:
    """What this desk owes, or the whole team; `known` cards are not looked up again.

    Raises what the services refuse. It asks the store: call it on a reader.
    """
    act, me = console.act(), console.advisor.id
    names = {one.id: one.name for one in console.accounts.list()}
    promises = console.promises.due(act, owner=None if team else me)
    owners = tuple(names) if team else (me,)
    cases = tuple(case for owner in owners for case in console.cases.mine(act, owner=owner))
    records = tuple(one for one in console.cases.records_due(act) if team or one.card.owner == me)
    parked = tuple(call for owner in owners for call in console.queue.parked(act, owner=owner))
    owned = {one.card.number for one in cases}
    papers = tuple(one for one in console.summaries.unanswered(act) if team or one.case in owned)
    cards = dict(known)
    cards |= {one.card.number: one.card for one in cases}
    cards |= {one.card.number: one.card for one in records}
    named = {one.case for one in promises} | {one.case for one in parked}
    for number in named - cards.keys() - {""}:
        found = console.cases.search(act, number, limit=1)
        cards |= {card.number: card for card in found}
    return Owed(
        me=me,
        promises=promises,
        cases=cases,
        records=records,
        parked=parked,
        papers=papers,
        names=names,
        cards=cards,
        hours=console.centre.hours(calendar),
        notice=timedelta(minutes=console.centre.settings().callback_minutes),
    )


def items_of(owed: Owed, console: Console, now: datetime) -> tuple[WorkItem, ...]:
    """The rows as they stand now: minutes pass, promises fall due."""
    today = now.astimezone(EASTERN).date()
    cues = {one.card.number: one.cue for one in owed.cases}
    busy = {call.case for call in owed.parked} | {one.case for one in owed.promises}
    found: list[WorkItem | None] = [
        promise_item(one, owed.name(one.case, one.phone), now, owed.owner(one.owner))
        for one in owed.promises
    ]
    found += [parked_item(_parked(owed, call, cues), now) for call in owed.parked]
    found += [
        case_item(one.card, one.cue, owed.owner(one.card.owner))
        for one in owed.cases
        if one.card.number not in busy
    ]
    found += [record_item(_record(one, console), today) for one in owed.records]
    found += [paper_item(one, owed.name(one.case, one.case)) for one in owed.papers]
    return tuple(item for item in found if item is not None)


def _parked(owed: Owed, call: Call, cues: dict[str, str]) -> ParkedCall:
    return ParkedCall(
        call=call.id,
        case=call.case,
        who=owed.name(call.case, call.caller or call.phone),
        why=cues.get(call.case) or call.words,
        since=call.state_since or call.arrived_at,
        holds=True,
    )


def _record(due: RecordDue, console: Console) -> DueRecord:
    what = record_name(console.knowledge, due.code)
    return DueRecord(
        case=due.number,
        member=due.member,
        who=name_of(due.card),
        what=", ".join(part for part in (what, due.held_by) if part),
        due=due.due,
        state=_state_words(due.state),
    )


def _state_words(code: str) -> str:
    told = phrase(next((one.label for one in RECORD_STATES if one.code == code), code))
    return told[:1].upper() + told[1:]
