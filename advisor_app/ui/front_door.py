"""Where a second start of the console asks the one that runs to come to the front.

The door is as private as that of the pops. Nothing but that one word is heard, and nothing is told
of who works here or on what.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from advisor_app.ui.private_socket import OneLineDoor

_SHOW: Final = b"show"
_LONGEST: Final = 16


class FrontDoor(OneLineDoor):
    """One per console; `asked` is called for each start that came here."""

    def __init__(self, path: Path, asked: Callable[[], None], parent: QObject) -> None:
        super().__init__(path, _LONGEST, parent)
        self._asked = asked

    def answer(self, line: bytes) -> tuple[bytes, Callable[[], None] | None]:
        return (b"shown", self._asked) if line.strip() == _SHOW else (b"refused", None)
