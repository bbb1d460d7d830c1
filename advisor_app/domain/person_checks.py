"""What must hold of one specialist before the directory keeps it, as one sentence each."""

from collections.abc import Iterator
from typing import Final

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner, Roster
from advisor_app.domain.places import STATES

SETTINGS: Final = ("localized", "advanced", "diagnostic", "any")
OLDEST: Final = 120


def problems_of(one: Practitioner, roster: Roster) -> tuple[str, ...]:
    """What is wrong with a specialist of that roster; nothing where all is well."""
    return (*_of_person(one), *_of_places(one, roster))


def _of_person(one: Practitioner) -> Iterator[str]:
    if not one.id.strip() or not one.name.strip():
        yield "A specialist needs a name."
    if not one.kind.strip() or not one.team.strip():
        yield "A specialist needs a kind and a team."
    if one.setting not in SETTINGS:
        yield f"The setting must be one of: {', '.join(SETTINGS)}."
    ages = [age for age in (one.min_age, one.max_age) if age is not None]
    if any(not 0 <= age <= OLDEST for age in ages) or ages != sorted(ages):
        yield f"The ages must rise and lie between 0 and {OLDEST}."
    if one.panel_load is not None and not 0 <= one.panel_load <= 2:
        yield "The panel load is a share: 0.85 means 85 of 100."
    counts = (one.next_available_days, one.new_patients_per_year_in_focus)
    if any(count is not None and count < 0 for count in counts):
        yield "Days and patients are counted from 0."
    for licence in one.licences:
        if licence.state not in STATES:
            yield f"“{licence.state}” is no state that a licence can be of."
    for leave in one.leave:
        if leave.last < leave.first:
            yield f"An absence ends before it begins: {format_day(leave.first)}."


def _of_places(one: Practitioner, roster: Roster) -> Iterator[str]:
    known = {site.id for site in roster.sites}
    named = (*one.sites, *(slot.site for slot in one.slots), *(day.site for day in one.weekly))
    for site in dict.fromkeys(named):
        if site and site not in known:
            yield f"The directory has no site “{site}”."
    at = [slot.at for slot in one.slots]
    if len(set(at)) != len(at):
        yield "Two places are at the same time."
