"""Writes icd10cm.tsv from the ICD-10-CM release that simple-icd-10-cm carries (build time only).

Run it after a yearly code release, from the top of the checkout:

    python resources/cancers/make_icd10.py

It takes every neoplasm row (C00-D49) and each other code that the tables beside it name, with
its category, and prints the count that the test expects.
"""

import re
from collections.abc import Iterable
from pathlib import Path

import simple_icd_10_cm

HERE = Path(__file__).resolve().parent
RELEASE = "ICD-10-CM April 2026"
TARGET = HERE / "icd10cm.tsv"
_NEOPLASM = re.compile(r"(C[0-9]|D[0-4])")
_CHOICE = re.compile(r"[\[{]([^\]}]*)[\]}]")


def _written_out(pattern: str) -> list[str]:
    found = _CHOICE.search(pattern)
    if found is None:
        return [pattern]
    options = re.split(r"[|,]", found[1])
    return [
        code
        for option in options
        for code in _written_out(pattern[: found.start()] + option + pattern[found.end() :])
    ]


def _cells(table: str) -> Iterable[tuple[str, str]]:
    lines = (HERE / table).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    column = rows[0].index("icd10")
    return ((table, row[column]) for row in rows[1:])


def _used() -> set[str]:
    codes: set[str] = set()
    for _, cell in (*_cells("kinds.tsv"), *_cells("findings.tsv"), *_cells("history_codes.tsv")):
        for pattern in cell.split(";"):
            codes.update(_written_out(pattern.strip()))
    for _, cell in _cells("families.tsv"):
        codes.update(cell.split("|"))
    return codes - {""}


def _with_parents(codes: Iterable[str]) -> set[str]:
    kept: set[str] = set()
    for code in codes:
        kept.add(code)
        kept.update(above for above in simple_icd_10_cm.get_ancestors(code) if "-" not in above)
    return {code for code in kept if simple_icd_10_cm.is_category_or_subcategory(code)}


def main() -> None:
    """Writes the table and prints how many rows it has."""
    every = (
        code
        for code in simple_icd_10_cm.get_all_codes(with_dots=True)
        if simple_icd_10_cm.is_category_or_subcategory(code) and _NEOPLASM.match(code)
    )
    neoplasms = {code for code in every if code < "D5"}
    codes = sorted(neoplasms | _with_parents(_used()))
    lines = [
        "# schema: icd10cm/1",
        "# version: 2026-04",
        f"# source: {RELEASE} (CDC/NCHS and CMS), by simple-icd-10-cm",
        "# approved_by:",
        "# approved_on:",
        "code\tbillable\tdescription",
    ]
    for code in codes:
        billable = "yes" if simple_icd_10_cm.is_leaf(code) else "no"
        lines.append(f"{code}\t{billable}\t{simple_icd_10_cm.get_description(code)}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{RELEASE}: {len(codes)} rows, {len(neoplasms)} of them neoplasms")


if __name__ == "__main__":
    main()
