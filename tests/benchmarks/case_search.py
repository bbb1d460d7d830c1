"""A case found by part of what is known of it, among 10,000, 100,000 and 1,000,000.

`python -m tests.benchmarks --only case_search`. Beside each search stands, turn by turn and through
the same storage, the look-up of one card by its number: the floor of any answer. The audit row of a
search is written in a transaction of its own after it and is not in the figure.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Final

from advisor_app.services.search_words import read_query
from advisor_app.storage.store import SqlStore
from tests.benchmarks.figures import Figure, milliseconds, p50, percentile
from tests.benchmarks.invented_people import Invented, people
from tests.benchmarks.many_cases import SEED, number_of, store_of
from tests.services.desk import StillClock

_SIZES: Final = (10_000, 100_000, 1_000_000)
_QUICK_SIZES: Final = (10_000, 100_000)
_TURNS: Final = 120
_FEWEST: Final = 5
_AT_MOST_MS: Final = 4000
"""A slow way is asked less often, so that the table is there in time."""
_LIMIT: Final = 20
_TIMES: Final = 5.0
_ASKED: Final[dict[str, Callable[[Invented, int], str]]] = {
    "beginning of a name": lambda person, _: person.family[:4],
    "common name": lambda _person, turn: ("smith", "garcia", "mary", "james")[turn % 4],
    "both names begun": lambda person, _: f"{person.family[:5]} {person.given[:2]}",
    "middle of a name": lambda person, _: person.family[1:5],
    "name of nobody": lambda person, _: f"{person.family[:3]}xqz",
    "end of a phone": lambda person, _: person.phone[-7:],
    "whole phone": lambda person, _: person.phone,
    "birth date": lambda person, _: person.born.strftime("%m/%d/%Y") if person.born else "",
    "case number": lambda _person, turn: number_of(turn * 83),
    "end of a case number": lambda _person, turn: number_of(turn * 83)[-5:],
}


def figures(quick: bool) -> Iterator[Figure]:
    """Each way to ask, at each size."""
    for count in _QUICK_SIZES if quick else _SIZES:
        store = store_of(count, StillClock())
        asked = Random(7).sample(people(count, Random(SEED)), _TURNS)
        for way, words in _ASKED.items():
            yield _found(store, count, way, [words(one, n) for n, one in enumerate(asked)])
        store.close()


def _found(store: SqlStore, count: int, way: str, texts: list[str]) -> Figure:
    ours, limit = [], []
    for turn, text in enumerate(texts):
        criteria = read_query(text)
        with store.reading() as unit:
            ours.append(milliseconds(partial(unit.cases.find, criteria, _LIMIT)))
            limit.append(milliseconds(partial(unit.cases.card, number_of(turn * 61))))
        if turn > _FEWEST and sum(ours) > _AT_MOST_MS:
            break
    figure = Figure(
        what=f"{way} among {count:,} cases, p50", beside="card by its number", limit=p50(limit),
        ours=p50(ours), unit="ms", times=_TIMES, note=f"p99 {percentile(ours, 99):.1f} ms",
    )  # fmt: skip
    print(f"{figure.what}: {figure.ours:.2f} {figure.ratio:.1f}x {figure.note}", file=sys.stderr)
    return figure
