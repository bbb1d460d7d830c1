"""A supervisor gives calls back or to somebody else, and sets an advisor away; nobody else does."""

import pytest

from advisor_app.domain.people import Role
from advisor_app.line.calls import CallState
from advisor_app.line.groups import load_groups
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import BadValue, Denied, NotPossible
from advisor_app.services.queue import Queue
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


def test_a_threshold_of_a_team_counts_from_now_on(desk: Desk) -> None:
    desk.staff("ann")
    desk.presences.choose(desk.act("ann"), PresenceState.AVAILABLE)
    desk.queue = Queue(
        desk.store, desk.clock, cases=desk.cases, promises=desk.promises, groups=load_groups()
    )
    chief, supervision = desk.act("chief", Role.SUPERVISOR), desk.queue.supervision
    with pytest.raises(Denied):
        supervision.help_after(desk.act("ann"), "breast", 60)
    for group, seconds in (("none", 60), ("breast", -1), ("breast", 601)):
        with pytest.raises(BadValue):
            supervision.help_after(chief, group, seconds)
    supervision.help_after(chief, "breast", 60)
    ring(desk, "c1", family="breast")
    assert desk.queue.dispatch() == ()
    supervision.help_after(chief, "breast", 5)
    assert [one.call_id for one in desk.queue.dispatch()] == ["c1"]
    assert desk.centre.settings().rules.help_after == (("breast", 5),)
