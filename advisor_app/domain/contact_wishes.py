"""How the patient may be reached and how not: it stands wherever one of their numbers stands."""

from typing import Final

from advisor_app.domain.authority import patient_not_told
from advisor_app.domain.intake import Intake

_VOICEMAIL: Final = {
    "name_and_number_only": "Voicemail: name and number only",
    "none": "Leave no voicemail",
    "detailed": "Voicemail may be detailed",
}
NUMBERS: Final = frozenset(
    {"contact.phone_primary", "contact.phone_alt", "call.callback_number", "caller.phone"}
)
"""The questions that hold a number of the patient or the caller."""


def contact_wishes(intake: Intake) -> str:
    """One line: the wish on voicemail and whom not to contact; nothing where nothing was said.

    A patient who was not told hears no details from a machine, whatever was wished.
    """
    wish = _VOICEMAIL.get(str(intake.contact.voicemail_ok.value or ""), "")
    if patient_not_told(intake):
        wish = "Patient not told: no details on voicemail"
    unwanted = str(intake.contact.do_not_contact.value or "").strip()
    avoid = f"Do not contact: {unwanted}" if unwanted else ""
    return ". ".join(part for part in (avoid, wish) if part)
