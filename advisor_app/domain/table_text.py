"""Reads the text of a table, and what stands in a TOML file; a mistake is told with its line.

The first window reads its colours and measures with this alone.
"""

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from advisor_app.domain.table_folder import TableFolder

_TOML_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class TableError(ValueError):
    """A table that cannot be used; the text names the file, the line and the mistake."""

    def __init__(self, file: str, line: int, mistake: str) -> None:
        where = f"{file}, line {line}" if line else file
        super().__init__(f"{where}: {mistake}")
        self.file = file
        self.line = line
        self.mistake = mistake


def toml_of(file: str, text: str) -> dict[str, Any]:
    """What the text of a TOML file holds. Raises TableError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        words = str(error)
        place = _TOML_PLACE.search(words)
        last = text.count("\n") + 1
        line = int(place[1]) if place is not None and place[1] else last
        mistake = words if place is None else words[: place.start()]
        raise TableError(file, line, f"is not valid TOML: {mistake}") from None


def text_of(file: str, raw: bytes) -> str:
    """The bytes of a file as text. Raises TableError."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise TableError(file, line, "holds bytes that are no UTF-8") from None


def bytes_of(path: "TableFolder") -> bytes:
    """The bytes of a file. Raises TableError."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError(path.name, 0, f"cannot be read: {error.strerror}") from None
