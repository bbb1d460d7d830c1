"""Shows the lines to all at this desk, quietly, and lets a supervisor say one."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from advisor_app.domain.clock import clock_time
from advisor_app.services.changes import Change
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.records import Broadcast
from advisor_app.ui.board.say_to_all import SayToAll
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.wording import phrase

NOTICE: Final = "broadcastNotice"
PUT_AWAY_KEY: Final = "Ctrl Shift Y"
EVERY_MS: Final = 5000


class BroadcastWatch(QObject):
    """Looks every few seconds, and at once where another desk tells of news.

    The newest line stands under the top bar and takes no focus. What was put away at this desk does
    not come back there.
    """

    def __init__(self, console: Console, window: MainWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._console, self._window, self._jobs = console, window, jobs
        self._standing: tuple[Broadcast, ...] = ()
        self._put_away: set[str] = set()
        self.card = SayToAll(window)
        self.card.said.connect(self._send)
        self.card.taken_back.connect(self._take_back)
        window.notice_pressed.connect(self._pressed)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def hear(self, change: Change) -> None:
        """Another desk changed something."""
        if change.touches("broadcast"):
            self.look()

    def look(self) -> None:
        """Read what stands."""
        read = self._console.broadcasts.standing
        self._jobs.read(self, read, self._show, lambda _failure: None, key="broadcasts")

    def begin(self) -> None:
        """Open the card to write one."""
        self.card.show_standing(self._standing)
        self.card.begin()

    def put_away(self) -> None:
        """The line that is shown was read here; the next one comes forward."""
        shown = self._shown()
        if shown is not None:
            self._put_away.add(shown.id)
            self._show(self._standing)

    def _shown(self) -> Broadcast | None:
        return next((one for one in self._standing if one.id not in self._put_away), None)

    def _show(self, standing: tuple[Broadcast, ...]) -> None:
        self._standing = standing
        self.card.show_standing(standing)
        shown = self._shown()
        if shown is None:
            self._window.drop_notice(NOTICE)
            return
        words = f"{shown.words}  ({shown.by_name}, {clock_time(shown.at)})"
        if self._window.notice(NOTICE) != words:
            self._window.show_notice(
                NOTICE, "info", words, verb=phrase("Put away"), key=PUT_AWAY_KEY
            )

    def _pressed(self, name: str) -> None:
        if name == NOTICE:
            self.put_away()

    def _send(self, words: str, minutes: int) -> None:
        act, broadcasts = self._console.act(), self._console.broadcasts

        def sent(_said: Broadcast) -> None:
            self.card.words.clear()
            self.card.say(phrase("Sent to every desk."))
            self.look()

        self._jobs.write(self, lambda: broadcasts.send(act, words, minutes), sent, self._failed)

    def _take_back(self, id_: str) -> None:
        act, broadcasts = self._console.act(), self._console.broadcasts

        def done(_nothing: None) -> None:
            self.card.say(phrase("Taken back."))
            self.look()

        self._jobs.write(self, lambda: broadcasts.withdraw(act, id_), done, self._failed)

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.card.say(str(failure), warns=True)
        else:
            self._jobs.broke.emit(failure)
