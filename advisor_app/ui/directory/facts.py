"""What the directory says of one specialist; what is unknown is said to be unknown."""

from collections.abc import Callable

from advisor_app.domain.clinics import clinic_words
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Practitioner
from advisor_app.domain.places import language_name
from advisor_app.ui.directory.person_words import leave_words
from advisor_app.ui.matcher.specialist_words import MODE_WORDS
from advisor_app.ui.wording import counted, dated, phrase


def next_words(person: Practitioner) -> str:
    """How soon the next new-patient place is."""
    days = person.next_available_days
    if person.slots:
        return dated(min(slot.at for slot in person.slots).astimezone(EASTERN), "%d %b").upper()
    return phrase("unknown") if days is None else counted("in {count} day", "in {count} days", days)


def facts_of(
    person: Practitioner, sites: str, record_name: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """What the directory says of one specialist; what is unknown is said to be unknown."""
    volume = person.new_patients_per_year_in_focus
    licences = ", ".join(
        one.state
        if one.valid_until is None
        else phrase("{state} to {valid_until:%b %Y}", state=one.state, valid_until=one.valid_until)
        for one in person.licences
    )
    modes = ", ".join(phrase(MODE_WORDS.get(mode.value, mode.value)) for mode in person.visit_modes)
    ages = ""
    if person.min_age is not None or person.max_age is not None:
        low = "0" if person.min_age is None else str(person.min_age)
        ages = (
            phrase("{low} to {max_age}", low=low, max_age=person.max_age)
            if person.max_age is not None
            else phrase("from {low}", low=low)
        )
    found = (
        (phrase("Focus"), ", ".join(person.focus) or phrase("not told")),
        (phrase("Sites"), sites or phrase("not told")),
        (phrase("Next day"), next_words(person)),
        (phrase("Meets"), modes or phrase("not told")),
        (phrase("Licences"), licences or phrase("unknown: no video offered")),
        (
            phrase("A year"),
            phrase("{volume} new patients in focus", volume=volume)
            if volume is not None
            else phrase("unknown"),
        ),
        (
            phrase("Languages"),
            ", ".join(phrase(language_name(code)) for code in person.languages)
            or phrase("English"),
        ),
        (phrase("Trials"), ", ".join(person.trials)),
        (phrase("Wants first"), ", ".join(map(record_name, person.wants_before_visit))),
        (phrase("Ages"), ages),
        (phrase("Away"), ", ".join(map(leave_words, person.leave))),
        (phrase("Clinics"), "; ".join(map(clinic_words, person.weekly))),
        (
            phrase("Places"),
            phrase("{count} listed", count=len(person.slots)) if person.slots else "",
        ),
        (phrase("Note"), person.note),
    )
    return tuple((name, words) for name, words in found if words)
