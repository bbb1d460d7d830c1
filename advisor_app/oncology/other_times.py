"""Sets aside the cancers that a text tells as long past or as over."""

from collections.abc import Sequence
from typing import Final

from advisor_app.oncology.asides import PAST, Aside, set_apart
from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases
from advisor_app.oncology.words import Word

_FIRST_OLD_YEAR: Final = 1930
_YEARS_AGO: Final = 2
_NEAR_PAST: Final = 5
_SINCE: Final = frozenset({"hace", "hacen"})
_YEARS: Final = frozenset({"anos"})
_YEARS_WITHIN: Final = 3


class OtherTimes:
    """Finds the past with the phrases of the guards; `this_year` says which years are long past."""

    def __init__(self, phrases: GuardPhrases, this_year: int) -> None:
        self._phrases = phrases
        self._this_year = this_year

    def is_of_the_past(
        self, piece: Sequence[Word], when: Sequence[Word], disease: Clinical
    ) -> bool:
        """Whether a disease was had at a time long past, told in the words `when`."""
        had = [
            last
            for _, last, _ in self._phrases.found("past", piece)
            if any(disease(word) for word in piece[last : last + _NEAR_PAST])
        ]
        if not had:
            return False
        return (
            self._phrases.any("past_when", when)
            or any(self._old_year(word) for word in when)
            or _years_ago(when)
        )

    def is_listed_as_survived(self, piece: Sequence[Word], words: Sequence[Word]) -> bool:
        """Whether a survivor lists what it was and when: "a survivor, cervix in 1998"."""
        if not any(self._old_year(word) for word in piece):
            return False
        before = [w for w in words if w.sentence == piece[0].sentence and w.start < piece[0].start]
        return self._phrases.any("survivor", before)

    def is_over(self, piece: Sequence[Word], disease: Clinical) -> bool:
        """Whether a disease is told as over: "my lymphoma is in remission", "a survivor of"."""
        if any(
            any(disease(word) for word in piece[last : last + _NEAR_PAST])
            for _, last, _ in self._phrases.found("past_alone", piece)
        ):
            return True
        return any(
            any(disease(word) for word in piece[:first])
            for first, _, _ in self._phrases.found("past_after", piece)
        )

    def _old_year(self, word: Word) -> bool:
        if not word.plain.isdigit() or len(word.plain) != 4:
            return False
        return _FIRST_OLD_YEAR <= int(word.plain) <= self._this_year - _YEARS_AGO


def _years_ago(words: Sequence[Word]) -> bool:
    """Whether a number of years has passed, in Spanish: "hace diez años"."""
    return any(
        word.plain in _SINCE and one.plain in _YEARS
        for at, word in enumerate(words)
        for one in words[at + 1 : at + 1 + _YEARS_WITHIN]
    )


def but_what_spreads(
    words: Sequence[Word], found: Sequence[Aside], disease: Clinical, organ: Clinical
) -> list[Aside]:
    """Without a past cancer that spreads now: where no other is named, it is the one."""
    apart = set_apart(found)
    other = any(
        disease(word) and not organ(word) for place, word in enumerate(words) if place not in apart
    )
    return list(found) if other else [one for one in found if one.why != PAST]
