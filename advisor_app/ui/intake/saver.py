"""Saves the edits of a case behind the advisor: soon after a pause, and at least every two seconds.

One save of a case is on its way at a time, so that what came of it is known before the next one
goes. An edit belongs to its case for good: when another case comes onto the desk, and when the
store is away, it waits for its own.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.case import Edit, Saved
from advisor_app.services.failures import BadValue, Denied, NoSuchCase
from advisor_app.ui.jobs import Jobs

SAVE_AFTER_MS: Final = 400
"""A pause of so long saves; DESIGN of the journey of one answer."""
SAVE_AT_LEAST_EVERY_MS: Final = 2000
_TRIES: Final = 3
"""What is typed while a save is under way goes with the next one."""
_FOR_GOOD: Final = (BadValue, Denied, NoSuchCase)
"""What the store will refuse again however often it is asked."""

SaveEdits = Callable[[str, tuple[Edit, ...]], Saved]


class Saver(QObject):
    """`saved(number, Saved)`, `not_saved(sentence)`, and `refused(number, Edit, sentence)`."""

    saving = Signal()
    saved = Signal(str, object)
    not_saved = Signal(str)
    refused = Signal(str, object, str)

    def __init__(self, save: SaveEdits, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._save, self._jobs = save, jobs
        self._waiting: dict[str, dict[str, Edit]] = {}
        self._under_way: dict[str, tuple[Edit, ...]] = {}
        self._alone: set[str] = set()
        self._pause = self._timer(SAVE_AFTER_MS)
        self._longest = self._timer(SAVE_AT_LEAST_EVERY_MS)

    def add(self, number: str, edit: Edit) -> None:
        """One more edit; a newer one of the same path takes the place of the older."""
        self._waiting.setdefault(number, {})[edit.path] = edit
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def waits(self, number: str, path: str) -> bool:
        """Whether an edit at that path is not in the store yet."""
        sent = self._under_way.get(number, ())
        return path in self._waiting.get(number, {}) or any(one.path == path for one in sent)

    def held(self, number: str) -> tuple[Edit, ...]:
        """The edits of that case that are not in the store yet."""
        return (*self._under_way.get(number, ()), *self._waiting.get(number, {}).values())

    def all_held(self) -> dict[str, tuple[Edit, ...]]:
        """The edits of every case that are not in the store yet."""
        return {number: self.held(number) for number in {**self._under_way, **self._waiting}}

    def is_under_way(self, number: str) -> bool:
        """Whether a save of that case is on its way."""
        return number in self._under_way

    @property
    def idle(self) -> bool:
        """Whether nothing waits and nothing is on its way."""
        return not self._waiting and not self._under_way

    def flush(self) -> None:
        """Send what waits, case by case; what is on its way is followed by the rest."""
        self._pause.stop()
        self._longest.stop()
        for number in list(self._waiting):
            if number not in self._under_way:
                self._send(number)

    def finish(self, seconds: float) -> None:
        """Wait until everything is in the store, at most so many seconds for each try."""
        for _ in range(_TRIES):
            self.flush()
            self._jobs.flush(seconds)
            if self.idle:
                return

    def when_saved(self, then: Callable[[], None], tries: int = _TRIES) -> None:
        """Send what waits, and go on with `then` once the store has it, or was asked in vain.

        The window goes on meanwhile.
        """
        self.flush()

        def look(_none: None) -> None:
            if self.idle or tries == 1:
                then()
            else:
                self.when_saved(then, tries - 1)

        # The writer keeps the order: what was sent before has been answered then.
        self._jobs.write(self, lambda: None, look)

    def stop(self) -> None:
        """Save no more by oneself."""
        self._pause.stop()
        self._longest.stop()

    def _send(self, number: str) -> None:
        waiting = self._waiting.pop(number)
        edits = tuple(waiting.values())
        if number in self._alone:
            edits, rest = edits[:1], edits[1:]
            if rest:
                self._waiting[number] = {edit.path: edit for edit in rest}
        self._under_way[number] = edits
        self.saving.emit()
        self._jobs.write(
            self,
            lambda: self._save(number, edits),
            lambda saved: self._was_saved(number, saved),
            lambda failure: self._was_not_saved(number, edits, failure),
        )

    def _was_saved(self, number: str, saved: Saved) -> None:
        del self._under_way[number]
        self.saved.emit(number, saved)
        if number not in self._waiting:
            self._alone.discard(number)
        elif number in self._alone or not self._pause.isActive():
            self._send(number)

    def _was_not_saved(self, number: str, edits: tuple[Edit, ...], failure: Exception) -> None:
        del self._under_way[number]
        if isinstance(failure, _FOR_GOOD) and len(edits) == 1:
            self.refused.emit(number, edits[0], str(failure))
            if number in self._waiting:
                self._send(number)
            return
        held = {edit.path: edit for edit in edits}
        self._waiting[number] = held | self._waiting.get(number, {})
        if isinstance(failure, _FOR_GOOD):
            # One of them is refused: each goes by itself, so that the others are kept.
            self._alone.add(number)
            self._send(number)
            return
        self._longest.start()
        self.not_saved.emit(str(failure))

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.flush)
        return timer
