"""Where a second start of the console asks the one that runs to come to the front.

The door is as private as that of the pops. Nothing but that one word is heard, and nothing is told
of who works here or on what.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalSocket

from advisor_app.ui.private_socket import PrivateDoor

_SHOW: Final = b"show"
_LONGEST: Final = 16
_PATIENCE_MS: Final = 1000


class FrontDoor(PrivateDoor):
    """One per console; `asked` is called for each start that came here."""

    def __init__(self, path: Path, asked: Callable[[], None], parent: QObject) -> None:
        super().__init__(path, parent)
        self._asked = asked

    def admit(self, guest: QLocalSocket) -> bool:
        guest.setReadBufferSize(_LONGEST)
        QTimer.singleShot(_PATIENCE_MS, guest, guest.abort)
        return True

    def hear(self, guest: QLocalSocket) -> None:
        if not guest.canReadLine():
            if guest.bytesAvailable() >= _LONGEST:
                guest.abort()
            return
        asks = bytes(guest.readLine(_LONGEST).data()).strip() == _SHOW
        guest.write(b"shown\n" if asks else b"refused\n")
        guest.flush()
        guest.disconnectFromServer()
        if asks:
            self._asked()
