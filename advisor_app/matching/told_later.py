"""A list whose items are put into words when somebody looks at them."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

K = TypeVar("K")
T = TypeVar("T")


class ToldLater(Sequence[T], Generic[K, T]):
    """As long as its keys; each item is told once, on the first look."""

    def __init__(self, keys: Sequence[K], tell: Callable[[K], T]) -> None:
        self._keys, self._tell = keys, tell
        self._told: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._keys)

    def __eq__(self, other: object) -> bool:
        """Whether both say the same; whoever compares hears all of it."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def told(self, key: K) -> T | None:
        """The item of one key, without a word on the others; None where the key is not among them.

        The words are made anew: whoever asks for one by name asks for one.
        """
        return self._tell(key) if key in self._keys else None

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        place = range(len(self))[place]
        if place not in self._told:
            self._told[place] = self._tell(self._keys[place])
        return self._told[place]
