"""An appointment of a new patient: held for a while, or booked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from advisor_app.domain.people import Slot


class AppointmentState(StrEnum):
    """A held place comes free by itself when its time is over; a booked one stays."""

    HELD = "held"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """One place of one specialist, taken for one case; `until` is when a hold ends."""

    practitioner: str
    slot: Slot
    case: str
    by: str
    state: AppointmentState
    until: datetime

    def stands(self, now: datetime) -> bool:
        """Whether it keeps others away."""
        return self.state is AppointmentState.BOOKED or now < self.until
