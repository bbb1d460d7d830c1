"""Sets aside the cancers that a text tells as long past or as over."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from advisor_app.oncology.asides import PAST, Aside, set_apart
from advisor_app.oncology.doubts import TOO_WIDE
from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases
from advisor_app.oncology.words import Word

_FIRST_OLD_YEAR: Final = 1930
_YEARS_AGO: Final = 2
_NEAR_PAST: Final = 5
_WAS: Final = frozenset({"was", "were", "fue", "era"})
_HAD: Final = frozenset({"had", "tuve", "tuvo"})
_WAS_WITHIN: Final = 3
_TIME_WITHIN: Final = 5
_SINCE: Final = frozenset({"hace", "hacen"})
_YEARS: Final = frozenset({"anos"})
_YEARS_WITHIN: Final = 3
_DATED_ONLY: Final = 5
_AGES: Final = frozenset(
    {"twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
     "twenty", "thirty", "forty", "fifty"}
)  # fmt: skip


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
        if not had and not self._was(piece, disease):
            return False
        return (
            self._phrases.any("past_when", when)
            or any(self._old_year(word) for word in when)
            or _years_ago(when)
            or _at_an_age(when)
        )

    def _was(self, piece: Sequence[Word], disease: Clinical) -> bool:
        """Whether a disease is told with a past verb and a time: "my cancer was in 2005".

        Or as "the cancer I had in 2011", "it was melanoma in 2016".
        """
        return any(
            word.plain in _WAS | _HAD
            and any(map(disease, piece[max(0, at - _WAS_WITHIN) : at + _WAS_WITHIN]))
            and self._tells_a_time(piece[at + 1 : at + 1 + _TIME_WITHIN])
            for at, word in enumerate(piece)
        )

    def is_done_with(
        self, when: Sequence[Word], others: Sequence[Word], disease: Clinical, organ: Clinical
    ) -> bool:
        """Whether a disease was treated in an old year and another organ is told of elsewhere."""
        done = any(
            any(map(disease, when[:first])) and any(map(self._old_year, when[last : last + 2]))
            for first, last, _ in self._phrases.found("done", when)
        )
        told = {word.lemma for word in when}
        return done and any(organ(word) and word.lemma not in told for word in others)

    def is_replaced(
        self, piece: Sequence[Word], others: Sequence[Word], disease: Clinical, organ: Clinical
    ) -> bool:
        """Whether a disease that was had yields to another that is told as new."""
        had = any(
            any(map(disease, piece[last : last + _NEAR_PAST]))
            for _, last, _ in self._phrases.found("past", piece)
        )
        if not had or not any(map(self._is_a_cancer, piece)):
            return False
        old = {word.lemma for word in piece if disease(word)}
        return any(
            word.lemma not in old
            and word.lemma not in TOO_WIDE
            and (self._is_a_cancer(word) or organ(word))
            and any(map(self._is_a_cancer, others[last : last + reach]))
            for _, last, reach in self._phrases.found("new", others)
            for word in others[last : last + reach]
        )

    def _is_a_cancer(self, word: Word) -> bool:
        return (word.lemma,) in self._phrases["diagnosis"]

    def _tells_a_time(self, words: Sequence[Word]) -> bool:
        return self._phrases.any("past_when", words) or any(map(self._old_year, words))

    def only_leads(self, piece: Sequence[Word]) -> bool:
        """Whether a clause only says that what follows is past: "PMH: breast cancer 2006"."""
        return any((a, b) == (0, len(piece)) for a, b, _ in self._phrases.found("past", piece))

    def is_dated_long_ago(self, piece: Sequence[Word], disease: Clinical) -> bool:
        """Whether a clause is no more than a disease and its year: "cervical cancer in 1999"."""
        return (
            any(self._old_year(word) for word in piece)
            and len(piece) <= _DATED_ONLY
            and disease(piece[0])
        )

    def is_long_over(self, piece: Sequence[Word]) -> bool:
        """Whether a clause tells of then and of nothing that still is: "I had a clot years ago"."""
        then = (
            self._phrases.any("past_when", piece)
            or self._phrases.any("long_over", piece)
            or any(self._old_year(word) for word in piece)
            or _years_ago(piece)
        )
        return (
            then
            and self._phrases.any("told_past", piece)
            and not self._phrases.any("now", piece)
            and not self._phrases.any("present", piece)
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


def _at_an_age(words: Sequence[Word]) -> bool:
    """Whether it was at an age: "treated for it at nineteen", "I was twenty-two when"."""
    return any(
        (before.plain == "at" and (word.plain in _AGES or word.plain == "age"))
        or (before.plain in _WAS and (word.plain in _AGES or word.plain.isdigit()))
        for before, word in pairwise(words)
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
