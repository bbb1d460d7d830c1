"""The list of cases as a table of a spreadsheet program (CSV, RFC 4180).

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula
(OWASP, "CSV injection"): an apostrophe before it makes it text. A cell that begins with an
apostrophe of its own gets one more, so that taking one away always gives the words back.
"""

import csv
import io
from collections.abc import Iterable
from typing import Final

from advisor_app.domain.case import CaseCard

_TAKEN_FOR_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
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
    write.writerows([as_text(cell) for cell in _cells(card)] for card in cards)
    return out.getvalue()


def as_text(words: str) -> str:
    """The words as a spreadsheet shows them and never calculates."""
    return f"'{words}" if words.startswith(_TAKEN_FOR_FORMULAS) else words


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
