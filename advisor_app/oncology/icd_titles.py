"""Which kind or finding the title of an ICD-10-CM code speaks of, so that titles are found too.

The entry with that very code, else the one whose code begins alike for longest (at least the
category). Of several the one highest in the tree, since a code tells little of the histology.
Where families share a code, that family's which claims it; where a category gathers what has no
place elsewhere ("other and ill-defined sites"), none but that family's.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.codes import Code, CodePattern

_CATEGORY: Final = 3
_GATHERS: Final = re.compile(
    r"\bother and (?:unspecified|ill-defined) (?:sites|parts of digestive)|\bwithout specification"
)
_BLOOD: Final = re.compile(r"C(?:8[1-8]|9[0-6])")
"""Where a code tells the disease and not the place."""


def titles(tree: Catalogue) -> Iterator[tuple[str, str]]:
    """The titles of all codes that the catalogue can place, each with the kind or finding."""
    by_start = _by_start(tree)
    for code in tree.codes.values():
        bare = code.code.replace(".", "")
        starts = (bare[:length] for length in range(len(bare), _CATEGORY - 1, -1))
        start = next((start for start in starts if start in by_start), None)
        if start is not None:
            target = _target(tree, code, start, by_start[start])
            if target:
                yield code.description, target


def _target(tree: Catalogue, code: Code, start: str, entries: Sequence[str]) -> str:
    """The entry that a code speaks of, of those whose code begins alike."""
    if _BLOOD.match(start):
        return _highest(tree, entries)[0]
    claimed = [id for id in entries if _claims(tree, tree.family_of(id), code.code)]
    if _gathers(tree, start):
        return _above_all(tree, _highest(tree, claimed)) if claimed else ""
    if len({tree.family_of(id) for id in entries}) == 1 or not claimed:
        return _highest(tree, entries)[0]
    return _above_all(tree, _highest(tree, claimed))


def _gathers(tree: Catalogue, start: str) -> bool:
    return len(start) == _CATEGORY and bool(_GATHERS.search(tree.codes[start].description))


def _claims(tree: Catalogue, family: str, code: str) -> bool:
    return any(code.startswith(anchor) for anchor in tree.families[family].icd10)


def _highest(tree: Catalogue, entries: Sequence[str]) -> list[str]:
    depths = {id: len(tree.ancestors(id)) for id in entries}
    return [id for id in entries if depths[id] == min(depths.values())]


def _above_all(tree: Catalogue, entries: Sequence[str]) -> str:
    """The entry where there is one, else the nearest above all; the first where none is."""
    first, *others = entries
    above = (id for id in tree.ancestors(first) if all(tree.is_within(one, id) for one in others))
    return next(above, first) if others else first


def _by_start(tree: Catalogue) -> Mapping[str, Sequence[str]]:
    """The entries for each beginning of a code, in the order of the tables."""
    entries: list[tuple[str, tuple[CodePattern, ...]]] = [
        *((kind.id, kind.patterns) for kind in tree.kinds.values()),
        *((finding.id, finding.patterns) for finding in tree.findings.values()),
    ]
    found: dict[str, dict[str, None]] = {}
    for id, patterns in entries:
        for code in (one for pattern in patterns for one in pattern.written_out()):
            bare = code.replace(".", "")
            for length in range(_CATEGORY, len(bare) + 1):
                found.setdefault(bare[:length], {})[id] = None
    return {start: tuple(ids) for start, ids in found.items()}
