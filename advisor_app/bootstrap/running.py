"""The console that runs here already: a second start brings it to the front.

It imports no other room: nothing else of the program is read where a console runs.
"""

import os
import socket
from contextlib import closing
from pathlib import Path
from typing import Final

import platformdirs

APP: Final = "care-advisor-console"
SHOW: Final = b"show\n"
SHOWN: Final = b"shown"
_WITHIN_SECONDS: Final = 2.0


def workstation_folder() -> Path:
    """Where this user's console keeps what belongs to this workstation, wherever the store is."""
    given = os.environ.get("ADVISOR_DATA_DIR", "")
    return Path(given) if given else Path(platformdirs.user_state_dir(APP, appauthor=False))


def front_socket() -> Path:
    """Where the console of this user on this workstation is asked to come to the front."""
    return workstation_folder() / "front" / "console.socket"


def brought_to_front() -> bool:
    """Whether a console of this user runs here; its window is in front then."""
    if not hasattr(socket, "AF_UNIX"):
        return False
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as link:
        link.settimeout(_WITHIN_SECONDS)
        try:
            link.connect(str(front_socket()))
            link.sendall(SHOW)
            return link.recv(32).strip() == SHOWN
        except (OSError, ValueError):
            return False
