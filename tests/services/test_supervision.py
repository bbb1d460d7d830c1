"""A supervisor gives calls back or to somebody else, and sets an advisor away; nobody else does."""

import pytest

from advisor_app.domain.people import Role
from advisor_app.line.calls import CallState
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import Denied, NotPossible
from tests.services.desk import Desk
from tests.services.test_queue import ring


@pytest.fixture
def line(desk: Desk) -> Desk:
    """Ann speaks with one caller and has parked another; Bob is free."""
    desk.staff("ann", "bob")
    for one in ("ann", "bob"):
        desk.presences.choose(desk.act(one), PresenceState.AVAILABLE)
    for call in ("c1", "c2"):
        ring(desk, call)
        desk.queue.claim(desk.act("ann"), call, 0)
        if call == "c1":
            desk.queue.park(desk.act("ann"), call)
    return desk


def test_everything_of_an_advisor_who_is_gone_goes_back_to_the_line(line: Desk) -> None:
    chief = line.act("chief", Role.SUPERVISOR)
    back = line.queue.supervision.release_all(chief, "ann")
    assert {one.id for one in back} == {"c1", "c2"}
    assert {one.state for one in back} == {CallState.WAITING}
    assert line.presences.get(line.act("ann")).state is PresenceState.AWAY
    with pytest.raises(NotPossible):
        line.queue.supervision.release(chief, "c1")


def test_a_call_is_given_to_one_advisor(line: Desk) -> None:
    chief = line.act("chief", Role.SUPERVISOR)
    given = line.queue.supervision.reassign(chief, "c2", "bob")
    assert (given.state, given.offered_to, given.holder) == (CallState.OFFERED, "bob", "")
    with pytest.raises(NotPossible):
        line.queue.supervision.reassign(chief, "c2", "ann")
    assert line.queue.claim(line.act("bob"), "c2", given.version).holder == "bob"


def test_an_advisor_who_talks_is_away_after_the_call(line: Desk) -> None:
    chief = line.act("chief", Role.SUPERVISOR)
    assert line.queue.supervision.set_away(chief, "ann").pending is PresenceState.AWAY
    assert line.queue.supervision.set_away(chief, "bob").state is PresenceState.AWAY


def test_an_advisor_does_none_of_it(line: Desk) -> None:
    for deed in (
        lambda: line.queue.supervision.release(line.act("bob"), "c2"),
        lambda: line.queue.supervision.reassign(line.act("bob"), "c2", "bob"),
        lambda: line.queue.supervision.set_away(line.act("bob"), "ann"),
    ):
        with pytest.raises(Denied):
            deed()
