"""A case as one line of the list and as the card beside it: plain values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from advisor_app.domain.case import CaseCard, CaseState
from advisor_app.domain.clock import EASTERN, clock_time, stamp
from advisor_app.domain.phones import shown_phone
from advisor_app.ui.names import name_of, short_name
from advisor_app.ui.retelling import retold, step_words
from advisor_app.ui.wording import later, phrase

STATE_WORDS: Final[dict[CaseState, tuple[str, str, str]]] = {
    CaseState.OPEN: (later("Open"), "info", ""),
    CaseState.PARKED: (later("Parked"), "warning", "park"),
    CaseState.WAITING: (later("Waiting"), "info", "clock"),
    CaseState.CLOSED: (later("Closed"), "ghost", "check"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case as shown; `state_kind` and `state_icon` are those of its pill."""

    number: str
    name: str
    born: str
    place: str
    phone: str
    kind: str
    status: str
    state: CaseState
    state_words: str
    state_kind: str
    state_icon: str
    owner: str
    saved: str
    saved_at: datetime
    next_step: str


def line_of(
    card: CaseCard, kind_name: Callable[[str], str], names: Mapping[str, str], now: datetime
) -> CaseLine:
    """The line of a card; `names` are the advisors by account."""
    words, kind, icon = STATE_WORDS[card.state]
    words = phrase(words)
    return CaseLine(
        number=card.number,
        name=name_of(card),
        born=retold(card.born),
        place=phrase(card.place),
        phone=shown_phone(card.phone),
        kind=phrase(kind_name(card.kind)),
        status=phrase(card.status),
        state=card.state,
        state_words=words,
        state_kind=kind,
        state_icon=icon,
        owner=short_name(names.get(card.owner, card.owner)),
        saved=_saved(card.saved_at, now),
        saved_at=card.saved_at,
        next_step=step_words(card.next_step),
    )


def _saved(at: datetime, now: datetime) -> str:
    """The time for today, the day for what is older."""
    local = at.astimezone(EASTERN)
    if local.date() == now.astimezone(EASTERN).date():
        return clock_time(at)
    return retold(stamp(at)[:11])
