"""What a specialist's focus words mean in the tree of cancers.

The words are read by the same search as a caller's words, once for a roster.
"""

import re
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.people import Practitioner
from advisor_app.domain.text import fold
from advisor_app.oncology.catalogue import Team
from advisor_app.oncology.facts import padded
from advisor_app.oncology.knowledge import Knowledge

ANY_FAMILY: Final = "*"
_SURE: Final = 0.5
_A_NAME: Final = 0.9
"""From here on a word names a cancer, whatever the families told."""
_A_HINT: Final = 0.3
"""Enough for one word that hints at one of the specialist's own cancers ("EGFR" in lung)."""
_TUMORS: Final = re.compile(r"\b(tumou?rs?|cancers?|carcinomas?|sarcomas?)\b")
_BETWEEN_WORDS: Final = re.compile(r"[-/&,_]+")
_SAYS_NOTHING: Final = frozenset(
    {"surgery", "radiation", "chemotherapy", "immunotherapy", "biopsy", "cancer", "pain", "trials",
     "clinical trials", "second opinion", "tumor", "tumors", "screening"}
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """One specialist, read: focus words as nodes of the tree and as words, families, names.

    `kind` and `team` are those of the rules that the words of the roster stand for.
    """

    practitioner: Practitioner
    kind: str
    team: str
    nodes: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    families: frozenset[str]
    payers: frozenset[str]
    names: frozenset[str]
    last_name: str


def read_expertise(practitioner: Practitioner, knowledge: Knowledge) -> Expertise:
    """The specialist's focus, read by the search."""
    told = _families_told(practitioner, knowledge)
    nodes: list[tuple[str, str]] = []
    words: list[tuple[str, str]] = []
    for word in practitioner.focus:
        nodes += [(node, word) for node in _nodes(word, told, knowledge)]
        # A word may name a node and still be what the report says ("EGFR").
        if fold(word) not in _SAYS_NOTHING:
            words.append((padded(word), word))
    team_id = _team(practitioner.team, knowledge)
    team = knowledge.catalogue.teams.get(team_id)
    bare = practitioner.name.partition(",")[0]
    own = told or _families_of(team, tuple(node for node, _ in nodes), knowledge)
    return Expertise(
        practitioner=practitioner,
        kind=acting_kind(practitioner.kind, knowledge),
        team=team_id,
        nodes=tuple(nodes),
        words=tuple(words),
        families=frozenset(own),
        payers=frozenset(fold(one) for one in practitioner.payers),
        names=frozenset(fold(name) for name in (practitioner.id, practitioner.name, bare)),
        last_name=(fold(bare).replace(".", " ").split() or [""])[-1],
    )


def _nodes(word: str, families: set[str], knowledge: Knowledge) -> tuple[str, ...]:
    """The cancers that a focus word names, or that the operation it names is known for."""
    said = padded(word)
    known_for = knowledge.practitioners.focus
    done_for = next((nodes for name, nodes in known_for.items() if name in said), ())
    if not done_for:
        node = _node(word, families, knowledge)
        return (node,) if node else ()
    if not families or ANY_FAMILY in families:
        return done_for
    tree = knowledge.catalogue
    return tuple(node for node in done_for if families.intersection(tree.families_of(node)))


def _node(word: str, families: set[str], knowledge: Knowledge) -> str:
    """The kind or finding that a focus word names; a name outside of the families counts too.

    Who names a tumor ("salivary gland tumor") means no finding before there is a diagnosis.
    """
    tree = knowledge.catalogue
    if word in tree.kinds or word in tree.findings:
        return word
    answers = knowledge.find(word).answers
    if _TUMORS.search(fold(word)):
        answers = tuple(one for one in answers if one.kind in tree.kinds)
    if not families or ANY_FAMILY in families:
        return answers[0].kind if answers and answers[0].confidence >= _SURE else ""
    own = [one for one in answers if families.intersection(tree.families_of(one.kind))]
    least = _SURE if len(word.split()) > 1 else _A_HINT
    if own and own[0].confidence >= _A_HINT:
        return own[0].kind if own[0].confidence >= least else ""
    return answers[0].kind if answers and answers[0].confidence >= _A_NAME else ""


def acting_kind(told: str, knowledge: Knowledge) -> str:
    """The kind of the rules that a kind of a roster stands for: a thoracic surgeon is a surgeon."""
    code = _code(told)
    known, by_name = kinds_of_rules(knowledge), knowledge.practitioners.kinds
    if code in known:
        return code
    if code in by_name:
        return by_name[code]
    whole_names = (*known, *(name for name in by_name if "_" in name))
    ending = max((name for name in whole_names if code.endswith(f"_{name}")), key=len, default="")
    return by_name.get(ending, ending) or code


def kinds_of_rules(knowledge: Knowledge) -> frozenset[str]:
    """Every kind of specialist that some rule calls for."""
    return frozenset(
        kind for rule in knowledge.routes for kind in (*rule.first, *rule.pair, *rule.with_)
    )


def _code(told: str) -> str:
    return "_".join(_BETWEEN_WORDS.sub(" ", fold(told)).split())


def _team(told: str, knowledge: Knowledge) -> str:
    """The team that was told by its id or by its name; the words themselves where it is neither."""
    teams = knowledge.catalogue.teams
    if told in teams:
        return told
    named = {_code(name): team.id for team in teams.values() for name in (team.id, team.name)}
    return named.get(_code(told), told)


def _families_told(practitioner: Practitioner, knowledge: Knowledge) -> set[str]:
    """The families told, as ids."""
    tree = knowledge.catalogue
    told: set[str] = set()
    for word in practitioner.families:
        found = word if word in tree.families or word == ANY_FAMILY else ""
        sure = [one for one in knowledge.find(word).answers if one.confidence >= _SURE]
        told.add(found or (sure[0].family if sure else word))
    return told


def _families_of(team: Team | None, nodes: tuple[str, ...], knowledge: Knowledge) -> set[str]:
    """The families of who tells none: those of the team, else those of the focus."""
    if team is not None and team.families:
        return set(team.families)
    return {knowledge.catalogue.family_of(node) for node in nodes} - {""}
