"""The grid that both sizes of paper share, in points from the left and the top.

One text block, 511 wide from x = 48, gives the same line breaks on Letter and A4; only the room
below differs.
"""

from dataclasses import dataclass
from typing import Final

LEFT: Final = 48.0
WIDTH: Final = 511.0
RIGHT: Final = LEFT + WIDTH
TOP: Final = 26.0
BOTTOM: Final = 26.0
LABEL: Final = 86.0
KEY_X: Final = LEFT + LABEL
VALUE_WIDTH: Final = WIDTH - LABEL
KEY: Final = 80.0
GUTTER: Final = 9.0
HALF: Final = (VALUE_WIDTH - GUTTER) / 2
BODY_TOP: Final = 89.0
SMALLEST: Final = 9.5
SMALLEST_LEAD: Final = 12.0
CHANGE_BAR_X: Final = 41.0
MARGIN_WORD_X: Final = RIGHT + 19.0


@dataclass(frozen=True, slots=True)
class Metrics:
    """The size of the body, its leading, and the room above and below a row."""

    size: float
    lead: float
    pad: float

    @property
    def ascent(self) -> float:
        """From the top of a row to its first baseline, without the padding."""
        return self.size * 0.95


LEAST_PAD: Final = 2.6
MOST_PAD: Final = 6.6
PAD_STEP: Final = 0.4
BODY_SIZES: Final = (Metrics(10.0, 12.5, LEAST_PAD), Metrics(9.5, 12.0, LEAST_PAD))


DENSE: Final = Metrics(9.5, 12.0, 1.2)
"""For page 2 alone, before it takes a third page."""


def foot_top(height: float) -> float:
    """The lowest y that the body of a page `height` points high may use."""
    return height - BOTTOM - 39.0
