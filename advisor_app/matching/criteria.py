"""The hard criteria, one function each: met, not met, unknown, or not checked.

Source: the matching model of the clinical rules, H1 to H12. What is unknown neither passes nor
fails in silence: the specialist is listed with a sentence that begins with "if". H9 (authority)
and H10 (open emergency) are the same for everybody and stand in `steps.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Final

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner
from advisor_app.matching.expertise import Expertise, Nearness
from advisor_app.matching.offers import Offer
from advisor_app.matching.results import Criterion, Outcome
from advisor_app.matching.wishes import PLANS, Wishes, is_gender
from advisor_app.oncology.facts import Facts, padded
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.routes import Routing

_ANY_PAYER: Final = frozenset({"*", "any", "all"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One specialist before one case, with what was found out so far."""

    expertise: Expertise
    facts: Facts
    wishes: Wishes
    routing: Routing
    knowledge: Knowledge
    nearness: Nearness | None
    offers: tuple[Offer, ...] = ()
    offer: Offer | None = None
    act_by: date | None = None

    @property
    def one(self) -> Practitioner:
        """The specialist."""
        return self.expertise.practitioner


@cache
def met(name: str) -> Criterion:
    """A criterion that is met."""
    return Criterion(criterion=name, state=Outcome.MET)


def _fails(name: str, text: str, change: str) -> Criterion:
    return Criterion(criterion=name, state=Outcome.NOT_MET, text=text, would_change=change)


def _open(name: str, text: str, change: str = "") -> Criterion:
    change = change or text.removeprefix("if ")
    return Criterion(criterion=name, state=Outcome.UNKNOWN, text=text, would_change=change)


def h1_accepting(case: Candidate) -> Criterion:
    """Accepts new patients and is not away over the whole time in question."""
    name, one, today = "H1 accepting", case.one, case.facts.today
    if not one.accepting:
        return _fails(name, "takes no new patients now", "new patients are taken again")
    end = case.act_by or today + timedelta(days=14)
    away = next((one_ for one_ in one.leave if one_.first <= today and one_.last >= end), None)
    if away is not None:
        back = format_day(away.last + timedelta(days=1))
        return _fails(
            name, f"away until {format_day(away.last)}", f"a visit from {back} on is early enough"
        )
    return met(name)


def h2_family(case: Candidate) -> Criterion:
    """The team owns the family, or the specialist names it."""
    if case.nearness is not None:
        return met("H2 family")
    tree = case.knowledge.catalogue
    family = tree.families.get(case.facts.family)
    wanted = family.lay_name if family is not None else "what is told"
    team = tree.teams.get(case.one.team)
    mine = f"is in the {team.name} team and" if team is not None else ""
    return _fails("H2 family", f"{mine} does not see {wanted}".strip(), "another diagnosis")


def h3_kind(case: Candidate) -> Criterion:
    """The kind of specialist is one that the route calls for."""
    if case.one.kind in case.routing.kinds:
        return met("H3 kind")
    first = " or ".join(words_of(kind) for kind in case.routing.first)
    mine, rule = a(words_of(case.one.kind)), case.routing.routes[0]
    return _fails(
        "H3 kind",
        f"{mine} is not the first visit here but {first} (route {rule})",
        "another status, stage or service",
    )


def h4_age(case: Candidate) -> Criterion:
    """The patient's age lies in the range that the specialist sees."""
    name, one, age = "H4 age", case.one, case.facts.age
    if one.min_age is None and one.max_age is None:
        return met(name)
    if age is None:
        return _open(name, f"if the patient is {_range(one)}")
    if (one.min_age is not None and age < one.min_age) or (
        one.max_age is not None and age > one.max_age
    ):
        return _fails(name, f"sees patients who are {_range(one)}", "another age")
    return met(name)


def h5_licence(case: Candidate) -> Criterion:
    """A licence where the patient will be for video, and where the site is for a visit."""
    name = "H5 licence"
    if case.offer is not None and case.offer.state is Outcome.MET:
        return met(name)
    failing = next(
        (o for o in case.offers if "licence" in o.reason and o.state is Outcome.NOT_MET), None
    )
    if case.offer is None and failing is not None:
        return _fails(name, failing.reason, failing.would_change)
    if case.offer is not None and case.offer.reason.startswith("if licensed"):
        return _open(name, case.offer.reason)
    return met(name)


def h6_way(case: Candidate) -> Criterion:
    """There is a way and a place to meet."""
    name = "H6 site and mode"
    if case.offer is None:
        failing = case.offers[0] if case.offers else None
        text = failing.reason if failing is not None else "no way to meet is recorded"
        return _fails(name, text, failing.would_change if failing is not None else "a way to meet")
    if case.offer.state is Outcome.UNKNOWN and not case.offer.reason.startswith("if licensed"):
        return _open(name, _condition(case.offer.reason), case.offer.would_change)
    return met(name)


def h7_payer(case: Candidate) -> Criterion:
    """The insurance is accepted, or the patient pays."""
    name, wishes, accepted = "H7 payer", case.wishes, case.expertise.payers
    if wishes.self_pays or accepted & _ANY_PAYER or _takes(accepted, wishes):
        return met(name)
    plan_open = bool(accepted & PLANS) and not wishes.plan
    payer_open = bool(accepted - PLANS) and not wishes.payer
    if not accepted or plan_open or payer_open:
        return _open(name, "if the insurance is accepted")
    return _fails(
        name,
        f"does not take {wishes.payer or words_of(wishes.plan)}",
        "the patient pays, or another insurance",
    )


def h8_in_time(case: Candidate) -> Criterion:
    """A day before the next treatment."""
    name, deadline = "H8 in time", case.facts.next_treatment
    day = case.offer.day if case.offer is not None else None
    if day is None:
        return _open(name, "if a date can be found")
    if deadline is not None and day > deadline:
        return _fails(
            name,
            f"first day {format_day(day)}, after the next treatment on {format_day(deadline)}",
            f"the next treatment moves past {format_day(day)}",
        )
    return met(name)


def h11_refused(case: Candidate) -> Criterion:
    """The patient has not refused this specialist; not checked where nobody was named."""
    name = "H11 refusal"
    if not case.wishes.refused.strip():
        return Criterion(criterion=name, state=Outcome.NOT_CHECKED, text="nobody was named")
    if case.expertise.last_name in case.wishes.refused.replace(",", " ").replace(".", " ").split():
        return _fails(name, "the patient does not want this specialist", "the patient changes that")
    return met(name)


def h12_must(case: Candidate) -> Criterion:
    """A requirement of the patient that is a must."""
    name, wishes = "H12 patient's must", case.wishes
    if not wishes.gender_required or not wishes.gender:
        return met(name)
    fits = is_gender(case.one.gender, wishes.gender)
    if fits is None:
        return _open(name, f"if this specialist is a {wishes.gender}")
    if not fits:
        return _fails(name, f"the patient wants a {wishes.gender} only", "the patient changes that")
    return met(name)


CRITERIA: Final[tuple[Callable[[Candidate], Criterion], ...]] = (
    h1_accepting,
    h4_age,
    h5_licence,
    h6_way,
    h7_payer,
    h8_in_time,
    h11_refused,
    h12_must,
)
"""The criteria that look at one specialist; H2 and H3 are asked before, H9 and H10 for the case."""


def words_of(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def a(words: str) -> str:
    """The words with their article."""
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"


def _takes(accepted: frozenset[str], wishes: Wishes) -> bool:
    """Whether one of the accepted names is told; "Aetna PPO" tells "Aetna"."""
    if accepted & wishes.payers:
        return True
    told = padded(wishes.payer)
    # An Advantage plan is sold under the name of Medicare and is not Medicare.
    return any(
        padded(payer) in told and ("advantage" in payer or "advantage" not in told)
        for payer in accepted - PLANS
    )


def _range(one: Practitioner) -> str:
    if one.max_age is None:
        return f"{one.min_age} or older"
    if one.min_age is None:
        return f"{one.max_age} or younger"
    return f"{one.min_age} to {one.max_age}"


def _condition(reason: str) -> str:
    return reason if reason.startswith("if ") else f"if this is settled: {reason}"
