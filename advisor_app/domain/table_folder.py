"""Where tables are read from: the shipped files, or what a centre keeps in its store over them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol


class TableFolder(Protocol):
    """A folder of tables, or one table in it; `pathlib.Path` is one."""

    @property
    def name(self) -> str:
        """The last part of its path, for messages."""
        ...

    def __truediv__(self, name: str, /) -> "TableFolder": ...

    def read_bytes(self) -> bytes:
        """The table as it stands. Raises OSError where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class KeptTables:
    """Tables that a centre keeps, by their path below `resources/`; what it lacks is `shipped`.

    A loader reads both alike, so that an edited table meets the same parser.
    """

    kept: Mapping[str, str]
    shipped: TableFolder
    path: PurePosixPath = field(default=PurePosixPath())

    @property
    def name(self) -> str:
        """The last part of its path, for messages."""
        return self.path.name

    def __truediv__(self, name: str, /) -> "KeptTables":
        return KeptTables(self.kept, self.shipped / name, self.path / name)

    def read_bytes(self) -> bytes:
        """The kept table, else the shipped one. Raises OSError where neither is there."""
        text = self.kept.get(str(self.path))
        return self.shipped.read_bytes() if text is None else text.encode()
