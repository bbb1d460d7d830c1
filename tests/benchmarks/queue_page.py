"""What one second of the queue page costs, and whether a rush of arrivals holds the window up.

`python -m tests.benchmarks.queue_page [--ticks 200]` shows 1,000, 10,000 and 100,000 lines in the
real page. The clocks tick on; in the same run, turn by turn, the visible cells of the column of
waiting times are painted alone: that is the limit. Then 100 calls arrive within a second in the
store of a demonstration, each with its notice, and the page reads and shows them. Milliseconds of
ticks are of the processor, those of the event loop of the clock on the wall; the ratios count.
"""

import argparse
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median, quantiles
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.line.calls import IncomingCall
from advisor_app.ui.context import Console
from advisor_app.ui.queue.lines import LineKind, QueueLine
from advisor_app.ui.queue.view import QueuePage
from advisor_app.ui.shell import make_application
from advisor_app.ui.tidying import Tidying
from tests.advisor import Advisor, demonstration_desk
from tests.benchmarks.figures import FRAME_MS, Figure

SIZES: Final = (1_000, 10_000, 100_000)
ARRIVALS: Final = 100
WATCHED_SECONDS: Final = 3
LIMIT: Final = 1.2
START: Final = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


@dataclass(frozen=True, slots=True)
class Tick:
    """Milliseconds of one tick and of its limit, medians."""

    lines: int
    limit: float
    ours: float

    @property
    def ratio(self) -> float:
        """How many times the limit."""
        return self.ours / self.limit


@dataclass(frozen=True, slots=True)
class Rush:
    """How often the page was filled, and the stops of the event loop in milliseconds."""

    fills: int
    gap_p99: float
    longest: float


def figures(quick: bool) -> Iterator[Figure]:
    """A tick at each size beside the column alone, sizes beside each other, and the rush."""
    app = make_application([])
    Tidying(app).start()
    ticks = [_ticked(app, lines, 60 if quick else 200) for lines in SIZES]
    for one in ticks:
        yield Figure(
            what=f"tick of {one.lines:,} lines", beside="the column alone", limit=one.limit,
            ours=one.ours, unit="ms cpu", times=LIMIT,
        )  # fmt: skip
    yield Figure(
        what=f"tick of {ticks[-1].lines:,} lines", beside=f"of {ticks[0].lines:,}",
        limit=ticks[0].ours, ours=ticks[-1].ours, unit="ms cpu", times=1.1,
    )  # fmt: skip
    rush = _rush(app)
    yield Figure(
        what=f"{ARRIVALS} arrivals in a second, longest stop of the window", beside="3 frames",
        limit=3 * FRAME_MS, ours=rush.longest, unit="ms", note=f"page filled {rush.fills} times",
    )  # fmt: skip


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--ticks", type=int, default=200)
    options = parser.parse_args()
    app = make_application([])
    Tidying(app).start()
    ticks = [_ticked(app, lines, options.ticks) for lines in SIZES]
    print("lines      the column alone ms   one tick ms   ratio")
    for one in ticks:
        print(f"{one.lines:>7,} {one.limit:18.2f} {one.ours:15.2f} {one.ratio:9.2f}")
    print(f"100,000 beside 1,000 lines: {ticks[-1].ours / ticks[0].ours:.2f} times")
    met = all(one.ratio <= LIMIT for one in ticks)
    print(f"limit of {LIMIT} times: {'met' if met else 'not met'}")
    rush = _rush(app)
    print(
        f"{ARRIVALS} arrivals in a second, each with its notice: the page was filled {rush.fills} "
        f"times in {WATCHED_SECONDS} s; event loop p99 {rush.gap_p99:.1f} ms, "
        f"longest {rush.longest:.1f} ms"
    )


def _ticked(app: QApplication, count: int, ticks: int) -> Tick:
    page = QueuePage("Say first", lambda: START)
    page.resize(1280, 800)
    page.show_rows([_line(number) for number in range(count)])
    page.show()
    page.table.setFocus()
    app.processEvents()
    view, seen = page.table, Painted(page.table.viewport())
    waiting = next(number for number, one in enumerate(view.rows.columns) if one.key == "waited")
    column = QRect(
        view.columnViewportPosition(waiting), 0, view.columnWidth(waiting), view.viewport().height()
    )
    limit, ours = [], []
    for turn in range(ticks):
        now = START + timedelta(seconds=turn)
        limit.append(_until_painted(app, seen, lambda: view.viewport().update(column)))
        ours.append(_until_painted(app, seen, partial(page.tick, now)))
    page.close()
    page.deleteLater()
    app.processEvents()
    return Tick(count, median(limit), median(ours))


def _until_painted(app: QApplication, seen: Painted, deed: Callable[[], object]) -> float:
    before, begun = seen.count, time.process_time()
    deed()
    while seen.count == before:
        app.processEvents()
    app.processEvents()
    return (time.process_time() - begun) * 1000


def _rush(app: QApplication) -> Rush:
    """A hundred arrivals in a second: how often the page was filled, and the longest stop."""
    desk = Advisor(demonstration_desk())
    desk.starts()
    window, fills, gaps = desk.window, [], []
    window.queue.table.rows.settled.connect(lambda: fills.append(1))
    rush = threading.Thread(target=_ring, args=(window.console,))
    began = last = time.perf_counter()
    told = 0
    rush.start()
    while (now := time.perf_counter()) - began < WATCHED_SECONDS:
        while told < min(ARRIVALS, (now - began) * ARRIVALS):
            told += 1
            window.queue_presenter.refresh()
        app.processEvents()
        gaps.append((time.perf_counter() - last) * 1000)
        last = time.perf_counter()
    rush.join()
    desk.hands.until(lambda: window.queue_presenter.count >= ARRIVALS, what="all calls")
    desk.stops()
    return Rush(len(fills), quantiles(gaps, n=100)[98], max(gaps))


def _ring(console: Console) -> None:
    """Callers, as the line of another program brings them."""
    for number in range(ARRIVALS):
        at = console.clock.now()
        console.queue.arrived(
            IncomingCall(id=f"rush-{number}", phone="(212) 555-0142", arrived_at=at)
        )
        time.sleep(1 / ARRIVALS)


def _line(number: int) -> QueueLine:
    return QueueLine(
        key=f"call-{number}",
        kind=LineKind.CALL,
        who=f"J. D. {number}",
        why="islet cell of the pancreas, found in May",
        since=START - timedelta(seconds=number % 3600),
        group="GI",
        language="English",
        ticks=number % 6,
        fit_words="fits",
    )


if __name__ == "__main__":
    main()
