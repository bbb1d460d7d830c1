"""Netstrings, as baresip's `ctrl_tcp` speaks them: `12:hello world!,`."""

from typing import Final

LONGEST: Final = 65_536
_MOST_DIGITS: Final = len(str(LONGEST))


class BrokenNetstring(ValueError):
    """Bytes that are no netstring; nothing after them can be trusted."""


def packed(payload: bytes) -> bytes:
    """One netstring."""
    return b"%d:%b," % (len(payload), payload)


def unpacked(buffer: bytes) -> tuple[tuple[bytes, ...], bytes]:
    """The whole netstrings at the beginning of `buffer`, and the rest. Raises BrokenNetstring."""
    found: list[bytes] = []
    while True:
        head, colon, rest = buffer.partition(b":")
        if not colon:
            if len(head) > _MOST_DIGITS or (head and not head.isdigit()):
                raise BrokenNetstring("a netstring begins with its length")
            return tuple(found), buffer
        if not head.isdigit() or len(head) > _MOST_DIGITS or int(head) > LONGEST:
            raise BrokenNetstring("a netstring begins with its length")
        length = int(head)
        if len(rest) <= length:
            return tuple(found), buffer
        if rest[length : length + 1] != b",":
            raise BrokenNetstring("a netstring ends with a comma")
        found.append(rest[:length])
        buffer = rest[length + 1 :]
