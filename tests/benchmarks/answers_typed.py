"""From an answer that was typed to the re-ranked matcher, on the demonstration's roster.

`python -m tests.benchmarks --only answers_typed`. Each turn changes one answer of a case and ranks
the whole: the facts are read, every specialist is weighed, the reasons are put into words, and each
question that is still open is tried out. Each case was ranked once before: its story is read then.
Times are of the processor.
"""

import time
from collections.abc import Iterator
from functools import partial
from typing import Final

from advisor_app.bootstrap.files_house import files_house
from advisor_app.domain.answers import say
from advisor_app.domain.paths import with_answer
from advisor_app.exchange.case_file import read_case
from tests.benchmarks.figures import FRAME_MS, Figure, milliseconds, p50, percentile
from tests.documents.conftest import CASES, NOW

_TURNS: Final = 200
_ALL_FRAMES: Final = 3


def figures(quick: bool) -> Iterator[Figure]:
    """The median and the slow ones."""
    matcher = files_house().matcher
    files = [path for path in sorted(CASES.glob("*.json")) if path.stem != "no-authority"]
    told = [read_case(path.read_text(encoding="utf-8")).intake for path in files]
    for intake in told:
        matcher.rank(intake, NOW)
    times = []
    for turn in range(_TURNS // 4 if quick else _TURNS):
        intake = with_answer(told[turn % len(told)], "goal.worry", say(f"word {turn}"))
        times.append(milliseconds(partial(matcher.rank, intake, NOW), time.process_time))
    yield Figure(
        what="answer typed to re-ranked matcher, p50", beside="a frame", limit=FRAME_MS,
        ours=p50(times), unit="ms cpu", note=f"{len(matcher.roster.practitioners)} specialists",
    )  # fmt: skip
    yield Figure(
        what="answer typed to re-ranked matcher, p99", beside="3 frames",
        limit=_ALL_FRAMES * FRAME_MS, ours=percentile(times, 99), unit="ms cpu",
    )  # fmt: skip
