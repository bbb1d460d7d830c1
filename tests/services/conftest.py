"""A desk on a store of its own for each test."""

from collections.abc import Iterator

import pytest

from advisor_app.line.presence import PresenceState
from tests.servers import Server
from tests.services.cheap import cheap_hashes
from tests.services.desk import Desk, StillClock

__all__ = ["cheap_hashes", "desk"]


@pytest.fixture(params=["file", "server"])
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    """Every service on a store of its own: on one file, and on a server that many share."""
    if request.param == "file":
        made = Desk()
        yield made
        made.store.close()
        return
    server: Server = request.getfixturevalue("server")
    clock = StillClock()
    with server.store(clock) as store:
        yield Desk(store, clock=clock)


@pytest.fixture
def line(desk: Desk) -> Desk:
    """A desk whose staff is Ann and Bob, both available."""
    desk.staff("ann", "bob")
    for who in ("ann", "bob"):
        desk.presences.choose(desk.act(who, at=who), PresenceState.AVAILABLE)
    return desk
