"""The codes for a tumor that was told without tissue: by family, and never a cancer's code.

Source: outpatient coding rules: what is suspected is not coded as if it were there.
"""

from collections.abc import Mapping
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.catalogue import CancerType, Catalogue

_OPEN: Final = frozenset({"D49.9"})
"""The codes that name no place: there the organ of the kind says more."""


def is_neoplasm(code: str) -> bool:
    """Whether a code says that there is a tumor of known behaviour: C00 to D48."""
    return code[:1] == "C" or (code[:1] == "D" and code[1:3] <= "48")


def code_without_tissue(kind: CancerType, tree: Catalogue, codes: Mapping[str, str]) -> str:
    """The code for a kind told without tissue: that of its organ where the kind names one.

    A neuroendocrine tumor of the pancreas is a tumor of the digestive organs (D49.0).
    """
    organs = (tree.family_of(one) for one in kind.also)
    own = codes.get(kind.family, "")
    return next((codes[organ] for organ in organs if organ in codes), own) if own in _OPEN else own


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
