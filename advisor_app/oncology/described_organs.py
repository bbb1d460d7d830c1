"""Organs told by what they are, do or lie beside: "the tube food goes down", "what makes insulin".

A description is a head ("gland", "tube", "where") with a word of every group of its rule nearby.
Its words become one word, the organ, so that all that is known of the organ holds for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.words import Word

_DESCRIBED_WHOLE: Final = 3
_CUT: Final = 0.6
_BEFORE: Final = 2
_REACH: Final = 9
_ASKING: Final = frozenset({"what", "where", "between"})
_TRAILING: Final = frozenset({"down", "up", "out", "in", "through", "it", "off", "here", "there"})
"""What ends a description without telling more: "the tube food goes down"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Words of which one must be told; `begins` are beginnings of such words."""

    words: frozenset[str]
    begins: tuple[str, ...]

    def holds(self, plain: str) -> bool:
        return plain in self.words or (bool(self.begins) and plain.startswith(self.begins))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    organ: str
    groups: tuple[_Group, ...]


class DescribedOrgans:
    """The rules by their heads."""

    def __init__(self, rules: Mapping[str, Sequence[_Rule]]) -> None:
        self._rules = rules

    def named(self, words: Sequence[Word]) -> list[Word]:
        """The words with every description put as the organ that it means."""
        result: list[Word] = []
        place = 0
        for head, word in enumerate(words):
            if head < place or word.plain not in self._rules:
                continue
            found = self._described(words, head, place)
            if found is not None:
                organ, first, last = found
                result.extend(words[place:first])
                result.append(_as_organ(words[first:last], organ))
                place = last
        result.extend(words[place:])
        return result

    def _described(
        self, words: Sequence[Word], head: int, least: int
    ) -> tuple[str, int, int] | None:
        """The organ with the first word and the word after the last of its description."""
        first = head if words[head].plain in _ASKING else max(least, head - _BEFORE)
        near = [
            at
            for at in range(first, min(head + _REACH + 1, len(words)))
            if at != head and words[at].sentence == words[head].sentence
        ]
        best: tuple[int, int, str, int, int] | None = None
        for rule in self._rules[words[head].plain]:
            spots = _spots(words, rule.groups, near, head)
            if spots is None:
                continue
            start, end = min(head, *spots), max(head, *spots) + 1
            rank = -len(rule.groups), end - start
            if best is None or rank < best[:2]:
                best = (*rank, rule.organ, start, end)
        if best is None:
            return None
        end = best[4]
        while end < len(words) and words[end].plain in _TRAILING:
            end += 1
        return best[2], best[3], end


def less_where_cut(hit: Hit, described: Sequence[Word]) -> Hit:
    """A hit on a few words of a description is no hit on the organ that it means."""
    places = {word.start for word in hit.words}
    for organ in described:
        inside = [start for start in places if organ.start <= start < organ.end]
        if inside and len(inside) < _DESCRIBED_WHOLE:
            return hit._replace(score=hit.score * _CUT)
    return hit


def _spots(
    words: Sequence[Word], groups: Sequence[_Group], near: Sequence[int], head: int
) -> list[int] | None:
    """Where a word of each group stands, each at another place; None where one is lacking."""
    spots: list[int] = []
    for group in groups:
        told = (at for at in near if at not in spots and group.holds(words[at].plain))
        spot = min(islice(told, _REACH), key=lambda at: abs(at - head), default=None)
        if spot is None:
            return None
        spots.append(spot)
    return spots


def _as_organ(words: Sequence[Word], organ: str) -> Word:
    first, last = words[0], words[-1]
    raw = " ".join(word.raw for word in words)
    return Word(raw, organ, organ, first.start, last.end, first.clause, first.sentence)


def load_described_organs(folder: TableFolder) -> DescribedOrgans:
    """The rules of `folder`/cancers/described_organs.tsv. Raises TableError.

    The words after the heads are groups: of each group one word must be told.
    """
    path = folder / "cancers" / "described_organs.tsv"
    table = read_table(path, "described_organs/1", ("organ", "heads", "told", "and", "also"))
    rules: dict[str, list[_Rule]] = {}
    for row in table.rows:
        groups = tuple(
            _group(row.items(column)) for column in ("told", "and", "also") if row[column]
        )
        if not groups or not row.items("heads"):
            raise row.refuse("needs a head and a word that must be told with it")
        for head in row.items("heads"):
            rules.setdefault(head, []).append(_Rule(organ=row.needed("organ"), groups=groups))
    return DescribedOrgans(rules)


def _group(words: Sequence[str]) -> _Group:
    return _Group(
        words=frozenset(word for word in words if not word.endswith("*")),
        begins=tuple(word[:-1] for word in words if word.endswith("*")),
    )
