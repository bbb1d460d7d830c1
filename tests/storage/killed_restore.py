"""Restores a backup and ends the process, as a kill would, at the n-th call that changes files."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from advisor_app.storage import keys
from advisor_app.storage.keys import StoreKeys
from advisor_app.storage.restoring import restore_backup
from tests.services.desk import StillClock

_KILLED = 9


def main(backup: str, folder: str, step: int) -> None:
    """Count renames, unlinks, new folders and syncs; do not survive the `step`-th."""
    left = [step]

    def deadly(call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] == 0:
                os._exit(_KILLED)
            return call(*given, **named)

        return counted

    for name in ("replace", "rename", "unlink", "mkdir", "rmdir"):
        setattr(os, name, deadly(getattr(os, name)))
    restore_backup(
        Path(backup),
        Path(folder),
        lambda found: StoreKeys.at(found).unlock("operator", "a passphrase of the operator"),
        StillClock(),
    )


if __name__ == "__main__":
    keys.COST = keys.Cost(passes=1, memory=64, lanes=1)  # type: ignore[misc]
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
