"""A case found by part of what is known of it, among 10,000, 100,000 and 1,000,000.

`python -m tests.benchmarks --only case_search`. Beside each search stands, turn by turn and through
the same storage, the look-up of one card by its number, of any case as the search finds any: the
floor of any answer. The file is read once before, as it is where people are at work. The audit row
of a search is written in a transaction of its own after it and is not in the figure.
"""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from time import process_time
from typing import Final

from advisor_app.services.search_words import read_query
from advisor_app.storage.store import SqlStore
from tests.benchmarks.figures import Figure, milliseconds, p50, percentile
from tests.benchmarks.invented_people import Invented, people
from tests.benchmarks.many_cases import SEED, number_of, path_of, store_of
from tests.services.desk import StillClock

_SIZES: Final = (10_000, 100_000, 1_000_000)
_QUICK_SIZES: Final = (10_000, 100_000)
_TURNS: Final = 120
_FEWEST: Final = 5
_AT_MOST_MS: Final = 4000
"""A slow way is asked less often, so that the table is there in time."""
_LIMIT: Final = 20
_AT_ONCE: Final = 2**24
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
        _read_once(path_of(count))
        store = store_of(count, StillClock())
        asked = Random(7).sample(people(count, Random(SEED)), _TURNS)
        for way, words in _ASKED.items():
            texts = [words(one, turn) for turn, one in enumerate(asked)]
            yield _found(store, count, way, texts, Random(8))
        store.close()


def _read_once(path: Path) -> None:
    with path.open("rb") as file:
        while file.read(_AT_ONCE):
            pass


def _found(store: SqlStore, count: int, way: str, texts: list[str], chance: Random) -> Figure:
    """By the clock of the processor: the file is in memory, and other programs take turns."""
    ours, limit = [], []
    for turn, text in enumerate(texts):
        criteria = read_query(text)
        with store.reading() as unit:
            ours.append(milliseconds(partial(unit.cases.find, criteria, _LIMIT), process_time))
            any_card = partial(unit.cases.card, number_of(chance.randrange(count)))
            limit.append(milliseconds(any_card, process_time))
        if turn > _FEWEST and sum(ours) > _AT_MOST_MS:
            break
    figure = Figure(
        what=f"{way} among {count:,} cases, p50", beside="card by its number", limit=p50(limit),
        ours=p50(ours), unit="ms cpu", times=_TIMES, note=f"p99 {percentile(ours, 99):.1f} ms",
    )  # fmt: skip
    print(f"{figure.what}: {figure.ours:.2f} {figure.ratio:.1f}x {figure.note}", file=sys.stderr)
    return figure
