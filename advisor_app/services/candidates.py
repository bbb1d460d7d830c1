"""Who may be calling: cases found by phone, name and birth date, and what speaks for each."""

from typing import Final

from advisor_app.domain.dates import PartialDate
from advisor_app.domain.text import fold
from advisor_app.services.records import Candidate
from advisor_app.services.search_words import compact, reversed_digits
from advisor_app.services.shelves import CaseReads

_STRENGTH: Final = {"phone": 3, "birth date": 3, "name": 2}
_PHONE_TAIL: Final = 7
_LOOKED_AT: Final = 200


def candidates(
    cases: CaseReads, *, phone: str, family_name: str, born: PartialDate | None, limit: int
) -> tuple[Candidate, ...]:
    """The likeliest first; among equals, the case saved last."""
    reasons: dict[str, list[str]] = {}
    tail = reversed_digits(phone)[:_PHONE_TAIL]
    name = compact(fold(family_name))
    sought = (
        ("phone", "phone", tail if len(tail) == _PHONE_TAIL else "", False),
        ("name", "name", name, True),
        ("birth date", "born", born.iso() if born is not None else "", True),
    )
    for reason, kind, word, whole in sought:
        if word:
            for number in cases.with_key(kind, word, _LOOKED_AT, whole=whole):
                reasons.setdefault(number, []).append(reason)
    found = [
        Candidate(card=card, reasons=tuple(why), strength=sum(_STRENGTH[one] for one in why))
        for number, why in reasons.items()
        if (card := cases.card(number)) is not None
    ]
    found.sort(key=lambda one: (one.strength, one.card.saved_at, one.card.number), reverse=True)
    return tuple(found[:limit])
