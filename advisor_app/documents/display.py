"""The display list: what stands where on each page, before anything is drawn.

Points, origin at the top left of the page. It is what the tests look at: nothing may overlap, leave
the text block or be smaller than 9.5 points.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, TypeAlias


class PageSize(Enum):
    """The two sizes of paper; both carry one text block of the same width."""

    LETTER = (612.0, 792.0)
    A4 = (595.28, 841.89)

    @property
    def width(self) -> float:
        """Points across."""
        return self.value[0]

    @property
    def height(self) -> float:
        """Points down."""
        return self.value[1]


class Fill(Enum):
    """What a box is filled with."""

    NOTHING = "nothing"
    BLACK = "black"
    WHITE = "white"
    INK = "ink"
    GREY = "grey"


class Text(NamedTuple):
    """Text in one face on one baseline; `x` is its left end."""

    x: float
    y: float
    text: str
    face: str
    size: float
    width: float
    white: bool = False
    slanted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; ink is the one colour, used in rules of 1.3 points and more."""

    x0: float
    y0: float
    x1: float
    y1: float
    thick: float
    ink: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, outlined where `line` is more than nothing."""

    x: float
    y: float
    width: float
    height: float
    fill: Fill = Fill.NOTHING
    line: float = 0.0


@dataclass(frozen=True, slots=True)
class Barcode:
    """A Code 128 whose right end is `right`."""

    right: float
    y: float
    value: str
    height: float
    module: float


@dataclass(frozen=True, slots=True)
class MarginWord:
    """A word in the margin, outside the text block, that runs upwards from `y`."""

    x: float
    y: float
    text: str
    face: str
    size: float
    grey: float
    spacing: float


Item: TypeAlias = Text | Rule | Box | Barcode | MarginWord


@dataclass(frozen=True, slots=True)
class PageList:
    """Everything on one page, in reading order."""

    items: tuple[Item, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """The texts alone."""
        return tuple(item for item in self.items if isinstance(item, Text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A finished paper: the file, its pages, and notes on what could not be printed as told."""

    pdf: bytes
    pages: int
    notes: tuple[str, ...]
    digest: str
    lists: tuple[PageList, ...]
    size: PageSize
