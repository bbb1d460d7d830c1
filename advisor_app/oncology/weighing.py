"""How sure a hit is beside others: findings yield to a diagnosis, the general to the special."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Self

from advisor_app.domain.conditions import seldom_together
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.finding_words import FindingWords
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.spotter import DIAGNOSES
from advisor_app.oncology.told_words import Certainty, ToldWords
from advisor_app.oncology.words import Word

_SPECIFIC: Final = 0.65
_SPECIFIC_REACH: Final = 0.3
_NAMED_ENOUGH: Final = 0.5
_TOLD_WHOLE: Final = 0.7
_ONLY_A_PLACE: Final = 0.75
_WORDS_OF_NO_ILLNESS: Final = 0.4
_RISK: Final = "hereditary_risk"
_RISK_BESIDE_A_CANCER: Final = 0.6
_HEDGED: Final = 0.9
_SUSPECTED: Final = 0.82
_FEARED: Final = 0.6
_UNLICENSED: Final = 0.58
_SUSPICION: Final = "suspicion"
_MORE_THAN_THE_TISSUE: Final = 0.005
_NAMED_BY_ITSELF: Final = 0.85
_ONE_WORD_OF_NO_PLACE: Final = 0.8
_SOFT_TISSUE: Final = "soft_tissue"
_TISSUE_OF_AN_ORGAN: Final = 0.5
_BENIGN_FOR_A_CANCER: Final = 0.7
_OF_THE_OTHER_SEX: Final = 0.75
_BESIDE_WHAT_IS_STATED: Final = 0.85
_SEX_TOLD: Final = {
    **dict.fromkeys(
        ("she", "she's", "her", "wife", "mother", "mom", "daughter", "woman", "girl", "esposa"),
        "female",
    ),
    **dict.fromkeys(
        ("he", "he's", "his", "him", "husband", "father", "dad", "son", "man", "boy", "esposo"),
        "male",
    ),
}
_OPEN_FAMILIES: Final = frozenset({"cup_or_mets", _SUSPICION})


class Weighing:
    """Weighs the hits of one text against each other."""

    def __init__(self, catalogue: Catalogue, finding_words: FindingWords, told: ToldWords) -> None:
        self._catalogue = catalogue
        self._finding_words = finding_words
        self._told = told

    def weighed(
        self, hits: Iterable[Hit], words: Sequence[Word], certainty: Certainty
    ) -> list[Hit]:
        """Findings yield to a stated diagnosis, open kinds to a named organ."""
        hits = list(hits)
        stated = certainty.stated
        sex = _sex_told(words)
        hedged = certainty.doubted or certainty.hedged
        firm = [
            hit
            for hit in hits
            if self._catalogue.family_of(hit.target) not in _OPEN_FAMILIES
            and hit.score >= _NAMED_ENOUGH
            and (hit.target in self._catalogue.findings or not hit.guessed)
        ]
        named = any(hit.target in self._catalogue.kinds for hit in firm)
        stated_kinds = any(
            hit.target in self._catalogue.kinds and self._told.is_stated(hit, stated)
            for hit in firm
        )
        diagnosed = stated_kinds or (
            not hedged
            and (
                certainty.diagnosed
                or any(
                    hit.score >= _NAMED_BY_ITSELF and self._is_told_tumor(hit, certainty)
                    for hit in firm
                )
            )
        )
        found = not diagnosed and any(word.lemma in self._finding_words.words for word in words)
        lump = found or (not diagnosed and self._told.complains_of_a_place(words, certainty))
        owned = self._tissues_of_organs(words)
        placed = any(map(self._names_a_disease_of_a_place, firm))
        weighed = []
        for hit in hits:
            score = hit.score
            finding = hit.target in self._catalogue.findings
            told_so = not finding and self._told.is_stated(hit, stated)
            if self._catalogue.family_of(hit.target) == _RISK and self._has_a_cancer(firm, hit):
                score *= _RISK_BESIDE_A_CANCER
            elif self._is_open(hit):
                if any(not self._told.telling(other) <= self._told.telling(hit) for other in firm):
                    score *= 0.55
                elif self._told.empty(hit):
                    score *= 0.6
            elif finding and diagnosed and named:
                score *= 0.5
            elif finding and placed and self._is_one_word_of_no_place(hit):
                score *= _ONE_WORD_OF_NO_PLACE
            elif not (finding or certainty.doubted or self._told.is_licensed(hit, certainty)):
                score *= _UNLICENSED
            elif not finding and hedged and not told_so:
                score *= _weight_of_doubt(certainty)
            elif not finding and stated_kinds and not told_so:
                score *= _BESIDE_WHAT_IS_STATED
            if self._is_benign(hit) and any(word.lemma in DIAGNOSES for word in hit.words):
                score *= _BENIGN_FOR_A_CANCER
            if not diagnosed and (
                self._told.is_a_guess(hit) or (hit.unsaid and self._told.says_no_illness(hit))
            ):
                score *= _WORDS_OF_NO_ILLNESS
            if not finding and (
                (lump and (hit.unsaid or self._told.is_place_only(hit)))
                or (found and self._told.tells_no_disease(hit))
            ):
                score *= _ONLY_A_PLACE
            if not finding and self._is_of_a_tissue(hit, owned):
                score *= _TISSUE_OF_AN_ORGAN
            if sex and self._is_of_the_other_sex(hit, sex):
                score *= _OF_THE_OTHER_SEX
            weighed.append(hit._replace(score=min(score, 0.99)))
        return self._tissue_before_place(self._specific_first(weighed))

    def _tissues_of_organs(self, words: Sequence[Word]) -> set[int]:
        """Where soft tissues stand that an organ has: "the muscle of the womb"."""
        organ, usual = self._finding_words.names_an_organ, self._finding_words.targets
        return {
            word.start
            for at, word in enumerate(words)
            if usual.get((word.lemma, ""), "").startswith(_SOFT_TISSUE)
            and [one.plain for one in words[at + 1 : at + 2]] == ["of"]
            and any(map(organ, words[at + 2 : at + 4]))
        }

    @staticmethod
    def _is_of_a_tissue(hit: Hit, owned: set[int]) -> bool:
        return any(word.start in owned for word in hit.words)

    def _names_a_disease_of_a_place(self, hit: Hit) -> bool:
        """Whether a kind is told with its organ and its tissue: "anal squamous cell"."""
        organ = self._finding_words.names_an_organ
        return (
            hit.target in self._catalogue.kinds
            and hit.score >= _TOLD_WHOLE
            and not (hit.guessed or hit.unsaid or self._told.is_place_only(hit))
            and any(map(organ, hit.words))
        )

    def _is_one_word_of_no_place(self, hit: Hit) -> bool:
        """Whether a finding rests on a word that may be told of many organs: "HPV"."""
        return len(hit.words) == 1 and not self._finding_words.names_an_organ(hit.words[0])

    def _is_open(self, hit: Hit) -> bool:
        """Whether a hit names no organ and no disease of its own, as a rare kind does."""
        kind = self._catalogue.kinds.get(hit.target)
        own = kind is not None and kind.rare
        return not own and self._catalogue.family_of(hit.target) in _OPEN_FAMILIES

    def _is_told_tumor(self, hit: Hit, certainty: Certainty) -> bool:
        """Whether a hit is a malignant tumor that the text tells by its name."""
        kind = self._catalogue.kinds.get(hit.target)
        return (
            kind is not None
            and kind.behaviour == "invasive"
            and self._told.is_told_by_name(hit, certainty)
        )

    def _is_of_the_other_sex(self, hit: Hit, sex: str) -> bool:
        """Whether a kind is of an organ that nobody named and that the sex seldom has."""
        if any(self._finding_words.names_an_organ(word) for word in hit.words):
            return False
        kind = self._catalogue.kinds.get(hit.target)
        return kind is not None and seldom_together(sex, (kind.family,))

    def _tissue_before_place(self, hits: list[Hit]) -> list[Hit]:
        """A disease told by its own name goes before the organ: "kidney cancer, Wilms"."""
        top = max(hits, key=lambda hit: hit.score, default=None)
        if (
            top is None
            or top.target not in self._catalogue.kinds
            or not self._told.is_organ_only(top)
        ):
            return hits
        sentence = top.words[0].sentence
        score = min(top.score + _MORE_THAN_THE_TISSUE, 0.99)
        return [
            hit._replace(score=score)
            if hit.score >= _NAMED_BY_ITSELF
            and hit.target in self._catalogue.kinds
            and hit.words[0].sentence == sentence
            and self._catalogue.kinds[hit.target].parent
            and not hit.guessed
            and not hit.unsaid
            and not any(self._finding_words.names_an_organ(word) for word in hit.words)
            and {word.start for word in hit.words}.isdisjoint({w.start for w in top.words})
            else hit
            for hit in hits
        ]

    def _specific_first(self, hits: list[Hit]) -> list[Hit]:
        """What is told by the same words and more goes before the general or the usual kind."""
        tops = [
            hit for hit in hits if hit.score >= _SPECIFIC and hit.target in self._catalogue.kinds
        ]
        reaches = [_Reach.of(hit, self._told.telling_spans(hit)) for hit in tops]
        inside = _Inside(reaches)
        raised: dict[int, float] = {}
        for mine in reaches:
            below = mine.hit
            for theirs in () if below.guessed else inside.of(mine):
                above = theirs.hit
                if (
                    above.score - _SPECIFIC_REACH <= below.score <= above.score
                    and below.target != above.target
                    and (
                        below.score >= _TOLD_WHOLE
                        or self._catalogue.is_within(below.target, above.target)
                    )
                    and mine.signs > theirs.signs
                ):
                    score = min(above.score + 0.005, 0.99)
                    raised[id(below)] = max(score, raised.get(id(below), 0.0))
        return [hit._replace(score=raised.get(id(hit), hit.score)) for hit in hits]

    def _is_benign(self, hit: Hit) -> bool:
        kind = self._catalogue.kinds.get(hit.target)
        return kind is not None and kind.behaviour == "benign"

    def _has_a_cancer(self, firm: Iterable[Hit], risk: Hit) -> bool:
        """Whether a cancer is told by more than the name of the inherited risk."""
        name = self._told.telling(risk)
        return any(
            hit.target in self._catalogue.kinds
            and self._catalogue.family_of(hit.target) != _RISK
            and not self._told.telling(hit) <= name
            and not self._told.is_of_places(hit)
            for hit in firm
        )


def _sex_told(words: Iterable[Word]) -> str:
    """The sex that the words tell, where they tell but one."""
    told = {_SEX_TOLD[word.plain] for word in words if word.plain in _SEX_TOLD}
    return told.pop() if len(told) == 1 else ""


def _weight_of_doubt(certainty: Certainty) -> float:
    if certainty.feared:
        return _FEARED
    return _SUSPECTED if certainty.suspected else _HEDGED


class _Reach(NamedTuple):
    """A hit with the signs of the text that its telling words cover, and from where to where."""

    hit: Hit
    signs: frozenset[int]
    start: int
    end: int

    @classmethod
    def of(cls, hit: Hit, spans: Sequence[tuple[int, int]]) -> Self:
        start, end = (spans[0][0], spans[-1][1]) if spans else (0, 0)
        signs = frozenset(sign for first, last in spans for sign in range(first, last))
        return cls(hit, signs, start, end)


class _Inside:
    """Finds the hits that reach no further than another one; in a long text these are few."""

    def __init__(self, reaches: Iterable[_Reach]) -> None:
        by_start = sorted(reaches, key=lambda one: one.start)
        self._told = [one for one in by_start if one.signs]
        self._starts = [one.start for one in self._told]
        self._empty = [one for one in by_start if not one.signs]

    def of(self, outer: _Reach) -> Iterator[_Reach]:
        """The hits within this one; what tells nothing lies within every other."""
        near = bisect_left(self._starts, outer.start), bisect_left(self._starts, outer.end)
        yield from (one for one in self._told[slice(*near)] if one.end <= outer.end)
        yield from self._empty
