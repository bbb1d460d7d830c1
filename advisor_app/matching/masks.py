"""Sets of specialists as whole numbers: bit `i` stands for the `i`-th specialist of the roster.

One `&` or `|` looks at all of them at once, which is how a thousand specialists are judged between
two keystrokes without a loop over the thousand.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import compress
from typing import Final, TypeVar

V = TypeVar("V", bound=Hashable)

_FEW: Final = 16
_FLAGS: Final = bytes.maketrans(b"01", b"\x00\x01")


def mask_of(indices: Iterable[int], count: int) -> int:
    """The set of those indices, all of them below `count`."""
    signs = bytearray(count // 8 + 1)
    for index in indices:
        signs[index >> 3] |= 1 << (index & 7)
    return int.from_bytes(signs, "little")


def members(mask: int) -> list[int]:
    """The indices in a set, in order."""
    if mask.bit_count() <= _FEW:
        found = []
        while mask:
            lowest = mask & -mask
            found.append(lowest.bit_length() - 1)
            mask ^= lowest
        return found
    flags = format(mask, "b")[::-1].encode().translate(_FLAGS)
    return list(compress(range(len(flags)), flags))


def grouped(values: Iterable[V]) -> Mapping[V, int]:
    """Who has each value, where the `i`-th value is that of the `i`-th specialist."""
    indices: dict[V, list[int]] = defaultdict(list)
    count = 0
    for count, value in enumerate(values, start=1):
        indices[value].append(count - 1)
    return {value: mask_of(found, count) for value, found in indices.items()}


def grouped_by_each(values: Iterable[Iterable[V]]) -> Mapping[V, int]:
    """Who has each value, where every specialist has several or none."""
    indices: dict[V, list[int]] = defaultdict(list)
    count = 0
    for count, held in enumerate(values, start=1):
        for value in held:
            indices[value].append(count - 1)
    return {value: mask_of(found, count) for value, found in indices.items()}


def joined(masks: Iterable[int]) -> int:
    """Who is in any of the sets."""
    whole = 0
    for mask in masks:
        whole |= mask
    return whole
