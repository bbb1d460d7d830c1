"""A digest of the whole audit: whether the rows are those that were checked here before."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from advisor_app.storage.anchor import Anchored, Head


class WholeAudit:
    """Compares all rows, by number, with the digest that is anchored, and takes the next one.

    The next one covers the rows up to the first that is not settled yet: what is under way beside
    it may still come in among those after it.
    """

    def __init__(self, anchored: Anchored) -> None:
        self._known = anchored.whole
        self._settled_by: datetime | None = anchored.settled_by
        self._digest = hashlib.sha256()
        self._last = 0
        self.differs = False

    def take(self, row: Row[Any]) -> None:
        """The next row."""
        if self._known is None or row.seq > self._known.seq:
            self.compare()
            if not self._is_settled(row):
                self._settled_by = None
                return
        self._digest.update(f"{row.seq} {row.mac}\n".encode())
        self._last = row.seq

    def compare(self) -> None:
        """All rows that the anchored digest covers were taken."""
        if self._known is not None:
            self.differs = self._digest.hexdigest() != self._known.mac
            self._known = None

    @property
    def settled(self) -> Head | None:
        """The last settled row and the digest up to it; None where there is none."""
        return Head(seq=self._last, mac=self._digest.hexdigest()) if self._last else None

    def _is_settled(self, row: Row[Any]) -> bool:
        return self._settled_by is not None and row.at <= self._settled_by
