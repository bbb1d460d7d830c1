"""The names of kinds and findings in other languages, as patients read them, by catalogue id.

A table a language in `resources/cancers`. Families stand in the gettext catalogue of the window,
which speaks before any cancer is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import Row, Table, read_table
from advisor_app.domain.words import Words
from advisor_app.oncology.catalogue import Catalogue

NAMED_IN: Final = ("es",)
"""The languages (ISO 639) that have such a table."""


def names_file(language: str) -> str:
    """The table of a language, below `resources/`."""
    return f"cancers/names_{language}.tsv"


@dataclass(frozen=True, slots=True)
class CancerNames:
    """The names by what the catalogue says in English, and whether somebody answers for them."""

    names: Mapping[str, str] = field(default_factory=dict)
    approved: bool = True

    def known_to(self, words: Words) -> Words:
        """The words of the language, which say these names too."""
        return words.naming(self.names) if self.names else words


def read_cancer_names(folder: TableFolder, tree: Catalogue, language: str) -> CancerNames:
    """The names for what `tree` holds; what the table lacks stands in English. Raises TableError.

    A centre may add a kind and name it later: until then the window goes on.
    """
    if language not in NAMED_IN:
        return CancerNames()
    table = _table(folder, language)
    told = {row["id"]: row.needed("name") for row in table.by("id").values()}
    english = {id_: tree.name_of(id_) for id_ in (*tree.kinds, *tree.findings)}
    return CancerNames(
        {name: told[id_] for id_, name in english.items() if id_ in told}, table.header.approved
    )


def check_cancer_names(folder: TableFolder, tree: Catalogue, language: str) -> None:
    """Each kind and finding is named, each once, and nothing else is. Raises TableError."""
    table = _table(folder, language)
    rows, wanted = table.by("id"), {**tree.kinds, **tree.findings}
    unknown = next((row for id_, row in rows.items() if id_ not in wanted), None)
    if unknown is not None:
        raise unknown.refuse(f"there is no kind or finding {unknown['id']}")
    taken: dict[str, Row] = {}
    for row in rows.values():
        other = taken.setdefault(row.needed("name"), row)
        if other is not row:
            raise row.refuse(f"has the name of {other['id']}")
    missing = next((id_ for id_ in wanted if id_ not in rows), None)
    if missing is not None:
        raise TableError(table.file, table.first + len(table.lines) - 1, f"lacks {missing}")


def _table(folder: TableFolder, language: str) -> Table:
    place, _, name = names_file(language).partition("/")
    return read_table(folder / place / name, "cancer_names/1", ("id", "name"))
