"""The settings of the centre: its name, numbers, hours and the times of the line."""

from dataclasses import replace

from advisor_app.domain.case import Act
from advisor_app.domain.people import Role
from advisor_app.line.calendar import LineHours
from advisor_app.services.centre_values import CentreSettings, settings_of
from advisor_app.services.failures import BadValue, Denied
from advisor_app.services.ports import Clock, Store

__all__ = ["Centre", "CentreSettings", "settings_of"]

_MAY_CHANGE = frozenset({Role.ADMINISTRATOR.value, Role.OPERATOR.value, Role.SUPERVISOR.value})


class Centre:
    """What a centre sets once for everybody."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def settings(self, act: Act | None = None) -> CentreSettings:  # noqa: ARG002
        """The settings as they stand; nothing is set at first. They are no patient's data."""
        with self._store.reading() as unit:
            return unit.centre.settings() or CentreSettings()

    def change(self, act: Act, settings: CentreSettings) -> None:
        """Let these be the settings from now on. Raises Denied, BadValue."""
        if act.session.role not in _MAY_CHANGE and not self._store.throw_away:
            raise Denied("Your role does not change the settings of the centre.")
        if (settings.opens is None) is not (settings.closes is None):
            raise BadValue("centre.opens", "and the answer to centre.closes belong together")
        if settings.opens and settings.closes and settings.opens >= settings.closes:
            raise BadValue("centre.closes", "must come after the opening")
        with self._store.writing(act) as unit:
            unit.centre.put_settings(settings, act.session.account, self._clock.now())
            unit.audit.append("centre.change", "settings", "")

    def hours(self, calendar: LineHours) -> LineHours:
        """The calendar of the line with the hours that are set."""
        found = self.settings()
        return replace(calendar, opens=found.opens, closes=found.closes)
