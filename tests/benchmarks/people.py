"""How surely and how fast a person told with slips is found among many.

`python -m tests.benchmarks.people [--people 100000] [--told 1000] [--peer 60]` takes the sealed
store of invented people and asks for some of them again, told with slips. It prints how many were
among the first five (with the 95 % interval of Wilson), the time of one question (median and p99
of the processor), and, from the same run, what a scan of all by rapidfuzz finds and takes.
"""

import argparse
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from random import Random
from time import process_time

from rapidfuzz import fuzz, process

from advisor_app.services.nicknames import load_nicknames
from advisor_app.services.people import People
from advisor_app.services.person_sketch import PersonSketch, sketch_of
from advisor_app.storage.store import SqlStore
from tests.benchmarks.figures import FRAME_MS, Figure, p50, percentile
from tests.benchmarks.invented_people import Invented, people, told_again
from tests.benchmarks.many_cases import SEED, intake_of, store_of
from tests.services.desk import StillClock

FIRST = 5
_Outcome = tuple[int, list[float], list[tuple[Invented, bool]]]
"""How many were found, the seconds that each took, and who was found as told."""


def figures(quick: bool) -> Iterator[Figure]:
    """How many are found, and within a frame, beside a scan of everybody in the same run."""
    count, told, scanned = (100_000, 150, 8) if quick else (1_000_000, 400, 6)
    ours, peer = _measured(count, told, scanned)
    among = f"among {count:,} people"
    dated = [found for person, found in ours[2] if person.born]
    yield Figure(
        what=f"told with a birth date, slips in it and in the name, and found {among}",
        beside="98 of 100", limit=98.0, ours=100 * sum(dated) / len(dated), unit="%", least=True,
        note="{} people, interval {:.1%} to {:.1%}".format(
            len(dated), *_interval(sum(dated), len(dated))
        ),
    )  # fmt: skip
    scan = p50(peer[1]) * 1000
    yield Figure(
        what=f"told with slips and found {among}", beside="98 of 100", limit=98.0,
        ours=100 * ours[0] / told, unit="%", least=True,
        note="interval {:.1%} to {:.1%}, scan {:.0%}".format(
            *_interval(ours[0], told), peer[0] / scanned
        ),
    )  # fmt: skip
    for percent in (50, 99):
        yield Figure(
            what=f"duplicate check {among}, p{percent}", beside="a frame", limit=FRAME_MS,
            ours=percentile(ours[1], percent) * 1000, unit="ms",
        )  # fmt: skip
    yield Figure(
        what=f"duplicate check {among}, p50", beside="rapidfuzz scan of all", limit=scan,
        ours=p50(ours[1]) * 1000, unit="ms", times=0.1,
    )  # fmt: skip


def main() -> None:
    """Ask for people, print what was found."""
    options = _options()
    ours, peer = _measured(options.people, options.told, options.peer)
    print(_line("console", *ours[:2]))
    print(_line("rapidfuzz over all", *peer[:2]))
    print(f"median: {p50(peer[1]) / p50(ours[1]):.0f} times faster than the scan")


def _measured(count: int, told: int, scanned: int) -> tuple[_Outcome, _Outcome]:
    """What the console and a scan find, and how long each question took in seconds."""
    clock, chance = StillClock(), Random(SEED + 1)
    known = people(count, Random(SEED))
    store = store_of(count, clock)
    try:
        places = chance.sample(range(len(known)), min(told, len(known)))
        asked = [(place, told_again(known[place], chance)) for place in places]
        return _asked(_ours(store, clock), asked), _asked(_peer(known), asked[:scanned])
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
) -> _Outcome:
    hits, times, found_so = 0, [], []
    for place, person in told:
        began = process_time()
        found = ask(person)
        times.append(process_time() - began)
        hits += place in found
        found_so.append((person, place in found))
    return hits, sorted(times), found_so


def _sketch(person: Invented, number: str) -> PersonSketch:
    return sketch_of(intake_of(person), number)


def _text(person: Invented) -> str:
    born = person.born.isoformat() if person.born else ""
    return f"{person.family} {person.given} {born} {person.phone}"


def _line(name: str, hits: int, times: list[float]) -> str:
    count = len(times)
    low, high = _interval(hits, count)
    return (
        f"{name}: {hits} of {count} in the first {FIRST} = {hits / count:.1%} "
        f"({low:.1%} to {high:.1%}); {p50(times) * 1000:.1f} ms median, "
        f"{percentile(times, 99) * 1000:.1f} ms p99"
    )


def _interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson, 95 %."""
    z, share = 1.96, hits / count
    middle = share + z * z / (2 * count)
    half = z * sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return (middle - half) / (1 + z * z / count), (middle + half) / (1 + z * z / count)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--told", type=int, default=1000)
    parser.add_argument("--peer", type=int, default=60)
    return parser.parse_args()


if __name__ == "__main__":
    main()
