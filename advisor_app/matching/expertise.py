"""What a specialist's focus words mean in the tree of cancers.

The words are read by the same search as a caller's words, once for a roster.
"""

from dataclasses import dataclass
from typing import Final

from advisor_app.domain.people import Practitioner
from advisor_app.domain.text import fold
from advisor_app.oncology.facts import padded
from advisor_app.oncology.knowledge import Knowledge

ANY_FAMILY: Final = "*"
_SURE: Final = 0.5
_SAYS_NOTHING: Final = frozenset(
    {"surgery", "radiation", "chemotherapy", "immunotherapy", "biopsy", "cancer", "pain", "trials",
     "clinical trials", "second opinion", "tumor", "tumors", "screening"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """One specialist, read: focus words as nodes of the tree and as words, families, names."""

    practitioner: Practitioner
    nodes: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    families: frozenset[str]
    payers: frozenset[str]
    names: frozenset[str]
    last_name: str


def read_expertise(practitioner: Practitioner, knowledge: Knowledge) -> Expertise:
    """The specialist's focus, read by the search."""
    nodes: list[tuple[str, str]] = []
    words: list[tuple[str, str]] = []
    for word in practitioner.focus:
        node = _node(word, practitioner, knowledge)
        if node:
            nodes.append((node, word))
        # A word may name a node and still be what the report says ("EGFR").
        if fold(word) not in _SAYS_NOTHING:
            words.append((padded(word), word))
    team = knowledge.catalogue.teams.get(practitioner.team)
    bare = practitioner.name.partition(",")[0]
    own = set(practitioner.families) or set(team.families if team is not None else ())
    return Expertise(
        practitioner=practitioner,
        nodes=tuple(nodes),
        words=tuple(words),
        families=frozenset(own),
        payers=frozenset(fold(one) for one in practitioner.payers),
        names=frozenset(fold(name) for name in (practitioner.id, practitioner.name, bare)),
        last_name=(fold(bare).replace(".", " ").split() or [""])[-1],
    )


def _node(word: str, practitioner: Practitioner, knowledge: Knowledge) -> str:
    tree = knowledge.catalogue
    if word in tree.kinds or word in tree.findings:
        return word
    sure = [one for one in knowledge.find(word).answers if one.confidence >= _SURE]
    if ANY_FAMILY in practitioner.families or not practitioner.families:
        return sure[0].kind if sure else ""
    mine = set(practitioner.families)
    for answer in sure:
        if answer.family in mine or (
            answer.finding and mine.intersection(tree.findings[answer.kind].families)
        ):
            return answer.kind
    return ""
