"""The settings of the centre: its name, numbers, hours and the times of the line."""

from typing import TYPE_CHECKING

from advisor_app.domain.case import Act
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import BadValue
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store
from advisor_app.services.rights import Deed

if TYPE_CHECKING:
    # For the type alone: the holidays of the line take a while to read.
    from advisor_app.line.calendar import LineHours

__all__ = ["Centre", "CentreSettings"]


class Centre:
    """What a centre sets once for everybody."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)

    def settings(self, act: Act | None = None) -> CentreSettings:  # noqa: ARG002
        """The settings as they stand; nothing is set at first. They are no patient's data."""
        with self._store.reading() as unit:
            return unit.centre.settings() or CentreSettings()

    def change(self, act: Act, settings: CentreSettings) -> None:
        """Let these be the settings from now on. Raises Denied, BadValue."""
        if (settings.opens is None) is not (settings.closes is None):
            raise BadValue("centre.opens", "and the answer to centre.closes belong together")
        if settings.opens and settings.closes and settings.opens >= settings.closes:
            raise BadValue("centre.closes", "must come after the opening")
        with self._gate.writing(act, Deed.CHANGE_CENTRE, "centre.change", "settings") as unit:
            unit.centre.put_settings(settings, act.session.account, self._clock.now())
            unit.audit.append("centre.change", "settings", "")

    def hours(self, calendar: "LineHours") -> "LineHours":
        """The calendar of the line with the hours that are set."""
        return self.settings().hours(calendar)
