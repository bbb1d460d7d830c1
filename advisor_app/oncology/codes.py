"""ICD-10-CM as the catalogue uses it: known codes, and patterns with a side or a disease state.

`C50.91[1|2|9]` gives the code of the right side, the left side, no side told, and, where there is
a fourth, of both sides. `C92.0{0,1,2}` gives the code not in remission, in remission, in relapse.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import Row, read_table

_SIDES: Final = re.compile(r"\[([^\]]*)\]")
_COLUMNS: Final = ("code", "billable", "description")
_VARIES: Final = frozenset("[{")
_STATES: Final = re.compile(r"\{([^}]*)\}")


class Code(NamedTuple):
    """One row of ICD-10-CM: the code, its text, and whether it may be billed."""

    code: str
    description: str
    billable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePattern:
    """A code whose last signs depend on the side or on the state of a blood disease."""

    text: str

    def choose(self, laterality: str = "", state: str = "") -> tuple[str, ...]:
        """The codes for a side (right, left, both) and a state (remission, relapse).

        Both sides give the code for both where there is one, else the code of each side.
        """
        if _VARIES.isdisjoint(self.text):
            return (self.text,)
        stated = _STATES.sub(lambda found: _by_state(found[1].split(","), state), self.text)
        sides = _SIDES.search(stated)
        if sides is None:
            return (stated,)
        signs = _by_side(sides[1].split("|"), laterality)
        return tuple(stated[: sides.start()] + sign + stated[sides.end() :] for sign in signs)

    def written_out(self) -> tuple[str, ...]:
        """Every code that the pattern can give."""
        if _VARIES.isdisjoint(self.text):
            return (self.text,)
        return tuple(dict.fromkeys(_each(_SIDES, "|", _each(_STATES, ",", (self.text,)))))


def patterns(row: Row, known: Mapping[str, Code]) -> tuple[CodePattern, ...]:
    """The patterns of a row's `icd10` cell. Raises TableError where a code is not known."""
    found = tuple(
        CodePattern(text=part.strip()) for part in row.needed("icd10").split(";") if part.strip()
    )
    for pattern in found:
        sides = _SIDES.search(pattern.text)
        if sides is not None and len(sides[1].split("|")) not in (3, 4):
            raise row.refuse(f"needs signs for right, left and no side in {pattern.text}")
        check(row, pattern.written_out(), known)
    return found


def check(row: Row, codes: Iterable[str], known: Mapping[str, Code]) -> None:
    """Raises TableError where the row names a code that the release does not have."""
    for code in codes:
        if code not in known:
            raise row.refuse(f"names {code}, which is not in the loaded ICD-10-CM release")


class Codes(Mapping[str, Code]):
    """A release of ICD-10-CM by code; a line is taken apart when it is asked for."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines

    def __getitem__(self, code: str) -> Code:
        _, billable, description = self._lines[code].split("\t")
        return Code(code, description, billable == "yes")

    def __contains__(self, code: object) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def load_codes(path: TableFolder) -> Codes:
    """The release at `path` by code. Raises TableError."""
    table = read_table(path, "icd10cm/1", _COLUMNS)
    if tuple(table.columns) != _COLUMNS:
        raise TableError(table.file, table.first - 1, f"needs the columns {', '.join(_COLUMNS)}")
    codes = table.by_first_cell()
    for number, line in enumerate(table.lines, start=table.first):
        if line and "\tyes\t" not in line and "\tno\t" not in line and line[0] != "#":
            raise TableError(table.file, number, "needs yes or no in billable")
    return Codes(codes)


def _each(choice: re.Pattern[str], between: str, texts: Iterable[str]) -> Iterator[str]:
    """The texts with each of the signs that a choice in them offers."""
    for text in texts:
        found = choice.search(text)
        if found is None:
            yield text
            continue
        for sign in found[1].split(between):
            yield text[: found.start()] + sign + text[found.end() :]


def _by_side(signs: list[str], laterality: str) -> list[str]:
    right, left, unspecified, *both = signs
    if laterality == "both":
        return both or [right, left]
    return [{"right": right, "left": left}.get(laterality, unspecified)]


def _by_state(signs: list[str], state: str) -> str:
    places = {"remission": 1, "relapse": 2}
    place = places.get(state, 0)
    return signs[place] if place < len(signs) else signs[0]
