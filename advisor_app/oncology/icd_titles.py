"""Which kind or finding the title of an ICD-10-CM code speaks of, so that titles are found too.

The entry with that very code, else the one whose code begins alike for longest (at least the
category); of several the one highest in the tree, since a code tells little of the histology.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.codes import CodePattern

_CATEGORY: Final = 3


def titles(tree: Catalogue) -> Iterator[tuple[str, str]]:
    """The titles of all codes that the catalogue can place, each with the kind or finding."""
    by_start = _by_start(tree)
    for code in tree.codes.values():
        bare = code.code.replace(".", "")
        starts = (bare[:length] for length in range(len(bare), _CATEGORY - 1, -1))
        target = next((by_start[start] for start in starts if start in by_start), None)
        if target is not None:
            yield code.description, target


def _by_start(tree: Catalogue) -> Mapping[str, str]:
    """The highest entry for each beginning of a code."""
    entries: list[tuple[str, tuple[CodePattern, ...]]] = [
        *((kind.id, kind.patterns) for kind in tree.kinds.values()),
        *((finding.id, finding.patterns) for finding in tree.findings.values()),
    ]
    found: dict[str, tuple[int, str]] = {}
    for id, patterns in entries:
        depth = len(tree.ancestors(id))
        for code in {one for pattern in patterns for one in pattern.written_out()}:
            bare = code.replace(".", "")
            for length in range(_CATEGORY, len(bare) + 1):
                if bare[:length] not in found or depth < found[bare[:length]][0]:
                    found[bare[:length]] = depth, id
    return {start: id for start, (_, id) in found.items()}
