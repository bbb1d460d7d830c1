"""The phrases of the guards by what they do, such as `negation` or `kin`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.words import PhraseTable, Word, phrases_in, plain_key

Span = tuple[int, int]
Clinical = Callable[[Word], bool]
"""Says whether a word names a disease or a part of the body."""

_OF_PEOPLE: Final = frozenset({"kin", "far_kin", "not_blood"})


class GuardPhrases:
    """The phrases of each sort, each with its reach: how many words after it it speaks of."""

    def __init__(self, sorts: Mapping[str, PhraseTable[int]]) -> None:
        self._sorts = sorts

    def __getitem__(self, sort: str) -> PhraseTable[int]:
        return self._sorts[sort]

    def found(self, sort: str, words: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
        """Where phrases of a sort stand: first word, the word after the last, the reach."""
        table = self._sorts[sort]
        return ((first, last, table[key]) for first, last, key in phrases_in(words, table))

    def any(self, sort: str, words: Sequence[Word]) -> bool:
        """Whether a phrase of the sort stands in the words."""
        return next(phrases_in(words, self._sorts[sort]), None) is not None

    def has(self, sort: str, word: Word) -> bool:
        """Whether the word alone is a phrase of the sort."""
        return (word.plain,) in self._sorts[sort]

    def places(self, sort: str, words: Sequence[Word]) -> set[int]:
        """The words that stand in phrases of the sort."""
        return {place for first, last, _ in self.found(sort, words) for place in range(first, last)}


def load_guard_phrases(folder: TableFolder) -> GuardPhrases:
    """The phrases of `folder`/cancers/guards.tsv. Raises TableError."""
    table = read_table(folder / "cancers" / "guards.tsv", "guards/1", ("sort", "phrase", "reach"))
    phrases: dict[str, dict[tuple[str, ...], int]] = {}
    for row in table.rows:
        row.needed("phrase")
        if row["reach"] and not row["reach"].isdigit():
            raise row.refuse("needs a number of words in reach")
        of_people = row["sort"] in _OF_PEOPLE
        for phrase in _owned_and_many(row["phrase"]) if of_people else (row["phrase"],):
            phrases.setdefault(row["sort"], {})[plain_key(phrase)] = int(row["reach"] or 0)
    return GuardPhrases({sort: PhraseTable(found) for sort, found in phrases.items()})


def _owned_and_many(phrase: str) -> Iterator[str]:
    """A relation as it is said: "sister", "sister's", "sisters"."""
    yield phrase
    yield f"{phrase}'s"
    if not phrase.endswith("s"):
        yield f"{phrase}s"
        yield f"{phrase}s'"
