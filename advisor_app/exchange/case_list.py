"""The list of cases as a table of a spreadsheet program (CSV, RFC 4180)."""

import csv
import io
from collections.abc import Iterable
from typing import Final

from advisor_app.domain.case import CaseCard
from advisor_app.domain.text import as_cell

COLUMNS: Final = (
    "case",
    "state",
    "family_name",
    "given_names",
    "born",
    "phone",
    "place",
    "kind",
    "status",
    "next_step",
    "owner",
    "saved_at",
)


def case_list(cards: Iterable[CaseCard]) -> str:
    """A line of column names, and one line a case."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n")
    write.writerow(COLUMNS)
    write.writerows([as_cell(cell) for cell in _cells(card)] for card in cards)
    return out.getvalue()


def _cells(card: CaseCard) -> tuple[str, ...]:
    return (
        card.number,
        card.state.value,
        card.family_name,
        card.given_names,
        card.born,
        card.phone,
        card.place,
        card.kind,
        card.status,
        card.next_step,
        card.owner,
        card.saved_at.isoformat(),
    )
