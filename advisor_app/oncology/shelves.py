"""A long dictionary of strings laid out in bytes, of which only the part asked for is taken apart.

Keys stand on shelves by a checksum of theirs. Reading it costs next to nothing, however long it is;
a shelf is taken apart when a key of it is asked for, and stays so.
"""

import struct
from collections.abc import Mapping
from typing import Final, Self
from zlib import crc32

_ON_A_SHELF: Final = 4
_COUNT: Final = struct.Struct("<I")
_REACH: Final = struct.Struct("<II")
_LINE: Final = "\n"
_VALUE: Final = "\x1e"


class Shelves:
    """The dictionary. Keys and values hold no line end and no record separator."""

    def __init__(self, laid_out: bytes | memoryview) -> None:
        """Read what `as_bytes` gave. Raises struct.error where it is cut short."""
        self._bytes = memoryview(laid_out)
        (self._count,) = _COUNT.unpack_from(laid_out)
        self._known: dict[str, str] = {}
        self._open: set[int] = set()

    @classmethod
    def of(cls, entries: Mapping[str, str]) -> Self:
        """The dictionary laid out."""
        count = 1 + len(entries) // _ON_A_SHELF
        shelves: list[list[str]] = [[] for _ in range(count)]
        for key, value in entries.items():
            shelves[_shelf(key, count)].append(key + _VALUE + value)
        told = [_LINE.join(shelf).encode() for shelf in shelves]
        starts = [_COUNT.size * (count + 2)]
        for shelf in told:
            starts.append(starts[-1] + len(shelf))
        return cls(struct.pack(f"<{count + 2}I", count, *starts) + b"".join(told))

    def as_bytes(self) -> bytes:
        """The layout, to be kept."""
        return bytes(self._bytes)

    def get(self, key: str) -> str:
        """The value of a key; empty where there is none."""
        found = self._known.get(key)
        if found is None:
            shelf = _shelf(key, self._count)
            if shelf in self._open:
                return ""
            self._take_apart(shelf)
            found = self._known.get(key, "")
        return found

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def _take_apart(self, shelf: int) -> None:
        self._open.add(shelf)
        start, end = _REACH.unpack_from(self._bytes, _COUNT.size * (shelf + 1))
        told = str(self._bytes[start:end], "utf-8")
        for line in told.split(_LINE) if told else ():
            key, _, value = line.partition(_VALUE)
            self._known[key] = value


def _shelf(key: str, count: int) -> int:
    return crc32(key.encode(errors="surrogatepass")) % count
