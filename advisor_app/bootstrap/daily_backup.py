"""One backup a day beside the store, the newest fourteen of them kept."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.house import House
from advisor_app.domain.clock import EASTERN
from advisor_app.services.failures import ServiceFailure
from advisor_app.storage.backups import write_backup
from advisor_app.storage.keys import KEYS_FOLDER
from advisor_app.storage.store import SqlStore

BACKUPS_FOLDER: Final = "backups"
KEPT: Final = 14
_NAME: Final = re.compile(r"centre-\d{4}-\d{2}-\d{2}\.backup")


def back_up_once_a_day(house: House) -> str:
    """See that today has a backup: nothing, or the sentence that says why there is none.

    A backup that cannot be made never stops the work.
    """
    store = house.store
    if not isinstance(store, SqlStore) or store.throw_away:
        return ""
    folder = store.path.parent / BACKUPS_FOLDER
    out = folder / name_of_day(house.now)
    try:
        if out.is_file():
            return ""
        folder.mkdir(mode=0o700, exist_ok=True)
        house.audit.note(house.act("daily backup"), "store.backup", "store", "")
        write_backup(store, store.path.parent / KEYS_FOLDER, out, house.clock)
        _drop_the_oldest(folder)
    except (ServiceFailure, OSError) as failure:
        why = str(failure) if isinstance(failure, ServiceFailure) else "The disk refuses."
        return f"There is no backup of today: {why}"
    return ""


def name_of_day(now: datetime) -> str:
    """The file name of a day's backup, by the day of the line's clock."""
    return f"centre-{now.astimezone(EASTERN):%Y-%m-%d}.backup"


def _drop_the_oldest(folder: Path) -> None:
    ours = sorted(file for file in folder.iterdir() if _NAME.fullmatch(file.name))
    for file in ours[:-KEPT]:
        file.unlink(missing_ok=True)
