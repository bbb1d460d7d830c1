"""A socket that only this user can reach: in a folder of theirs, or a named pipe on Windows."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWERS_WITHIN_MS: Final = 300


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
