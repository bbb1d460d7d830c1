"""Sets aside the clauses that give a disease to a relative, to somebody heard of, to the dead."""

import re
from collections.abc import Sequence
from typing import Final

from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases
from advisor_app.oncology.words import Word

_BEARS: Final = frozenset({"with", "w", "con"})
_MOST_LISTED: Final = 4
_SEVERAL_HAVE: Final = frozenset({"have", "tienen"})
_ONE_HAS: Final = frozenset({"has", "had", "got", "beat", "tiene", "tuvo"})
_SOMEBODY: Final = frozenset(
    {"a", "an", "one", "another", "some", "someone", "somebody", "alguien", "lots", "many", "most",
     "several", "two", "three", "half", "plenty", "muchos", "muchas"}
)  # fmt: skip
_HAD_WITHIN: Final = 4
_MOST_WHO: Final = 8
_PERFECT: Final = re.compile(r"\w+ed|been|found|seen|said|told|done|made|got|had|taken|given|ruled")
"""What "have" goes on with where nobody has a disease: "the doctors have found cancer"."""


class KinClauses:
    """Finds such clauses with the phrases of the guards."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

    def is_of_a_relative(
        self, piece: Sequence[Word], others: Sequence[Word], disease: Clinical
    ) -> bool:
        """Whether a clause gives a disease to a relative; `others` are the other clauses."""
        if self._phrases.any("kin_family", piece) or self._phrases.any("heard_of", piece):
            return True
        if self._is_of_people(piece, disease):
            return True
        kin = list(self._phrases.found("kin", piece))
        if not kin:
            return False
        if self._speaks_of_self(others) or self._lost(piece, disease):
            return True
        for first, last, _ in self._phrases.found("kin_past", piece):
            if first < kin[0][0]:
                continue
            told = [word for word in piece[last : last + 4] if self._can_be_had(word, disease)]
            if told and not self._procedure_after(piece, last, disease):
                return True
        return any(first >= kin[0][0] for first, _, _ in self._phrases.found("kin_died", piece))

    def _is_of_people(self, piece: Sequence[Word], disease: Clinical) -> bool:
        """Whether several people have a disease, or somebody: "half the men here have ..."."""
        for verb, word in enumerate(piece):
            several = word.plain in _SEVERAL_HAVE
            if not verb or not (several or word.plain in _ONE_HAS):
                continue
            named = piece[verb + 1 : verb + 1 + _HAD_WITHIN]
            who = piece[:verb]
            if not any(map(disease, named)) or any(
                disease(one) or self._phrases.has("had_no_disease", one) for one in who
            ):
                continue
            if several and not self._phrases.has("no_people", who[-1]):
                return not _PERFECT.fullmatch(named[0].plain)
            if not several and who[0].plain in _SOMEBODY and len(who) <= _MOST_WHO:
                return True
        return False

    def _lost(self, piece: Sequence[Word], disease: Clinical) -> bool:
        """Whether somebody was lost to a disease: "I lost my mother to lymphoma"."""
        kin = [first for first, _, _ in self._phrases.found("kin", piece)]
        for lost, _, _ in self._phrases.found("kin_lost", piece):
            after = next((one for one in kin if one > lost), None)
            if after is not None and any(disease(word) for word in piece[after + 1 :]):
                return True
        return False

    def _can_be_had(self, word: Word, disease: Clinical) -> bool:
        """Whether "had ..." with this word tells of a disease, not of a test or a lump."""
        return disease(word) and not self._phrases.has("had_no_disease", word)

    def _procedure_after(self, piece: Sequence[Word], place: int, disease: Clinical) -> bool:
        named = [at for at in range(place, min(place + 5, len(piece))) if disease(piece[at])]
        after = piece[named[-1] + 1 : named[-1] + 3] if named else ()
        return any(self._phrases.has("procedure", word) for word in after)

    def _speaks_of_self(self, words: Sequence[Word]) -> bool:
        apart = self._phrases.places("not_self", words)
        return any(first not in apart for first, _, _ in self._phrases.found("self", words))

    def is_reported_of_kin(
        self, piece: Sequence[Word], others: Sequence[Word], disease: Clinical, organ: Clinical
    ) -> bool:
        """Whether a report adds a relative beside a named disease: "sister with ovarian cancer"."""
        begins = self.lists_kin(piece) or any(
            first == 0 and last < len(piece) and piece[last].plain in _BEARS
            for first, last, _ in self._phrases.found("kin", piece)
        )
        return begins and any(disease(word) and not organ(word) for word in others)

    def lists_kin(self, piece: Sequence[Word]) -> bool:
        """Whether a clause only lists a relative with a disease: "dad prostate"."""
        return len(piece) <= _MOST_LISTED and any(
            first == 0 for first, _, _ in self._phrases.found("kin", piece)
        )
