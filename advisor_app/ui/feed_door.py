"""Where the telephone system writes its events: one private socket, one line an event.

A line that is no event leaves one sentence in the log, without its content, and the connection
stays: the line of a centre must not stop because of one bad record.
"""

import logging
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket

from advisor_app.ui.context import FeedFrom
from advisor_app.ui.private_socket import PrivateDoor

_LOG: Final = logging.getLogger(__name__)
_BUFFER: Final = 8192
_GUESTS: Final = 8


class FeedDoor(PrivateDoor):
    """One per console; `came` is called after lines that were taken in."""

    def __init__(self, feed: FeedFrom, came: Callable[[], None], parent: QObject) -> None:
        super().__init__(feed.path, parent)
        self._feed, self._came = feed, came
        self._too_long: set[QLocalSocket] = set()

    def admit(self, guest: QLocalSocket) -> bool:
        guest.setReadBufferSize(_BUFFER)
        return len(self._guests) < _GUESTS

    def part(self, guest: QLocalSocket) -> None:
        self._too_long.discard(guest)
        super().part(guest)

    def hear(self, guest: QLocalSocket) -> None:
        taken = 0
        while guest.canReadLine():
            line = bytes(guest.readLine(_BUFFER).data()).strip()
            if guest in self._too_long:
                self._too_long.discard(guest)
            elif line:
                taken += self._take(line)
        if guest.bytesAvailable() >= _BUFFER:
            guest.readAll()
            if guest not in self._too_long:
                self._too_long.add(guest)
                _pass_over("it is too long")
        if taken:
            self._came()

    def _take(self, line: bytes) -> int:
        why = self._feed.take(line)
        if why:
            _pass_over(why)
        return 0 if why else 1


def _pass_over(why: str) -> None:
    _LOG.info("A line of the telephone feed was passed over: %s.", why)
