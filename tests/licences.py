"""Writes `resources/licences.tsv`: every package that the product needs, and its licence.

Run `python -m tests.licences` after the lock changed, where all of them are installed.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
LOCK: Final = ROOT / "requirements.lock"
TABLE: Final = ROOT / "resources" / "licences.tsv"
_HEAD: Final = (
    "# schema: licences/1\n"
    "# version: 2026.1\n"
    "# source: the metadata of the packages that requirements.lock names\n"
    "# approved_by:\n"
    "# approved_on:\n"
    "package\tversion\tlicence\n"
)
_LOCKED: Final = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)
_SHORT: Final = 60
_BY_ITS_TEXT: Final = {"sqlcipher3": "Zlib"}
"""Packages whose metadata name no licence; each ships its text, which is that of the name here."""


def locked() -> dict[str, str]:
    """The packages of the lock, and the version of each."""
    return dict(_LOCKED.findall(LOCK.read_text(encoding="utf-8")))


def licence_of(package: Distribution) -> str:
    """What the package says of its licence: an expression, else its classifiers, else words."""
    told = package.metadata
    if told["License-Expression"]:
        return str(told["License-Expression"])
    named = [
        one.rpartition(" :: ")[2]
        for one in told.get_all("Classifier", [])
        if one.startswith("License ::") and one.count("::") > 1
    ]
    words = (told["License"] or "").strip().splitlines()
    by_text = _BY_ITS_TEXT.get(str(told["Name"]).lower(), "not told")
    return "; ".join(named) or (words[0][:_SHORT] if words else by_text)


def rows() -> list[tuple[str, str, str]]:
    """One row a package of the lock; one that is for another system only says so."""
    found = []
    for name, version in sorted(locked().items()):
        try:
            licence = licence_of(distribution(name))
        except PackageNotFoundError:
            licence = "not installed here: for another system"
        found.append((name, version, licence))
    return found


def main() -> None:
    """Write the table."""
    TABLE.write_text(_HEAD + "".join("\t".join(row) + "\n" for row in rows()), encoding="utf-8")


if __name__ == "__main__":
    main()
