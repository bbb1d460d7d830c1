"""What a workstation knows of the audit of a shared store, kept where the server does not reach.

Who owns the server owns the keys of the audit too, and could write the whole chain anew. What they
cannot change is here: in a folder of this workstation, and in a second place where the centre names
one, the newest row of every chain that this desk has added to, and a digest of all rows that were
there when this desk last checked the whole audit.
"""

import hmac
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from advisor_app.services.ports import Clock
from advisor_app.storage.anchor import ANCHOR_ENDING, Anchored, AuditAnchor, Head

SETTLED_AFTER: Final = timedelta(minutes=10)
"""So old a row is part of the digest: no unit of work that is still under way began before it."""

_KEPT: Final = 1000
"""So many chains are known by their ends, the newest; older rows are known by the digest."""

_FOLDER_MODE: Final = 0o700
_WHOLE: Final = f"whole{ANCHOR_ENDING}"
_CHAINS: Final = f"chain-*{ANCHOR_ENDING}"


class DeskAnchors:
    """The anchors of one shared store at one workstation.

    `folders` are this workstation's own and, where there is one, the second place, which desks may
    share; `key` is the key that the audit of the store began with.
    """

    def __init__(self, folders: Sequence[Path], key: bytes, clock: Clock) -> None:
        name = hmac.digest(key, b"name of the anchor", "sha256").hex()[:16]
        self._folders = [folder / f"audit-{name}" for folder in folders]
        self._key = key
        self._clock = clock
        self.are_new = not self._folders[0].is_dir()
        """Whether this workstation knows nothing of this store yet, or knows nothing any more."""

    def move(self, chain: int, head: Head) -> None:
        """A row was added to a chain. A place that cannot be written is behind, no more."""
        name = f"chain-{chain:010}{ANCHOR_ENDING}"
        for folder in self._folders:
            with suppress(OSError):
                self._move(folder, name, head)

    def settle(self, head: Head) -> None:
        """The whole audit was checked: `head` has the digest of all rows up to its number."""
        for folder in self._folders:
            with suppress(OSError):
                self._move(folder, _WHOLE, head)

    def anchored(self, *, whole: bool) -> Anchored | None:
        """What is known; of the second place only for a check of the `whole` audit.

        None where a file that should tell it was changed.
        """
        folders = self._folders if whole else self._folders[:1]
        ends, digests = self._heads(folders, _CHAINS), self._heads(folders, _WHOLE)
        if ends is None or digests is None:
            return None
        rows = {head.seq: head.mac for head in ends}
        if not whole:
            return Anchored(rows=rows)
        newest = max(digests, key=lambda head: head.seq, default=None)
        return Anchored(rows=rows, whole=newest, settled_by=self._clock.now() - SETTLED_AFTER)

    def _heads(self, folders: Sequence[Path], names: str) -> list[Head] | None:
        """What the files of those names tell; None where one of them was changed."""
        files = [file for folder in folders for file in _written(folder, names)]
        heads = [AuditAnchor(file, self._key).head() for file in files]
        sound = [head for head in heads if head is not None]
        return sound if len(sound) == len(heads) else None

    def _move(self, folder: Path, name: str, head: Head) -> None:
        anchor = AuditAnchor(folder / name, self._key)
        try:
            anchor.move(head)
        except FileNotFoundError:
            folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
            anchor.make(head)
            for old in sorted(folder.glob(_CHAINS))[:-_KEPT]:
                old.unlink(missing_ok=True)


def _written(folder: Path, names: str) -> list[Path]:
    """The files of those names that hold something: one may be about to be made."""
    with suppress(OSError):
        return sorted(file for file in folder.glob(names) if file.stat().st_size)
    return []
