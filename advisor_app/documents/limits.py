"""How much of each block page 1 may show, from the usual to what always fits.

Page 1 must hold everything that decides whether, when and by whom a patient is seen. Where it is
full, blocks yield in this order; what leaves page 1 stands in full on page 2.
"""

from dataclasses import dataclass, replace
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Most lines or rows of each block."""

    quote: int = 4
    told_by: int = 2
    banner: int = 2
    headline: int = 3
    diagnosis_rows: int = 5
    cell: int = 3
    conflicts: int = 5
    conflict_cell: int = 2
    doctors: int = 4
    why: int = 3
    question: int = 2
    yielding_cells: bool = True
    joined_negatives: bool = False


USUAL: Final = Limits()
_JOINED: Final = replace(USUAL, joined_negatives=True, why=2)
_SHORTER: Final = replace(_JOINED, yielding_cells=False, cell=2)
_TIGHT: Final = replace(
    _SHORTER, quote=3, headline=2, conflicts=4, doctors=3, question=1, diagnosis_rows=4, told_by=2
)
_TIGHTEST: Final = replace(
    _TIGHT,
    quote=2,
    told_by=1,
    banner=1,
    headline=2,
    diagnosis_rows=3,
    cell=1,
    conflicts=3,
    conflict_cell=1,
    doctors=2,
    why=1,
)
STEPS: Final = (USUAL, _JOINED, _SHORTER, _TIGHT, _TIGHTEST)
"""In the order in which they are tried."""
