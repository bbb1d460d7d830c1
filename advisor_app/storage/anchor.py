"""The head of the audit, written down a second time outside the store.

A chain of rows does not see that its end was cut off, nor that the whole file was put back to an
older day. The anchor does: it knows the number and the seal of the last row, and stands in a small
file of its own beside the store, sealed with the key of the chain. Who puts the whole folder back
puts that file back too: a copy in a second place, where a centre names one, finds that.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Protocol

ANCHOR_ENDING: Final = ".anchor"
_SCHEMA: Final = "audit-anchor/1"
_SLOT: Final = 256
_SLOTS: Final = 2
_MODE: Final = 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last row of the audit: its number and its seal."""

    seq: int
    mac: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """What is known of an audit outside its store.

    `rows` are seals by number of row. `whole` has the digest of all rows up to its number, where
    one was taken; a new one covers the rows that were written by `settled_by`.
    """

    rows: Mapping[int, str] = field(default_factory=dict)
    whole: Head | None = None
    settled_by: datetime | None = None


class Anchor(Protocol):
    """Knows rows of an audit outside its store."""

    def anchored(self, *, whole: bool) -> Anchored | None:
        """What a check of the `whole` audit, or of its newest rows, must find.

        None where the anchor is missing or was changed.
        """
        ...

    def settle(self, head: Head) -> None:
        """The whole audit was sound; `head` has the digest of all settled rows."""
        ...


class AuditAnchor:
    """The anchor file of one store.

    Two slots are written in turn, each in place: a write that a power cut tears leaves the other.
    An anchor that is older than the store is sound (the end came between the two writes); one that
    knows a row which the store lacks is not.
    """

    def __init__(self, path: Path, key: bytes, elsewhere: Path | None = None) -> None:
        self._path = path
        self._key = key
        self._places = (path,) if elsewhere is None else (path, elsewhere)

    @classmethod
    def beside(cls, store: Path, key: bytes, second: Path | None = None) -> "AuditAnchor":
        """The anchor of the store at that path, and its copy in the folder `second`.

        Many stores may share that folder: the copy is named by the key.
        """
        name = hmac.new(key, b"name of the anchor", hashlib.sha256).hexdigest()[:16]
        elsewhere = None if second is None else second / f"audit-{name}{ANCHOR_ENDING}"
        return cls(store.with_name(store.name + ANCHOR_ENDING), key, elsewhere)

    def make(self, head: Head) -> None:
        """A new anchor in each place, durable when this returns. Raises OSError."""
        for place in self._places:
            self._make(place, head)

    def make_where_missing(self, head: Head) -> None:
        """Begin the copy in the second place. One that cannot be reached now is begun later."""
        for place in self._places[1:]:
            if not place.exists():
                with suppress(OSError):
                    self._make(place, head)

    def move(self, head: Head) -> None:
        """Let the anchor know a newer head. Raises OSError where it could be told in no place."""
        failed: OSError | None = None
        for place in self._places:
            try:
                with place.open("r+b", buffering=0) as file:
                    file.seek(head.seq % _SLOTS * _SLOT)
                    file.write(self._slot(head))
            except OSError as error:
                failed = error
        if failed is not None:
            raise failed

    def _make(self, place: Path, head: Head) -> None:
        handle = os.open(place, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, _MODE)
        with os.fdopen(handle, "wb") as file:
            file.write(self._slot(head) * _SLOTS)
            file.flush()
            os.fsync(file.fileno())

    def copy_beside(self, store: Path) -> None:
        """The anchor as it is, beside a copy of the store; none where there is none."""
        copy = store.with_name(store.name + ANCHOR_ENDING)
        copy.touch(_MODE)
        if self._path.is_file():
            copy.write_bytes(self._path.read_bytes())

    def head(self) -> Head | None:
        """The newest head that was written whole, in whatever place.

        None where the file beside the store is gone or was changed.
        """
        found = [self._head_at(place) for place in self._places]
        if found[0] is None:
            return None
        sound = [head for head in found if head is not None]
        return max(sound, key=lambda head: head.seq)

    def anchored(self, *, whole: bool) -> Anchored | None:  # noqa: ARG002
        """The newest row: with it, the chain holds every row before."""
        head = self.head()
        if head is None:
            return None
        return Anchored(rows={head.seq: head.mac} if head.seq else {})

    def settle(self, head: Head) -> None:
        """Nothing to do: the newest row stands for all before it."""

    def _head_at(self, place: Path) -> Head | None:
        try:
            content = place.read_bytes()
        except OSError:
            return None
        slots = (content[start : start + _SLOT] for start in range(0, len(content), _SLOT))
        sound = [head for head in map(self._read, slots) if head is not None]
        return max(sound, key=lambda head: head.seq, default=None)

    def _slot(self, head: Head) -> bytes:
        told = {"schema": _SCHEMA, "seq": head.seq, "mac": head.mac, "seal": self._seal(head)}
        return json.dumps(told, separators=(",", ":")).encode().ljust(_SLOT - 1) + b"\n"

    def _read(self, slot: bytes) -> Head | None:
        try:
            told: dict[str, Any] = json.loads(slot)
            head = Head(seq=int(told["seq"]), mac=str(told["mac"]))
            seal = str(told["seal"])
        except (ValueError, KeyError, TypeError):
            return None
        return head if hmac.compare_digest(seal.encode(), self._seal(head).encode()) else None

    def _seal(self, head: Head) -> str:
        told = f"{_SCHEMA} {head.seq} {head.mac}"
        return hmac.new(self._key, told.encode(), hashlib.sha256).hexdigest()
