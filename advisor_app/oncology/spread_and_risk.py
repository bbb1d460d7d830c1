"""What is left to offer where a text tells only of spread, of relatives, or of the past."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from advisor_app.oncology.asides import (
    PAST,
    RELATIVE,
    SPREAD,
    Aside,
    but_spread,
    set_apart,
    without,
)
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.finding_words import FindingWords
from advisor_app.oncology.hits import Hit, best_hits
from advisor_app.oncology.spotter import Spotter
from advisor_app.oncology.words import Word

_NAMED_ENOUGH: Final = 0.5
_ENOUGH: Final = 0.45
_WHOLE: Final = 0.9
_RISK: Final = "hereditary_risk"
_RISK_OF_KIN: Final = 0.42
_A_COMPLAINT: Final = 0.25
_LESS: Final = 0.01
"""Who tells of an own complaint asks about that first, however weakly the words name it."""
_PAST_CANCER: Final = "past_cancer"
_TOLD_AS_OVER: Final = 0.55
_LONG_OVER: Final = 0.28
_SPREAD_ONLY: Final = 0.6
_NAMED_WITHIN: Final = 8
_SUSPICION: Final = "suspicion"
_OPEN_FAMILIES: Final = frozenset({"cup_or_mets", _SUSPICION})
_RISKS: Final = {
    "breast": "family_breast_ovary", "ovary": "family_breast_ovary", "colorectal": "family_bowel",
}  # fmt: skip
_SPREAD_PLACES: Final = {
    "lymphnode": "nodes",
    "spine": "bone",
    "rib": "bone",
    "hip": "bone",
    "pelvis": "bone",
    "skull": "bone",
    "spinalcord": "spine_cord",
    "pleura": "pleura",
    "belly": "peritoneum",
    "head": "brain",
    "omentum": "peritoneum",
}


class SpreadAndRisk:
    """Adds the kinds for spread of an unknown start, and those for an inherited risk."""

    def __init__(self, catalogue: Catalogue, finding_words: FindingWords, spotter: Spotter) -> None:
        self._catalogue = catalogue
        self._finding_words = finding_words
        self._spotter = spotter

    def with_spread(
        self, words: Sequence[Word], asides: Sequence[Aside], hits: list[Hit]
    ) -> list[Hit]:
        """Where only spread is told, the kinds for spread of an unknown start."""
        hits = best_hits([*hits, *self._spread_in_the_name(words, asides)])
        family = self._catalogue.family_of(hits[0].target) if hits else "cup_or_mets"
        if family not in _OPEN_FAMILIES and hits[0].score >= _ENOUGH:
            return hits
        kept = without(words, but_spread(asides))
        organs = [word for word in kept if self._finding_words.names_an_organ(word)]
        began = [
            hit for word in _after_from(kept, organs) for hit in self._spotter.cancers_of(word)
        ]
        spread = [
            Hit(target=kind, score=_SPREAD_ONLY, text=word.raw, key=(word.lemma,), words=(word,))
            for word in organs
            if (kind := f"mets_{_SPREAD_PLACES.get(word.lemma, word.lemma)}")
            in self._catalogue.kinds
        ]
        fallback = Hit(
            target="cup_or_mets", score=0.4, text="spread", key=(), words=tuple(kept[:1])
        )
        return best_hits([*began, *spread, fallback, *hits])

    def with_family_risk(
        self, words: Sequence[Word], asides: Sequence[Aside], hits: list[Hit]
    ) -> list[Hit]:
        """Where only relatives are told of, the kinds for an inherited risk."""
        if hits and hits[0].score >= _ENOUGH:
            return hits
        kin = [word for a in asides if a.why == RELATIVE for word in words[a.first : a.last]]
        told = self._spotter.hits(kin, shouted=False, unfinished=False)
        risk = [
            hit
            for hit in told
            if self._catalogue.family_of(hit.target) == _RISK and not hit.guessed
        ]
        own = max(
            (hit.score for hit in hits if hit.target in self._catalogue.findings), default=0.0
        )
        score = min(_RISK_OF_KIN, own - _LESS) if own >= _A_COMPLAINT else _RISK_OF_KIN
        return best_hits([*risk, *self._risk_of_kin(told, score), *hits])

    def with_the_past(
        self, words: Sequence[Word], asides: Sequence[Aside], hits: list[Hit]
    ) -> list[Hit]:
        """Where only a cancer that is over is told: its history, which is no cancer now."""
        if any(hit.score >= _NAMED_ENOUGH for hit in hits):
            return hits
        past = [word for a in asides if a.why == PAST for word in words[a.first : a.last]]
        told = [
            hit
            for hit in best_hits(self._spotter.hits(past, shouted=False, unfinished=False))
            if hit.target in self._catalogue.kinds and hit.score >= _NAMED_ENOUGH
        ]
        if not told:
            return hits
        first = told[0]
        over = first._replace(target=_PAST_CANCER, score=_TOLD_AS_OVER, key=(), over=first.target)
        same = first._replace(score=_LONG_OVER)
        return best_hits([over, same, *hits])

    def _spread_in_the_name(self, words: Sequence[Word], asides: Sequence[Aside]) -> list[Hit]:
        """Kinds whose own phrase tells of the spread, such as "colon cancer in the liver"."""
        return [
            hit
            for hit in self._spotter.hits(
                _near_spread(words, asides), shouted=False, unfinished=False
            )
            if hit.target in self._catalogue.kinds
            and len(hit.key) > 2
            and len(hit.words) == len(hit.key)
            and hit.score >= _WHOLE
            and self._catalogue.family_of(hit.target) not in _OPEN_FAMILIES
        ]

    def _risk_of_kin(self, told: Sequence[Hit], score: float) -> Iterator[Hit]:
        """The family risk that a relative's cancer may mean; no word of the patient says it."""
        for hit in told:
            family = self._catalogue.family_of(hit.target)
            if hit.score >= _NAMED_ENOUGH and family != _RISK and not hit.guessed:
                yield Hit(
                    target=_RISKS.get(family, _RISK),
                    score=score,
                    text=hit.text,
                    key=(),
                    words=hit.words,
                )


def _near_spread(words: Sequence[Word], asides: Sequence[Aside]) -> list[Word]:
    """The words told within reach of a spread, but for what else is set aside."""
    near = {
        place
        for aside in asides
        if aside.why == SPREAD
        for place in range(aside.first - _NAMED_WITHIN, aside.last + _NAMED_WITHIN)
    }
    apart = set_apart(but_spread(asides))
    return [word for place, word in enumerate(words) if place in near and place not in apart]


def _after_from(words: Sequence[Word], organs: Iterable[Word]) -> Iterator[Word]:
    """The body parts that a spread is said to come from: "from the lung", "from her breast"."""
    places = {word.start for word in organs}
    for at, word in enumerate(words):
        if word.start in places and "from" in [one.plain for one in words[max(0, at - 2) : at]]:
            yield word
