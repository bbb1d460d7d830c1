"""The ICD-10-CM codes of a case: a cancer's code only for a diagnosis, else that of the finding.

Source: outpatient coding rules: what is suspected is not coded as if it were there; the abnormal
finding is coded instead.
"""

from collections.abc import Mapping
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.facts import UNKNOWN, Facts
from advisor_app.oncology.history_codes import history_code
from advisor_app.oncology.unspecified import code_without_tissue, is_neoplasm

_SEVERAL: Final = 2
_NO_SECONDARY: Final = frozenset(
    {"leukemia_acute", "leukemia_chronic", "mds_mpn", "lymphoma", "plasma_cell",
     "histiocytic_mast", "cup_or_mets"}
)  # fmt: skip
"""Cancers of the blood, whose code holds all places, and spread itself."""
_ACTIVE_STATES: Final = {
    "recurrence_or_progression": "relapse",
    "treatment_completed": "remission",
    "surveillance_question": "remission",
}

_DIAGNOSED: Final = frozenset(
    {
        "newly_diagnosed_untreated",
        "treatment_started",
        "treatment_completed",
        "recurrence_or_progression",
        "surveillance_question",
    }
)


def codes_for(
    facts: Facts, tree: Catalogue, unspecified: Mapping[str, str], history: Mapping[str, str]
) -> tuple[str, ...]:
    """The codes by kind, side, state and spread; none where nothing can be coded yet.

    `unspecified` gives the code of a family for a tumor that was told without tissue. Sides that
    contradict each other choose no code of a side: a person settles them. Where a treated cancer
    is only watched, its history (`history`, by kind or family) is a candidate beside its code.
    """
    side = facts.side if len(facts.sides) < _SEVERAL else ""
    state = _ACTIVE_STATES.get(facts.status, "")
    if facts.finding:
        return tree.icd10_for(facts.finding, side)
    named = facts.kind or facts.family
    if facts.family == "hereditary_risk":
        return tree.icd10_for(named)
    if facts.status == "hereditary_risk_only":
        return (unspecified["hereditary_risk"],)
    codes = tree.icd10_for(named, side, state)
    if _is_proven(facts):
        return (*codes, *_secondary(facts, tree), *_past(facts, named, tree, history))
    allowed = tuple(code for code in codes if not is_neoplasm(code))
    kind = tree.kinds.get(facts.kind)
    fallback = (
        code_without_tissue(kind, tree, unspecified)
        if kind is not None
        else unspecified.get(facts.family, "")
    )
    return allowed or ((fallback,) if fallback else ())


def _is_proven(facts: Facts) -> bool:
    """Whether a diagnosis stands: tissue was read, or a status says so that only a diagnosis has.

    Tissue that is told as not taken or not yet read outweighs a new diagnosis.
    """
    if facts.undiagnosed:
        return False
    return facts.tissue == "taken" or (facts.tissue == UNKNOWN and facts.status in _DIAGNOSED)


def _past(facts: Facts, named: str, tree: Catalogue, history: Mapping[str, str]) -> tuple[str, ...]:
    """The code of a cancer in the past, for a solid cancer that is only watched after treatment."""
    watched = facts.status == "surveillance_question" and facts.extent != "advanced"
    if not watched or facts.family in _NO_SECONDARY:
        return ()
    code = history_code(named, tree, history)
    return (code,) if code else ()


def _secondary(facts: Facts, tree: Catalogue) -> tuple[str, ...]:
    """The codes of the places that a solid cancer has spread to, after the code of the cancer."""
    if facts.family in _NO_SECONDARY:
        return ()
    places = (f"mets_{place}" for place in sorted(facts.mets))
    return tuple(code for place in places if place in tree.kinds for code in tree.icd10_for(place))
