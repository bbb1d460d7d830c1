"""Follows the chains of the audit row by row, and says where and why they break."""

import hmac
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from advisor_app.services.records import AuditVerdict
from advisor_app.storage.anchor import Anchored, Head
from advisor_app.storage.audit_chains import ChainEnd
from advisor_app.storage.audit_digest import WholeAudit
from advisor_app.storage.audit_seals import STORE_CHAIN, AuditSeal


@dataclass(slots=True)
class _End:
    """The newest row of a chain that was read."""

    seq: int
    mac: str
    at: datetime | None = None


class AuditCheck:
    """Reads the rows after `start`, by number, then what the store says of the ends.

    `seal_of` gives the seal of a row, nothing where there is no such row. What is anchored must be
    found among the rows as it is known.
    """

    def __init__(
        self, seal: AuditSeal, start: int, seal_of: Callable[[int], str], anchored: Anchored
    ) -> None:
        self._seal = seal
        self._start = start
        self._seal_of = seal_of
        self._anchored = anchored.rows
        self._awaited = deque(sorted(anchored.rows))
        self._whole = WholeAudit(anchored)
        self._ends: dict[int, _End] = {}
        self._newest = start
        self._bad = 0
        self._why = ""
        self._set_back = 0

    @property
    def broken(self) -> bool:
        """Whether a row does not hold."""
        return bool(self._why)

    def read(self, row: Row[Any]) -> None:
        """The next row."""
        self._newest = row.seq
        if self._misses_before(row.seq):
            return
        self._whole.take(row)
        end = self._ends.get(row.chain) or self._end_before(row)
        if not self._joins(row, end):
            return
        seal = self._seal.of_row(row, end.mac, chain=row.chain, follows=row.follows)
        if not hmac.compare_digest(row.mac.encode(), seal.encode()):
            self._break(row.seq, f"row {row.seq} was changed")
        elif self._is_other_than_anchored(row):
            self._break(row.seq, f"row {row.seq} is not the one that was anchored")
        elif end.at is not None and row.at < end.at:
            self._set_back += 1
        self._ends[row.chain] = _End(row.seq, row.mac, row.at)

    def read_ends(self, ends: Iterable[ChainEnd]) -> None:
        """What the store says of the ends of its chains, by number; nothing on one file."""
        told = {one.number: one for one in ends}
        chained = told or any(self._ends.keys() - {STORE_CHAIN})
        for number in range(1, max(told, default=0) + 1):
            if number not in told:
                self._break(self._newest + 1, f"chain {number} is missing")
        for number, end in self._ends.items():
            if chained and number not in told:
                self._break(end.seq, f"the chain of row {end.seq} is not known")
        for one in sorted(told.values(), key=lambda one: one.head.seq):
            self._read_end(one)

    def verdict(self) -> AuditVerdict:
        """What came of it."""
        rows = self._newest
        if self._awaited:
            self._break(rows + 1, f"the rows from {rows + 1} to {self._awaited[-1]} are missing")
        self._whole.compare()
        if self._whole.differs:
            self._break(1, "the older rows are not those that were checked here before")
        return AuditVerdict(
            rows=rows, sound=not self._why, first_bad=self._bad if self._why else None,
            why=self._why, clock_set_back=self._set_back,
        )  # fmt: skip

    @property
    def settled(self) -> Head | None:
        """The last row that no other will come before, and the digest of all up to it."""
        return self._whole.settled

    def look_before_start(self, seals: Mapping[int, str]) -> None:
        """The anchored rows that are not read again must be among those all the same."""
        while self._awaited and self._awaited[0] <= self._start:
            seq = self._awaited.popleft()
            found = seals.get(seq)
            if found != self._anchored[seq]:
                told = "is not the one that was anchored" if found else "is missing"
                self._break(seq, f"row {seq} {told}")

    def _misses_before(self, seq: int) -> bool:
        """Whether an anchored row with a lower number did not come."""
        if self._awaited and self._awaited[0] < seq:
            self._break(self._awaited[0], f"row {self._awaited[0]} is missing")
            return True
        if self._awaited and self._awaited[0] == seq:
            self._awaited.popleft()
        return False

    def _end_before(self, row: Row[Any]) -> _End:
        """Where a chain stood before the first row of it that is read."""
        if row.chain == STORE_CHAIN:
            return _End(self._start, self._seal_of(self._start))
        if row.follows > self._start:
            return _End(0, "")
        return _End(row.follows, self._seal_of(row.follows))

    def _joins(self, row: Row[Any], end: _End) -> bool:
        """Whether the row comes right after the end of its chain."""
        if row.chain == STORE_CHAIN:
            if row.seq == end.seq + 1 and row.follows == 0:
                return True
            return self._lacks(end.seq + 1, row)
        if row.follows == end.seq and (end.mac or end.seq == 0):
            return True
        return self._lacks(row.follows, row)

    def _lacks(self, seq: int, row: Row[Any]) -> bool:
        """Row `seq` should come before this one: it is missing, or this one was changed."""
        if seq >= row.seq or self._seal_of(seq):
            self._break(row.seq, f"row {row.seq} was changed")
        else:
            self._break(seq, f"row {seq} is missing")
        return False

    def _read_end(self, told: ChainEnd) -> None:
        head, read = told.head, self._ends.get(told.number)
        seal = self._seal.of_end(told.number, head)
        if not hmac.compare_digest(told.seal.encode(), seal.encode()):
            self._break(head.seq, f"the end of chain {told.number} was changed")
        elif read is None or read.seq < head.seq:
            if head.seq > self._start:
                self._break(head.seq, f"row {head.seq} is missing")
        elif (read.seq, read.mac) != (head.seq, head.mac):
            self._break(read.seq, f"row {read.seq} is not the end of its chain")

    def _is_other_than_anchored(self, row: Row[Any]) -> bool:
        return bool(self._anchored.get(row.seq, row.mac) != row.mac)

    def _break(self, seq: int, why: str) -> None:
        """The first fault that is found counts."""
        if not self._why:
            self._bad, self._why = seq, why
