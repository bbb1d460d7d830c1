"""Where other programs of this user hand a call over: one private socket, one short line each.

The socket lies in a folder that only this user may enter, and answers `taken` or `refused`. Who
sends too much or nothing is cut off; what comes only ever becomes an offer.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalSocket

from advisor_app.line.calls import IncomingCall
from advisor_app.ui.private_socket import PrivateDoor

LONGEST: Final = 64
PATIENCE_MS: Final = 1000

ReadPop = Callable[[str], IncomingCall | None]
"""The call that an address announces, or None for any other text."""


class PopDoor(PrivateDoor):
    """One per console; `came` is called for each call that was handed over."""

    def __init__(
        self, path: Path, read: ReadPop, came: Callable[[IncomingCall], None], parent: QObject
    ) -> None:
        super().__init__(path, parent)
        self._read, self._came = read, came

    def admit(self, guest: QLocalSocket) -> bool:
        guest.setReadBufferSize(LONGEST)
        patience = QTimer(guest)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda it=guest: it.abort())
        patience.start(PATIENCE_MS)
        return True

    def hear(self, guest: QLocalSocket) -> None:
        if not guest.canReadLine():
            if guest.bytesAvailable() >= LONGEST:
                guest.abort()
            return
        line = bytes(guest.readLine(LONGEST).data()).decode("ascii", "replace").strip()
        call = self._read(line)
        guest.write(b"refused\n" if call is None else b"taken\n")
        guest.flush()
        guest.disconnectFromServer()
        if call is not None:
            self._came(call)
