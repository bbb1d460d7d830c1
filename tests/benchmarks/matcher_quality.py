"""How good the ranking is: the labelled cases, and what must hold for any case whatever.

`python -m tests.benchmarks.matcher_quality [--generated 10000]` prints, for the blind cases on
rosters of other centres and for the last set on the demonstration roster, how often the first is
right, the first three hold somebody right, and hold somebody wrong, each with the 95 % interval of
2,000 bootstrap draws, beside four baselines. Then it ranks, for the rosters in turn,
generated cases and counts crashes, broken hard criteria, answers that differ the second time, and
matches lost when one constraint is taken away.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Practitioner
from advisor_app.matching.expertise import acting_kind
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import MatchResult
from tests.matching.building import NOW, case, knowledge
from tests.matching.generated import CONSTRAINTS, generated
from tests.matching.labelled import (
    Labelled,
    first_is_right,
    labelled,
    one_is_right,
    ranked,
    roster,
    violations,
)

DRAWS = 2000
ELSEWHERE = ("outside", "blind", "odd", "odd again", "centres")
"""The sets on rosters of other centres."""


def main() -> None:
    """Print both parts."""
    parser = argparse.ArgumentParser(description="how good the ranking is")
    parser.add_argument("--generated", type=int, default=10_000)
    options = parser.parse_args()
    for half in (*ELSEWHERE, "test"):
        _print_half(half)
    print(_generated(options.generated))


def _print_half(half: str) -> None:
    cases = labelled(half)
    broken = sum(len(violations(one, _console(one))) for one in cases)
    rosters = len({one.roster for one in cases})
    print(f"{half}: {len(cases)} cases, {rosters} rosters; hard criteria broken in all: {broken}")
    print("ranking                 first right       right in three    wrong in three")
    for name, order in (("console", _console), *BASELINES.items()):
        pairs = [(one, order(one)) for one in cases]
        print(
            f"{name:22}",
            _share([first_is_right(one, found) for one, found in pairs]),
            _share([one_is_right(one, found) for one, found in pairs]),
            _share([bool(one.wrong.intersection(found[:3])) for one, found in pairs]),
        )


def _console(one: Labelled) -> list[str]:
    return [match.id for match in ranked(one).matches]


def _eligible(one: Labelled) -> list[Practitioner]:
    people = {person.id: person for person in roster(one.roster).practitioners}
    return [people[id_] for id_ in _console(one)]


def _random(one: Labelled) -> list[str]:
    found = _console(one)
    Random(one.id).shuffle(found)
    return found


def _soonest(one: Labelled) -> list[str]:
    days = {match.id: match.next_available for match in ranked(one).matches}
    return sorted(days, key=lambda id_: (days[id_] is None, days[id_] or NOW.date(), id_))


def _most_experienced(one: Labelled) -> list[str]:
    by_volume = sorted(
        _eligible(one), key=lambda p: (-(p.new_patients_per_year_in_focus or 0), p.id)
    )
    return [person.id for person in by_volume]


def _lexicographic(one: Labelled) -> list[str]:
    matches = {match.id: match for match in ranked(one).matches}

    def key(person: Practitioner) -> tuple[Any, ...]:
        match = matches[person.id]
        day = match.next_available or NOW.date()
        return -match.band, day, -(person.new_patients_per_year_in_focus or 0), person.id

    return [person.id for person in sorted(_eligible(one), key=key)]


BASELINES: Mapping[str, Callable[[Labelled], list[str]]] = {
    "random of who fits": _random,
    "next available": _soonest,
    "most experienced": _most_experienced,
    "band, day, volume": _lexicographic,
}
"""All four choose among those who meet every hard criterion, as the console does."""


def _share(hits: Sequence[bool]) -> str:
    chance, count = Random(7), len(hits)
    drawn = sorted(sum(chance.choices(hits, k=count)) / count for _ in range(DRAWS))
    low, high = drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]
    return f"{sum(hits) / count:5.1%} ({low:4.0%}-{high:4.0%})"


def _generated(count: int) -> str:
    names = sorted({one.roster for half in ELSEWHERE for one in labelled(half)} | {""})
    matchers, chance = {name: Matcher(knowledge(), roster(name)) for name in names}, Random(11)
    broken = differing = lost = empty = 0
    for number in range(count):
        name = names[number % len(names)]
        answers = generated(chance)
        result = _ranked(matchers[name], case(answers))
        told = Labelled(
            id=str(answers), roster=name, intake=case(answers), right=frozenset(), wrong=frozenset()
        )
        broken += bool(_broken(told, result))
        again = _ranked(matchers[name], case(answers))
        differing += [m.id for m in again.matches] != [m.id for m in result.matches]
        empty += not result.matches
        lost += _lost(matchers[name], answers, result)
    return (
        f"{count} generated cases, {len(names)} rosters: 0 crashes, {broken} with a broken "
        f"criterion, {differing} that differ the second time, {lost} that lose "
        f"a match with a constraint less, {empty} with nobody, each with a dated step"
    )


def _ranked(matcher: Matcher, intake: Intake) -> MatchResult:
    result = matcher.rank(intake, NOW, limit=1000)
    assert any(sign.isdigit() for sign in result.next_step)
    return result


def _lost(matcher: Matcher, answers: Mapping[str, Any], result: MatchResult) -> bool:
    before = {match.id for match in result.matches}
    for path in CONSTRAINTS:
        if path in answers:
            less = {one: value for one, value in answers.items() if one != path}
            after = {match.id for match in _ranked(matcher, case(less)).matches}
            if before - after:
                return True
    return False


def _broken(told: Labelled, result: MatchResult) -> list[str]:
    planned = told.intake.status.next_planned.value
    deadline = planned.date("date") if planned is not None else None
    age, place = told.intake.patient.age.value, str(told.intake.res.location_at_visit.value or "")
    wishes = told.intake.svc.doctor_preference.value or ()
    found = []
    for match in result.matches:
        person = roster(told.roster).practitioner(match.id)
        assert person is not None
        held = {own.state for own in person.licences}
        kind = acting_kind(match.kind, knowledge())
        wrong = (
            not person.accepting
            or kind not in (*result.first_kinds, *result.pair_kinds)
            or (age is not None and person.min_age is not None and age < person.min_age)
            or (age is not None and person.max_age is not None and age > person.max_age)
            or bool(deadline and match.next_available and match.next_available > deadline.latest)
            or (match.mode == "video" and bool(place) and bool(held) and place[3:] not in held)
            or (bool(person.visit_modes) and match.mode not in set(person.visit_modes))
            or ("women only" in wishes and person.gender == "man")
        )
        if wrong:
            found.append(match.id)
    return found


if __name__ == "__main__":
    main()
