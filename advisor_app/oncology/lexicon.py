"""The phrases that name a kind of cancer or a finding, and the words that they are made of."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Indel

from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.index_made import made_index
from advisor_app.oncology.kept_index import kept_or_made
from advisor_app.oncology.lexicon_index import LexiconIndex, told_in
from advisor_app.oncology.shelves import Shelves
from advisor_app.oncology.speller import Correction, Speller
from advisor_app.oncology.vocabulary import Vocabulary

_TRUST: Final = {
    "name": 0.97,
    "lay": 0.95,
    "abbreviation": 0.95,
    "report": 0.95,
    "spanish": 0.95,
    "misspelling": 0.92,
    "homophone": 0.9,
    "title": 0.9,
    "symptom": 0.7,
}
_SHORTEST_HEARD: Final = 5
_LONG_WORD: Final = 9
_LETTERS_APART: Final = 3
_WRITTEN_ALIKE: Final = 0.84
_SOUND_ALIKE: Final = 0.86
_SOUNDS_APART: Final = 2


class Phrase(NamedTuple):
    """One phrase for one target; `context` are words of which one must stand in the text."""

    text: str
    key: tuple[str, ...]
    target: str
    sort: str
    trust: float
    context: tuple[str, ...]
    rank: int


class Lexicon:
    """The phrases by their words, and the weight of each word: rare words weigh more.

    `spelled` holds the words of phrases that are spelled as they should be, `named` those of the
    names of kinds and findings, `diseases` those that name a disease alone.
    """

    def __init__(self, vocabulary: Vocabulary, index: LexiconIndex) -> None:
        self.vocabulary = vocabulary
        self.spelled = frozenset(index.spelled.all())
        self.named = frozenset(index.named.all())
        self.diseases = frozenset(index.diseases.all())
        self._index = index
        self._speller = Speller(index)
        self._phrase: Callable[[int], Phrase] = lru_cache(maxsize=None)(self._made_phrase)
        self._having: dict[str, tuple[Phrase, ...]] = {}

    def phrases(self, key: Iterable[str]) -> tuple[Phrase, ...]:
        """The phrases of just these words."""
        return self._numbered(self._index.by_key.get(" ".join(key)))

    def longest_from(self, first: str) -> int:
        """How many words the longest phrase that begins with a word has; 0 where none does."""
        return int(self._index.longest.get(first) or 0)

    def in_capitals(self, raw: str) -> tuple[Phrase, ...]:
        """The phrases that mean something only as they are written, such as "ALL"."""
        return self._numbered(self._index.by_raw.get(raw))

    def having(self, word: str) -> tuple[Phrase, ...]:
        """The phrases with a word, wherever it stands in them."""
        found = self._having.get(word)
        if found is None:
            found = self._numbered(self._index.by_word.get(word))
            if found:
                self._having[word] = found
        return found

    def of_little_words(self, word: str) -> tuple[Phrase, ...]:
        """The phrases with a word in which no other word says much either: "a growth"."""
        return self._numbered(self._index.empty.get(word))

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        return self._index.weight_of_words()

    @cached_property
    def _lines(self) -> Sequence[str]:
        return self._index.phrases.all()

    def weight(self, word: str) -> float:
        """What a word tells; nothing for words that no phrase has."""
        return self._weights.get(word, 0.0)

    def knows(self, word: str) -> bool:
        """Whether any phrase has the word, be it a mistake that the lexicon lists."""
        return word in self._weights

    def corrected(self, word: str) -> Correction | None:
        """The known word that an unknown one was meant to be, and how alike they are."""
        return None if word in self.vocabulary.plain else self._speller(word)

    def heard(self, words: Sequence[str]) -> str:
        """The known word that several words sound like, said one after the other; or nothing."""
        found = self._speller.heard(words)
        long = sum(map(len, words)) >= _LONG_WORD
        if found is None or len(found[0]) < _SHORTEST_HEARD or not (long or found[0] in self.named):
            return ""
        return found[0]

    def same_sound(self, spoken: str) -> tuple[str, ...]:
        """The known words that sound just so."""
        return self._speller.same_sound(spoken)

    def near_sound(self, spoken: str) -> Correction:
        """The known word that sounds nearly so, and how alike; nothing where there is none."""
        return self._speller.near_sound(spoken) or ("", 0.0)

    def near_spelled(self, word: str) -> tuple[Correction, ...]:
        """The words, as written, that a slip of the keyboard may have made this one."""
        return self._speller.near_spelled(word)

    def abbreviates(self, letters: str) -> bool:
        """Whether small letters, in a row, are a known abbreviation."""
        return letters in self._index.by_key or letters.upper() in self._index.by_raw

    def nearly(self, letters: str) -> tuple[Phrase | None, float]:
        """The phrase that is written nearly so, spaces left out, and how alike they are."""
        return self._nearest(letters, self._index.by_length, _LETTERS_APART, _WRITTEN_ALIKE)

    def sounding(self, spoken: str) -> tuple[Phrase | None, float]:
        """The phrase that sounds nearly so, and how alike they sound."""
        return self._nearest(spoken, self._index.by_sound, _SOUNDS_APART, _SOUND_ALIKE)

    def beginning_with(self, start: str) -> tuple[str, ...]:
        """The known words that begin with what was typed so far, the most telling first."""
        known = self._index.by_start.get(start[:2])
        return tuple(word for word in known.split() if word.startswith(start))

    def _nearest(
        self, told: str, known: Shelves, apart: int, alike: float
    ) -> tuple[Phrase | None, float]:
        best: Phrase | None = None
        for length in range(len(told) - apart, len(told) + apart + 1):
            near, _, numbers = known.get(f"{told[:1]}{length}").partition("\t")
            found = process.extractOne(
                told, near.split(), scorer=Indel.normalized_similarity, score_cutoff=alike
            )
            if found is not None and (best is None or found[1] > alike):
                number = int(numbers.split()[found[2]])
                best, alike = self._phrase(number), float(found[1])
        return best, alike if best else 0.0

    def _numbered(self, numbers: str) -> tuple[Phrase, ...]:
        return tuple(map(self._phrase, map(int, numbers.split()))) if numbers else ()

    def _made_phrase(self, number: int) -> Phrase:
        text, key, target, sort, context = told_in(self._lines[number])
        return Phrase(text, tuple(key.split(" ")), target, sort, _TRUST[sort], context, number)


def load_lexicon(
    catalogue: Catalogue, vocabulary: Vocabulary, folder: TableFolder, kept: Path | None = None
) -> Lexicon:
    """All names of the catalogue and all rows of `folder`/cancers/synonyms.tsv.

    In `kept` the index of the last tables is kept. Raises TableError for a row that names no kind
    or finding.
    """
    return Lexicon(
        vocabulary, kept_or_made(kept, folder, lambda: made_index(catalogue, vocabulary, folder))
    )
