"""The roster file: the specialists and sites of a centre, as JSON or CSV; all of it or nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from advisor_app.domain.people import Practitioner, Roster, Site
from advisor_app.domain.places import state_code
from advisor_app.exchange.cells import Cells
from advisor_app.exchange.mistakes import FileMistake, Mistake, key_as_told
from advisor_app.exchange.practitioner_cells import PRACTITIONER_KEYS, read_practitioner
from advisor_app.exchange.reading import read_json
from advisor_app.exchange.tabular import is_table, read_csv

_ROSTER_KEYS: Final = frozenset({"sites", "practitioners"})
_SITE_KEYS: Final = frozenset({"id", "name", "county", "state", "zip", "does"})
_NEEDED: Final = ("id", "name", "kind", "team")
_ALSO_CALLED: Final = {
    "provider_id": "id",
    "full_name": "name",
    "provider": "name",
    "specialty": "kind",
    "department": "team",
    "dept": "team",
    "cancer_types": "families",
    "expertise": "focus",
    "languages_spoken": "languages",
    "locations": "sites",
    "licenses": "licences",
    "licensed_states": "licences",
    "insurance": "payers",
    "visit_types": "visit_modes",
    "accepting_new_patients": "accepting",
}
"""Columns of a table by the names that other systems of appointments give them."""


def read_roster(
    text: str, name: str, known_sites: Sequence[Site] = (), *, demonstration: bool = False
) -> Roster:
    """The roster in `text`; `name` (of the file) decides between CSV and JSON.

    A file without sites of its own may name `known_sites`. Raises FileMistake with all mistakes
    by path, or by row for CSV.
    """
    roster, mistakes = _read(text, name, known_sites, demonstration)
    if mistakes:
        raise FileMistake(mistakes)
    return roster


def read_roster_leniently(
    text: str, name: str, known_sites: Sequence[Site] = ()
) -> tuple[Roster, tuple[Mistake, ...]]:
    """The specialists of whom nothing is wrong, and the mistakes of the others.

    Raises FileMistake where no specialist can be taken.
    """
    roster, mistakes = _read(text, name, known_sites, demonstration=False)
    if not roster.practitioners:
        raise FileMistake(mistakes)
    return roster, tuple(mistakes)


def _read(
    text: str, name: str, known_sites: Sequence[Site], demonstration: bool
) -> tuple[Roster, list[Mistake]]:
    mistakes: list[Mistake] = []
    if is_table(text, name):
        sites: list[Site] | None = None
        given = _from_table(text, mistakes)
    else:
        sites, given = _from_json(read_json(text), mistakes)
    practitioners = [read_practitioner(cells) for cells in given]
    _refuse_twice(practitioners, given)
    standing = _standing_sites(sites, known_sites, practitioners, given)
    if not practitioners and not mistakes:
        raise FileMistake.whole("names no specialist")
    sound = [one for one, cells in zip(practitioners, given, strict=True) if not cells.refused]
    roster = Roster(
        practitioners=tuple(sound),
        sites=standing,
        version=hashlib.sha256(text.encode("utf-8")).hexdigest()[:12],
        demonstration=demonstration,
    )
    return roster, mistakes


def _from_table(text: str, mistakes: list[Mistake]) -> list[Cells]:
    rows = read_csv(text)
    columns = {name: _column(name) for name in rows[0].cells} if rows else {}
    if rows:
        Cells(dict.fromkeys(columns.values()), "", mistakes).only(PRACTITIONER_KEYS)
    _refuse_columns_twice(columns)
    missing = [name for name in _NEEDED if rows and name not in columns.values()]
    mistakes += [Mistake(path=name, text="is a column that the table lacks") for name in missing]
    if missing:
        return []
    return [
        Cells(
            {
                columns[name]: cell
                for name, cell in row.cells.items()
                if columns[name] in PRACTITIONER_KEYS
            },
            f"row {row.number}",
            mistakes,
            joined=True,
        )
        for row in rows
    ]


def _refuse_columns_twice(columns: Mapping[str, str]) -> None:
    told: dict[str, str] = {}
    for name, key in columns.items():
        if key in told:
            both = f"{key_as_told(told[key])} and {key_as_told(name)}"
            raise FileMistake.whole(f"has two columns for {key}: {both}")
        told[key] = name


def _column(name: str) -> str:
    """A column by the key that it stands for, in capitals or with spaces as it may be."""
    key = "_".join(name.casefold().split())
    key = _ALSO_CALLED.get(key, key)
    return key if key in PRACTITIONER_KEYS else name


def _from_json(content: Any, mistakes: list[Mistake]) -> tuple[list[Site] | None, list[Cells]]:
    if isinstance(content, list):
        content = {"practitioners": content}
    if not isinstance(content, Mapping):
        raise FileMistake.whole("is no roster: it needs practitioners")
    Cells(content, "", mistakes).only(_ROSTER_KEYS)
    given = content.get("practitioners")
    if not isinstance(given, list):
        raise FileMistake([*mistakes, Mistake(path="practitioners", text="needs a list")])
    rows = []
    for index, item in enumerate(given):
        path = f"practitioners[{index}]"
        if isinstance(item, Mapping):
            rows.append(Cells(item, path, mistakes))
        else:
            mistakes.append(Mistake(path=path, text="needs an object"))
    return _sites(content.get("sites"), mistakes), rows


def _sites(given: Any, mistakes: list[Mistake]) -> list[Site] | None:
    if given is None:
        return None
    if isinstance(given, Mapping):
        given = [
            {"id": id_, **item} if isinstance(item, Mapping) else {"id": id_, "name": item}
            for id_, item in given.items()
        ]
    if not isinstance(given, list):
        mistakes.append(Mistake(path="sites", text="needs a list or a map of id to name"))
        return None
    rows = []
    for index, item in enumerate(given):
        path = f"sites[{index}]"
        if isinstance(item, Mapping):
            rows.append(Cells(item, path, mistakes))
        else:
            mistakes.append(Mistake(path=path, text="needs an object"))
    found = [_site(cells) for cells in rows]
    _refuse_twice(found, rows)
    return found


def _site(cells: Cells) -> Site:
    cells.only(_SITE_KEYS)
    id_ = cells.text("id", needed=True)
    state = cells.text("state")
    code = state_code(state) if state else ""
    if code is None:
        cells.refuse("state", "is not a known state")
    return Site(
        id=id_,
        name=cells.text("name") or id_,
        county=cells.text("county"),
        state=code or "",
        postal_code=cells.text("zip"),
        does=cells.words("does"),
    )


def _standing_sites(
    sites: list[Site] | None,
    known: Sequence[Site],
    practitioners: Sequence[Practitioner],
    given: Sequence[Cells],
) -> tuple[Site, ...]:
    """The sites of the file, or those known that it names; a file that lists sites names no other.

    Where the file tells nothing but the name of a site, what is known of that id stands; of one
    that nobody knows, nothing but the name is known.
    """
    by_id = {site.id: site for site in known}
    if sites is not None:
        declared = {site.id for site in sites}
        for one, cells in zip(practitioners, given, strict=True):
            for site in (*one.sites, *(slot.site for slot in one.slots if slot.site)):
                if site not in declared:
                    cells.refuse("sites", "names a site that the file does not list")
                    break
        return tuple(_completed(site, by_id.get(site.id)) for site in sites)
    named = dict.fromkeys(
        site
        for one in practitioners
        for site in (*one.sites, *(slot.site for slot in one.slots if slot.site))
    )
    return tuple(by_id.get(site) or Site(id=site, name=site) for site in named)


def _completed(site: Site, known: Site | None) -> Site:
    told = site.county or site.state or site.postal_code or site.does
    return site if told or known is None else replace(known, name=site.name)


def _refuse_twice(named: Sequence[Practitioner | Site], given: Sequence[Cells]) -> None:
    seen: set[str] = set()
    for one, cells in zip(named, given, strict=True):
        if one.id and one.id in seen:
            cells.refuse("id", "is the id of another")
        seen.add(one.id)
