"""Hits that follow from a hit and the organ told: its finding, or its cancer of a told tissue."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.finding_words import FindingWords
from advisor_app.oncology.flag_figures import age_of_a_child
from advisor_app.oncology.guards import Guards
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.spotter import Spotter
from advisor_app.oncology.told_words import Certainty, ToldWords
from advisor_app.oncology.words import Word

_NAMED_ENOUGH: Final = 0.5
_ENOUGH: Final = 0.45
_SUSPICION: Final = "suspicion"
_CHILDHOOD: Final = "pediatric_embryonal"
_TISSUES: Final = frozenset({"squamous_nos", "adeno_nos"})
_NO_EPITHELIUM: Final = frozenset({"sarcoma_soft", "sarcoma_bone", "melanoma"})
_OF_THE_SKIN: Final = {"squamous_nos": "cscc"}
"""What grows in the skin of a limb: sarcomas and melanomas are of no such tissue."""
_MORE_THAN_THE_TISSUE: Final = 0.005
_OF_A_PLACE: Final = 0.8
_OPEN_FAMILIES: Final = frozenset({"cup_or_mets", _SUSPICION})


class OrganHits:
    """Knows what hits mean of the organs told."""

    def __init__(
        self,
        catalogue: Catalogue,
        guards: Guards,
        finding_words: FindingWords,
        spotter: Spotter,
        told: ToldWords,
    ) -> None:
        self._catalogue = catalogue
        self._guards = guards
        self._finding_words = finding_words
        self._spotter = spotter
        self._told = told
        self._of_children = {
            family: kind.id
            for kind in reversed(tuple(catalogue.kinds.values()))
            for family in kind.also
            if kind.family == _CHILDHOOD
        }

    def findings_of_places(
        self, hits: Sequence[Hit], words: Sequence[Word], certainty: Certainty
    ) -> Iterator[Hit]:
        """The finding for a body part that only the name of its cancer knows: "a foreskin lump"."""
        said = [word for word in words if word.lemma in self._finding_words.words]
        if not said or certainty.diagnosed:
            return
        for hit in hits:
            if hit.target in self._catalogue.kinds and (
                hit.unsaid or self._told.tells_no_disease(hit)
            ):
                target = self._finding_words.usual.get(self._catalogue.family_of(hit.target))
                if target is not None and hit.words[0].sentence == said[0].sentence:
                    yield hit._replace(
                        target=target, score=min(hit.score, _OF_A_PLACE), unsaid=False
                    )

    def tissues_with_a_place(self, hits: Sequence[Hit], words: Sequence[Word]) -> Iterator[Hit]:
        """The cancer of the organ told, where a hit names a tissue that occurs in many organs.

        Nothing where a kind of that organ is named by the same words: "anal squamous cell".
        """
        tissues = [hit for hit in hits if hit.target in _TISSUES and hit.score >= _NAMED_ENOUGH]
        naming = _by_word(hits) if tissues else {}
        for tissue in tissues:
            sentence = tissue.words[0].sentence
            for word in words:
                if word.sentence != sentence or word in tissue.words:
                    continue
                cancers = [organ.target for organ in self._spotter.cancers_of(word)]
                for kind in cancers or self._finding_words.cancers.get(word.lemma, ())[:1]:
                    if self._catalogue.family_of(kind) in _NO_EPITHELIUM:
                        kind = _OF_THE_SKIN.get(tissue.target, tissue.target)
                    told = tuple(sorted((*tissue.words, word), key=_place))
                    if self._catalogue.family_of(kind) not in _OPEN_FAMILIES and not any(
                        self._names_under(kind, told, hit) for hit in naming.get(word.start, ())
                    ):
                        score = tissue.score + _MORE_THAN_THE_TISSUE
                        yield tissue._replace(target=kind, score=score, words=told)

    def _names_under(self, kind: str, words: Sequence[Word], hit: Hit) -> bool:
        """Whether a hit names, by all of the words, a kind under `kind`."""
        return (
            hit.target != kind
            and not hit.guessed
            and self._catalogue.is_within(hit.target, kind)
            and {word.start for word in words} <= {word.start for word in hit.words}
        )

    def childhood_kinds(
        self, hits: Iterable[Hit], words: Sequence[Word], text: str
    ) -> Iterator[Hit]:
        """The cancer of a child beside the usual one of an organ: a baby's kidney cancer, Wilms."""
        child = self._guards.child(words) or age_of_a_child(text)
        for hit in hits if child else ():
            kind = self._catalogue.kinds.get(hit.target)
            if kind is None or kind.parent or not self._told.is_organ_only(hit):
                continue
            childs = self._of_children.get(kind.id)
            if childs and hit.score >= _NAMED_ENOUGH:
                score = hit.score - _MORE_THAN_THE_TISSUE
                yield hit._replace(target=childs, score=score, text=f"{child}, {hit.text}")

    def findings_instead(
        self, hits: Sequence[Hit], words: Sequence[Word], certainty: Certainty
    ) -> Iterator[Hit]:
        """The finding of the organ, where a cancer is only suspected or only "a tumor" is told."""
        findings = sorted(
            (hit for hit in hits if hit.target in self._catalogue.findings),
            key=lambda one: -one.score,
        )
        for hit in hits:
            if hit.score < _ENOUGH or hit.target in self._catalogue.findings:
                continue
            if self._told.is_stated(hit, certainty.stated):
                continue
            family = self._catalogue.family_of(hit.target)
            if family == _SUSPICION:
                organs = [word.lemma for word in words if self._finding_words.names_an_organ(word)]
            elif (
                certainty.doubted
                or not self._told.is_licensed(hit, certainty)
                or (not certainty.diagnosed and self._told.is_cancer_unsaid(hit))
            ):
                organs = [*hit.key, *(word.lemma for word in hit.words)]
            else:
                continue
            finding = self._finding_told_with(hit, findings) or self._finding_words.finding_of(
                organs, family
            )
            if finding:
                score = min(hit.score + _MORE_THAN_THE_TISSUE, 0.99)
                yield hit._replace(target=finding, score=score)

    def _finding_told_with(self, hit: Hit, findings: Iterable[Hit]) -> str:
        """The first finding of the same family that rests on words of the hit, or nothing."""
        family = self._catalogue.family_of(hit.target)
        told = {word.start for word in hit.words}
        return next(
            (
                other.target
                for other in findings
                if family in self._catalogue.findings[other.target].families
                and not told.isdisjoint(word.start for word in other.words)
            ),
            "",
        )


def _by_word(hits: Iterable[Hit]) -> Mapping[int, Sequence[Hit]]:
    """The hits by where their words stand."""
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        for word in hit.words:
            found.setdefault(word.start, []).append(hit)
    return found


def _place(word: Word) -> int:
    return word.start
