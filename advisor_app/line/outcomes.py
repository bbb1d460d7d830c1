"""What the line achieved for its cases: next steps, overrides, the spread over specialists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Final

from advisor_app.line.figures import share

SAME_ISSUE: Final = timedelta(days=7)
"""A further call within seven days about the same case means that the first did not settle it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One call of a case; `dated_step`: it ended with a named specialist or service and a date.

    `planned` contacts (a promised call back) do not count against the first.
    """

    case: str
    at: datetime
    dated_step: bool = False
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The instants of one case that the figures ask for."""

    case: str
    first_contact: datetime
    chosen_at: datetime | None = None
    dated_at: datetime | None = None
    overridden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigures:
    """What was achieved; times are medians in seconds, rates shares of one."""

    first_call_resolution: float | None
    match_override_rate: float | None
    distribution_gini: float | None
    time_to_match: float | None
    time_to_dated_step: float | None


def case_figures(
    contacts: Sequence[Contact], courses: Sequence[Course], chosen: Mapping[str, int]
) -> CaseFigures:
    """The figures; `chosen` counts how often each specialist among equals was chosen."""
    matched = [one for one in courses if one.chosen_at is not None]
    return CaseFigures(
        first_call_resolution=first_call_resolution(contacts),
        match_override_rate=share(sum(1 for one in matched if one.overridden), len(matched)),
        distribution_gini=gini(list(chosen.values())),
        time_to_match=_median([(one.first_contact, one.chosen_at) for one in courses]),
        time_to_dated_step=_median([(one.first_contact, one.dated_at) for one in courses]),
    )


def first_call_resolution(contacts: Sequence[Contact]) -> float | None:
    """The share of cases whose first call gave a dated next step and needed no unplanned second.

    Records that are still pending do not spoil it.
    """
    by_case: dict[str, list[Contact]] = {}
    for contact in sorted(contacts, key=lambda one: one.at):
        by_case.setdefault(contact.case, []).append(contact)
    settled = sum(1 for calls in by_case.values() if _settled(calls))
    return share(settled, len(by_case))


def gini(counts: Sequence[int]) -> float | None:
    """How unevenly counts are spread: 0 all alike, towards 1 all on one."""
    ordered = sorted(counts)
    total, number = sum(ordered), len(ordered)
    if not total:
        return None
    ranked = sum(rank * count for rank, count in enumerate(ordered, start=1))
    return 2 * ranked / (number * total) - (number + 1) / number


def _settled(calls: Sequence[Contact]) -> bool:
    first, later = calls[0], calls[1:]
    return first.dated_step and not any(
        not one.planned and one.at - first.at <= SAME_ISSUE for one in later
    )


def _median(spans: Sequence[tuple[datetime, datetime | None]]) -> float | None:
    lengths = [(end - start).total_seconds() for start, end in spans if end is not None]
    return median(lengths) if lengths else None
