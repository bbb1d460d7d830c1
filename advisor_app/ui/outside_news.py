"""What reaches this desk from outside: other desks, the telephone system, a softphone's pop.

Each only says that something is new: the part of the window that shows it reads it again.
"""

from PySide6.QtCore import QObject, Signal

from advisor_app.line.calls import IncomingCall
from advisor_app.ui.context import Console
from advisor_app.ui.feed_door import FeedDoor
from advisor_app.ui.inbox import Inbox
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.pop_door import PopDoor
from advisor_app.ui.wording import phrase


class OutsideNews(QObject):
    """One per window. `changed(Change)` of another desk; `line_rang()` of a source of calls;
    `popped()` once a pop waits as a call; `deaf(sentence)` where a door could not be opened.
    """

    changed = Signal(object)
    line_rang = Signal()
    popped = Signal()
    deaf = Signal(str)

    def __init__(self, console: Console, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._jobs = console, jobs
        self._inbox = Inbox(self.changed.emit, self.line_rang.emit, self)
        pops, feed = console.pops, console.feed
        self._pops = PopDoor(pops.path, pops.read, self._popped, self) if pops else None
        self._feed = FeedDoor(feed, self.line_rang.emit, self) if feed else None

    def open_doors(self) -> None:
        """Let pops and the telephone system in; of several consoles of a user, one does."""
        if self._pops is not None and not self._pops.open():
            self.deaf.emit(
                phrase("Another console of yours takes the screen pops, or their folder is shut.")
            )
        if self._feed is not None and not self._feed.open():
            self.deaf.emit(phrase("Another console of yours hears the telephone system."))

    def close_doors(self) -> None:
        """Let nobody in any more."""
        for door in (self._pops, self._feed):
            if door is not None:
                door.close()

    def listen(self) -> None:
        """Hear what other desks change and what the softphone does, each on a thread of its own."""
        if self._console.changes is not None:
            self._console.changes.start(self._inbox.tell)
        if self._console.phone is not None:
            self._console.phone.start(self._inbox.ring)

    def take_over(self, before: "OutsideNews") -> None:
        """Hear what another window of this desk heard; the threads that tell it never notice."""
        self._inbox.deleteLater()
        self._inbox = before._inbox
        self._inbox.move(self.changed.emit, self.line_rang.emit, self)

    def _popped(self, call: IncomingCall) -> None:
        """The softphone rings here: an offer, as any other; what is on the desk stays."""
        queue, me = self._console.queue, self._console.session.account
        self._jobs.write(
            self,
            lambda: queue.arrived(call, rings_at=me),
            lambda _call: self.popped.emit(),
        )
