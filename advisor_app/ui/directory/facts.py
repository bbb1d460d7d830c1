"""What the directory says of one specialist; what is unknown is said to be unknown."""

from collections.abc import Callable

from advisor_app.domain.clinics import clinic_words
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Practitioner
from advisor_app.domain.places import language_name
from advisor_app.ui.directory.person_words import leave_words
from advisor_app.ui.matcher.specialist_words import MODE_WORDS


def next_words(person: Practitioner) -> str:
    """How soon the next new-patient place is."""
    days = person.next_available_days
    if person.slots:
        return f"{min(slot.at for slot in person.slots).astimezone(EASTERN):%d %b}".upper()
    return "unknown" if days is None else f"{days} d"


def facts_of(
    person: Practitioner, sites: str, record_name: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """What the directory says of one specialist; what is unknown is said to be unknown."""
    volume = person.new_patients_per_year_in_focus
    licences = ", ".join(
        one.state if one.valid_until is None else f"{one.state} to {one.valid_until:%b %Y}"
        for one in person.licences
    )
    modes = ", ".join(MODE_WORDS.get(mode.value, mode.value) for mode in person.visit_modes)
    ages = ""
    if person.min_age is not None or person.max_age is not None:
        low = "0" if person.min_age is None else str(person.min_age)
        ages = f"{low} to {person.max_age}" if person.max_age is not None else f"from {low}"
    found = (
        ("Focus", ", ".join(person.focus) or "not told"),
        ("Sites", sites or "not told"),
        ("Next day", next_words(person)),
        ("Meets", modes or "not told"),
        ("Licences", licences or "unknown: no video offered"),
        ("A year", f"{volume} new patients in focus" if volume is not None else "unknown"),
        ("Languages", ", ".join(map(language_name, person.languages)) or "English"),
        ("Trials", ", ".join(person.trials)),
        ("Wants first", ", ".join(map(record_name, person.wants_before_visit))),
        ("Ages", ages),
        ("Away", ", ".join(map(leave_words, person.leave))),
        ("Clinics", "; ".join(map(clinic_words, person.weekly))),
        ("Places", f"{len(person.slots)} listed" if person.slots else ""),
        ("Note", person.note),
    )
    return tuple((name, words) for name, words in found if words)
