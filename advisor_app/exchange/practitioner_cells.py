"""One specialist of a roster file, field by field: licences, absences, appointments, the week."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from advisor_app.domain.clinics import UnreadLine, read_clinic
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import (
    ClinicHours,
    Leave,
    Licence,
    Practitioner,
    Slot,
    VisitMode,
)
from advisor_app.domain.places import language_code, state_code
from advisor_app.exchange.cells import BETWEEN_CODES, Cells, day, instant

PRACTITIONER_KEYS: Final = frozenset(Practitioner.__dataclass_fields__)
SETTINGS: Final = ("localized", "advanced", "diagnostic", "any")
_FROM: Final = ("first", "from", "start")
_UNTIL: Final = ("last", "until", "to", "end")
_LEAVE_KEYS: Final = frozenset({*_FROM, *_UNTIL, "note"})
_LICENCE_KEYS: Final = frozenset({"state", "valid_until"})
_SLOT_KEYS: Final = frozenset({"at", "site", "mode"})
_MODES: Final = {
    "in person": VisitMode.IN_PERSON,
    "office visit": VisitMode.IN_PERSON,
    "telehealth": VisitMode.VIDEO,
    "telemedicine": VisitMode.VIDEO,
    "video visit": VisitMode.VIDEO,
    "written opinion": VisitMode.REMOTE_WRITTEN,
}
"""Ways to meet by the names that other systems of appointments give them."""


def read_practitioner(cells: Cells) -> Practitioner:
    """The specialist in one object or row; what is wrong is noted with its field."""
    cells.only(PRACTITIONER_KEYS)
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
        families=cells.codes("families"),
        focus=cells.words("focus"),
        setting=setting,
        new_patients_per_year_in_focus=cells.whole("new_patients_per_year_in_focus"),
        sites=cells.codes("sites"),
        licences=_licences(cells),
        visit_modes=_modes(cells),
        languages=tuple(language_code(word) for word in cells.codes("languages")),
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
    for index, item in enumerate(cells.items("licences", BETWEEN_CODES)):
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
    for index, word in enumerate(cells.codes("visit_modes")):
        plain = word.casefold().replace("-", " ").replace("_", " ")
        try:
            found.append(_MODES.get(plain) or VisitMode(plain.replace(" ", "_")))
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
