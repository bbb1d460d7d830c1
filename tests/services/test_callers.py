"""What a caller's number tells before anybody speaks, and news of a call that come twice."""

from datetime import timedelta

import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.case import CaseState
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.line.calls import Call, CallState, IncomingCall
from advisor_app.line.news import Arrived, HungUp, LineNews, PutOnHold, TakenUp
from advisor_app.services.arrivals import Arrivals
from tests.services.desk import Desk

PHONE = "(212) 555-0142"


def has_case(desk: Desk, owner: str, phone: str = PHONE) -> str:
    """A case with that number, of that owner."""
    intake = with_answer(Intake(), "contact.phone_primary", say(phone))
    return desk.cases.create(desk.act(owner), intake, owner=owner).number


def rings(desk: Desk, id_: str = "c1", phone: str = PHONE) -> Call:
    """A call that has waited long enough for anybody."""
    at = desk.clock.now() - timedelta(seconds=15)
    return desk.queue.arrived(IncomingCall(id=id_, phone=phone, arrived_at=at))


def test_later_calls_prefer_the_owner_of_the_case(line: Desk) -> None:
    has_case(line, "bob")
    call = rings(line)
    assert (call.prefers, call.first_time, call.case) == ("bob", False, "")
    (made,) = line.queue.dispatch()
    assert made.advisor == "bob"
    assert "you know this case" in made.why


def test_a_number_of_two_owners_prefers_nobody(line: Desk) -> None:
    has_case(line, "bob")
    has_case(line, "ann")
    assert rings(line).prefers == ""


def test_a_closed_case_has_no_say_but_was_called_before(line: Desk) -> None:
    number = has_case(line, "bob")
    line.cases.set_state(line.act("bob"), number, CaseState.CLOSED)
    call = rings(line)
    assert (call.prefers, call.first_time) == ("", False)


@pytest.mark.parametrize("phone", ["", "anonymous", "(212) 555-0143"])
def test_another_number_or_none_tells_nothing(line: Desk, phone: str) -> None:
    has_case(line, "bob")
    call = rings(line, phone=phone)
    assert (call.prefers, call.first_time) == ("", True)


def test_news_may_come_twice_late_and_of_calls_that_moved_on(line: Desk) -> None:
    at, act = line.clock.now(), line.act("ann")
    arrivals = Arrivals(line.queue)
    incoming = IncomingCall(id="c1", phone=PHONE, arrived_at=at)
    ring = Arrived(at=at, call=incoming, rings_at="ann")
    taken: LineNews = TakenUp(at=at, call="c1", by="ann")
    for news in (ring, ring, TakenUp(at=at, call="c1", by="bob"), taken, taken):
        arrivals.take(act, news)
    assert line.queue.call(act, "c1").holder == "ann"
    line.clock.go(5)
    late = line.clock.now() - timedelta(seconds=1)
    arrivals.take(act, PutOnHold(at=line.clock.now(), call="c1", by="ann"))
    arrivals.take(act, TakenUp(at=late, call="c1", by="ann"))
    assert line.queue.call(act, "c1").state is CallState.HELD
    for news in (HungUp(at=at, call="c1"), HungUp(at=at, call="c1"), HungUp(at=at, call="none")):
        arrivals.take(act, news)
    assert line.queue.call(act, "c1").state is CallState.WRAP_UP
