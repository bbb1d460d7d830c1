"""The verb of a softphone's screen pop: hands a number to the console that runs here."""

import socket
from argparse import Namespace
from contextlib import closing
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.surroundings import pop_socket, throwaway_now
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.telephony.pop import PopMistake, read_pop

_WITHIN_SECONDS: Final = 3.0


@verb
def pop(options: Namespace) -> None:
    """Hand the number over; the console makes it an offer. Nothing of it is ever repeated here."""
    try:
        call = read_pop(options.url, throwaway_now())
    except PopMistake as mistake:
        raise Refused(Code.BAD_INPUT, str(mistake)) from None
    answer = _handed_over(pop_socket(), f"tel:{call.phone}\n".encode())
    if answer is None:
        raise Refused(Code.BUSY, "no console is running here: open it and sign in first")
    if answer != b"taken":
        raise Refused(Code.BUSY, "the console that runs here did not take the call")


def _handed_over(path: Path, line: bytes) -> bytes | None:
    """What the console answered; None where none runs."""
    if not hasattr(socket, "AF_UNIX"):
        raise Refused(Code.BUSY, "this system has no private sockets: it takes no screen pops")
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)) as link:
        link.settimeout(_WITHIN_SECONDS)
        try:
            link.connect(str(path))
        except (OSError, ValueError):
            return None
        try:
            link.sendall(line)
            return link.recv(32).strip()
        except OSError:
            return b""
