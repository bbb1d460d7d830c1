"""A socket that only this user can reach: in a folder of theirs, or a named pipe on Windows."""

import os
from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWERS_WITHIN_MS: Final = 300
_PATIENCE_MS: Final = 1000


class PrivateDoor(QObject):
    """Guests at one private socket, each let in by `admit` and heard by `hear`."""

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
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

    @abstractmethod
    def admit(self, guest: QLocalSocket) -> bool:
        """Prepare who comes in; whether they may stay."""

    @abstractmethod
    def hear(self, guest: QLocalSocket) -> None:
        """Read what a guest has sent."""

    def part(self, guest: QLocalSocket) -> None:
        """A guest has gone."""
        if guest in self._guests:
            self._guests.remove(guest)
            guest.deleteLater()

    def _welcome(self) -> None:
        while (guest := self._server.nextPendingConnection()) is not None:
            if not self.admit(guest):
                guest.abort()
                guest.deleteLater()
                continue
            self._guests.append(guest)
            guest.readyRead.connect(lambda it=guest: self.hear(it))
            guest.disconnected.connect(lambda it=guest: self.part(it))
            if guest.bytesAvailable():
                self.hear(guest)


class OneLineDoor(PrivateDoor):
    """Each guest says one short line and is answered; who sends too much or nothing is cut off."""

    def __init__(self, path: Path, longest: int, parent: QObject) -> None:
        super().__init__(path, parent)
        self._longest = longest

    @abstractmethod
    def answer(self, line: bytes) -> tuple[bytes, Callable[[], None] | None]:
        """What the guest is told, and what is done once they have been told it."""

    def admit(self, guest: QLocalSocket) -> bool:
        guest.setReadBufferSize(self._longest)
        patience = QTimer(guest)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda it=guest: it.abort())
        patience.start(_PATIENCE_MS)
        return True

    def hear(self, guest: QLocalSocket) -> None:
        if not guest.canReadLine():
            if guest.bytesAvailable() >= self._longest:
                guest.abort()
            return
        told, then = self.answer(bytes(guest.readLine(self._longest).data()))
        guest.write(told + b"\n")
        guest.flush()
        guest.disconnectFromServer()
        if then is not None:
            then()


def listen_privately(server: QLocalServer, path: Path) -> bool:
    """Begin to listen; False where another console listens, or the folder is not this user's."""
    server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    if not _own_folder(path.parent):
        return False
    if _answers(path):
        return False
    QLocalServer.removeServer(str(path))
    return server.listen(str(path))


def _own_folder(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if hasattr(os, "getuid"):
            if folder.stat().st_uid != os.getuid():
                return False
            folder.chmod(0o700)
    except OSError:
        return False
    return True


def _answers(path: Path) -> bool:
    """Whether a console listens there already."""
    probe = QLocalSocket()
    probe.connectToServer(str(path))
    found = probe.waitForConnected(_ANSWERS_WITHIN_MS)
    probe.abort()
    return found
