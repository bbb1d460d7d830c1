"""How near the work of every specialist is to one case: by family, team, and distance in the tree.

The specialists are sorted into levels, the nearest first; everybody stands in one level or in none.
Source: the disease share of the matching model (exact 34, ancestor 24, family 16, team 6, any 5);
a focus on the same branch of the family, on another branch, or wholly outside of it moves the 16.
Who is known for a state of the disease ("metastatic breast cancer") is exact where the case is in
it; a state is no branch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor_app.matching.expertise import ANY_FAMILY, Expertise
from advisor_app.matching.masks import grouped, grouped_by_each, joined, mask_of
from advisor_app.matching.results import Band
from advisor_app.matching.situation import Situation
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.facts import Facts, padded, said
from advisor_app.oncology.knowledge import Knowledge

EXACT: Final = 34.0
_ANCESTOR: Final = 24.0
_A_STEP: Final = 2.0
_FAMILY: Final = 16.0
_SAME_BRANCH: Final = 20.0
"""Sees the family, and the focus told lies on the same branch or is the whole family, or the branch
is not known.
"""
_CLOSER: Final = 21.0
"""Treats a closer kind than was told: a little nearer than the family, on a condition."""
_OTHER_BRANCH: Final = 8.0
"""Sees the family, and all of the focus told lies on another branch: Hodgkin for a mantle cell."""
_FOCUS_ELSEWHERE: Final = 4.0
"""Sees the family, and all of the focus told lies in another."""
_ALSO_FAMILY: Final = 10.0
TEAM: Final = 6.0
_ANY: Final = 5.0
_STATES_TOLD: Final = frozenset({"localized", "advanced"})


class Level(NamedTuple):
    """Specialists who are equally near; `node` or `phrase` is the focus behind it.

    Who `stands_in` shares the team and names other families; who is known for another branch, or
    for another family, is `elsewhere`.
    """

    band: Band
    points: float
    people: int
    node: str = ""
    phrase: str = ""
    closer: bool = False
    stands_in: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """How near one specialist is: the band, points of 34, the focus word, and a condition if any.

    `node` is the closer kind that the condition names; `known_for` the focus of who sees the family
    and is known for another branch of it.
    """

    band: Band
    points: float
    focus: str = ""
    condition: str = ""
    node: str = ""
    known_for: str = ""


class Closeness:
    """The focus of a whole roster, ready to be compared with any case."""

    def __init__(self, people: Sequence[Expertise], knowledge: Knowledge) -> None:
        self._people, self._knowledge = people, knowledge
        self._states = knowledge.practitioners.states
        tree = knowledge.catalogue
        self._everybody = (1 << len(people)) - 1
        self._families = grouped_by_each(one.families for one in people)
        self._teams = grouped(one.team for one in people)
        self._named_others = mask_of(
            (
                i
                for i, one in enumerate(people)
                if one.practitioner.families and ANY_FAMILY not in one.families
            ),
            len(people),
        )
        self._settings = grouped(one.practitioner.setting for one in people)
        self._nodes = grouped_by_each((node for node, _ in one.nodes) for one in people)
        self._focus_families = grouped_by_each(
            {family for node, _ in one.nodes for family in tree.families_of(node)} for one in people
        )
        services = {team.id for team in tree.teams.values() if team.service}
        self._with_focus = mask_of(
            (i for i, one in enumerate(people) if one.nodes and one.team not in services),
            len(people),
        )
        self._phrases = grouped_by_each((phrase for phrase, _ in one.words) for one in people)
        self._branches = grouped_by_each(
            {above for node, _ in one.nodes for above in _branch(node, tree)} for one in people
        )
        self._roots = grouped_by_each(
            {node for node, _ in one.nodes if node == tree.family_of(node)} for one in people
        )
        self._below: dict[str, list[str]] = {}
        for node in self._nodes:
            if node != tree.family_of(node):
                for above, steps in tree.depths(node).items():
                    if steps:
                        self._below.setdefault(above, []).append(node)
        self._phrases_by_first: dict[str, list[str]] = {}
        for phrase in self._phrases:
            first = (phrase.split() or [""])[0]
            self._phrases_by_first.setdefault(first, []).append(phrase)

    def families_of(self, facts: Facts) -> int:
        """Who sees a family of the case."""
        return joined(self._families.get(family, 0) for family in _families_told(facts))

    def names(self, situation: Situation) -> int:
        """Who names a family of the case, or sees any cancer in the team of the route."""
        team = self._teams.get(situation.routing.team, 0)
        return self.families_of(situation.facts) | (team & self._families.get(ANY_FAMILY, 0))

    def levels(self, situation: Situation) -> tuple[Level, ...]:
        """Everybody who may see such a cancer, by level."""
        left = self._everybody
        found = []
        for level in self._candidates(situation):
            people = level.people & left
            if people:
                left &= ~people
                found.append(level._replace(people=people))
        return tuple(found)

    def nearness(self, index: int, levels: tuple[Level, ...]) -> Nearness | None:
        """How near one specialist is; None where neither team nor family fits."""
        level = next((one for one in levels if one.people >> index & 1), None)
        if level is None:
            return None
        one = self._people[index]
        focus = next((word for node, word in one.nodes if node == level.node), "")
        focus = focus or next((word for phrase, word in one.words if phrase == level.phrase), "")
        condition = f"if it is {_in_a_sentence(self._name(level.node))}" if level.closer else ""
        return Nearness(
            band=level.band,
            points=level.points,
            focus=focus,
            condition=condition,
            node=level.node if level.closer else "",
            known_for=next((word for _, word in one.nodes), "") if level.elsewhere else "",
        )

    def _name(self, node: str) -> str:
        return self._knowledge.catalogue.name_of(node)

    def _candidates(self, situation: Situation) -> Iterator[Level]:
        facts, teams = situation.facts, {situation.routing.team, situation.facts.team} - {""}
        families = _families_told(facts)
        own = self.families_of(facts)
        yield from self._by_focus(facts, own)
        also_told = also_families(facts, self._knowledge)
        inside = own & self._focus_in(families | also_told)
        beside = self._beside(facts) | self._in_the_name(facts)
        whole = joined(self._roots.get(family, 0) for family in families)
        yield Level(Band.FAMILY, _SAME_BRANCH, inside & (beside | whole))
        # What a service desk names is what it is known for, not all it reads.
        yield Level(Band.FAMILY, _FAMILY, own & ~self._with_focus)
        yield Level(Band.FAMILY, _OTHER_BRANCH, inside, elsewhere=True)
        yield Level(Band.FAMILY, _FOCUS_ELSEWHERE, own, elsewhere=True)
        also = joined(self._families.get(one, 0) for one in also_told)
        yield Level(Band.TEAM, _ALSO_FAMILY, also, stands_in=bool(families))
        team = joined(self._teams.get(team, 0) for team in teams)
        yield Level(Band.TEAM, TEAM, team & ~self._named_others)
        yield Level(Band.TEAM, TEAM, team & self._named_others, stands_in=bool(families))
        if families or facts.team:
            yield Level(Band.ANY, _ANY, self._families.get(ANY_FAMILY, 0) & self._fitting(facts))
        else:
            yield Level(Band.ANY, _ANY, self._everybody)

    def _focus_in(self, families: set[str]) -> int:
        """Whose focus lies within one of the families."""
        return joined(self._focus_families.get(family, 0) for family in families)

    def _beside(self, facts: Facts) -> int:
        """Whose focus stands beside the kind that was told; everybody where none was."""
        tree = self._knowledge.catalogue
        kind = facts.kind
        while kind in self._states:
            kind = tree.kinds[kind].parent
        if not _branch(kind, tree):
            return self._everybody
        near = (node for node, steps in tree.depths(kind).items() if steps <= 1)
        return joined(self._branches.get(node, 0) for node in near)

    def _in_the_name(self, facts: Facts) -> int:
        """Whose focus is a word of the kind's name: "parathyroid" for an adenoma of one."""
        return joined(self._phrases[phrase] for phrase in self._spoken(padded(facts.kind_name)))

    def _fitting(self, facts: Facts) -> int:
        """Whose setting fits: who sees any cancer once it is advanced sees no other."""
        if facts.setting != "unknown":
            return self._settings.get("any", 0) | self._settings.get(facts.setting, 0)
        if facts.status == "newly_diagnosed_untreated":
            return self._everybody & ~self._settings.get("advanced", 0)
        return self._everybody

    def _by_focus(self, facts: Facts, own: int) -> Iterator[Level]:
        """By focus: a kind that somebody names is seen by them, whatever their families."""
        nodes = self._nodes
        for node in (facts.kind, facts.finding):
            if node:
                yield Level(Band.EXACT, EXACT, nodes.get(node, 0), node)
        for node in self._in_the_state(facts):
            yield Level(Band.EXACT, EXACT, nodes.get(node, 0), node)
        for phrase in self._spoken(facts.words):
            yield Level(Band.EXACT, EXACT, own & self._phrases[phrase], "", phrase)
        if not facts.kind:
            return
        tree = self._knowledge.catalogue
        for node, steps in tree.depths(facts.kind).items():  # the nearest first
            if steps and node in nodes and node != tree.family_of(node):
                points = max(_ANCESTOR - _A_STEP * (steps - 1), _FAMILY)
                yield Level(Band.ANCESTOR, points, nodes[node], node)
        for node in self._below.get(facts.kind, ()):
            if facts.setting in _STATES_TOLD and node in self._states:
                continue
            yield Level(Band.FAMILY, _CLOSER, nodes[node], node, closer=True)

    def _in_the_state(self, facts: Facts) -> Iterator[str]:
        """The states that the case is in: metastatic, of a cancer that it has."""
        tree = self._knowledge.catalogue
        for node, setting in self._states.items():
            if setting == facts.setting and tree.kinds[node].parent in facts.nodes:
                yield node

    def _spoken(self, words: str) -> Iterator[str]:
        """The focus words of the roster that were said, without a negation before them."""
        for first in dict.fromkeys(words.split()):
            for phrase in self._phrases_by_first.get(first, ()):
                if said(words, phrase):
                    yield phrase


def _families_told(facts: Facts) -> set[str]:
    return set(facts.families) or ({facts.family} if facts.family else set())


def _branch(node: str, tree: Catalogue) -> frozenset[str]:
    """The node and what it stands under, without the root of the family."""
    if node not in tree.kinds:
        return frozenset()
    return frozenset(tree.depths(node)) - {tree.family_of(node)}


def also_families(facts: Facts, knowledge: Knowledge) -> set[str]:
    """The other families that the kind belongs under: an islet cell tumor is also pancreatic."""
    tree = knowledge.catalogue
    others = (
        other for node in facts.nodes if node in tree.kinds for other in tree.kinds[node].also
    )
    return {tree.family_of(other) for other in others}


def _in_a_sentence(name: str) -> str:
    return name[0].lower() + name[1:] if name[1:2].islower() else name
