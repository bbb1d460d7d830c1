"""The frame of one desk with its live queue: what stands before the other rooms are there.

It reads the line and lets the advisor see it. Whoever furnishes the desk takes it over: from then
on the same page, table and jobs go on as part of the whole.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from advisor_app.ui.after_paint import AfterPaint
from advisor_app.ui.front import Front
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.queue.live import LineRead, LiveQueue, Waiting
from advisor_app.ui.queue.view import QueuePage
from advisor_app.ui.statusbar import StatusBar
from advisor_app.ui.topbar import TopBar
from advisor_app.ui.wording import later, phrase, window_words

GREETING_UNSET: Final = later(
    "No greeting is set in Admin. Ask first: if we get cut off, what number do I call?"
)


class FrontWindow(QObject):
    """One per desk: `window` is what is shown, with the queue in it; `stood()` once it is seen."""

    stood = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.jobs = Jobs(self)
        greeting = front.settings.greeting_of(front.advisor.name, window_words())
        self.queue = QueuePage(greeting or phrase(GREETING_UNSET), front.clock.now)
        self.live = LiveQueue(
            self.queue, self._read, front.advisor, front.clock.now, self.jobs, self
        )
        self.top = TopBar(front.advisor.initials, front.advisor.name)
        self.status = StatusBar(demonstration=front.demonstration)
        self.window = MainWindow(self.top, self.status)
        self.window.add_page(self.queue)
        self.window.page_chosen.connect(self.window.show_page)
        self.live.counted.connect(self._show_waiting)
        self.live.shown.connect(
            lambda _read: AfterPaint(self.queue.table.viewport(), self.stood.emit),
            Qt.ConnectionType.SingleShotConnection,
        )
        self.window.show_page("queue")

    def start(self) -> None:
        """Begin to show what waits."""
        self.live.start()

    def hand_over(self) -> None:
        """The desk is furnished: whoever did that decides which page is in front."""
        self.window.page_chosen.disconnect(self.window.show_page)

    def stop(self) -> None:
        """The desk is left before it was furnished."""
        self.live.stop()
        self.jobs.close()
        for close in self.front.closing:
            close()

    def _read(self) -> LineRead:
        front = self.front
        staff = front.staff()
        return LineRead(
            rows=front.line.rows(front.act()),
            names={one.id: one.name for one in staff},
            me=next((one for one in staff if one.id == front.advisor.id), front.advisor),
            offer_seconds=front.settings.offer_seconds,
        )

    def _show_waiting(self, waiting: Waiting) -> None:
        self.window.show_badge("queue", str(waiting.count or ""))
