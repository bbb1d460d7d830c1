"""A cancer told only as what a gene brings is an inherited risk: "the gene for colon cancer"."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.guard_phrases import GuardPhrases
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.words import Word

_NAMED_ENOUGH: Final = 0.5
_RISK: Final = "hereditary_risk"
_USUAL_GENES: Final = {
    "breast": "brca", "ovary": "brca", "colorectal": "lynch", "uterus": "lynch",
    "melanoma": "cdkn2a",
}  # fmt: skip
_OTHER_GENE: Final = "gene_other"


class _Brought(NamedTuple):
    """Words that may tell only what a gene brings; `last` must be among those of the cancer."""

    words: Sequence[Word]
    last: Word | None

    def holds(self, hit: Hit) -> bool:
        starts = {word.start for word in hit.words}
        return starts <= {word.start for word in self.words} and (
            self.last is None or self.last.start in starts
        )


class Inherited:
    """Knows by the guards' phrases `brings` and `gene` which words tell only of a gene."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

    def risks_instead(
        self, hits: Sequence[Hit], words: Sequence[Word], tree: Catalogue
    ) -> list[Hit]:
        """The risk in the place of each cancer that only a gene brings.

        Where a cancer is told by other words, too, that one the patient has, and no risk is added.
        """
        brought = [*self._behind_the_gene(words), *self._before_the_gene(words)]
        cancers = [hit for hit in hits if brought and _is_a_cancer(hit, tree)]
        of_genes = [hit for hit in cancers if any(one.holds(hit) for one in brought)]
        own = [hit for hit in cancers if hit.score >= _NAMED_ENOUGH and hit not in of_genes]
        if not of_genes:
            return list(hits)
        risks = [] if own else [hit._replace(target=_risk(hit, tree)) for hit in of_genes]
        return [*(hit for hit in hits if hit not in of_genes), *risks]

    def _behind_the_gene(self, words: Sequence[Word]) -> Iterator[_Brought]:
        """All within reach of the phrase: "the gene that causes ovarian cancer"."""
        for first, last, reach in self._phrases.found("brings", words):
            yield _Brought(words[first : last + reach], None)

    def _before_the_gene(self, words: Sequence[Word]) -> Iterator[_Brought]:
        """What ends right before the gene: "the ovarian cancer gene"."""
        for first, _, reach in self._phrases.found("gene", words):
            piece = words[max(0, first - reach) : first]
            if piece and piece[-1].clause == words[first].clause:
                yield _Brought(piece, piece[-1])


def _is_a_cancer(hit: Hit, tree: Catalogue) -> bool:
    return hit.target in tree.kinds and tree.family_of(hit.target) != _RISK


def _risk(hit: Hit, tree: Catalogue) -> str:
    return _USUAL_GENES.get(tree.family_of(hit.target), _OTHER_GENE)
