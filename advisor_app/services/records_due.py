"""The records that somebody promised and that have not come yet."""

from collections.abc import Collection
from datetime import date
from typing import Final

from advisor_app.domain.case import CaseState
from advisor_app.domain.dates import PartialDate
from advisor_app.services.case_shelves import CaseReads
from advisor_app.services.records import RecordDue

_STILL_COMING: Final = frozenset({"to_request", "release_out", "requested", "partial"})


def records_due(
    cases: CaseReads, states: Collection[CaseState], until: date | None
) -> tuple[RecordDue, ...]:
    """By the day they are due; those without a day come last, and not at all with `until`."""
    found: list[RecordDue] = []
    for (number, member), told in cases.member_answers("rec", states).items():
        due = told.get("due")
        day = due.latest if isinstance(due, PartialDate) else None
        if told.get("state") not in _STILL_COMING or (until and (day is None or day > until)):
            continue
        card = cases.card(number)
        if card is not None:
            found.append(
                RecordDue(
                    number=number,
                    member=member,
                    code=str(told.get("code") or ""),
                    state=str(told["state"]),
                    held_by=str(told.get("held_by") or ""),
                    due=day,
                    card=card,
                )
            )
    found.sort(key=lambda one: (one.due is None, one.due or date.max, one.number, one.member))
    return tuple(found)
