"""The settings of the centre as this window last read them: no look at the store holds it up."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject

from advisor_app.line.calendar import LineHours, read_line_hours
from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs

_READ_EVERY: Final = timedelta(seconds=30)


class CentreWatch(QObject):
    """At first what the frame was given, then read again and again on the readers."""

    def __init__(
        self, console: Console, settings: CentreSettings, jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._console, self._jobs = console, jobs
        self._calendar = read_line_hours()
        self._read_at = console.clock.now()
        self.settings = settings

    @property
    def hours(self) -> LineHours:
        """The calendar of the line with the hours that are set."""
        return self.settings.hours(self._calendar)

    def look(self, now: datetime) -> None:
        """Read the settings anew where that is due; a store that is away changes nothing."""
        if now - self._read_at < _READ_EVERY:
            return
        self._read_at = now
        self._jobs.read(
            self, self._console.centre.settings, self._keep, lambda _failure: None, key="settings"
        )

    def _keep(self, settings: CentreSettings) -> None:
        self.settings = settings
