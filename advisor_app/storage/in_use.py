"""Who has a store open: many may work on it, but it is put back from a backup by one alone."""

import os
import sys
from pathlib import Path
from typing import Final

from advisor_app.services.failures import StoreLocked

if sys.platform != "win32":
    import fcntl

LOCK_ENDING: Final = ".lock"
_MODE: Final = 0o600


class StoreInUse:
    """A hold on the store at a path, until `close` or the end of the process.

    On Windows there is no such hold: there an open file cannot be moved away.
    """

    def __init__(self, store: Path, *, alone: bool) -> None:
        """Raises StoreLocked where another holds it the other way, OSError without a folder."""
        name = store.with_name(store.name + LOCK_ENDING)
        self._handle = os.open(name, os.O_CREAT | os.O_RDONLY, _MODE)
        try:
            if sys.platform != "win32":
                how = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
                fcntl.flock(self._handle, how | fcntl.LOCK_NB)
        except OSError:
            self.close()
            raise StoreLocked from None

    def close(self) -> None:
        """Let go of it."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
