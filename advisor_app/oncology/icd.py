"""The ICD-10-CM codes of a case: a cancer's code only with tissue, else the code of the finding.

Source: outpatient coding rules: what is suspected is not coded as if it were there; the abnormal
finding is coded instead.
"""

from collections.abc import Mapping
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.facts import Facts

_ACTIVE_STATES: Final = {
    "recurrence_or_progression": "relapse",
    "treatment_completed": "remission",
    "surveillance_question": "remission",
}


def codes_for(facts: Facts, tree: Catalogue, unspecified: Mapping[str, str]) -> tuple[str, ...]:
    """The codes by kind, side and state of the disease; none where nothing can be coded yet.

    `unspecified` gives the code of a family for a tumor that was told without tissue.
    """
    state = _ACTIVE_STATES.get(facts.status, "")
    if facts.finding:
        return tree.icd10_for(facts.finding, facts.side)
    named = facts.kind or facts.family
    if facts.family == "hereditary_risk":
        return tree.icd10_for(named)
    if facts.status == "hereditary_risk_only":
        return (unspecified["hereditary_risk"],)
    codes = tree.icd10_for(named, facts.side, state)
    if facts.tissue == "taken" and not facts.undiagnosed:
        return codes
    allowed = tuple(code for code in codes if not is_neoplasm(code))
    fallback = unspecified.get(facts.family, "")
    return allowed or ((fallback,) if fallback else ())


def is_neoplasm(code: str) -> bool:
    """Whether a code says that there is a tumor of known behaviour: C00 to D48."""
    return code[:1] == "C" or (code[:1] == "D" and code[1:3] <= "48")


def load_unspecified(folder: TableFolder, tree: Catalogue) -> Mapping[str, str]:
    """The codes of `clinical/unspecified_codes.tsv` by family. Raises TableError."""
    table = read_table(
        folder / "clinical" / "unspecified_codes.tsv", "unspecified-codes-1", ("family", "code")
    )
    for row in table.rows:
        if row["family"] not in tree.families:
            raise row.refuse(f"there is no family {row['family']}")
        if row["code"] not in tree.codes:
            raise row.refuse("names a code that is not in the loaded ICD-10-CM release")
        if is_neoplasm(row["code"]):
            raise row.refuse("names the code of a known tumor, which needs tissue")
    return {row["family"]: row["code"] for row in table.rows}
