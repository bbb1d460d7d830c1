"""Tells which words of a text are told as what the patient has: where a clause licenses them.

A disease counts only where its clause says that it was diagnosed, found, treated or is had, or
where the words are a note without a verb. Whatever else is told of it (a risk, a sign, a fear, a
question, an article, a screening) licenses nothing, in whatever words.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from advisor_app.oncology.guard_phrases import GuardPhrases, Span
from advisor_app.oncology.words import PhraseTable, Word, phrases_in

_OPEN: Final = 0
_LICENSED: Final = 1
_BLOCKED: Final = 2
_STUCK: Final = 3
_SUBJECT: Final = 5
"""How many words the subject of a sentence may have that names the disease: "the cancer in my"."""
_OWNED: Final = "owned"
_OWNED_BY_THEM: Final = "owned_by_them"
_OWNERS: Final = frozenset({_OWNED, _OWNED_BY_THEM})
_SORTS: Final = (
    ("new_subject", _OPEN),
    ("licence", _LICENSED),
    (_OWNED, _LICENSED),
    (_OWNED_BY_THEM, _LICENSED),
    ("no_licence", _BLOCKED),
    ("suspicion", _BLOCKED),
    ("fear", _BLOCKED),
    ("hypothetical", _STUCK),
    ("heard_of", _STUCK),
    ("no_licence_at_all", _STUCK),
)


class _Turn(NamedTuple):
    """What a phrase makes of the words after it, how many of them, and who owns them, if any."""

    state: int
    reach: int
    owned: str = ""


_ASKED: Final = _Turn(_STUCK, 0)
"""A sentence that begins with a verb asks: "could this lump be cancer"."""


class Licences:
    """Finds what a text licenses with the phrases of the guards."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases
        self._turns = PhraseTable(
            {
                key: _Turn(state, phrases[sort][key], sort if sort in _OWNERS else "")
                for sort, state in _SORTS
                for key in phrases[sort]
            }
        )

    def licensed(self, words: Sequence[Word], of_caller: bool = False) -> frozenset[int]:
        """Where the words begin that are told as what the patient has.

        Where the caller is the patient, "her melanoma" is somebody else's.
        """
        return frozenset(
            word.start
            for first, end in _sentences(words)
            for word in self._in_sentence(words[first:end], of_caller)
        )

    def _in_sentence(self, words: Sequence[Word], of_caller: bool) -> Iterator[Word]:
        turns = dict(self._turning(words))
        verbs = self._phrases.places("verb", words)
        notes = _notes(words, verbs)
        licensed = [False] * len(words)
        refused: set[int] = set()
        state, until, stuck = _OPEN, 0, False
        for at in range(len(words)):
            turn, last = turns.get(at, (None, at))
            if turn is not None and of_caller and turn.owned == _OWNED_BY_THEM:
                state, until = _BLOCKED, last + turn.reach
            elif turn is not None and (turn.owned or not stuck):
                state, until = turn.state, last + (turn.reach or len(words))
                stuck |= state == _STUCK
            elif stuck and (at >= until or at in verbs):
                state, until = _STUCK, len(words)
            elif at >= until:
                state = _OPEN
            if state >= _BLOCKED:
                refused.add(at)
            licensed[at] = state == _LICENSED or (state == _OPEN and at in notes)
        for first, _, reach in self._phrases.found("licence_after", words):
            for at in range(max(0, first - reach), first):
                licensed[at] |= at not in refused
        for first, _, reach in self._phrases.found("no_licence_after", words):
            for at in range(max(0, first - reach), first):
                licensed[at] &= words[at].clause != words[first].clause
        return (word for word, told in zip(words, licensed, strict=True) if told)

    def _turning(self, words: Sequence[Word]) -> Iterator[tuple[int, tuple[_Turn, int]]]:
        """The phrases with the word after the last, none inside of another: "screening for"."""
        yield from (
            (at, (_ASKED, at + 1))
            for at, word in enumerate(words)
            if self._phrases.has("asks_first", word)
            and (not at or words[at - 1].clause != word.clause)
        )
        end = 0
        for first, last, key in phrases_in(words, self._turns):
            if first >= end:
                end = last
                yield first, (self._turns[key], last)


def _notes(words: Sequence[Word], verbs: Container[int]) -> set[int]:
    """The words of clauses without a verb, and those before the first verb of a clause."""
    notes: set[int] = set()
    first = 0
    while first < len(words):
        end = first
        while end < len(words) and words[end].clause == words[first].clause:
            end += 1
        verb = next((at for at in range(first, end) if at in verbs), end)
        notes.update(range(first, verb if verb == end else min(verb, first + _SUBJECT)))
        first = end
    return notes


def _sentences(words: Sequence[Word]) -> Iterator[Span]:
    edges = [at for at, (one, two) in enumerate(pairwise(words), 1) if one.sentence != two.sentence]
    yield from pairwise([0, *edges, len(words)])
