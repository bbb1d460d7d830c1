"""While the store is out of reach: says so, keeps what waits on this desk, brings it in later."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QTimer

from advisor_app.domain.case import Edit, Saved
from advisor_app.services.ports import Spool
from advisor_app.ui.intake.saver import Saver
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.wording import phrase

NOTICE: Final = "spoolNotice"
SLOW_MS: Final = 2000
"""A save that takes so long waits for a store that is out of reach: the banner says so."""

KEEP_EVERY_MS: Final = 1000
AGAIN_MS: Final = 5000

Waiting = dict[str, tuple[Edit, ...]]
SaveEdits = Callable[[str, tuple[Edit, ...]], Saved]


class SpoolKeeper(QObject):
    """One per desk; without a spool (a demonstration) it only says what happens."""

    def __init__(
        self, saver: Saver, save: SaveEdits, spool: Spool | None, window: MainWindow, jobs: Jobs
    ) -> None:
        super().__init__(window)
        self._saver, self._save, self._spool = saver, save, spool
        self._window, self._jobs = window, jobs
        self._kept: Waiting = {}
        self._left: Waiting = {}
        self._slow = self._timer(SLOW_MS, self._is_away, single=True)
        self._keeping = self._timer(KEEP_EVERY_MS, self._keep, single=False)
        self._again = self._timer(AGAIN_MS, self._bring_in, single=True)
        saver.saving.connect(self._watch)
        saver.saved.connect(self._arrived)
        saver.not_saved.connect(lambda _why: self._is_away())

    def start(self) -> None:
        """Bring in what an earlier run kept."""
        if self._spool is not None:
            self._jobs.read(self, self._spool.kept, self._found, lambda _failure: None)

    def stop(self) -> None:
        """The desk closes; what waits stays in the spool."""
        for timer in (self._slow, self._keeping, self._again):
            timer.stop()
        if not self._saver.idle and self._spool is not None:
            self._spool.keep(self._all())

    def _watch(self) -> None:
        if not self._slow.isActive():
            self._slow.start()

    def _is_away(self) -> None:
        self._slow.stop()
        if self._saver.idle:
            return
        self._keeping.start()
        self._keep()
        self._tell()

    @property
    def waiting(self) -> int:
        """How many answers are not in the store yet."""
        return sum(len(edits) for edits in self._all().values())

    def _tell(self) -> None:
        count = self.waiting
        answers = (
            phrase("1 answer is") if count == 1 else phrase("{count} answers are", count=count)
        )
        words = phrase(
            "The record store is out of reach. {answers} held here; type on.", answers=answers
        )
        self._window.show_notice(NOTICE, "warning", words)

    def _keep(self) -> None:
        """Write what waits into the spool, where it is not there already."""
        waiting = self._all()
        if waiting == self._kept:
            return
        self._kept = waiting
        if self._keeping.isActive():
            self._tell()
        spool = self._spool
        if spool is not None:
            self._jobs.read(self, lambda: spool.keep(waiting), None, self._was_not_kept)

    def _was_not_kept(self, _failure: Exception) -> None:
        self._kept = {}

    def _arrived(self, _number: str, _saved: Saved) -> None:
        if not self._saver.idle:
            return
        self._slow.stop()
        self._keeping.stop()
        self._window.drop_notice(NOTICE)
        self._keep()

    def _all(self) -> Waiting:
        """What is on its way, waits, or was left by an earlier run."""
        return merged(self._left, self._saver.all_held())

    def _found(self, left: Mapping[str, tuple[Edit, ...]]) -> None:
        if left:
            self._left = self._kept = dict(left)
            self._bring_in()

    def _bring_in(self) -> None:
        left = self._left

        def work() -> None:
            for number, edits in left.items():
                self._save(number, edits)

        self._jobs.write(self, work, lambda _none: self._came_in(), lambda _f: self._again.start())

    def _came_in(self) -> None:
        self._left = {}
        self._keep()

    def _timer(self, milliseconds: int, then: Callable[[], None], *, single: bool) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.setInterval(milliseconds)
        timer.timeout.connect(then)
        return timer


def merged(older: Waiting, newer: Waiting) -> Waiting:
    """Both, by case; of two edits of one path the newer one."""
    found: Waiting = {}
    for number in {**older, **newer}:
        edits = (*older.get(number, ()), *newer.get(number, ()))
        found[number] = tuple({edit.path: edit for edit in edits}.values())
    return found
