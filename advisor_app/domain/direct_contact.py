"""The departments that a caller may contact directly, beside the question who arranges a review."""

from collections.abc import Mapping
from typing import Final

from advisor_app.domain.intake import Intake

QUESTION: Final = "svc.route"
DIRECT: Final = "direct_contact"
"""The answer of `svc.route` that says: the caller was given the contact."""

_DESKS: Final = (
    ("pathology_review", "Pathology", "pathology_desk"),
    ("radiology_review", "Radiology", "radiology_desk"),
)


def direct_contact(intake: Intake, contacts: Mapping[str, str]) -> str:
    """One line: the number of each department whose review is wanted; an unset one says so.

    `contacts` are the settings of the centre by name. Nothing where no review is wanted.
    """
    wanted = intake.svc.types.value or ()
    told = [
        f"{name} {contacts.get(setting) or 'number: not set by the centre'}"
        for service, name, setting in _DESKS
        if service in wanted
    ]
    return ". ".join(told)


def contact_was_given(intake: Intake) -> bool:
    """Whether the caller goes to the department directly."""
    return intake.svc.route.value == DIRECT
