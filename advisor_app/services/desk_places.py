"""Where each desk is at work: what brings an advisor back after a sudden end."""

from dataclasses import replace

from advisor_app.domain.case import Act, DeskPlace
from advisor_app.services.gate import desk_of
from advisor_app.services.ports import Clock, Store


class DeskPlaces:
    """The case, the question and the cursor of each desk.

    A place is no deed on a patient's record: the case that it names was opened, and that stands in
    the audit. So the units here are the line's own.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def keep(self, act: Act, place: DeskPlace) -> None:
        """The desk is there now."""
        with self._store.writing(on=desk_of(act)) as unit:
            unit.desks.put(
                act.session.account,
                act.session.workstation,
                replace(place, at=self._clock.now()),
            )

    def leave(self, act: Act) -> None:
        """The desk is at no case any more: it was signed out, or the case was put away."""
        with self._store.writing(on=desk_of(act)) as unit:
            unit.desks.forget(act.session.account, act.session.workstation)

    def left_open(self, act: Act) -> DeskPlace | None:
        """Where the desk was when it ended without being signed out, or None."""
        with self._store.reading() as unit:
            return unit.desks.place(act.session.account, act.session.workstation)
