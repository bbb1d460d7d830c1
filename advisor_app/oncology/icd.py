"""The ICD-10-CM codes of a case: a cancer's code only with tissue, else the code of the finding.

Source: outpatient coding rules: what is suspected is not coded as if it were there; the abnormal
finding is coded instead.
"""

from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.facts import Facts

_ACTIVE_STATES: Final = {
    "recurrence_or_progression": "relapse",
    "treatment_completed": "remission",
    "surveillance_question": "remission",
}


def codes_for(facts: Facts, tree: Catalogue) -> tuple[str, ...]:
    """The codes by kind, side and state of the disease; none where nothing can be coded yet."""
    state = _ACTIVE_STATES.get(facts.status, "")
    if facts.finding:
        return tree.icd10_for(facts.finding, facts.side)
    named = facts.kind or facts.family
    if facts.family == "hereditary_risk":
        return tree.icd10_for(named)
    codes = tree.icd10_for(named, facts.side, state)
    if facts.tissue == "taken" and not facts.undiagnosed:
        return codes
    allowed = tuple(code for code in codes if not is_neoplasm(code))
    return allowed or _findings_of(facts, tree)


def is_neoplasm(code: str) -> bool:
    """Whether a code says that there is a tumor of known behaviour: C00 to D48."""
    return code[:1] == "C" or (code[:1] == "D" and code[1:3] <= "48")


def _findings_of(facts: Facts, tree: Catalogue) -> tuple[str, ...]:
    """The code of the most usual finding of the family."""
    own = (one for one in tree.findings.values() if one.families[:1] == (facts.family,))
    finding = next(own, None)
    return tree.icd10_for(finding.id, facts.side) if finding is not None else ()
