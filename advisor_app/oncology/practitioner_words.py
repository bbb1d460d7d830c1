"""How rosters speak of specialists: names of their kinds, what they do, what follows a visit.

Source: the tables `centre/practitioner_kinds.tsv`, `centre/focus_words.tsv`,
`centre/focus_states.tsv` and `centre/kind_services.tsv`, which a centre edits and approves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, read_table
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.facts import padded

_SETTINGS: Final = ("localized", "advanced")


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerWords:
    """`kinds` are kinds of the rules by another name of the same profession; `focus` the cancers
    that an operation or a treatment is known for, by its padded name, the longest name first;
    `states` the setting of kinds that name a state of a disease and no branch of it ("metastatic
    breast cancer"); `services` what a site must do for what usually follows a first visit, any of
    them, by kind.
    """

    kinds: Mapping[str, str]
    focus: Mapping[str, tuple[str, ...]]
    states: Mapping[str, str]
    services: Mapping[str, tuple[str, ...]]


def load_practitioner_words(folder: TableFolder, tree: Catalogue) -> PractitionerWords:
    """The four tables. Raises TableError with file and line."""
    centre = folder / "centre"
    kinds = read_table(centre / "practitioner_kinds.tsv", "practitioner-kinds-1", ("name", "kind"))
    focus = read_table(centre / "focus_words.tsv", "focus-words-1", ("word", "kinds"))
    states = read_table(centre / "focus_states.tsv", "focus-states-1", ("kind", "setting"))
    services = read_table(centre / "kind_services.tsv", "kind-services-1", ("kind", "services"))
    named: dict[str, tuple[str, ...]] = {}
    for row in focus.by("word").values():
        word = padded(row["word"])
        if word in named:
            raise row.refuse(f"names {word.strip()} twice")
        named[word] = _nodes(row, tree)
    return PractitionerWords(
        kinds={name: row["kind"] for name, row in kinds.by("name").items()},
        focus={word: named[word] for word in sorted(named, key=len, reverse=True)},
        states={_kind(row, tree): _setting(row) for row in states.by("kind").values()},
        services={kind: _services(row) for kind, row in services.by("kind").items()},
    )


def _nodes(row: Row, tree: Catalogue) -> tuple[str, ...]:
    nodes = row.items("kinds")
    unknown = [node for node in nodes if node not in tree.kinds]
    if unknown or not nodes:
        raise row.refuse(f"there is no kind of cancer {unknown[0] if unknown else ''}".rstrip())
    return nodes


def _kind(row: Row, tree: Catalogue) -> str:
    if row["kind"] not in tree.kinds:
        raise row.refuse(f"there is no kind of cancer {row['kind']}")
    return row["kind"]


def _setting(row: Row) -> str:
    if row["setting"] not in _SETTINGS:
        raise row.refuse(f"needs localized or advanced in setting, not {row['setting']}")
    return row["setting"]


def _services(row: Row) -> tuple[str, ...]:
    found = row.items("services")
    if not found:
        raise row.refuse("names nothing that a site does")
    return found
