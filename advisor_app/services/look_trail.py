"""Writes down who looked at which list; the same look again within a minute is one look."""

import threading
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.services.gate import desk_of
from advisor_app.services.ports import Clock, Store

_SAME_LOOK: Final = timedelta(seconds=60)


class LookTrail:
    """The audit of lists, which a window asks for again and again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._turn = threading.Lock()
        self._last: dict[tuple[str, str, str], tuple[str, datetime]] = {}

    def write_down(self, act: Act, action: str, entity: str, detail: str) -> None:
        """One row for a look, before what was found is given back."""
        key = (act.session.account, act.session.workstation, action)
        now = self._clock.now()
        with self._turn:
            seen, at = self._last.get(key, ("", now))
            if seen == detail and timedelta(0) <= now - at < _SAME_LOOK:
                return
        with self._store.writing(act, on=desk_of(act)) as unit:
            unit.audit.append(action, entity, "", detail)
        with self._turn:
            self._last[key] = (detail, now)
