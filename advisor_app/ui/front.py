"""What the frame of a desk and its queue work with: few rooms, so that they stand at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from advisor_app.domain.case import Act

if TYPE_CHECKING:
    # For the types alone: the queue stands before most of these rooms are read.
    from advisor_app.domain.case import Session
    from advisor_app.domain.people import Advisor
    from advisor_app.services.centre_values import CentreSettings
    from advisor_app.services.ports import Clock
    from advisor_app.services.queue_values import QueueRow
    from advisor_app.ui.context import Console


class Line(Protocol):
    """Reads what waits."""

    def rows(self, act: Act) -> tuple[QueueRow, ...]:
        """All that waits, in the order in which it is worked. Raises Denied."""
        ...


class Furnished(Protocol):
    """A desk that is made in its frame, part by part."""

    def furnish(self) -> bool:
        """Make one more part of the desk; False once it is whole."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the frame of a desk and its queue work with; `rest` reads and joins all the others.

    `rest` takes a while and may be called on any thread. What it gives makes the whole desk of the
    frame, on the window's thread.
    """

    session: Session
    advisor: Advisor
    clock: Clock
    line: Line
    staff: Callable[[], tuple[Advisor, ...]]
    settings: CentreSettings
    rest: Callable[[], Callable[..., Furnished]] | None = None
    demonstration: bool = False
    closing: tuple[Callable[[], None], ...] = field(default=())

    def act(self, reason: str = "") -> Act:
        """Who does it, and why, for one call of a service."""
        return Act(session=self.session, reason=reason)


def front_of(console: Console) -> Front:
    """What the frame of this desk works with, where the whole is there already."""
    return Front(
        session=console.session,
        advisor=console.advisor,
        clock=console.clock,
        line=console.queue,
        staff=console.accounts.list,
        settings=console.centre.settings(),
        demonstration=console.demonstration,
        closing=console.closing,
    )
