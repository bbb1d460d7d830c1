"""The hard criteria: met, not met, unknown, or not checked.

Source: the matching model of the clinical rules, H1 to H12. What is unknown neither passes nor
fails in silence: the specialist is listed with a sentence that begins with "if". H9 (authority)
and H10 (open emergency) are the same for everybody and stand in `steps.py`; H2 (family) follows
from `closeness.py`; H5 (licence), H6 (site and mode) and H8 (in time) follow from `meeting.py`.
The others read one value of a specialist each, and are asked once for all who share the value.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, NamedTuple

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Leave
from advisor_app.matching.expertise import Expertise
from advisor_app.matching.masks import grouped
from advisor_app.matching.results import Criterion, Outcome
from advisor_app.matching.situation import Situation
from advisor_app.matching.wishes import PLANS, Wishes, is_gender
from advisor_app.oncology.facts import padded

ACCEPTING: Final = "H1 accepting"
FAMILY: Final = "H2 family"
KIND: Final = "H3 kind"
AGE: Final = "H4 age"
LICENCE: Final = "H5 licence"
WAY: Final = "H6 site and mode"
PAYER: Final = "H7 payer"
IN_TIME: Final = "H8 in time"
REFUSAL: Final = "H11 refusal"
MUST: Final = "H12 patient's must"
NAMES: Final = (ACCEPTING, FAMILY, KIND, AGE, LICENCE, WAY, PAYER, IN_TIME, REFUSAL, MUST)
"""Every criterion that differs from specialist to specialist, in the order in which it is told."""

_ANY_PAYER: Final = frozenset({"*", "any", "all"})
_OWN_PAYERS: Final = {
    "medicare_ffs": ("medicare",),
    "tricare_va": ("tricare", "va", "veterans"),
    "international": (),
    "self_pay": (),
    "none": (),
}
"""Plans that are their own payer, with the words by which it is told."""
_KEPT: Final = 64
_USUAL_DAYS: Final = 14


@cache
def met(name: str) -> Criterion:
    """A criterion that is met."""
    return Criterion(criterion=name, state=Outcome.MET)


def fails(name: str, text: str, change: str) -> Criterion:
    """A criterion that is not met."""
    return Criterion(criterion=name, state=Outcome.NOT_MET, text=text, would_change=change)


def is_open(name: str, text: str, change: str = "") -> Criterion:
    """A criterion that hangs on something unknown; `text` begins with "if"."""
    change = change or text.removeprefix("if ")
    return Criterion(criterion=name, state=Outcome.UNKNOWN, text=text, would_change=change)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCriterion:
    """A criterion that reads one `value` of a specialist; `depends` is what of the case decides."""

    name: str
    value: Callable[[Expertise], Any]
    depends: Callable[[Situation], Hashable]
    test: Callable[[Any, Situation], Criterion]


class Marks(NamedTuple):
    """Who does not meet a criterion, for whom it is open, and for whom nobody looked."""

    not_met: int = 0
    unknown: int = 0
    not_checked: int = 0


class CriterionColumn:
    """One criterion over a whole roster; answers are kept, as most keystrokes change none."""

    def __init__(self, criterion: ValueCriterion, people: Sequence[Expertise]) -> None:
        self.criterion = criterion
        self._groups = grouped(criterion.value(one) for one in people)
        self._kept: dict[Hashable, Marks] = {}

    def marks(self, situation: Situation) -> Marks:
        """Who fails, and for whom it is open."""
        key = self.criterion.depends(situation)
        if key not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[key] = self._judged(situation)
        return self._kept[key]

    def _judged(self, situation: Situation) -> Marks:
        found = dict.fromkeys(Outcome, 0)
        for value, people in self._groups.items():
            found[self.criterion.test(value, situation).state] |= people
        return Marks(found[Outcome.NOT_MET], found[Outcome.UNKNOWN], found[Outcome.NOT_CHECKED])


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
    return fails(KIND, text, "another status, stage or service")


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


def words_of(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def a(words: str) -> str:
    """The words with their article."""
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"


def _window(situation: Situation) -> date:
    """The end of the time in question."""
    return situation.act_by or situation.today + timedelta(days=_USUAL_DAYS)


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
