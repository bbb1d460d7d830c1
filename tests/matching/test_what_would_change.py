"""What is said to change a no really changes it: the change is made, and the case ranked again."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any, Final, NamedTuple

from advisor_app.domain.people import Licence, Practitioner, Roster, Site, VisitMode
from advisor_app.domain.places import place_name
from advisor_app.matching.criteria import FAMILY, KIND
from advisor_app.matching.expertise import acting_kind
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.meeting_places import reachable
from advisor_app.matching.results import Criterion, Outcome
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.routes import route
from tests.matching.building import NOW, case, knowledge
from tests.matching.generated import generated
from tests.matching.labelled import roster

ROSTERS: Final = ("", "ohio.json", "virtual.csv", "children.json", "telehealth.json", "closed.json",
                  "regional.csv", "slots.json", "payers.json", "crossing.json")  # fmt: skip
CASES: Final = 400
REGIONS: Final = ("main", "nj", "long_island", "westchester")
STATES: Final = {
    place_name(f"US-{code}"): code for code in ("NY", "NJ", "CT", "TX", "FL", "OH", "PA")
}
KNOWN_ELSEWHERE: Final = ("the first visit was in person",)
"""What no answer of the intake can change."""


class Told(NamedTuple):
    """One specialist, left out of a case for one reason only."""

    roster: str
    answers: dict[str, Any]
    person: Practitioner
    failing: Criterion


class Changed(NamedTuple):
    """Case and roster once the change is made."""

    answers: Mapping[str, Any]
    roster: Roster


@cache
def matcher(name: str) -> Matcher:
    """The matcher of one of the labelled rosters."""
    return Matcher(knowledge(), roster(name))


@cache
def told() -> tuple[Told, ...]:
    """Everybody whom one change would let in, over generated cases."""
    return tuple(_told())


def _told() -> Iterator[Told]:
    chance = Random(3)
    for number in range(CASES):
        name, answers = ROSTERS[number % len(ROSTERS)], generated(chance)
        if chance.random() < 0.3:
            answers["res.video_ready"] = "no"
        for one in matcher(name).rank(case(answers), NOW, limit=1000).excluded:
            failing = [one for one in one.criteria if one.state is Outcome.NOT_MET]
            person = roster(name).practitioner(one.id)
            if len(failing) == 1 and person is not None:
                yield Told(name, answers, person, failing[0])


def _person(one: Told, **new: Any) -> Changed:
    everybody = roster(one.roster).practitioners
    changed = (replace(p, **new) if p.id == one.person.id else p for p in everybody)
    return Changed(one.answers, replace(roster(one.roster), practitioners=tuple(changed)))


def _answer(one: Told, **new: Any) -> Changed:
    answers = {**one.answers, **{path.replace("__", "."): value for path, value in new.items()}}
    return Changed({p: v for p, v in answers.items() if v is not None}, roster(one.roster))


def _age(one: Told) -> Changed:
    lowest, highest = one.person.min_age, one.person.max_age
    too_young = lowest is not None and one.answers["patient.age"] < lowest
    return _answer(one, patient__age=lowest if too_young else highest)


def _comes(one: Told, name: str) -> Changed:
    site = next((site for site in roster(one.roster).sites if site.name == name), None)
    site = site or Site(id=name, name=name)
    there = [region for region in REGIONS if reachable(site, frozenset({region})) is not False]
    return _answer(one, res__willing_to_travel=[*one.answers["res.willing_to_travel"], *there])


def _licence(one: Told, state: str) -> Changed:
    return _person(one, licences=(*one.person.licences, Licence(state=STATES[state])))


def _anywhere(one: Told) -> Changed:
    held = [licence.state for licence in one.person.licences] or ["NY"]
    return _answer(one, res__location_at_visit=f"US-{held[0]}")


CHANGES: Final[Mapping[str, Callable[..., Changed]]] = {
    r"new patients are taken again": lambda one: _person(one, accepting=True),
    r"a visit from .* on is in time": lambda one: _person(one, leave=()),
    r"another age": _age,
    r"the patient pays, or another insurance": lambda one: _answer(one, ins__self_pay_ack=True),
    r"an earlier slot": lambda one: _person(one, slots=(), next_available_days=0, leave=()),
    r"the (?:next treatment|planned biopsy) moves past .*": lambda one: _answer(
        one, status__next_planned=None
    ),
    r"the patient changes that": lambda one: _answer(
        one, svc__specific_doctor=None, svc__doctor_preference=None
    ),
    r"the patient can come to (.*)": _comes,
    r"the patient is in ([A-Z]{2})(?:,.*)? on the day": lambda one, state: _answer(
        one, res__location_at_visit=f"US-{state}"
    ),
    r"a licence in (.*?)(?: is recorded)?": _licence,
    r"a licence is renewed": lambda one: _person(one, licences=()),
    r"this specialist offers a visit in person": lambda one: _person(
        one, visit_modes=(*one.person.visit_modes, VisitMode.IN_PERSON)
    ),
    r"a device is at hand": lambda one: _answer(one, res__video_ready="yes"),
    r"the patient is in a state where a specialist is licensed on the day": _anywhere,
}


def _change(one: Told, words: str) -> Changed:
    for pattern, make in CHANGES.items():
        found = re.fullmatch(pattern, words)
        if found:
            return make(one, *found.groups())
    raise AssertionError(words)


def _made(one: Told) -> Changed:
    """The whole change, which may have two parts."""
    changed = one
    made = Changed(one.answers, roster(one.roster))
    for words in one.failing.would_change.split(" and "):
        made = _change(changed, words)
        changed = changed._replace(answers=dict(made.answers))
    return made


def test_the_change_that_is_told_lets_the_specialist_in() -> None:
    seen: Counter[str] = Counter()
    for one in told():
        words = one.failing.would_change
        if one.failing.criterion in (FAMILY, KIND) or words.startswith(KNOWN_ELSEWHERE):
            continue
        made = _made(one)
        result = Matcher(knowledge(), made.roster).rank(case(made.answers), NOW, limit=1000)
        routed = acting_kind(one.person.kind, knowledge()) in (
            *result.first_kinds,
            *result.pair_kinds,
        )
        let_in = one.person.id in {match.id for match in result.matches}
        # At another age another rule may route the patient to another kind of specialist.
        assert let_in or (words == "another age" and not routed), (
            one.person.id,
            one.answers,
            words,
        )
        seen[one.failing.criterion] += 1
    assert len(seen) >= 6, seen


STATUSES: Final = ("abnormal_not_diagnosed", "newly_diagnosed_untreated", "treatment_started",
                   "treatment_completed", "recurrence_or_progression", "unsure")  # fmt: skip


@cache
def kinds_at_some_state(kind: str) -> frozenset[str]:
    """The kinds of specialist that are called for at some status, stage, age or treatment."""
    found: set[str] = set()
    for status in STATUSES:
        for more in (
            {"patient.age": 9},
            {"patient.age": 26},
            {"dx.rows/1/stage_stated": "stage I"},
            {"dx.rows/1/stage_stated": "stage III"},
            {"dx.rows/1/stage_stated": "stage IV"},
            {"tx.rows/1/modality": "surgery"},
            {"tx.rows/1/modality": "systemic"},
        ):
            answers = {"dx.rows/1/kind": kind, "status.code": status, "patient.age": 50, **more}
            facts = read_facts(case(answers), knowledge(), NOW.date())
            found |= route(facts, knowledge().routes).kinds
    return frozenset(found)


def test_another_status_or_stage_is_told_only_of_kinds_that_the_rules_know_for_the_disease() -> (
    None
):
    called = {
        kind for rule in knowledge().routes for kind in (*rule.first, *rule.pair, *rule.with_)
    }
    words = Counter[str]()
    for one in [one for one in told() if one.failing.criterion == KIND][:150]:
        kind, change = acting_kind(one.person.kind, knowledge()), one.failing.would_change
        words[change.partition(" ")[0] + change[-9:]] += 1
        if kind in kinds_at_some_state(one.answers["dx.rows/1/kind"]):
            assert change == "another status, stage, age, service or question"
        if kind not in called:
            assert change.startswith("a rule of the centre calls for a")
    assert len(words) >= 3, words
