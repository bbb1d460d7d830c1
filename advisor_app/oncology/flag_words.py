"""Red flags heard in a caller's words: every group of words of a row has to be heard.

What a heard flag means and what the advisor says is decided elsewhere; here it is only raised.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, read_table
from advisor_app.oncology.flag_denials import is_denied
from advisor_app.oncology.flag_figures import figures_in
from advisor_app.oncology.flag_phrases import Key, is_exact, keys_of, steps_of
from advisor_app.oncology.words import PhraseTable, Word, phrases_in

_MOST_BETWEEN: Final = 3
_FIGURE: Final = "#"
_CAPITALS: Final = "!"
_NAMED: Final = "="
FLAG_WORDS: Final = "red_flag_words.tsv"

Sign = Key | str
"""What can be heard: a phrase by its key, a lemma, "#" with a figure, "!" with capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """One way of saying a flag: of every group something must be heard. `line` is its line."""

    flag: str
    line: int
    groups: tuple[frozenset[Sign], ...]


class FlagWords:
    """All rows of the table, with their phrases by the first word."""

    def __init__(self, rows: Iterable[FlagRow]) -> None:
        self.rows = tuple(rows)
        self._rows_with: dict[Sign, list[int]] = {}
        for number, row in enumerate(self.rows):
            for sign in chain(*row.groups):
                self._rows_with.setdefault(sign, []).append(number)
        keys = [sign for sign in self._rows_with if isinstance(sign, tuple)]
        self._exact = PhraseTable({key: True for key in keys if is_exact(key)})
        self._by_start: dict[str, list[Key]] = {}
        for key in keys:
            self._by_start.setdefault(key[0], []).append(key)

    def heard(self, text: str, words: Sequence[Word]) -> tuple[str, ...]:
        """The flags that the words raise, by number; `text` is read for figures."""
        return tuple(self.places(text, words))

    def alarming(self, words: Sequence[Word]) -> bool:
        """Whether any word of any flag is said, even if it alone raises none."""
        return bool(self._said(words)) or any(word.lemma in self._rows_with for word in words)

    def places(self, text: str, words: Sequence[Word]) -> dict[str, int]:
        """The flags that are raised, by number, with the sign at which all of one was heard."""
        told = self._told(text, words)
        numbers = sorted({number for sign in told for number in self._rows_with.get(sign, ())})
        found: dict[str, int] = {}
        for row in map(self.rows.__getitem__, numbers):
            if any(map(told.keys().isdisjoint, row.groups)):
                continue
            first = max(min(told[sign] for sign in group & told.keys()) for group in row.groups)
            found[row.flag] = min(first, found.get(row.flag, first))
        return dict(sorted(found.items()))

    def _told(self, text: str, words: Sequence[Word]) -> Mapping[Sign, int]:
        """What is heard of all rows, each with the place where it is heard first."""
        lemmas = _first_places(
            (word.lemma, word)
            for at, word in enumerate(words)
            if word.lemma in self._rows_with and not is_denied(words, at)
        )
        capitals = () if text.isupper() else ((_CAPITALS + word.raw, word) for word in words)
        figures: dict[Sign, int] = dict(figures_in(text).items())
        return figures | _first_places(capitals) | lemmas | self._said(words)

    def _said(self, words: Sequence[Word]) -> dict[Sign, int]:
        """The phrases said: their words in order, in one clause, little standing between them."""
        steps = [(step, at) for at, word in enumerate(words) for step in steps_of(word.plain)]
        said: dict[Sign, int] = {}
        for first, _, key in phrases_in(words, self._exact):
            if key not in said and not is_denied(words, first):
                said[key] = words[first].start
        for first, (step, at) in enumerate(steps):
            for key in self._by_start.get(step, ()):
                if (
                    key not in said
                    and _follows(key, steps, first, words)
                    and not is_denied(words, at)
                ):
                    said[key] = words[at].start
        return said


def _first_places(told: Iterable[tuple[str, Word]]) -> dict[Sign, int]:
    places: dict[Sign, int] = {}
    for text, word in told:
        places.setdefault(text, word.start)
    return places


def _follows(key: Key, steps: Sequence[tuple[str, int]], first: int, words: Sequence[Word]) -> bool:
    at = first
    clause = words[steps[first][1]].clause
    for wanted in key[1:]:
        reach = range(at + 1, min(at + 2 + _MOST_BETWEEN, len(steps)))
        found = next((one for one in reach if steps[one][0] == wanted), None)
        if found is None or words[steps[found][1]].clause != clause:
            return False
        at = found
    return True


def load_flag_words(folder: TableFolder) -> FlagWords:
    """The phrases of `folder`/cancers/red_flag_words.tsv. Raises TableError.

    A row that begins with `=` names a group of words; rows below use it by that name.
    """
    path = folder / "cancers" / FLAG_WORDS
    table = read_table(path, "red_flag_words/1", ("flag", "words"))
    named: dict[str, frozenset[Sign]] = {}
    rows = []
    for row in table.rows:
        if row["flag"].startswith(_NAMED):
            named[row["flag"]] = _group(row, row["words"], {})
        else:
            rows.append(_flag_row(row, named))
    return FlagWords(rows)


def _flag_row(row: Row, named: Mapping[str, frozenset[Sign]]) -> FlagRow:
    if not re.fullmatch(r"RF-\d\d", row["flag"]):
        raise row.refuse("names no red flag")
    groups = tuple(_group(row, group, named) for group in row["words"].split(" & "))
    return FlagRow(flag=row["flag"], line=row.line, groups=groups)


def _group(row: Row, group: str, named: Mapping[str, frozenset[Sign]]) -> frozenset[Sign]:
    told = group.strip()
    if told in named:
        return named[told]
    if told.startswith(_NAMED):
        raise row.refuse(f"names no group of words above it: {told}")
    parts = [part.strip() for part in told.split("|") if part.strip()]
    if not parts:
        raise row.refuse("has an empty group of words")
    return frozenset(_signs_of(parts))


def _signs_of(group: Iterable[str]) -> Iterator[Sign]:
    for part in group:
        if part[0] in (_FIGURE, _CAPITALS):
            yield part
            continue
        if part.isalpha():
            yield part
        yield from keys_of(part)
