"""The ICD-10-CM codes of a cancer that is over and no longer treated, by kind or family.

Source: ICD-10-CM guideline I.C.2.m: once a primary cancer has been removed and nothing more is
done against it, its history (Z85) is coded. Leukaemia in remission keeps a code of its own.
"""

from collections.abc import Mapping

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.catalogue import Catalogue


def load_history_codes(folder: TableFolder, tree: Catalogue) -> Mapping[str, str]:
    """The codes of `cancers/history_codes.tsv` by kind or family. Raises TableError."""
    table = read_table(folder / "cancers" / "history_codes.tsv", "history-codes/1", ("of", "icd10"))
    for row in table.rows:
        if row["of"] not in tree.families and row["of"] not in tree.kinds:
            raise row.refuse(f"there is no family or kind {row['of']}")
        if row["icd10"] not in tree.codes or not row["icd10"].startswith("Z85"):
            raise row.refuse("names no code of a cancer in the past in the loaded release")
    return {row["of"]: row["icd10"] for row in table.rows}


def history_code(kind: str, tree: Catalogue, codes: Mapping[str, str]) -> str:
    """The code for `kind` in the past: of itself, of what stands above it, of its family."""
    for above in (kind, *tree.ancestors(kind)) if kind in tree.kinds else ():
        if above in codes:
            return codes[above]
    return codes.get(tree.family_of(kind), "")
