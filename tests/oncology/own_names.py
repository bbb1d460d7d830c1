"""Every name and synonym of the catalogue, and ways in which people write them."""

from collections.abc import Callable, Iterator, Mapping
from random import Random
from string import ascii_lowercase
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import read_table
from advisor_app.oncology.catalogue import Catalogue

_BRITISH: Final = (
    ("tumor", "tumour"), ("leukemia", "leukaemia"), ("Leukemia", "Leukaemia"), ("hemo", "haemo"),
    ("hema", "haema"), ("anemia", "anaemia"), ("esoph", "oesoph"), ("Esoph", "Oesoph"),
    ("pheo", "phaeo"), ("Pheo", "Phaeo"),
)  # fmt: skip
_SHORTEST: Final = 6


def own_names(tree: Catalogue) -> Iterator[tuple[str, str]]:
    """The names and the longer synonyms, each with its kind or finding."""
    for id in (*tree.kinds, *tree.findings):
        yield tree.name_of(id), id
    columns = ("phrase", "target", "case_sensitive", "context")
    table = read_table(RESOURCES / "cancers" / "synonyms.tsv", "synonyms/1", columns)
    for row in table.rows:
        written_freely = row["case_sensitive"] == "no" and not row["context"]
        if written_freely and len(row["phrase"]) >= _SHORTEST:
            yield row["phrase"], row["target"]


def same_family(tree: Catalogue, one: str, other: str) -> bool:
    """Whether two kinds or findings share a family."""
    return not _families(tree, one).isdisjoint(_families(tree, other))


def _families(tree: Catalogue, id: str) -> frozenset[str]:
    if id in tree.findings:
        return frozenset(tree.findings[id].families)
    kind = tree.kinds[id]
    return frozenset((kind.family, *map(tree.family_of, kind.also)))


def with_a_slip(text: str, chance: Random) -> str:
    """The text with one letter left out, doubled, turned into another, or changed for the next."""
    at = chance.choice([place for place, sign in enumerate(text) if sign.isalpha()])
    slip = chance.randrange(4)
    if slip == 0:
        return text[:at] + text[at + 1 :]
    if slip == 1:
        return text[: at + 1] + text[at:]
    if slip == 2:
        return text[:at] + chance.choice(ascii_lowercase) + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def _british(text: str, _: Random) -> str:
    for american, british in _BRITISH:
        if british not in text:
            text = text.replace(american, british)
    return text


WAYS: Final[Mapping[str, Callable[[str, Random], str]]] = {
    "as written": lambda text, _: text,
    "small": lambda text, _: text.lower(),
    "capitals": lambda text, _: text.upper(),
    "British": _british,
    "one slip": with_a_slip,
}
