"""The case summary: how fast, how many, how large, and whether anything lies over anything.

    python -m tests.benchmarks.papers            first paper, pixels, many, worst case, memory
    python -m tests.benchmarks.papers --soak N   boxes of N generated cases, in both sizes

Other ways to make the same paper stand beside it in `paper_peers.py`.
"""

import multiprocessing
import random
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from advisor_app.bootstrap.files_house import FilesHouse, files_house
from advisor_app.bootstrap.paper_drawing import warm_papers
from advisor_app.documents.display import PageSize
from advisor_app.documents.preview import page_images
from advisor_app.documents.runs import Run
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import SummaryContent
from advisor_app.documents.summary_from_case import summary_content
from advisor_app.domain.case import Case
from advisor_app.exchange.case_file import read_case
from tests.benchmarks.figures import Figure
from tests.documents.conftest import CASES, ISSUE, NOW
from tests.documents.generated import generated
from tests.documents.geometry import faults
from tests.documents.hostile import HOSTILE

ROUNDS = 15
MANY = 500
TOLD: list[SummaryContent] = []
"""What the two processes draw, told before they are forked."""
NAMES = ("Ahn", "Berg", "Castillo", "Dahl", "Eze", "Ferrante", "Gupta", "Haddad", "Ito", "Jansen")


def contents(count: int) -> Iterator[SummaryContent]:
    """Summaries of written cases, every one with words of its own."""
    house = files_house()
    chance = random.Random(7)
    files = [path for path in sorted(CASES.glob("*.json")) if path.stem != "no-authority"]
    read = [read_case(path.read_text(encoding="utf-8")).intake for path in files]
    made = [_content(house, intake) for intake in read]
    for number in range(count):
        content = made[number % len(made)]
        words = " ".join(chance.choice(NAMES) for _ in range(6))
        name = replace(content.identity, number=f"Q-26-{number:05}", name=f"{words[:18]}, {number}")
        yield replace(_turned(content, chance), identity=name)


def _turned(told: Any, chance: random.Random) -> Any:
    """The same values with the words of every run in another order: no line is as it was."""
    if isinstance(told, Run):
        words = told.text.split(" ")
        return told if told.mark else told._replace(text=" ".join(chance.sample(words, len(words))))
    if isinstance(told, tuple):
        return tuple(_turned(item, chance) for item in told)
    if not is_dataclass(told) or isinstance(told, Enum | type):
        return told
    held = {item.name: getattr(told, item.name) for item in fields(told)}
    return replace(told, **{name: _turned(one, chance) for name, one in held.items()})


def _content(house: FilesHouse, intake: Any) -> SummaryContent:
    match = house.matcher.rank(intake, NOW)
    case = Case(number="Q-26-00001", intake=intake)
    return summary_content(
        case, match, house.knowledge, house.roster, now=NOW, prepared_by="J. Ruiz, RN"
    )


def ours(content: SummaryContent) -> bytes:
    return render_summary(content, ISSUE, PageSize.LETTER).pdf


def figures(quick: bool) -> Iterator[Figure]:
    """The first and the next paper, from the key to its pixels."""
    warming, first = _first_paper()
    yield Figure(
        what="first paper with its pixels", beside="100 ms", limit=100.0, ours=first,
        unit="ms cpu", note=f"after {warming:.0f} ms of warming in the background",
    )  # fmt: skip
    yield Figure(
        what="next paper with its pixels", beside="60 ms", limit=60.0,
        ours=_fresh_texts(ROUNDS if quick else 3 * ROUNDS), unit="ms cpu",
    )  # fmt: skip


def own_figures() -> None:
    """What the console does alone, each figure in a process of its own where it must be."""
    print("warming {:.0f} ms, then the first paper {:.0f} ms".format(*_first_paper()))
    print(f"build and both pages at 150 dpi: median {_fresh_texts(ROUNDS):.0f} ms")
    _many()
    _worst()


def _first_paper() -> tuple[float, float]:
    """Milliseconds of warming at the start, then of the first summary and its page 1 in pixels."""
    content = next(contents(1))
    start = time.process_time()
    warm_papers()
    warmed = time.process_time()
    page_images(ours(content), 150.0)
    return (warmed - start) * 1000, (time.process_time() - warmed) * 1000


def _fresh_texts(rounds: int) -> float:
    """Median milliseconds from the key to the pixels: build and picture, words new each time."""
    spent = []
    for content in contents(rounds):
        start = time.process_time()
        page_images(ours(content), 150.0)
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def _many() -> None:
    """All summaries are told before the clock starts; drawing them is what is measured."""
    TOLD[:] = contents(MANY)
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(2) as pool:
        halves = pool.map(_drawn_half, range(2))
    spent = time.perf_counter() - start
    TOLD.clear()
    used = sum(seconds for seconds, _ in halves)
    most = max(size for _, size in halves)
    print(f"{MANY} summaries on two processes: {spent:.1f} s of the clock, {used:.1f} s of the")
    print(f"processor in both, at most {most:,} bytes")


def _drawn_half(half: int) -> tuple[float, int]:
    start = time.process_time()
    sizes = [len(ours(content)) for content in TOLD[half::2]]
    return time.process_time() - start, max(sizes)


def _worst() -> None:
    rows = [
        {"name": f"drug {n} {HOSTILE[n % 16]}", "start": f"20{10 + n % 16}-03", "cycles": "6 of 6"}
        for n in range(200)
    ]
    text = " ".join(f"word{n}" for n in range(25_000))[:125_000]
    notes = (text + " ".join(HOSTILE[13:18]) * 200 + text)[:250_000]
    case = {"free_text": notes, "caller": {"is_patient": True}, "tx": {"rows": rows}}
    content = _content(files_house(), read_case(case).intake)
    start = time.process_time()
    drawn = render_summary(content, ISSUE, PageSize.LETTER)
    spent = time.process_time() - start
    print(f"250 KB of notes, 200 treatments: {spent:.1f} s, {drawn.pages} pages, {drawn.notes}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory: {peak} MiB")


def soak(count: int) -> None:
    """Boxes of generated cases in two processes, both sizes; the first faults are told."""
    halves = (range(0, count, 2), range(1, count, 2))
    with multiprocessing.get_context("fork").Pool(2) as pool:
        wrong = [one for half in pool.map(_faults_of, halves) for one in half]
    print(f"{count} generated cases in both sizes: {len(wrong)} faults")
    print("\n".join(wrong[:20]))


def _faults_of(numbers: range) -> list[str]:
    return [
        f"case {number}, {size.name}: {fault}"
        for number in numbers
        for size in PageSize
        for fault in faults(render_summary(generated(number), ISSUE, size))
    ]


if __name__ == "__main__":
    if "--soak" in sys.argv:
        soak(int(sys.argv[sys.argv.index("--soak") + 1]))
    else:
        own_figures()
