"""The phrases of the guards by what they do, such as `negation` or `kin`."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.words import PhraseTable, Word, phrases_in, plain_key

Span = tuple[int, int]
Clinical = Callable[[Word], bool]
"""Says whether a word names a disease or a part of the body."""

_OF_SELF: Final = "self_has"
_BETWEEN: Final = ("now", "just", "also", "still", "recently", "only", "already", "finally")
"""What may stand after "I": "I now have", "I also had"."""
_OF_PEOPLE: Final = frozenset({"kin", "far_kin", "not_blood"})
_WRITTEN_OUT: Final = re.compile(
    r"\b(?:(?P<is>it|he|she|that|what|there|who) is|(?P<am>i) am|(?P<are>we|they|you) are"
    r"|(?P<have>i|we|they|you) have|(?P<nt>is|was|are|were|do|does|did|have|has|had|could) not)\b"
)
_DRAWN_TOGETHER: Final = {"is": "'s", "am": "'m", "are": "'re", "have": "'ve", "nt": "n't"}
_SHORT: Final = re.compile(
    r"\b(?:(?P<is>it|he|she|that|what|there|who)'s|(?P<am>i)'m|(?P<are>we|they|you)'re"
    r"|(?P<have>i|we|they|you)'ve|(?P<nt>is|was|are|were|do|does|did|have|has|had|could)n't)"
    r"(?! got)\b"
)
_WHOLE: Final = {"is": " is", "am": " am", "are": " are", "have": " have", "nt": " not"}


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
        sort, phrase, reach = row["sort"], row.needed("phrase"), row["reach"]
        if reach and not reach.isdigit():
            raise row.refuse("needs a number of words in reach")
        told, words = phrases.setdefault(sort, {}), int(reach or 0)
        told[plain_key(phrase)] = words
        for other in _owned_and_many(phrase) if sort in _OF_PEOPLE else _said_alike(phrase):
            told.setdefault(plain_key(other), words)
        if sort == _OF_SELF and phrase.startswith("i "):
            for word in _BETWEEN:
                told.setdefault(plain_key(f"i {word}{phrase[1:]}"), words)
    return GuardPhrases({sort: PhraseTable(found) for sort, found in phrases.items()})


def _said_alike(phrase: str) -> Iterator[str]:
    """The phrase drawn together, written out, and without the apostrophe of who types fast."""
    if "'" in phrase:
        yield _SHORT.sub(lambda told: _put(told, _WHOLE), phrase)
        yield phrase.replace("'", "")
    elif found := _WRITTEN_OUT.search(phrase):
        short = _WRITTEN_OUT.sub(lambda told: _put(told, _DRAWN_TOGETHER), phrase)
        yield short
        if found.lastgroup != "nt":
            return
        yield short.replace("'", "")


def _put(told: re.Match[str], endings: Mapping[str, str]) -> str:
    kind = told.lastgroup or ""
    return told[kind] + endings[kind]


def _owned_and_many(phrase: str) -> Iterator[str]:
    """A relation as it is also said: "sister's", "sisters"."""
    yield f"{phrase}'s"
    if not phrase.endswith("s"):
        yield f"{phrase}s"
        yield f"{phrase}s'"
