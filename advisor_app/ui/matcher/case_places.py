"""What one case holds and has booked, as this desk knows it."""

from datetime import datetime

from advisor_app.domain.appointments import Appointment, AppointmentState
from advisor_app.domain.values import Parts, parts


class CasePlaces:
    """The places of the case on the desk; a hold whose time is over is let go of."""

    def __init__(self) -> None:
        self._places: tuple[Appointment, ...] = ()

    @property
    def all(self) -> tuple[Appointment, ...]:
        """Every place that stands."""
        return self._places

    @property
    def held(self) -> Appointment | None:
        """The place that is held."""
        return next((one for one in self._places if one.state is AppointmentState.HELD), None)

    def are(self, places: tuple[Appointment, ...]) -> None:
        """Let these be the places."""
        self._places = places

    def add(self, place: Appointment | None) -> tuple[Appointment, ...]:
        """The places with one more: what was held before is given back, what is booked stays."""
        booked = tuple(one for one in self._places if one.state is AppointmentState.BOOKED)
        return booked if place is None else (place, *booked)

    def end(self, now: datetime) -> bool:
        """Let go of holds whose time is over; whether there was one."""
        standing = tuple(one for one in self._places if one.stands(now))
        ended = standing != self._places
        self._places = standing
        return ended


def booking_parts(made: Appointment) -> Parts:
    """A booked place as an answer of the case."""
    return parts(
        at=made.slot.at.isoformat(),
        zone="America/New_York",
        site=made.slot.site,
        mode=made.slot.mode.value,
        practitioner=made.practitioner,
    )
