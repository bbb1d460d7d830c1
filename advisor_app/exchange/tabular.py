"""A table of a file (CSV) as rows of named cells."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from advisor_app.exchange.mistakes import FileMistake, key_as_told

_MOST_ROWS: Final = 50_000
_SEPARATORS: Final = ",;\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row; `number` counts as a spreadsheet does, so the first row of data is 2."""

    number: int
    cells: Mapping[str, str]


def is_table(text: str, name: str) -> bool:
    """Whether a file is CSV rather than JSON: by the end of its name, else by how it begins."""
    ending = name.casefold().rpartition(".")[2]
    if ending in ("csv", "tsv"):
        return True
    return ending != "json" and not text.lstrip().startswith(("{", "["))


def read_csv(text: str) -> tuple[TableRow, ...]:
    """The rows below the line of column names; empty lines are left out. Raises FileMistake.

    The separator is the comma, the semicolon or the tab that the line of names holds most.
    """
    head = text.lstrip("\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error:
        raise FileMistake.whole(f"is not CSV (line {reader.line_num})") from None
    filled = [(number, line) for number, line in lines if any(cell.strip() for cell in line)]
    if not filled:
        raise FileMistake.whole("is empty")
    names = [name.strip() for name in filled[0][1]]
    _check_names(names)
    if len(filled) > _MOST_ROWS:
        raise FileMistake.whole(f"has more than {_MOST_ROWS} rows")
    return tuple(_row(number, names, line) for number, line in filled[1:])


def _check_names(names: list[str]) -> None:
    for name in names:
        if not name:
            raise FileMistake.whole("has a column without a name")
        if names.count(name) > 1:
            raise FileMistake.whole(f"names the column {key_as_told(name)} twice")


def _row(number: int, names: list[str], line: list[str]) -> TableRow:
    if len(line) > len(names) and any(cell.strip() for cell in line[len(names) :]):
        raise FileMistake.whole(f"has more cells than columns (line {number})")
    cells = line[: len(names)] + [""] * (len(names) - len(line))
    return TableRow(number=number, cells=dict(zip(names, cells, strict=True)))
