"""Joins words that dictation broke: "men in geo ma", "la rinks", "see ell ell", "G I S T"."""

from collections.abc import Sequence
from typing import Final

from advisor_app.oncology.lexicon import Lexicon
from advisor_app.oncology.words import Word

_SHORTEST_JOINED: Final = 7
_SURELY_JOINED: Final = 10
_MOST_PIECES: Final = 5
_MOST_SPELLED: Final = 3
_FEWEST_LETTERS: Final = 3


class Repairs:
    """Knows which words, said one after the other, are one known word or abbreviation."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._stop = lexicon.vocabulary.stop
        self._generic = lexicon.vocabulary.generic

    def repaired(self, words: Sequence[Word]) -> list[Word]:
        """Words that dictation broke are joined where that gives a known word or abbreviation."""
        result: list[Word] = []
        place = 0
        while place < len(words):
            joined = self._joined_at(words, place)
            result.append(joined[0] if joined else words[place])
            place += joined[1] if joined else 1
        return result

    def _joined_at(self, words: Sequence[Word], place: int) -> tuple[Word, int] | None:
        sentence = words[place].sentence
        last = place
        while (
            last < len(words)
            and last - place < _MOST_PIECES
            and words[last].sentence == sentence
            and words[last].plain.isalpha()
        ):
            last += 1
        for count in range(last - place, 1, -1):
            piece = words[place : place + count]
            lemma = self._letters(piece) or self._spelled(piece) or self._heard(piece)
            if lemma:
                return _one_word(piece, lemma), count
        return None

    def _letters(self, piece: Sequence[Word]) -> str:
        """Letters said by their names, and a syllable: "see ell ell", "a m l", "dee cis"."""
        names = self._lexicon.vocabulary.letters
        said = [names.get(word.plain, word.plain) for word in piece]
        syllables = [part for part in said if len(part) > 1]
        named = [word for word in piece if word.plain in names and word.plain not in self._stop]
        if len(syllables) > 1 or (not named and any(len(word.plain) > 1 for word in piece)):
            return ""
        letters = "".join(said)
        if len(letters) < _FEWEST_LETTERS + bool(syllables) or len(piece) < 2:
            return ""
        return letters if self._lexicon.abbreviates(letters) else ""

    def _spelled(self, piece: Sequence[Word]) -> str:
        if len(piece) > _MOST_SPELLED:
            return ""
        known = self._lexicon.spelled
        text = "".join(word.plain for word in piece)
        lemma = self._lexicon.vocabulary.lemma(text)
        if len(text) < _SHORTEST_JOINED or lemma not in known or lemma in self._generic:
            return ""
        if len(text) < _SURELY_JOINED and all(word.lemma in known for word in piece):
            return ""
        return lemma

    def _heard(self, piece: Sequence[Word]) -> str:
        """A known word that was written as it sounds: "sir vical", "la rinks"."""
        odd = [word for word in piece if self.is_odd(word)]
        if not odd or any(word.lemma in self._generic for word in piece):
            return ""
        lemma = self._lexicon.heard([word.plain for word in piece])
        if lemma in self._generic or any(word.lemma == lemma for word in piece):
            return ""
        return lemma

    def is_odd(self, word: Word) -> bool:
        """Whether the word has no business here: in no phrase, and no word of everyday speech."""
        vocabulary = self._lexicon.vocabulary
        return (
            word.lemma not in self._lexicon.spelled
            and not {word.lemma, word.plain} & self._stop
            and word.plain not in vocabulary.plain
        )


def _one_word(piece: Sequence[Word], lemma: str) -> Word:
    first, last = piece[0], piece[-1]
    raw = " ".join(word.raw for word in piece)
    return Word(raw, lemma, lemma, first.start, last.end, first.clause, first.sentence)
