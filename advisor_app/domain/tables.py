"""Reads the reviewable tables of `resources/`: TSV for rows, TOML for settings.

A TSV begins with header lines `# name: value`, then the column names, then the rows. A TOML file
carries the same header in its table `[header]`. A rule table without `approved_by` is loaded all
the same: who uses it decides what an unapproved rule may do.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_HEADER_NAMES: Final = ("schema", "version", "source", "approved_by", "approved_on")


class TableError(ValueError):
    """A table that cannot be used; the text names the file, the line and the mistake."""

    def __init__(self, file: str, line: int, mistake: str) -> None:
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {mistake}")
        self.file = file
        self.line = line
        self.mistake = mistake


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a TSV with the line it stands on, for messages."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that holds a list joined by `|`."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def refuse(self, mistake: str) -> TableError:
        """The error to raise for this row."""
        return TableError(self.file, self.line, mistake)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The rows of one TSV and its header."""

    header: TableHeader
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One TOML file and its header."""

    header: TableHeader
    values: Mapping[str, Any]


def read_table(path: Path, schema: str, columns: Sequence[str]) -> Table:
    """The rows of `path`, whose schema and columns must be those asked for.

    Raises TableError with file and line for a missing header, a wrong column or a short row.
    """
    raw = _bytes_of(path)
    head: dict[str, str] = {}
    names: list[str] | None = None
    rows: list[Row] = []
    for number, text in enumerate(raw.decode("utf-8").splitlines(), start=1):
        if text.startswith("#") and names is None:
            key, _, value = text[1:].partition(":")
            head[key.strip()] = value.strip()
        elif not text.strip() or text.startswith("#"):
            continue
        elif names is None:
            names = text.split("\t")
            _check_columns(path.name, number, names, columns)
        else:
            rows.append(_row(path.name, number, names, text))
    if names is None:
        raise TableError(path.name, 0, "has no line of column names")
    return Table(header=_header(path.name, head, schema, raw), rows=tuple(rows))


def read_settings(path: Path, schema: str) -> Settings:
    """The TOML file at `path`, whose `[header]` must name the schema asked for."""
    raw = _bytes_of(path)
    try:
        values = tomllib.loads(raw.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TableError(path.name, 0, f"is not valid TOML: {error}") from None
    head = {str(key): str(value) for key, value in values.pop("header", {}).items()}
    return Settings(header=_header(path.name, head, schema, raw), values=values)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError(path.name, 0, f"cannot be read: {error.strerror}") from None


def _check_columns(file: str, line: int, found: list[str], wanted: Sequence[str]) -> None:
    lacking = [name for name in wanted if name not in found]
    if lacking:
        raise TableError(file, line, f"lacks the column {', '.join(lacking)}")


def _row(file: str, line: int, names: list[str], text: str) -> Row:
    cells = text.split("\t")
    if len(cells) > len(names):
        raise TableError(file, line, f"has {len(cells)} cells for {len(names)} columns")
    cells += [""] * (len(names) - len(cells))
    return Row(file=file, line=line, cells=dict(zip(names, map(str.strip, cells), strict=True)))


def _header(file: str, head: Mapping[str, str], schema: str, raw: bytes) -> TableHeader:
    lacking = [name for name in _HEADER_NAMES if name not in head]
    if lacking:
        raise TableError(file, 0, f"lacks the header {', '.join(lacking)}")
    if head["schema"] != schema:
        raise TableError(file, 0, f"has the schema {head['schema']}, not {schema}")
    return TableHeader(
        schema=head["schema"],
        version=head["version"],
        source=head["source"],
        approved_by=head["approved_by"],
        approved_on=head["approved_on"],
        digest=hashlib.sha256(raw).hexdigest(),
    )
