"""Finds specialists by name, kind of cancer, language, team or site, as one types."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from advisor_app.domain.people import Practitioner
from advisor_app.domain.places import language_name
from advisor_app.domain.text import fold
from advisor_app.ui.matcher.specialist_words import kind_words
from advisor_app.ui.name_search import LIKE_ENOUGH, name_likeness

FamiliesOf = Callable[[str], Collection[str]]
"""The families of cancers that words stand for, as the type-ahead of the intake reads them."""


@dataclass(frozen=True, kw_only=True)
class PersonLine:
    """One specialist as a row of the table."""

    person: Practitioner
    team: str
    sites: str

    @cached_property
    def words(self) -> str:
        """What a search looks at."""
        one = self.person
        languages = map(language_name, one.languages)
        parts = (one.name, kind_words(one.kind), self.team, self.sites, *one.focus, *languages)
        return fold(" ".join((*parts, *one.families, *one.sites)))


def found_lines(
    lines: Sequence[PersonLine], text: str, families_of: FamiliesOf
) -> tuple[PersonLine, ...]:
    """Who holds every word, then who sees that kind of cancer; else who is nearly so called."""
    words = fold(text).split()
    if not words:
        return tuple(lines)
    found = [line for line in lines if all(word in line.words for word in words)]
    families = families_of(text)
    found += _beside(found, (line for line in lines if set(line.person.families) & set(families)))
    if not found:
        scored = [(name_likeness(text, line.words), line) for line in lines]
        close = [pair for pair in scored if pair[0] >= LIKE_ENOUGH]
        found = [line for _, line in sorted(close, key=lambda pair: -pair[0])]
    return tuple(found)


def _beside(found: Collection[PersonLine], more: Iterable[PersonLine]) -> list[PersonLine]:
    have = {line.person.id for line in found}
    return [line for line in more if line.person.id not in have]
