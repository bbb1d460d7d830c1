"""A store that was opened, wherever it lies, and the workstation that opened it."""

import socket
from dataclasses import dataclass

from advisor_app.domain.case import Act, Purpose, Session
from advisor_app.services.changes import Changes
from advisor_app.services.ports import Clock, KeyHolder, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStore:
    """A store, its clock and keys, and the session of whoever opened it."""

    store: Store
    clock: Clock
    keys: KeyHolder | None
    session: Session
    changes: Changes | None = None

    def act(self, reason: str = "") -> Act:
        """One deed of whoever opened it."""
        return Act(session=self.session, purpose=Purpose.OPERATIONS, reason=reason)


def workstation() -> str:
    """The name of this machine, for the audit."""
    return socket.gethostname() or "workstation"
