"""What the search offers for a text: answers with their codes, and what was set aside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from advisor_app.oncology.catalogue import CancerType, Catalogue
from advisor_app.oncology.history_codes import history_code
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.side_and_state import side_told, state_told
from advisor_app.oncology.unspecified import code_without_tissue, is_neoplasm
from advisor_app.oncology.words import Word

_MARGIN: Final = 0.1
_MOST_READINGS: Final = 3
_SUSPICION: Final = "suspicion"


@dataclass(frozen=True, slots=True, kw_only=True)
class CancerAnswer:
    """One kind or finding offered for a text; `hit` is the phrase that matched."""

    kind: str
    name: str
    path: tuple[str, ...]
    family: str
    team: str
    rare: bool
    finding: bool
    icd10: tuple[str, ...]
    oncotree: str
    confidence: float
    hit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Words that were not used, and why: relative, negated, past or spread."""

    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that a text gave, best answer first."""

    text: str
    answers: tuple[CancerAnswer, ...]
    red_flags: tuple[str, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def side_by_side(self) -> tuple[CancerAnswer, ...]:
        """The first answer with those nearly as sure, three at most: a person reads them back."""
        near = (
            one for one in self.answers if one.confidence + _MARGIN > self.answers[0].confidence
        )
        return tuple(islice(near, _MOST_READINGS))


class Answers:
    """Makes the answer for a hit."""

    def __init__(
        self, catalogue: Catalogue, unspecified: Mapping[str, str], history: Mapping[str, str]
    ) -> None:
        self._catalogue = catalogue
        self._unspecified = unspecified
        self._history = history

    def of(self, hit: Hit, told: Sequence[Word], suspected: bool) -> CancerAnswer:
        """The answer for a hit; what is only suspected, or "a tumor", has no code of a cancer.

        The side and the state of the disease in the words `told` choose among its codes.
        """
        side = side_told(told, hit.words[0].sentence) if hit.words else ""
        kind = self._catalogue.kinds.get(hit.target)
        if kind is not None:
            return CancerAnswer(
                kind=kind.id,
                name=kind.name,
                path=kind.path,
                family=kind.family,
                team=kind.team,
                rare=kind.rare,
                finding=kind.family == _SUSPICION,
                icd10=self._codes(kind, suspected, side, state_told(told)),
                oncotree=kind.oncotree,
                confidence=round(hit.score, 3),
                hit=hit.text,
            )
        finding = self._catalogue.findings[hit.target]
        family = self._catalogue.families[finding.families[0]]
        return CancerAnswer(
            kind=finding.id,
            name=finding.name,
            path=(family.name, finding.name),
            family=family.id,
            team=finding.team,
            rare=False,
            finding=True,
            icd10=self._codes_of_finding(hit, side),
            oncotree="",
            confidence=round(hit.score, 3),
            hit=hit.text,
        )

    def _codes_of_finding(self, hit: Hit, side: str) -> tuple[str, ...]:
        over = history_code(hit.over, self._catalogue, self._history) if hit.over else ""
        return (over,) if over else self._catalogue.icd10_for(hit.target, side)

    def _codes(self, kind: CancerType, suspected: bool, side: str, state: str) -> tuple[str, ...]:
        instead = code_without_tissue(kind, self._catalogue, self._unspecified)
        if suspected and instead and any(map(is_neoplasm, kind.icd10)):
            return (instead,)
        return self._catalogue.icd10_for(kind.id, side, state)
