"""What a specialist's focus words mean in the tree of cancers, and how near that is to a case.

The words are read by the same search as a caller's words, once for a roster.
"""

from dataclasses import dataclass
from typing import Final

from advisor_app.domain.people import Practitioner
from advisor_app.domain.text import fold
from advisor_app.matching.results import Band
from advisor_app.oncology.facts import Facts, padded, said
from advisor_app.oncology.knowledge import Knowledge

ANY_FAMILY: Final = "*"
_SURE: Final = 0.5
_POINTS: Final = {Band.FAMILY: 16.0, Band.TEAM: 6.0, Band.ANY: 5.0}
_EXACT: Final = 34.0
_ANCESTOR: Final = 24.0
_A_STEP: Final = 2.0
_ALSO_FAMILY: Final = 10.0
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How near: the band, its points of 34, the focus word behind it, and a condition if any."""

    band: Band
    points: float
    focus: str = ""
    condition: str = ""
    node: str = ""


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


def nearness(
    expertise: Expertise, facts: Facts, knowledge: Knowledge, team: str
) -> Nearness | None:
    """How near a specialist's work is to the case; None where neither team nor family fits."""
    base = _base(expertise, facts, knowledge, team)
    if base is None or base.band < Band.FAMILY:
        return base
    best = base
    for node, word in expertise.nodes:
        found = _by_node(node, word, facts, knowledge)
        if found is not None and (found.band, found.points) > (best.band, best.points):
            best = found
    if best.band < Band.EXACT:
        spoken = next((w for phrase, w in expertise.words if said(facts.words, phrase)), "")
        if spoken:
            best = Nearness(band=Band.EXACT, points=_EXACT, focus=spoken)
    return best


def _base(expertise: Expertise, facts: Facts, knowledge: Knowledge, team: str) -> Nearness | None:
    families = set(facts.families) or ({facts.family} if facts.family else set())
    one = expertise.practitioner
    if families & expertise.families:
        return Nearness(band=Band.FAMILY, points=_POINTS[Band.FAMILY])
    if also_families(facts, knowledge) & expertise.families:
        return Nearness(band=Band.TEAM, points=_ALSO_FAMILY)
    if one.team in (team, facts.team) and one.team:
        return Nearness(band=Band.TEAM, points=_POINTS[Band.TEAM])
    if ANY_FAMILY in expertise.families or not (families or facts.team):
        return Nearness(band=Band.ANY, points=_POINTS[Band.ANY])
    return None


def also_families(facts: Facts, knowledge: Knowledge) -> set[str]:
    """The other families that the kind belongs under: an islet cell tumor is also pancreatic."""
    tree = knowledge.catalogue
    others = (
        other for node in facts.nodes if node in tree.kinds for other in tree.kinds[node].also
    )
    return {tree.family_of(other) for other in others}


def _by_node(node: str, word: str, facts: Facts, knowledge: Knowledge) -> Nearness | None:
    tree = knowledge.catalogue
    if node in (facts.kind, facts.finding):
        return Nearness(band=Band.EXACT, points=_EXACT, focus=word)
    if not facts.kind or node not in tree.kinds:
        return None
    root = tree.family_of(node)
    if node == root:
        return None
    if tree.is_within(facts.kind, node):
        steps = tree.distance(facts.kind, node) or 1
        points = max(_ANCESTOR - _A_STEP * (steps - 1), _POINTS[Band.FAMILY])
        return Nearness(band=Band.ANCESTOR, points=points, focus=word)
    if tree.is_within(node, facts.kind):
        name = tree.kinds[node].name
        return Nearness(
            band=Band.FAMILY,
            points=_POINTS[Band.FAMILY] + 1,
            focus=word,
            condition=f"if it is {name[0].lower() + name[1:] if name[1:2].islower() else name}",
            node=node,
        )
    return None
