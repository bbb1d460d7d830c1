"""Keeps where this desk is at work, so that a sudden end brings its advisor back to the word."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from advisor_app.domain.case import Act, DeskPlace
from advisor_app.services.desk_places import DeskPlaces
from advisor_app.ui.jobs import Jobs


class PlaceKeeper(QObject):
    """Writes the place behind the advisor, whenever it is another one than was written last."""

    def __init__(
        self, places: DeskPlaces, act: Callable[[], Act], jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._places, self._act, self._jobs = places, act, jobs
        self._last: DeskPlace | None = None

    def keep(self, place: DeskPlace) -> None:
        """The desk is there now; nothing is written where it was there before."""
        if place == self._last:
            return
        self._last = place
        act = self._act()
        self._jobs.write(self, lambda: self._places.keep(act, place), None, self._away)

    def leave(self) -> None:
        """The desk is at no case any more."""
        self._last = None
        act = self._act()
        self._jobs.write(self, lambda: self._places.leave(act), None, self._away)

    def find(self, found: Callable[[DeskPlace | None], None]) -> None:
        """Ask where the desk was when it ended without being signed out."""
        act = self._act()
        self._jobs.read(self, lambda: self._places.left_open(act), found, self._away)

    def _away(self, _failure: Exception) -> None:
        """The store is away: the place is written again when it moves; the edits tell of it."""
        self._last = None
