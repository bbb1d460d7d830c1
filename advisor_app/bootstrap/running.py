"""The console that runs here already: a second start brings it to the front.

It imports no other room, and paths are plain text in it: a second start is over in the time that
reading a library takes.
"""

import os
import socket

from advisor_app.domain.own_folders import state_folder

SHOW = b"show\n"
SHOWN = b"shown"
_WITHIN_SECONDS = 10.0
"""A console that hears but is busy is waited for: a second one beside it would be worse."""


def workstation_folder() -> str:
    """Where this user's console keeps what belongs to this workstation, wherever the store is."""
    return os.environ.get("ADVISOR_DATA_DIR", "") or state_folder()


def front_socket() -> str:
    """Where the console of this user on this workstation is asked to come to the front."""
    return os.path.join(workstation_folder(), "front", "console.socket")


def brought_to_front() -> bool:
    """Whether a console of this user runs here; its window is in front then."""
    if not hasattr(socket, "AF_UNIX"):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as link:
        link.settimeout(_WITHIN_SECONDS)
        try:
            link.connect(front_socket())
            link.sendall(SHOW)
            return link.recv(32).strip() == SHOWN
        except (OSError, ValueError):
            return False
