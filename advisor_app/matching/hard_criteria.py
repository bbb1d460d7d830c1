"""The hard criteria that read one value of a specialist each, and why a family is not seen.

Source: the matching model of the clinical rules: H1 accepting, H3 kind, H4 age, H7 payer, H11
refusal, H12 the patient's must; the words for H2.
"""

from datetime import date, timedelta
from typing import Final

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Leave
from advisor_app.matching.criteria import (
    ACCEPTING,
    AGE,
    FAMILY,
    KIND,
    MUST,
    PAYER,
    REFUSAL,
    ValueCriterion,
    a,
    fails,
    is_open,
    met,
    words_of,
)
from advisor_app.matching.expertise import Expertise, kinds_of_rules
from advisor_app.matching.openings import USUAL_DAYS
from advisor_app.matching.results import Criterion, Outcome
from advisor_app.matching.situation import Situation
from advisor_app.matching.wishes import PLANS, Wishes, is_gender
from advisor_app.oncology.facts import padded

_ANY_PAYER: Final = frozenset({"*", "any", "all"})
_OWN_PAYERS: Final = {
    "medicare_ffs": ("medicare",),
    "tricare_va": ("tricare", "va", "veterans"),
    "international": (),
    "self_pay": (),
    "none": (),
}
"""Plans that are their own payer, with the words by which it is told."""
_ANOTHER_STATE: Final = "another status, stage, age, service or question"


def h1_accepting(value: tuple[bool, tuple[Leave, ...]], situation: Situation) -> Criterion:
    """Accepts new patients and is not away over the whole time in question."""
    accepting, leave = value
    if not accepting:
        return fails(ACCEPTING, "takes no new patients now", "new patients are taken again")
    today, end = situation.today, _window(situation)
    away = next((one for one in leave if one.first <= today and one.last >= end), None)
    if away is not None:
        back = format_day(away.last + timedelta(days=1))
        text, change = f"away until {format_day(away.last)}", f"a visit from {back} on is in time"
        return fails(ACCEPTING, text, change)
    return met(ACCEPTING)


def h3_kind(kind: str, situation: Situation) -> Criterion:
    """The kind of specialist is one that the route calls for."""
    routing = situation.routing
    if kind in routing.kinds:
        return met(KIND)
    first = " or ".join(words_of(one) for one in routing.first)
    mine, rule = a(words_of(kind)), routing.routes[0]
    text = f"{mine} is not the first visit here but {first} (route {rule})"
    return fails(KIND, text, _ANOTHER_STATE)


def kind_change(kind: str, situation: Situation) -> str:
    """What would have to be otherwise for a kind of specialist to be called for."""
    if kind in situation.kinds_within_reach:
        return _ANOTHER_STATE
    if kind in kinds_of_rules(situation.knowledge):
        return "another diagnosis"
    return f"a rule of the centre calls for {a(words_of(kind))}"


def h4_age(ages: tuple[int | None, int | None], situation: Situation) -> Criterion:
    """The patient's age lies in the range that the specialist sees."""
    lowest, highest = ages
    age = situation.facts.age
    if lowest is None and highest is None:
        return met(AGE)
    if age is None:
        return is_open(AGE, f"if the patient is {_range(ages)}")
    if (lowest is not None and age < lowest) or (highest is not None and age > highest):
        return fails(AGE, f"sees patients who are {_range(ages)}", "another age")
    return met(AGE)


def h7_payer(accepted: frozenset[str], situation: Situation) -> Criterion:
    """The insurance is accepted, or the patient pays."""
    wishes = situation.wishes
    if wishes.self_pays or accepted & _ANY_PAYER or _takes(accepted, wishes):
        return met(PAYER)
    plan_open = not wishes.plan and any(_may_be(plan, wishes) for plan in accepted & PLANS)
    payer_open = bool(accepted - PLANS) and not wishes.payer
    if not accepted or plan_open or payer_open:
        return is_open(PAYER, "if the insurance is accepted")
    told = wishes.payer or words_of(wishes.plan)
    return fails(PAYER, f"does not take {told}", "the patient pays, or another insurance")


def h11_refused(last_name: str, situation: Situation) -> Criterion:
    """The patient has not refused this specialist; not checked where nobody was named."""
    refused = situation.wishes.refused
    if not refused.strip():
        return Criterion(criterion=REFUSAL, state=Outcome.NOT_CHECKED, text="nobody was named")
    if last_name in refused.replace(",", " ").replace(".", " ").split():
        text = "the patient does not want this specialist"
        return fails(REFUSAL, text, "the patient changes that")
    return met(REFUSAL)


def h12_must(gender: str, situation: Situation) -> Criterion:
    """A requirement of the patient that is a must."""
    wishes = situation.wishes
    if not wishes.gender_required or not wishes.gender:
        return met(MUST)
    fits = is_gender(gender, wishes.gender)
    if fits is None:
        return is_open(MUST, f"if this specialist is a {wishes.gender}")
    if not fits:
        text = f"the patient wants a {wishes.gender} only"
        return fails(MUST, text, "the patient changes that")
    return met(MUST)


def h2_family(one: Expertise, situation: Situation) -> Criterion:
    """Why a specialist whose team and families do not hold this cancer is not asked."""
    tree, facts = situation.knowledge.catalogue, situation.facts
    family = tree.families.get(facts.family)
    wanted = family.lay_name if family is not None else "what is told"
    team = tree.teams.get(one.team)
    mine = f"is in the {team.name} team and" if team is not None else ""
    return fails(FAMILY, f"{mine} does not see {wanted}".strip(), "another diagnosis")


VALUE_CRITERIA: Final = (
    ValueCriterion(
        name=ACCEPTING,
        value=lambda one: (one.practitioner.accepting, one.practitioner.leave),
        depends=lambda situation: (situation.today, _window(situation)),
        test=h1_accepting,
    ),
    ValueCriterion(
        name=KIND,
        value=lambda one: one.kind,
        depends=lambda situation: situation.routing.kinds,
        test=h3_kind,
    ),
    ValueCriterion(
        name=AGE,
        value=lambda one: (one.practitioner.min_age, one.practitioner.max_age),
        depends=lambda situation: situation.facts.age,
        test=h4_age,
    ),
    ValueCriterion(
        name=PAYER,
        value=lambda one: one.payers,
        depends=lambda situation: (
            situation.wishes.self_pays,
            situation.wishes.payer,
            situation.wishes.plan,
            situation.wishes.payers,
        ),
        test=h7_payer,
    ),
    ValueCriterion(
        name=REFUSAL,
        value=lambda one: one.last_name,
        depends=lambda situation: situation.wishes.refused.strip(),
        test=h11_refused,
    ),
    ValueCriterion(
        name=MUST,
        value=lambda one: one.practitioner.gender,
        depends=lambda situation: (situation.wishes.gender_required, situation.wishes.gender),
        test=h12_must,
    ),
)


def _window(situation: Situation) -> date:
    """The end of the time in question."""
    return situation.act_by or situation.today + timedelta(days=USUAL_DAYS)


def _may_be(plan: str, wishes: Wishes) -> bool:
    """Whether the insurance told can be of that plan: a private insurer is no public program."""
    if plan not in _OWN_PAYERS or not wishes.payer:
        return True
    told = padded(wishes.payer)
    return any(padded(word) in told for word in _OWN_PAYERS[plan])


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


def _range(ages: tuple[int | None, int | None]) -> str:
    lowest, highest = ages
    if highest is None:
        return f"{lowest} or older"
    return f"{highest} or younger" if lowest is None else f"{lowest} to {highest}"
