"""Where other programs of this user hand a call over: one private socket, one short line each.

The socket lies in a folder that only this user may enter, and answers `taken` or `refused`. Who
sends too much or nothing is cut off; what comes only ever becomes an offer.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from advisor_app.line.calls import IncomingCall
from advisor_app.ui.private_socket import listen_privately

LONGEST: Final = 64
PATIENCE_MS: Final = 1000

ReadPop = Callable[[str], IncomingCall | None]
"""The call that an address announces, or None for any other text."""


class PopDoor(QObject):
    """One per console; `came` is called for each call that was handed over."""

    def __init__(
        self, path: Path, read: ReadPop, came: Callable[[IncomingCall], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._path, self._read, self._came = path, read, came
        self._guests: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._welcome)

    def open(self) -> bool:
        """Begin to listen; False where another console has the door, or the folder is not ours."""
        return listen_privately(self._server, self._path)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()
        for guest in tuple(self._guests):
            guest.abort()

    def _welcome(self) -> None:
        while (guest := self._server.nextPendingConnection()) is not None:
            self._guests.append(guest)
            guest.setReadBufferSize(LONGEST)
            patience = QTimer(guest)
            patience.setSingleShot(True)
            patience.timeout.connect(lambda it=guest: it.abort())
            patience.start(PATIENCE_MS)
            guest.readyRead.connect(lambda it=guest: self._hear(it))
            guest.disconnected.connect(lambda it=guest: self._part(it))
            if guest.bytesAvailable():
                self._hear(guest)

    def _part(self, guest: QLocalSocket) -> None:
        if guest in self._guests:
            self._guests.remove(guest)
            guest.deleteLater()

    def _hear(self, guest: QLocalSocket) -> None:
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
