"""Where other programs of this user hand a call over: one private socket, one short line each.

The socket lies in a folder that only this user may enter, and answers `taken` or `refused`. Who
sends too much or nothing is cut off; what comes only ever becomes an offer.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from advisor_app.line.calls import IncomingCall
from advisor_app.ui.private_socket import OneLineDoor

_LONGEST: Final = 64

ReadPop = Callable[[str], IncomingCall | None]
"""The call that an address announces, or None for any other text."""


class PopDoor(OneLineDoor):
    """One per console; `came` is called for each call that was handed over."""

    def __init__(
        self, path: Path, read: ReadPop, came: Callable[[IncomingCall], None], parent: QObject
    ) -> None:
        super().__init__(path, _LONGEST, parent)
        self._read, self._came = read, came

    def answer(self, line: bytes) -> tuple[bytes, Callable[[], None] | None]:
        call = self._read(line.decode("ascii", "replace").strip())
        return (b"refused", None) if call is None else (b"taken", partial(self._came, call))
