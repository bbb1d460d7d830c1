"""Reads the reviewable tables of `resources/`: TSV for rows, TOML for settings.

A TSV begins with header lines `# name: value`, then the column names, then the rows. A TOML file
carries the same header in its table `[header]`. A rule table without `approved_by` is loaded all
the same: who uses it decides what an unapproved rule may do.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.table_text import TableError, bytes_of, text_of, toml_of

_HEADER_NAMES: Final = ("schema", "version", "source", "approved_by", "approved_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHeader:
    """What a table says of itself; `digest` is the SHA-256 of its bytes, in hex."""

    schema: str
    version: str
    source: str
    approved_by: str
    approved_on: str
    digest: str

    @property
    def approved(self) -> bool:
        """Whether somebody answers for the table."""
        return bool(self.approved_by)


@dataclass(slots=True)
class Row:
    """One row of a TSV with the line it stands on, for messages.

    Not frozen: thousands are made at each start, and freezing would double what each costs.
    """

    file: str
    line: int
    columns: Mapping[str, int]
    cells: Sequence[str]

    def __getitem__(self, column: str) -> str:
        try:
            return self.cells[self.columns[column]].strip()
        except KeyError:
            raise self.refuse(f"the table lacks the column {column}") from None

    def get(self, column: str) -> str:
        """The cell of a column that a table may lack; empty where it does."""
        return self[column] if column in self.columns else ""

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds a list joined by `|`."""
        return tuple(part.strip() for part in self[column].split("|") if part.strip())

    def needed(self, column: str) -> str:
        """The cell of a column in which something must stand. Raises TableError."""
        told = self[column]
        if not told:
            raise self.refuse(f"has nothing in {column}")
        return told

    def refuse(self, mistake: str) -> TableError:
        """The error to raise for this row."""
        return TableError(self.file, self.line, mistake)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The lines of one TSV below its column names, and its header.

    Cells are taken apart each time that they are gone through: a start reads thousands of rows and
    keeps none of them.
    """

    file: str
    header: TableHeader
    columns: Mapping[str, int]
    lines: Sequence[str]
    first: int

    @property
    def rows(self) -> Iterator[Row]:
        """The rows in their order."""
        file, columns, count = self.file, self.columns, len(self.columns)
        for number, line in enumerate(self.lines, start=self.first):
            if _is_row(line):
                cells = line.split("\t")
                if len(cells) < count:
                    cells += [""] * (count - len(cells))
                yield Row(file, number, columns, cells)

    def by(self, column: str) -> dict[str, Row]:
        """The rows by the cell of a column. Raises TableError where one is empty or told twice."""
        found: dict[str, Row] = {}
        for row in self.rows:
            told = row.needed(column)
            if told in found:
                raise row.refuse(f"names {told} twice")
            found[told] = row
        return found

    def by_first_cell(self) -> Mapping[str, str]:
        """The lines by their first cell: for a long table of which few rows are asked for.

        Raises TableError where two rows begin alike, or where one lacks a cell.
        """
        found: dict[str, str] = {}
        for number, line in enumerate(self.lines, start=self.first):
            if _is_row(line):
                first = line.partition("\t")[0]
                if line.count("\t") + 1 < len(self.columns):
                    raise TableError(self.file, number, "lacks a cell")
                if first in found:
                    raise TableError(self.file, number, f"is there already: {first}")
                found[first] = line
        return found


def _is_row(line: str) -> bool:
    return bool(line) and line[0] != "#" and not line.isspace()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One TOML file: its header, what it holds, and its text for the lines of mistakes."""

    file: str
    header: TableHeader
    values: Mapping[str, Any]
    text: str

    def table(self, name: str) -> Mapping[str, Any]:
        """The table `[name]`; empty where there is none. Raises TableError."""
        found = self.values.get(name, {})
        if not isinstance(found, dict):
            raise self.refuse(f"needs {name} as a table", rf"\s*{name}\b")
        return found

    def tables(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The tables `[[name]]` in their order. Raises TableError."""
        found = self.values.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.refuse(f"needs {name} as tables [[{name}]]", rf"\W*{name}\b")
        return tuple(found)

    def refuse(self, mistake: str, begins: str = "", place: int = 0) -> TableError:
        """The error to raise, at the `place`th line that begins with the pattern `begins`."""
        return TableError(self.file, (self.line(begins, place) if begins else 0) or 1, mistake)

    def refuse_table(self, name: str, place: int, mistake: str) -> TableError:
        """The error to raise for the `place`th table `[[name]]`."""
        return self.refuse(mistake, rf"\s*\[\[\s*{re.escape(name)}\s*\]\]", place)

    def line(self, begins: str, place: int = 0) -> int:
        """The number of the `place`th line that begins with a pattern; 0 for none."""
        pattern = re.compile(begins)
        lines = enumerate(self.text.split("\n"), start=1)
        found = (number for number, text in lines if pattern.match(text))
        return next(islice(found, place, None), 0)


def read_table(path: TableFolder, schema: str, columns: Sequence[str]) -> Table:
    """The rows of `path`, whose schema and columns must be those asked for.

    Raises TableError with file and line for a missing header, a wrong column or a short row.
    """
    raw = bytes_of(path)
    file = path.name
    lines = text_of(file, raw).replace("\r\n", "\n").split("\n")
    head, first = _head(lines)
    if first == len(lines):
        raise TableError(file, 1, "has no line of column names")
    names = {name: place for place, name in enumerate(lines[first].split("\t"))}
    _check_columns(file, first + 1, names, columns)
    for number, line in enumerate(islice(lines, first + 1, None), start=first + 2):
        if line.count("\t") >= len(names) and _is_row(line):
            found = line.count("\t") + 1
            raise TableError(file, number, f"has {found} cells for {len(names)} columns")
    return Table(
        file=file,
        header=_header(file, head, schema, raw),
        columns=names,
        lines=lines[first + 1 :],
        first=first + 2,
    )


def _head(lines: Sequence[str]) -> tuple[Mapping[str, str], int]:
    """The header lines of a table by name, and where its column names stand."""
    head: dict[str, str] = {}
    for place, line in enumerate(lines):
        if line.startswith("#"):
            name, _, value = line[1:].partition(":")
            head[name.strip()] = value.strip()
        elif line.strip():
            return head, place
    return head, len(lines)


def read_settings(path: TableFolder, schema: str) -> Settings:
    """The TOML file at `path`, whose `[header]` must name the schema asked for."""
    raw = bytes_of(path)
    text = text_of(path.name, raw)
    values = toml_of(path.name, text)
    given = values.pop("header", {})
    if not isinstance(given, dict):
        raise TableError(path.name, 1, "has a header that is no table")
    head = {str(key): str(value) for key, value in given.items()}
    header = _header(path.name, head, schema, raw)
    return Settings(file=path.name, header=header, values=values, text=text)


def _check_columns(file: str, line: int, found: Mapping[str, int], wanted: Sequence[str]) -> None:
    lacking = [name for name in wanted if name not in found]
    if lacking:
        raise TableError(file, line, f"lacks the column {', '.join(lacking)}")


def _header(file: str, head: Mapping[str, str], schema: str, raw: bytes) -> TableHeader:
    lacking = [name for name in _HEADER_NAMES if name not in head]
    if lacking:
        raise TableError(file, 1, f"lacks the header {', '.join(lacking)}")
    if head["schema"] != schema:
        raise TableError(file, 1, f"has the schema {head['schema']}, not {schema}")
    return TableHeader(
        schema=head["schema"],
        version=head["version"],
        source=head["source"],
        approved_by=head["approved_by"],
        approved_on=head["approved_on"],
        digest=hashlib.sha256(raw).hexdigest(),
    )


def header_of(file: str, text: str) -> TableHeader:
    """The header of a table's text, whatever its schema. Raises TableError."""
    if file.endswith(".toml"):
        given = toml_of(file, text).get("header", {})
        head = {str(key): str(value) for key, value in dict(given).items()}
    else:
        lines = (line[1:].partition(":") for line in text.split("\n") if line.startswith("#"))
        head = {key.strip(): value.strip() for key, _, value in lines}
    return _header(file, head, head.get("schema", ""), text.encode())


def with_header(text: str, **values: str) -> str:
    """The text with other values in its header, every other line as it was.

    Raises KeyError for a name that it lacks, ValueError for a value that cannot stand in it.
    """
    lines = text.split("\n")
    for name, value in values.items():
        if re.search(r'[\x00-\x1f"\\]', value):
            raise ValueError(name)
        begins = re.compile(rf"(#\s*{name}\s*:|{name}\s*=)")
        place = next((n for n, line in enumerate(lines) if begins.match(line)), None)
        if place is None:
            raise KeyError(name)
        lines[place] = f"# {name}: {value}" if lines[place][0] == "#" else f'{name} = "{value}"'
    return "\n".join(lines)
