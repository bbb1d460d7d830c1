"""How the cells of page 1 stand in rows, and how wide its question is set."""

from collections.abc import Iterator, Sequence
from typing import Final

from advisor_app.documents.grid import HALF, KEY, Metrics
from advisor_app.documents.lines import line_count, natural_width
from advisor_app.documents.runs import Run, Runs
from advisor_app.documents.summary_content import Cell

_NEGATIVES: Final = frozenset({"none", "no", "not needed", "none known"})


def balanced_width(runs: Runs, width: float, size: float) -> float:
    """A narrower measure of as many lines, where the last line would be short."""
    lines, last = line_count(runs, width, size)
    while lines > 1 and width > 200 and last < 0.45 * width:
        tried, last = line_count(runs, width - 6.0, size)
        if tried != lines:
            break
        width -= 6.0
    return width


def rows_of_cells(
    cells: Sequence[Cell], metrics: Metrics, *, paired: bool
) -> Iterator[tuple[Cell, ...]]:
    """Cells two a row where both are short, else one; order is kept but for filled holes."""
    waiting: Cell | None = None
    for cell in cells:
        short = paired and natural_width(cell.value, metrics.size) <= HALF - KEY
        if not short:
            yield (cell,)
        elif waiting is None:
            waiting = cell
        else:
            yield (waiting, cell)
            waiting = None
    if waiting is not None:
        yield (waiting,)


def with_joined_negatives(cells: Sequence[Cell]) -> Iterator[Cell]:
    """What is positive first; then everything that is absent, in one line."""
    absent = [cell for cell in cells if "".join(run.text for run in cell.value) in _NEGATIVES]
    yield from (cell for cell in cells if cell not in absent)
    if absent:
        keys = ", ".join(cell.key.lower() for cell in absent)
        yield Cell(
            key="None of",
            value=(Run(keys, italic=any(run.italic for cell in absent for run in cell.value)),),
            changed=any(cell.changed for cell in absent),
        )
