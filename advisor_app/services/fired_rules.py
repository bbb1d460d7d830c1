"""The rules that made the order of one case, and the nurse who answers for them.

A rule that nobody of the centre has approved proposes: a nurse confirms it in each case before
anybody is chosen or booked by it. Only a demonstration routes by it alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.people import Roster
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import Denied
from advisor_app.services.ports import Reading, Writing
from advisor_app.services.records import CaseNote

ROUTE_CONFIRMED: Final = "route confirmed"
NURSE_CONFIRMS: Final = (
    "The rules behind this order are not approved yet: a nurse confirms the route of this case "
    "first."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FiredRules:
    """The numbers of the rules that fired, the version, and whether the centre approved it."""

    routes: tuple[str, ...] = ()
    version: str = ""
    approved: bool = False

    @classmethod
    def of(cls, result: MatchResult) -> "FiredRules":
        """The rules behind a ranking."""
        return cls(
            routes=result.routes, version=result.rules_version, approved=result.rules_approved
        )

    @property
    def told(self) -> str:
        """The rules as a note of the case and the audit tell them."""
        return f"{','.join(self.routes)} {self.version}"


def confirmation(notes: Iterable[CaseNote], rules: FiredRules) -> CaseNote | None:
    """The newest note by which a nurse confirmed exactly these rules; None where none did."""
    found = [one for one in notes if (one.what, one.detail) == (ROUTE_CONFIRMED, rules.told)]
    return found[-1] if found else None


def must_be_confirmed(unit: Reading | Writing, number: str, rules: FiredRules) -> None:
    """Raises Denied where nobody answers for these rules in a case of real specialists."""
    if rules.approved or (unit.centre.roster() or Roster()).demonstration:
        return
    if confirmation(unit.cases.notes(number), rules) is None:
        raise Denied(NURSE_CONFIRMS)
