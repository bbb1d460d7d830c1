"""The roster file: the specialists and sites of a centre, as JSON or CSV; all of it or nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from advisor_app.domain.clinics import UnreadLine, read_clinic
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import (
    ClinicHours,
    Leave,
    Licence,
    Practitioner,
    Roster,
    Site,
    Slot,
    VisitMode,
)
from advisor_app.domain.places import language_code, state_code
from advisor_app.exchange.cells import Cells, day, instant
from advisor_app.exchange.mistakes import FileMistake, Mistake
from advisor_app.exchange.reading import read_json
from advisor_app.exchange.tabular import is_table, read_csv

SETTINGS: Final = ("localized", "advanced", "diagnostic", "any")
_ROSTER_KEYS: Final = frozenset({"sites", "practitioners"})
_SITE_KEYS: Final = frozenset({"id", "name", "county", "state", "zip", "does"})
_KEYS: Final = frozenset(Practitioner.__dataclass_fields__)
_NEEDED: Final = ("id", "name", "kind", "team")
_FROM: Final = ("first", "from", "start")
_UNTIL: Final = ("last", "until", "to", "end")
_LEAVE_KEYS: Final = frozenset({*_FROM, *_UNTIL, "note"})
_LICENCE_KEYS: Final = frozenset({"state", "valid_until"})
_SLOT_KEYS: Final = frozenset({"at", "site", "mode"})


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
    practitioners = [_practitioner(cells) for cells in given]
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
        Cells(dict.fromkeys(columns.values()), "", mistakes).only(_KEYS)
    missing = [name for name in _NEEDED if rows and name not in columns.values()]
    mistakes += [Mistake(path=name, text="is a column that the table lacks") for name in missing]
    if missing:
        return []
    return [
        Cells(
            {columns[name]: cell for name, cell in row.cells.items() if columns[name] in _KEYS},
            f"row {row.number}",
            mistakes,
            joined=True,
        )
        for row in rows
    ]


def _column(name: str) -> str:
    """A column by the key that it stands for, in capitals or with spaces as it may be."""
    key = "_".join(name.casefold().split())
    return key if key in _KEYS else name


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


def _practitioner(cells: Cells) -> Practitioner:
    cells.only(_KEYS)
    setting = cells.text("setting") or "any"
    if setting not in SETTINGS:
        cells.refuse("setting", f"must be one of: {', '.join(SETTINGS)}")
    lowest, highest = cells.whole("min_age"), cells.whole("max_age")
    if lowest is not None and highest is not None and lowest > highest:
        cells.refuse("max_age", "is below min_age")
    return Practitioner(
        id=cells.text("id", needed=True),
        name=cells.text("name", needed=True),
        kind=cells.text("kind", needed=True),
        team=cells.text("team", needed=True),
        families=cells.words("families"),
        focus=cells.words("focus"),
        setting=setting,
        new_patients_per_year_in_focus=cells.whole("new_patients_per_year_in_focus"),
        sites=cells.words("sites"),
        licences=_licences(cells),
        visit_modes=_modes(cells),
        languages=tuple(language_code(word) for word in cells.words("languages")),
        gender=cells.text("gender"),
        payers=cells.words("payers"),
        trials=cells.words("trials"),
        leave=_leave(cells),
        wants_before_visit=cells.words("wants_before_visit"),
        min_age=lowest,
        max_age=highest,
        next_available_days=cells.whole("next_available_days"),
        slots=_slots(cells),
        weekly=_weekly(cells),
        panel_load=cells.share("panel_load"),
        accepting=cells.flag("accepting", otherwise=True),
        note=cells.text("note"),
    )


def _licences(cells: Cells) -> tuple[Licence, ...]:
    found = []
    for index, item in enumerate(cells.items("licences")):
        where = f"licences[{index}]"
        plain = _licence_words(item)
        if plain is None or not set(plain) <= _LICENCE_KEYS:
            cells.refuse(where, "needs a state, or an object of state and valid_until")
            continue
        state = state_code(str(plain.get("state") or ""))
        until = plain.get("valid_until")
        last = day(until)
        if state is None:
            cells.refuse(f"{where}.state", "is not a known state")
        elif until and last is None:
            cells.refuse(f"{where}.valid_until", "is not a day such as 2027-03-31")
        else:
            found.append(Licence(state=state, valid_until=last))
    return tuple(found)


def _licence_words(item: Any) -> Mapping[str, Any] | None:
    """A licence as an object; in a table `NJ:2027-03-31` is the state and its last day."""
    if isinstance(item, Mapping):
        return item
    if not isinstance(item, str):
        return None
    state, _, until = item.strip().partition(":")
    return {"state": state, "valid_until": until}


def _modes(cells: Cells) -> tuple[VisitMode, ...]:
    found = []
    for index, word in enumerate(cells.words("visit_modes")):
        try:
            found.append(VisitMode(word))
        except ValueError:
            allowed = ", ".join(VisitMode)
            cells.refuse(f"visit_modes[{index}]", f"must be one of: {allowed}")
    return tuple(found)


def _leave(cells: Cells) -> tuple[Leave, ...]:
    found = []
    for index, item in enumerate(cells.items("leave")):
        first, last = _span(item)
        if first is None or last is None or last < first:
            cells.refuse(
                f"leave[{index}]", "needs the first and the last day as 2026-12-23/2027-01-03"
            )
        else:
            found.append(Leave(first=first, last=last))
    return tuple(found)


def _span(item: Any) -> tuple[Any, Any]:
    """First and last day of an absence: an object, `2026-12-20/2027-01-03`, or one day."""
    if isinstance(item, Mapping):
        if not set(item) <= _LEAVE_KEYS:
            return None, None
        first = next((day(item[name]) for name in _FROM if name in item), None)
        return first, next((day(item[name]) for name in _UNTIL if name in item), first)
    if isinstance(item, list) and len(item) == 2:
        return day(item[0]), day(item[1])
    if not isinstance(item, str):
        return None, None
    begin, _, end = item.partition("/")
    return day(begin), day(end or begin)


def _slots(cells: Cells) -> tuple[Slot, ...]:
    found = []
    for index, item in enumerate(cells.items("slots")):
        slot = _slot(item, cells)
        if slot is None:
            cells.refuse(
                f"slots[{index}]", "needs a time as 2026-12-03T09:00, and may have site and mode"
            )
        else:
            found.append(slot)
    return tuple(sorted(found, key=lambda slot: slot.at))


def _weekly(cells: Cells) -> tuple[ClinicHours, ...]:
    """The template of the week, a line a clinic: `TUE 09:00 4x60 MAIN`."""
    found = []
    for index, line in enumerate(cells.words("weekly")):
        try:
            found.append(read_clinic(line))
        except UnreadLine:
            cells.refuse(f"weekly[{index}]", "needs a line such as TUE 09:00 4x60 MAIN")
    return tuple(found)


def _slot(item: Any, cells: Cells) -> Slot | None:
    """A free appointment: an object, or a date and time that `@` and the site may follow."""
    if isinstance(item, str):
        begin, _, place = item.partition("@")
        item = {"at": begin, "site": place.strip()}
    if not isinstance(item, Mapping) or not set(item) <= _SLOT_KEYS:
        return None
    at = instant(item.get("at"))
    mode = item.get("mode") or VisitMode.IN_PERSON
    if at is None or mode not in set(VisitMode):
        return None
    site = item.get("site") or next(iter(cells.words("sites")), "")
    return Slot(at=_in_zone(at), site=str(site), mode=VisitMode(mode))


def _in_zone(at: datetime) -> datetime:
    return at if at.tzinfo is not None else at.replace(tzinfo=EASTERN)


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
