"""Ranks the specialists for the draft a moment after it changed; the newest ranking is told."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.intake import Intake
from advisor_app.matching.results import MatchResult
from advisor_app.ui.jobs import Jobs

RANK_AFTER_MS: Final = 40

Rank = Callable[[Intake, datetime], MatchResult]


class Ranker(QObject):
    """One per draft. `ranked(MatchResult)`; `intake` is the draft that it was ranked for."""

    ranked = Signal(object)

    def __init__(
        self,
        rank: Rank,
        draft: Callable[[], Intake],
        now: Callable[[], datetime],
        jobs: Jobs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._rank, self._draft, self._now, self._jobs = rank, draft, now, jobs
        self.intake = Intake()
        self._turn = 0
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RANK_AFTER_MS)
        self._soon.timeout.connect(self._ask)

    def rank_soon(self) -> None:
        """The draft has changed, or what it is ranked against."""
        self._soon.start()

    def stop(self) -> None:
        """Rank no more."""
        self._soon.stop()

    def _ask(self) -> None:
        self._turn += 1
        turn, intake, now = self._turn, self._draft(), self._now()
        self._jobs.read(
            self,
            lambda: self._rank(intake, now),
            lambda result: self._show(turn, intake, result),
        )

    def _show(self, turn: int, intake: Intake, result: MatchResult) -> None:
        if turn == self._turn:
            self.intake = intake
            self.ranked.emit(result)
