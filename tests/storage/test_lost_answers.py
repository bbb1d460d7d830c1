"""A commit that was done and whose answer was lost: the deed, asked for again, is done once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Edit
from advisor_app.line.calls import CallEventKind, CallState, IncomingCall, WrapUpCode
from advisor_app.services.failures import NotPossible, StoreOutOfReach
from advisor_app.services.queue import NewPromise, WrapUp
from tests.answer_thief import AnswerThief
from tests.servers import Server, open_store_at
from tests.services.desk import Desk, StillClock

CALL = "call-1"


@dataclass
class Line:
    """A desk whose answers can be stolen, with a case and a call."""

    desk: Desk
    thief: AnswerThief
    number: str

    def loses(self, deed: Callable[[], object]) -> None:
        """The deed is done, and nobody hears of it."""
        self.thief.arm()
        with pytest.raises(StoreOutOfReach):
            deed()
        assert self.thief.stolen.wait(3), "no commit was sent"

    def kinds(self) -> list[CallEventKind]:
        """What happened to the call."""
        with self.desk.store.reading() as unit:
            return [one.kind for one in unit.calls.events() if one.call == CALL]


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    clock = StillClock()
    with AnswerThief(server.empty_store()) as thief:
        desk = Desk(open_store_at(thief.url, clock), clock=clock)
        desk.staff("ann")
        number = desk.cases.create(desk.act()).number
        desk.queue.arrived(IncomingCall(id=CALL, phone="(212) 555-0142", arrived_at=clock.now()))
        yield Line(desk, thief, number)
        verdict = desk.audit.verify(desk.act())
        desk.store.close()
    assert (verdict.sound, verdict.why) == (True, "")


def test_a_call_back_instead_of_waiting_is_promised_once(line: Line) -> None:
    desk = line.desk
    told = NewPromise(
        due_at=desk.clock.now() + timedelta(hours=3),
        zone="America/New_York",
        phone="(212) 555-0142",
        about="",
        wish="w1",
    )
    line.loses(lambda: desk.queue.promise_instead(desk.act(), CALL, told))
    made = desk.queue.promise_instead(desk.act(), CALL, told)
    assert desk.promises.due(desk.act()) == (made,)
    assert line.kinds().count(CallEventKind.PROMISED) == 1
    with pytest.raises(NotPossible):
        desk.queue.promise_instead(desk.act(), CALL, replace(told, wish="w2"))


def test_a_save_is_applied_once(line: Line) -> None:
    desk = line.desk
    edit = Edit(id="e1", path="patient.mrn", statements=(Statement(value="N7"),), base=1)
    line.loses(lambda: desk.cases.save(desk.act(), line.number, [edit]))
    again = desk.cases.save(desk.act(), line.number, [edit])
    assert again.revision == 2
    assert not again.conflicts
    assert desk.cases.open(desk.act(), line.number).revision == 2


def test_a_claim_is_this_desks_when_it_is_asked_for_again(line: Line) -> None:
    desk = line.desk
    line.loses(lambda: desk.queue.claim(desk.act(), CALL, 0))
    call = desk.queue.claim(desk.act(), CALL, 0)
    assert (call.state, call.holder) == (CallState.CONNECTED, "ann")
    assert line.kinds().count(CallEventKind.ACCEPTED) == 1
    assert desk.phone.told == [("answer", CALL)], "claimed first, answered when that is known"


def test_a_call_is_written_up_once_and_its_promise_made_once(line: Line) -> None:
    desk = line.desk
    desk.queue.claim(desk.act(), CALL, 0)
    due = desk.clock.now() + timedelta(hours=2)
    promise = NewPromise(
        case=line.number, due_at=due, zone="America/New_York", phone="(212) 555-0142", about="news"
    )
    wrap_up = WrapUp(code=WrapUpCode.INFORMATION_GIVEN)
    line.loses(lambda: desk.queue.complete(desk.act(), CALL, wrap_up, promise))
    assert desk.queue.complete(desk.act(), CALL, wrap_up, promise).state is CallState.DONE
    assert len(desk.promises.due(desk.act())) == 1
    assert line.kinds().count(CallEventKind.WRAP_DONE) == 1


@pytest.mark.parametrize("deed", ["hold", "park", "end"])
def test_a_move_of_a_call_is_done_once(deed: str, line: Line) -> None:
    desk = line.desk
    desk.queue.claim(desk.act(), CALL, 0)
    moving = getattr(desk.queue, deed)
    line.loses(lambda: moving(desk.act(), CALL))
    before = line.kinds()
    moving(desk.act(), CALL)
    assert line.kinds() == before


def test_a_case_is_made_once_for_one_wish(line: Line) -> None:
    desk = line.desk
    line.loses(lambda: desk.cases.create(desk.act(), wish="wish-1"))
    again = desk.cases.create(desk.act(), wish="wish-1")
    assert again.number != line.number
    assert {one.number for one in desk.cases.recent(desk.act())} == {line.number, again.number}
    assert desk.cases.create(desk.act(), wish="wish-2").number != again.number


def test_a_promise_is_made_once_for_one_wish(line: Line) -> None:
    desk = line.desk
    due = desk.clock.now() + timedelta(hours=2)
    new = NewPromise(
        due_at=due, zone="America/New_York", phone="(212) 555-0142", about="x", wish="wish-1"
    )
    line.loses(lambda: desk.promises.make(desk.act(), new))
    again = desk.promises.make(desk.act(), new)
    assert [one.id for one in desk.promises.due(desk.act())] == [again.id]
