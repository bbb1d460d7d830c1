"""Wrong passphrases for a store's key, counted beside the keys: each makes the next try wait."""

import json
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from advisor_app.services.failures import SignInDelayed
from advisor_app.services.passwords import wait_after
from advisor_app.services.ports import Clock

_FILE: Final = "tries.json"
_SCHEMA: Final = "key-tries/1"


class KeyTries:
    """The tries at the keys of one folder, of whatever account: an account may be guessed too."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._file = folder / _FILE
        self._clock = clock

    def refuse_early(self) -> None:
        """Raises SignInDelayed while the wait after wrong tries lasts."""
        failed, last = self._read()
        if last is None:
            return
        wait = wait_after(failed)
        passed = (self._clock.now() - last) // timedelta(seconds=1)
        # A clock that was set back counts as no time passed, and never as a longer wait.
        left = wait - max(0, passed)
        if left > 0:
            raise SignInDelayed(left)

    def failed(self) -> None:
        """One more wrong try."""
        failed, _ = self._read()
        told = {"schema": _SCHEMA, "failed": failed + 1, "last": self._clock.now().isoformat()}
        with suppress(OSError):
            handle = os.open(self._file, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(told, file)

    def succeeded(self) -> int:
        """The right passphrase: how many wrong ones came before it, forgotten from now on."""
        failed, _ = self._read()
        with suppress(OSError):
            self._file.unlink(missing_ok=True)
        return failed

    def _read(self) -> tuple[int, datetime | None]:
        try:
            told: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
            return int(told["failed"]), datetime.fromisoformat(told["last"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0, None
