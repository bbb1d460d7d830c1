"""Values of several parts, such as "warfarin since 2017" or "re-excision on 10 DEC"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from advisor_app.domain.dates import PartialDate

Part: TypeAlias = str | int | float | bool | PartialDate | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parts(Mapping[str, Part]):
    """A frozen mapping from part to value; the first part is the plain value of the whole."""

    items_: tuple[tuple[str, Part], ...]

    def __getitem__(self, name: str) -> Part:
        for key, value in self.items_:
            if key == name:
                return value
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return (key for key, _ in self.items_)

    def __len__(self) -> int:
        return len(self.items_)

    def text(self, name: str) -> str:
        """The part `name` as shown, or nothing."""
        value = self.get(name)
        if value is None:
            return ""
        return ", ".join(value) if isinstance(value, tuple) else str(value)

    def date(self, name: str) -> PartialDate | None:
        """The part `name` where it is a date."""
        value = self.get(name)
        return value if isinstance(value, PartialDate) else None


def parts(**given: Part | None) -> Parts:
    """The parts that are given, in order."""
    return Parts(tuple((key, value) for key, value in given.items() if value is not None))


Value: TypeAlias = str | int | float | bool | PartialDate | Parts | tuple[str, ...]
"""What a statement can hold."""
