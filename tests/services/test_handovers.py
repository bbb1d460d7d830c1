"""Who goes leaves nothing with nobody: parked calls, parked cases and promises go as one deed."""

from datetime import timedelta

import pytest

from advisor_app.domain.case import Act, CaseState
from advisor_app.domain.people import Role
from advisor_app.line.calls import CallState, IncomingCall
from advisor_app.services.failures import Denied, NoSuchAccount, NotPossible
from advisor_app.services.handovers import Handovers
from advisor_app.services.promises import NewPromise
from tests.services.desk import Desk


@pytest.fixture
def handovers(line: Desk) -> Handovers:
    """The service on Ann's and Bob's store."""
    return Handovers(line.store, line.clock)


def takes(desk: Desk, act: Act, id_: str = "c1") -> None:
    """A call that rings and is taken."""
    desk.queue.arrived(IncomingCall(id=id_, phone="", arrived_at=desk.clock.now()))
    desk.queue.claim(act, id_, 0)


def leaves_much(desk: Desk, act: Act) -> tuple[str, str]:
    """A parked call with its parked case, and a promise: the case and the promise."""
    number = desk.cases.create(act, owner=act.session.account).number
    takes(desk, act)
    desk.queue.attach_case(act, "c1", number)
    desk.cases.set_state(act, number, CaseState.PARKED, "you were at: Story")
    desk.queue.park(act, "c1")
    due = desk.clock.now() + timedelta(hours=2)
    new = NewPromise(due_at=due, zone="", phone="", about="the date", case=number)
    return number, desk.promises.make(act, new).id


def test_all_that_is_open_goes_to_the_colleague(line: Desk, handovers: Handovers) -> None:
    ann, bob = line.act("ann"), line.act("bob")
    number, promise = leaves_much(line, ann)
    work = handovers.open_work(ann)
    assert (work.count, work.empty, work.call) == (3, False, None)
    assert [one.id for one in handovers.receivers(ann)] == ["bob"]
    assert handovers.hand_over(ann, "bob", note="she is patient") == work
    assert handovers.open_work(ann).empty
    assert handovers.open_work(bob).count == 3
    assert line.cases.open(bob, number).owner == "bob"
    assert line.promises.get(bob, promise).owner == "bob"
    assert line.queue.parked(bob)[0].state is CallState.PARKED
    line.queue.resume(bob, "c1")
    assert line.queue.my_call(bob) is not None
    told = [one.detail for one in line.cases.notes(bob, number) if one.what == "handed over"]
    assert told == ["bob: she is patient"] * 2


def test_nothing_goes_while_a_caller_is_on_the_line(line: Desk, handovers: Handovers) -> None:
    ann = line.act("ann")
    leaves_much(line, ann)
    takes(line, ann, "c2")
    with pytest.raises(NotPossible):
        handovers.hand_over(ann, "bob")
    assert handovers.open_work(ann).count == 3


@pytest.mark.parametrize("to", ["ann", "nobody", "root"])
def test_it_goes_only_to_who_answers_calls(line: Desk, handovers: Handovers, to: str) -> None:
    with pytest.raises(NoSuchAccount):
        handovers.hand_over(line.act("ann"), to)


def test_the_work_of_who_is_gone_is_seen_and_given_by_who_may(
    line: Desk, handovers: Handovers
) -> None:
    leaves_much(line, line.act("ann"))
    with pytest.raises(Denied):
        handovers.open_work(line.act("bob"), "ann")
    with pytest.raises(Denied):
        handovers.tallies(line.act("bob"))
    boss = line.act("boss", Role.SUPERVISOR)
    assert {one: work.count for one, work in handovers.tallies(boss).items()} == {"ann": 3}
    assert handovers.hand_over(boss, "bob", "ann").count == 3
    assert set(handovers.tallies(boss)) == {"bob"}


def test_a_promise_that_ended_goes_nowhere(line: Desk, handovers: Handovers) -> None:
    ann = line.act("ann")
    number, promise = leaves_much(line, ann)
    line.promises.keep(ann, promise)
    handovers.hand_over(ann, "bob")
    assert line.promises.get(ann, promise).owner == "ann"
    assert line.cases.open(line.act("bob"), number).owner == "bob"
