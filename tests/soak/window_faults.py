"""How long the window is away while its server fails: `python -m tests.soak.window_faults`.

The real window (screenless) works on a shared server: an answer is typed key by key, and now and
then another page is opened. Beneath it the server is frozen, robbed of the answers to its commits,
restarted and kept away for half a minute. A timer of the window ticks every 5 ms; what is told is
how long it was kept from ticking, in each phase, beside the same work with the server there. At the
end what was typed stands in the store once, and the audit holds. See RESULTS.md.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from advisor_app.ui.intake.spool_keeper import NOTICE
from advisor_app.ui.shell import make_application
from tests.advisor import Advisor, value_at
from tests.answer_thief import AnswerThief
from tests.benchmarks.figures import percentile
from tests.servers import Server, running_server
from tests.services.desk import StillClock
from tests.ui.side_by_side import at_work, consoles_at

FROZEN_SECONDS: Final = 12.0
AWAY_SECONDS: Final = 30.0
USUAL_SECONDS: Final = 15.0
STOLEN: Final = 10
_TICK_MS: Final = 5
_KEYS: Final = "0123456789"
_BETWEEN_KEYS: Final = 0.12
_KEYS_A_PAGE: Final = 12
_FIELD: Final = "patient.mrn"
_PAGES: Final = ("queue", "summary", "mywork", "board", "cases")


@dataclass
class Pulse:
    """The timer of the window: by what was done, the milliseconds from one tick to the next."""

    gaps: dict[tuple[str, str], list[float]] = field(default_factory=dict)
    phase: str = ""
    deed: str = "typing"

    def start(self, owner: QObject) -> QTimer:
        """Tick from now on, until the timer is stopped."""
        since, timer = QElapsedTimer(), QTimer(owner)
        timer.setTimerType(Qt.TimerType.PreciseTimer)

        def tick() -> None:
            gap = since.nsecsElapsed() / 1e6 - _TICK_MS
            self.gaps.setdefault((self.phase, self.deed), []).append(max(0.0, gap))
            since.restart()

        timer.timeout.connect(tick)
        since.start()
        timer.start(_TICK_MS)
        return timer


@dataclass
class Work:
    """What the advisor does all the while."""

    desk: Advisor
    pulse: Pulse
    keys: int = 0
    pages: int = 0

    def until(self, ended: Callable[[], bool]) -> None:
        """Type, and open a page after some keys, until that is so."""
        keys, pages = cycle(_KEYS), cycle(_PAGES)
        self._comes_back()
        while not ended():
            self._types(next(keys))
            if self.keys % _KEYS_A_PAGE == 0:
                self._turns_to(next(pages))

    def _types(self, key: str) -> None:
        line = self.desk.window.window.focusWidget()
        QTest.keyClick(line, Qt.Key(ord(key)))
        self.keys += 1
        self.desk.hands.wait(_BETWEEN_KEYS)

    def _turns_to(self, page: str) -> None:
        """Another page and back, to an empty field."""
        self.pulse.deed = "turning pages"
        self.desk.window.go(page)
        self.pages += 1
        self.desk.hands.wait(_BETWEEN_KEYS)
        self._comes_back()

    def _comes_back(self) -> None:
        self.pulse.deed = "turning pages"
        self.desk.window.go("intake")
        self.desk.hands.wait(_BETWEEN_KEYS)
        self.desk.line(_FIELD).selectAll()
        self.desk.hands.wait(_BETWEEN_KEYS)
        self.pulse.deed = "typing"


def main() -> None:
    """Play the shift and print the table."""
    app = make_application([])
    with (
        running_server(StillClock()) as server,
        AnswerThief(server.empty_store()) as thief,
        consoles_at(thief.url) as consoles,
        at_work(consoles) as (desk, _other),
    ):
        desk.hands.opens_new_case()
        pulse = Pulse()
        timer = pulse.start(desk.window)
        work = Work(desk, pulse)
        for phase, deed in _phases(server, thief).items():
            pulse.phase = phase
            _beneath(work, deed)
            work.until(lambda: not desk.window.window.notice(NOTICE))
        timer.stop()
        _print(pulse, work)
        _check(desk)
    app.quit()


def _phases(server: Server, thief: AnswerThief) -> dict[str, Callable[[], None]]:
    def frozen() -> None:
        server.freeze()
        time.sleep(FROZEN_SECONDS)
        server.thaw()

    def robbed() -> None:
        for _ in range(STOLEN):
            thief.arm()
            assert thief.stolen.wait(20), "no commit was sent"
            time.sleep(0.5)

    def restarted() -> None:
        server.stop()
        server.start()

    def away() -> None:
        server.stop()
        time.sleep(AWAY_SECONDS)
        server.start()

    return {
        "as usual": lambda: time.sleep(USUAL_SECONDS),
        f"frozen {FROZEN_SECONDS:.0f} s": frozen,
        f"{STOLEN} answers lost": robbed,
        "restarted": restarted,
        f"away {AWAY_SECONDS:.0f} s": away,
    }


def _beneath(work: Work, deed: Callable[[], None]) -> None:
    """Let that happen to the server while the advisor works on, and a moment more."""
    failing = threading.Thread(target=deed)
    failing.start()
    work.until(lambda: not failing.is_alive())
    failing.join()
    after = time.monotonic() + 2
    work.until(lambda: time.monotonic() > after)


def _print(pulse: Pulse, work: Work) -> None:
    print(f"{work.keys} keys, {work.pages} pages; milliseconds in which the window did not tick")
    print("                                        p50     p99     max    over 100")
    for (phase, deed), gaps in pulse.gaps.items():
        over = sum(one > 100 for one in gaps)
        print(
            f"  {phase:18} {deed:14} {percentile(gaps, 50):7.1f} {percentile(gaps, 99):7.1f} "
            f"{max(gaps):7.1f} {over:7} of {len(gaps)}"
        )


def _check(desk: Advisor) -> None:
    """Raises AssertionError where what was typed last is not what stands in the store."""
    desk.hands.settle()
    desk.hands.until(
        lambda: desk.window.intake_controller.presenter.all_saved, what="the last save"
    )
    console = desk.window.console
    case = console.cases.open(console.act(), desk.hands.case.number)
    typed = value_at(desk.hands.intake, _FIELD)
    assert value_at(case.intake, _FIELD) == typed, "what was typed last is lost"
    verdict = console.audit.verify(console.act())
    assert verdict.sound, verdict.why
    print(f"the last answer stands in the store; audit of {verdict.rows} rows sound")


if __name__ == "__main__":
    main()
