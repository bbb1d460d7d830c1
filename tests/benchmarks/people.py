"""How surely and how fast a person told with slips is found among many.

`python -m tests.benchmarks.people [--people 100000] [--told 1000] [--peer 60]` makes a sealed store
of invented people and asks for some of them again, told with slips. It prints how many were among
the first five (with the 95 % interval of Wilson), the time of one question (median and p99), and,
from the same run, what a scan of all of them by rapidfuzz finds and takes.
"""

import argparse
from collections.abc import Callable, Sequence
from math import sqrt
from random import Random
from time import perf_counter

from rapidfuzz import fuzz, process

from advisor_app.domain.answers import say
from advisor_app.domain.case import CaseState
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.services.cards import card_of
from advisor_app.services.nicknames import load_nicknames
from advisor_app.services.people import People
from advisor_app.services.person_sketch import PersonSketch, sketch_of
from advisor_app.services.records import CaseRecord
from advisor_app.storage.store import SqlStore, throw_away_store
from tests.benchmarks.invented_people import Invented, people, told_again
from tests.services.desk import StillClock

FIRST = 5
BATCH = 5000


def main() -> None:
    """Make the people, ask for them, print what was found."""
    options = _options()
    chance = Random(options.seed)
    clock = StillClock()
    store = throw_away_store(clock)
    try:
        known = people(options.people, chance)
        began = perf_counter()
        _fill(store, clock, known)
        print(f"{len(known)} people kept in {perf_counter() - began:.0f} s")
        places = chance.sample(range(len(known)), min(options.told, len(known)))
        asked = [(place, told_again(known[place], chance)) for place in places]
        ours = _asked(_ours(store, clock), asked)
        print(_line("console", *ours))
        peer = _asked(_peer(known), asked[: options.peer])
        print(_line("rapidfuzz over all", *peer))
        print(f"median: {_at(peer[1], 0.5) / _at(ours[1], 0.5):.0f} times faster than the scan")
    finally:
        store.close()


def _ours(store: SqlStore, clock: StillClock) -> Callable[[Invented], Sequence[int]]:
    service = People(store, clock, load_nicknames())

    def ask(told: Invented) -> Sequence[int]:
        sought = _sketch(told, "")
        with store.reading() as unit:
            found = service.likely_in(unit, sought, FIRST)
        return [int(one.card.number[5:]) for one in found]

    return ask


def _peer(known: Sequence[Invented]) -> Callable[[Invented], Sequence[int]]:
    lines = [_text(one) for one in known]

    def ask(told: Invented) -> Sequence[int]:
        best = process.extract(_text(told), lines, scorer=fuzz.token_sort_ratio, limit=FIRST)
        return [place for _, _, place in best]

    return ask


def _asked(
    ask: Callable[[Invented], Sequence[int]], told: Sequence[tuple[int, Invented]]
) -> tuple[int, list[float]]:
    hits, times = 0, []
    for place, person in told:
        began = perf_counter()
        found = ask(person)
        times.append(perf_counter() - began)
        hits += place in found
    return hits, sorted(times)


def _fill(store: SqlStore, clock: StillClock, known: Sequence[Invented]) -> None:
    for start in range(0, len(known), BATCH):
        with store.writing() as unit:
            for place in range(start, min(start + BATCH, len(known))):
                number = f"Q-26-{place:06d}"
                record = CaseRecord(
                    number=number, revision=1, state=CaseState.CLOSED, since=clock.now(),
                    owner="", opened_at=clock.now(), saved_at=clock.now(),
                )  # fmt: skip
                unit.cases.put_record(record)
                unit.cases.put_card(card_of(number, _intake(known[place]), None))


def _intake(person: Invented) -> Intake:
    intake = Intake()
    told = {
        "patient.family_name": person.family.title(),
        "patient.given_names": person.given.title(),
        "contact.phone_primary": person.phone,
        "patient.dob": PartialDate.of(person.born) if person.born else None,
    }
    for path, value in told.items():
        if value:
            intake = with_answer(intake, path, say(value))
    return intake


def _sketch(person: Invented, number: str) -> PersonSketch:
    return sketch_of(_intake(person), number)


def _text(person: Invented) -> str:
    born = person.born.isoformat() if person.born else ""
    return f"{person.family} {person.given} {born} {person.phone}"


def _line(name: str, hits: int, times: list[float]) -> str:
    count = len(times)
    low, high = _interval(hits, count)
    return (
        f"{name}: {hits} of {count} in the first {FIRST} = {hits / count:.1%} "
        f"({low:.1%} to {high:.1%}); {_at(times, 0.5) * 1000:.1f} ms median, "
        f"{_at(times, 0.99) * 1000:.1f} ms p99"
    )


def _interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson, 95 %."""
    z, share = 1.96, hits / count
    middle = share + z * z / (2 * count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - half) / (1 + z * z / count), (middle + half) / (1 + z * z / count)


def _at(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(len(times) * share))]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--told", type=int, default=1000)
    parser.add_argument("--peer", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20261)
    return parser.parse_args()


if __name__ == "__main__":
    main()
