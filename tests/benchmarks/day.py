"""A day of eight hours at one desk, worked in minutes: does memory grow, do references drift?

`python -m tests.benchmarks --only day`. In each simulated hour calls ring on the real window of a
demonstration; each is taken, its story and names are typed, ranked and saved, every fourth summary
is drawn, the call is ended and written up; and the clocks of the queue tick. At each hour's end the
resident memory is read, when the allocator has given back what is free. The first half of the day
warms the caches; the slope of the second half is the growth. Beside it a million signals and a
million void calls of Qt run, and the references of None and True are counted before and after: a
fault takes one with each call.
"""

import ctypes
import gc
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import linear_regression
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel

from advisor_app.ui.shell import make_application
from advisor_app.ui.tidying import Tidying
from tests.advisor import AGREED, Advisor, demonstration_desk
from tests.benchmarks.figures import Figure

_HOURS: Final = 8
_WARM: Final = 4
_CALLS: Final = 8
_TICKS: Final = 400
_GROWTH_MIB: Final = 1.0
"""An hour may add so much and count as level."""
_SIGNALS: Final = 1_000_000
_DRIFT: Final = 200
"""As in `tests/soak/test_references.py`: the counts swing with whatever else is alive."""
_MIB: Final = 2**20


class Bell(QObject):
    """Rings."""

    rang = Signal(bool)


def figures(quick: bool) -> Iterator[Figure]:
    """Growth of memory by the hour, and drift of references by a million signals."""
    app = make_application([])
    Tidying(app).start()
    yield _drift(_SIGNALS // 10 if quick else _SIGNALS)
    desk = Advisor(demonstration_desk())
    desk.starts()
    hours = [_hour(desk, app, _CALLS // 4 if quick else _CALLS) for _ in range(_HOURS)]
    desk.stops()
    level = hours[_WARM:]
    slope = linear_regression(range(len(level)), level).slope
    yield Figure(
        what="memory added by an hour at the desk", beside="level", limit=_GROWTH_MIB,
        ours=max(slope, 0.0), unit="MiB",
        note="MiB at the hours' ends: " + " ".join(f"{one:.0f}" for one in hours),
    )  # fmt: skip


def _hour(desk: Advisor, app: QApplication, calls: int) -> float:
    """Resident MiB after one more hour of calls."""
    window = desk.window
    for turn in range(calls):
        desk.hears_ringing()
        desk.takes_call()
        desk.hands.tells("mom 62, islet cell of the pancreas since may, lives in NJ")
        desk.hands.keeps_chips()
        desk.answers(AGREED)
        desk.hands.settle()
        if turn % 4 == 0:
            desk.presses(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
            desk.hands.until(lambda: window.summary.pages_shown > 0, what="the summary")
        desk.hands.ends_call()
        desk.hands.finishes_call()
    for _ in range(_TICKS):
        window.queue.tick(window.console.clock.now())
        app.processEvents()
    gc.collect()
    return resident_mib()


def resident_mib() -> float:
    """What this process has in memory once the allocator has given back what is free."""
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() / _MIB


def _drift(count: int) -> Figure:
    label, bell = QLabel(), Bell()
    bell.rang.connect(label.setEnabled)
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(count):
        label.setText("")
        bell.rang.emit(True)
    after = sys.getrefcount(None), sys.getrefcount(True)
    lost = max(was - now for was, now in zip(before, after, strict=True))
    return Figure(
        what=f"references lost by {count:,} signals", beside="swing of the counts",
        limit=_DRIFT, ours=max(lost, 0), unit="references",
    )  # fmt: skip
