"""A page while it is filled: puts runs, rules and boxes on the display list."""

from dataclasses import replace
from functools import lru_cache
from typing import Final

from advisor_app.documents.display import Box, Fill, Item, PageList, PageSize, Rule, Text
from advisor_app.documents.faces import BOLD, MARK_FACES, REGULAR, SHAPED, width_of
from advisor_app.documents.grid import CHANGE_BAR_X, Metrics
from advisor_app.documents.lines import (
    UNLIMITED,
    broken,
    joined_pieces,
    line_width,
    natural_width,
    pieces_of_line,
    stretch_of,
)
from advisor_app.documents.pieces import Line, Piece
from advisor_app.documents.runs import NO_BREAK, Runs

GOES_ON: Final = "… (page 2)"


class Sheet:
    """One page; `y` is how far down it is filled.

    It may be filled tight and spread afterwards: `pads` is how often the room of a row went into
    it.
    """

    def __init__(self, size: PageSize) -> None:
        self.size = size
        self.items: list[Item] = []
        self.y = 0.0
        self.pads = 0
        self._pads_from: list[tuple[int, int]] = []

    def pad(self, metrics: Metrics, times: int = 1) -> None:
        """Go down by the room above or below a row."""
        self.y += metrics.pad * times
        self.pads += times
        self._pads_from.append((len(self.items), self.pads))

    def stay(self) -> None:
        """What is put from here on keeps its place when the rows are spread."""
        self._pads_from.append((len(self.items), 0))

    def spread(self, room: float) -> None:
        """Give every row that much more room above and below."""
        spread = self.items[:]
        ends = [start for start, _ in self._pads_from[1:]] + [len(self.items)]
        for (start, before), end in zip(self._pads_from, ends, strict=True):
            spread[start:end] = [lowered(item, before * room) for item in self.items[start:end]]
        self.items = spread

    def lines(
        self, lines: tuple[Line, ...], x: float, y: float, size: float, lead: float, white: bool
    ) -> float:
        """Put broken lines, the first on baseline `y`; gives the baseline after the last."""
        for line in lines:
            for piece in line:
                text, face, slanted, left, wide = piece
                self.items.append(Text._make((x + left, y, text, face, size, wide, white, slanted)))
            y += lead
        return y

    def text(
        self,
        x: float,
        y: float,
        runs: Runs,
        size: float,
        lead: float = 12.0,
        *,
        width: float = UNLIMITED,
        narrow: bool = False,
        white: bool = False,
    ) -> float:
        """Break runs and put them; gives the baseline after the last line."""
        return self.lines(broken(runs, width, size, narrow), x, y, size, lead, white)

    def one_line(
        self, x: float, y: float, runs: Runs, size: float, *, width: float, narrow: bool = False
    ) -> None:
        """Put what fits on one line; more ends in an ellipsis."""
        lines, _ = limited(runs, width, size, narrow, 1, "…")
        self.lines(lines, x, y, size, 0.0, False)

    def right_aligned(
        self, right: float, y: float, runs: Runs, size: float, *, narrow: bool = False
    ) -> None:
        """Put one line that ends at `right`."""
        self.text(right - natural_width(runs, size, narrow), y, runs, size, narrow=narrow)

    def rule(self, x0: float, x1: float, y: float, thick: float, *, ink: bool = False) -> None:
        """A horizontal rule."""
        self.items.append(Rule(x0, y, x1, y, thick, ink))

    def upright(self, x: float, y0: float, y1: float, thick: float) -> None:
        """A vertical rule."""
        self.items.append(Rule(x, y0, x, y1, thick))

    def change_bar(self, first: float, last: float) -> None:
        """The bar beside the lines from one baseline to another that are new or differ."""
        self.upright(CHANGE_BAR_X, first - 8.5, last + 2.6, 2.4)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Fill = Fill.NOTHING,
        line: float = 0.0,
    ) -> None:
        """A rectangle."""
        self.items.append(Box(x, y, width, height, fill, line))

    def page(self) -> PageList:
        """The page as it stands."""
        return PageList(tuple(self.items))


def lowered(item: Item, by: float) -> Item:
    """The same, further down."""
    if isinstance(item, Text):
        x, y, *rest = item
        return Text._make((x, y + by, *rest))
    if isinstance(item, Rule):
        return Rule(item.x0, item.y0 + by, item.x1, item.y1 + by, item.thick, item.ink)
    return replace(item, y=item.y + by)


@lru_cache(maxsize=1024)
def limited(
    runs: Runs, width: float, size: float, narrow: bool, most: int, more: str = GOES_ON
) -> tuple[tuple[Line, ...], bool]:
    """At most `most` lines, and whether that is less than all.

    Then `more` ends the last line, and the mark of the source stays behind it.
    """
    whole = broken(runs, width, size, narrow)
    if len(whole) <= most:
        return whole, False
    ending = _ending(runs, size, more)
    room = width - sum(piece.width for piece in ending)
    last = list(pieces_of_line(runs, width, size, narrow, most - 1))
    while last and (line_width(tuple(last)) > room or not last[-1].text.strip()):
        piece = last.pop()
        left = _cut_to(piece, room, size)
        if left is not None:
            last.append(left)
            break
    x = line_width(tuple(last))
    for piece in ending if last else ending[1:]:
        last.append(piece._replace(x=x))
        x += piece.width
    return (*whole[: most - 1], joined_pieces(map(stretch_of, last), size)), True


def _ending(runs: Runs, size: float, more: str) -> list[Piece]:
    """A space, the words that say where it goes on, and the mark where the value has one."""
    face = REGULAR if more == "…" else BOLD
    texts = [(" ", face), (more, face)]
    marks = [run.text for run in runs if run.mark]
    if len(marks) == 1 and runs[-1].mark:
        texts += [(NO_BREAK, face), (marks[0], MARK_FACES[marks[0]])]
    return [Piece(text, own, width=width_of(text, own, size)) for text, own in texts]


def _cut_to(piece: Piece, room: float, size: float) -> Piece | None:
    """The start of a long unbroken piece that fits; None where it is better to drop it whole."""
    if piece.x > 0 or piece.width <= room or piece.face in SHAPED:
        return None
    text = piece.text
    while text and width_of(text, piece.face, size) > room:
        text = text[:-1]
    wide = width_of(text, piece.face, size)
    return piece._replace(text=text, width=wide) if text else None
