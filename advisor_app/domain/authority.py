"""What may be told, and to whom, before anything is told back, booked or printed.

Source: 45 CFR 164.510(b) and 164.502(g): a person who is not the patient hears nothing about the
patient without the patient's agreement or the law's authority.
"""

from dataclasses import dataclass
from typing import Final

from advisor_app.domain.intake import Intake

_WITHOUT_AUTHORITY: Final = frozenset({"none_yet", "patient_verbal_permission_later"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Whether anything may be told back; `why` is for the window, `act` what would change it."""

    allowed: bool
    why: str = ""
    act: str = ""


def disclosure(intake: Intake) -> Disclosure:
    """Whether the caller may be told, a visit booked, a paper printed."""
    authority = intake.caller.authority.value
    if _is_patient(intake):
        return Disclosure(allowed=True, why="The patient is calling")
    if authority is None:
        if intake.caller.is_patient.value is None and not _another_is_named(intake):
            return Disclosure(
                allowed=False,
                why="It is not known yet whether the caller is the patient",
                act="Ask: are you calling for yourself?",
            )
        return Disclosure(
            allowed=False,
            why="The caller is not the patient and no authority is recorded",
            act="Ask whether the patient knows and agrees",
        )
    if authority in _WITHOUT_AUTHORITY:
        return Disclosure(
            allowed=False,
            why="The caller has no authority from the patient yet",
            act="Take the patient's permission, or a proxy paper",
        )
    return Disclosure(allowed=True, why="Authority is recorded")


def patient_not_told(intake: Intake) -> bool:
    """Whether every reader must be warned that the patient does not know the diagnosis."""
    return intake.caller.patient_aware_of_diagnosis.value == "not_told"


def _is_patient(intake: Intake) -> bool:
    return (
        intake.caller.is_patient.value is True
        or intake.caller.authority.value == "self"
        or (intake.caller.is_patient.value is None and intake.caller.relationship.value == "self")
    )


def _another_is_named(intake: Intake) -> bool:
    return intake.caller.relationship.value not in (None, "self")
