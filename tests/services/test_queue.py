"""A call has one way through the line, one holder, and one end."""

import threading
from datetime import timedelta

import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.case import Act, CaseState, OnlineRequest, PromiseState
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.people import Role
from advisor_app.line.calls import CallEventKind, CallState, IncomingCall, WrapUpCode
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import (
    AlreadyClaimed,
    BadValue,
    ChangedMeanwhile,
    Denied,
    NoSuchCall,
    NotPossible,
    ServiceFailure,
)
from advisor_app.services.online import ALIKE_NOTE
from advisor_app.services.queue import NewPromise, WrapUp
from tests.services.desk import START, Desk

DONE = WrapUp(code=WrapUpCode.MATCHED_CALLBACK, note="Will send the letter")


def ring(desk: Desk, id_: str = "c1", **more: object) -> None:
    """A call that has waited for long enough that anybody does."""
    at = desk.clock.now() - timedelta(seconds=15)
    desk.queue.arrived(
        IncomingCall(id=id_, phone="(212) 555-0142", arrived_at=at, **more)  # type: ignore[arg-type]
    )


def claimed(desk: Desk, id_: str = "c1") -> Act:
    """Ann has the call."""
    ring(desk, id_)
    desk.queue.claim(desk.act(), id_, 0)
    return desk.act()


def kinds(desk: Desk, id_: str = "c1") -> list[str]:
    return [one.kind.value for one in desk.queue.events(desk.act()) if one.call == id_]


def promise(desk: Desk, **more: object) -> NewPromise:
    told: dict[str, object] = {
        "due_at": desk.clock.now() + timedelta(hours=3),
        "zone": "Europe/Madrid",
        "phone": "+34 600 555 010",
        "about": "tell her the date",
    }
    return NewPromise(**{**told, **more})  # type: ignore[arg-type]


def test_a_call_from_ring_to_done(line: Desk) -> None:
    ring(line)
    ring(line)
    (made,) = line.queue.dispatch()
    assert line.queue.dispatch() == ()
    (row,) = line.queue.rows(line.act())
    assert (row.sort, row.offered_to, row.version) == ("call", made.advisor, 1)
    assert row.offer_why == made.why
    act = line.act(made.advisor, at=made.advisor)
    call = line.queue.claim(act, "c1", row.version)
    assert (call.state, call.holder, call.offered_to) == (CallState.CONNECTED, made.advisor, "")
    assert line.queue.rows(act) == ()
    assert line.presences.get(act).state is PresenceState.ON_CALL
    line.queue.hold(act, "c1")
    line.queue.hold(act, "c1")
    line.queue.resume(act, "c1")
    line.queue.resume(act, "c1")
    line.queue.end(act, "c1")
    line.queue.end(act, "c1")
    assert line.presences.get(act).state is PresenceState.WRAP_UP
    assert line.queue.my_call(act) is not None
    line.queue.complete(act, "c1", DONE)
    assert line.queue.complete(act, "c1", DONE).state is CallState.DONE
    assert line.presences.get(act).state is PresenceState.AVAILABLE
    assert line.queue.my_call(act) is None
    assert kinds(line) == [
        "arrived",
        "offered",
        "accepted",
        "hold_start",
        "hold_end",
        "ended",
        "wrap_done",
    ]
    assert line.phone.told[0] == ("answer", "c1")


def test_one_of_eight_who_reach_for_a_call_gets_it(desk: Desk) -> None:
    names = [f"desk{number}" for number in range(8)]
    desk.staff(*names)
    calls = [f"c{number}" for number in range(6)]
    for call in calls:
        ring(desk, call)
    won: dict[str, list[str]] = {call: [] for call in calls}
    refused: list[ServiceFailure] = []
    together = threading.Barrier(len(names))

    def reach(name: str) -> None:
        for call in calls:
            together.wait()
            try:
                desk.queue.claim(desk.act(name, at=name), call, 0)
                won[call].append(name)
                desk.queue.complete(desk.act(name, at=name), call, DONE)
            except (AlreadyClaimed, ChangedMeanwhile, NotPossible) as failure:
                refused.append(failure)

    threads = [threading.Thread(target=reach, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(winners) for winners in won.values()] == [1] * len(calls)
    assert len(refused) == len(calls) * (len(names) - 1)
    for call in calls:
        assert kinds(desk, call).count("accepted") == 1


def test_a_late_claim_says_who_has_it(line: Desk) -> None:
    act = claimed(line)
    with pytest.raises(AlreadyClaimed) as told:
        line.queue.claim(line.act("bob"), "c1", 0)
    assert told.value.by == "Ann"
    assert line.queue.claim(act, "c1", 0).holder == "ann"


def test_a_claim_of_what_changed_is_refused(line: Desk) -> None:
    ring(line)
    (made,) = line.queue.dispatch()
    me, other = line.act(made.advisor), line.act("bob" if made.advisor == "ann" else "ann")
    with pytest.raises(AlreadyClaimed):
        line.queue.claim(other, "c1", 1)
    with pytest.raises(ChangedMeanwhile):
        line.queue.claim(me, "c1", 0)
    line.queue.claim(me, "c1", 1)


def test_who_has_a_call_takes_no_second_one(line: Desk) -> None:
    act = claimed(line)
    ring(line, "c2")
    with pytest.raises(NotPossible):
        line.queue.claim(act, "c2", 0)
    line.queue.park(act, "c1")
    line.queue.claim(act, "c2", 0)
    assert [one.id for one in line.queue.parked(act)] == ["c1"]
    with pytest.raises(NotPossible):
        line.queue.resume(act, "c1")
    line.queue.complete(act, "c2", DONE)
    assert line.queue.resume(act, "c1").state is CallState.CONNECTED
    assert line.presences.get(act).state is PresenceState.ON_CALL


def test_only_who_answers_calls_may_claim(line: Desk) -> None:
    ring(line)
    with pytest.raises(Denied):
        line.queue.claim(line.act("root", Role.ADMINISTRATOR), "c1", 0)
    with pytest.raises(NoSuchCall):
        line.queue.claim(line.act(), "c9", 0)


def test_a_call_of_another_is_left_alone(line: Desk) -> None:
    claimed(line)
    bob = line.act("bob", at="desk 2")
    for deed in (line.queue.hold, line.queue.park, line.queue.end):
        with pytest.raises(AlreadyClaimed):
            deed(bob, "c1")
    with pytest.raises(AlreadyClaimed):
        line.queue.complete(bob, "c1", DONE)
    assert kinds(line) == ["arrived", "accepted"]


def test_an_offer_that_runs_out_goes_to_the_next_and_sends_away(line: Desk) -> None:
    ring(line)
    (first,) = line.queue.dispatch()
    line.clock.go(21)
    (second,) = line.queue.dispatch()
    assert {first.advisor, second.advisor} == {"ann", "bob"}
    assert line.presences.get(line.act(first.advisor)).state is PresenceState.AWAY
    assert kinds(line) == ["arrived", "offered", "offer_expired", "offered"]


def test_a_declined_offer_goes_to_the_next_at_once(line: Desk) -> None:
    ring(line)
    (first,) = line.queue.dispatch()
    act = line.act(first.advisor)
    line.queue.decline(act, "c1", "Called away")
    assert line.queue.decline(act, "c1").state is CallState.WAITING
    (second,) = line.queue.dispatch()
    assert second.advisor != first.advisor
    assert line.presences.get(act).state is PresenceState.AVAILABLE


def test_a_caller_gives_up_or_hangs_up(line: Desk) -> None:
    ring(line)
    assert line.queue.abandoned("c1").state is CallState.ABANDONED
    assert line.queue.abandoned("c1").state is CallState.ABANDONED
    with pytest.raises(NotPossible):
        line.queue.claim(line.act(), "c1", 1)
    act = claimed(line, "c2")
    assert line.queue.abandoned("c2").state is CallState.WRAP_UP
    assert line.queue.end(act, "c2").state is CallState.WRAP_UP
    assert kinds(line, "c2") == ["arrived", "accepted", "ended"]


def test_a_wrap_up_is_one_deed(line: Desk) -> None:
    act = claimed(line)
    number = line.cases.create(act, owner="ann").number
    line.queue.attach_case(act, "c1", number)
    line.queue.attach_case(act, "c1", number)
    call = line.queue.complete(act, "c1", DONE, promise(line))
    assert (call.state, call.case) == (CallState.DONE, number)
    (made,) = line.promises.due(act)
    assert (made.case, made.owner, made.state) == (number, "ann", PromiseState.DUE)
    notes = [one.what for one in line.cases.notes(act, number)]
    assert notes == ["call", "promise.make", "wrap_up"]
    assert kinds(line)[-3:] == ["ended", "promised", "wrap_done"]
    assert line.cases.recent(act)[0].next_step == "Call back 24 NOV 2026 13:00 ET"
    assert ("hang_up", "c1") in line.phone.told


def test_a_wrap_up_that_cannot_be_kept_whole_is_not_kept_at_all(line: Desk) -> None:
    act = claimed(line)
    number = line.cases.create(act).number
    line.queue.attach_case(act, "c1", number)
    before = (kinds(line), line.cases.notes(act, number))
    wrong = promise(line, due_at=START.replace(tzinfo=None))
    with pytest.raises(BadValue):
        line.queue.complete(act, "c1", DONE, wrong)
    assert (kinds(line), line.cases.notes(act, number)) == before
    assert line.promises.due(act) == ()
    assert line.queue.call(act, "c1").state is CallState.CONNECTED


def test_a_waiting_caller_takes_a_call_back(line: Desk) -> None:
    ring(line)
    made = line.queue.promise_instead(line.act(), "c1", promise(line))
    assert line.queue.call(line.act(), "c1").state is CallState.PROMISED
    later = timedelta(hours=4)
    assert line.queue.rows(line.act()) == ()
    (row,) = line.queue.rows(line.act(), promises_within=later)
    assert (row.sort, row.key, row.zone) == ("promise", made.id, "Europe/Madrid")
    line.clock.at = made.due_at + timedelta(seconds=1)
    ring(line, "c2")
    assert [one.key for one in line.queue.rows(line.act())] == [made.id, "c2"]


def test_rows_stand_in_the_order_of_work(line: Desk) -> None:
    ring(line, "early")
    line.clock.go(5)
    ring(line, "late", urgent=True)
    line.promises.make(line.act(), promise(line, due_at=line.clock.now(), case=""))
    line.queue.import_requests(line.act(), [request("w1")])
    found = [(one.sort, one.key) for one in line.queue.rows(line.act())]
    assert [sort for sort, _ in found] == ["call", "call", "promise", "online"]
    assert [key for _, key in found][:2] == ["late", "early"]


def request(id_: str) -> OnlineRequest:
    intake = with_answer(Intake(), "patient.family_name", say("Doe"))
    return OnlineRequest(id=id_, received_at=START, intake=intake, notes=("no phone",))


def test_online_requests_come_in_once(line: Desk) -> None:
    act = line.act()
    taken = line.queue.import_requests(act, [request("w1"), request("w2")])
    assert (taken.numbers, taken.known) == (("Q-26-00001", "Q-26-00002"), 0)
    again = line.queue.import_requests(act, [request("w1"), request("w2")])
    assert (again.numbers, again.known) == ((), 2)
    assert len(line.cases.all(act)) == 2
    case = line.queue.take_request(act, "w1")
    assert (case.number, case.owner, case.state) == ("Q-26-00001", "ann", CaseState.OPEN)
    assert line.queue.take_request(act, "w1").number == "Q-26-00001"
    with pytest.raises(AlreadyClaimed) as claimed:
        line.queue.take_request(line.act("bob"), "w1")
    assert claimed.value.by == "Ann"
    assert [one.key for one in line.queue.rows(act)] == ["w2"]


def test_who_may_have_a_case_already_is_noted_on_the_new_one(line: Desk) -> None:
    act = line.act()
    intake = with_answer(Intake(), "patient.family_name", say("Lindqvist"))
    intake = with_answer(intake, "patient.given_names", say("Per"))
    intake = with_answer(intake, "patient.dob", say(PartialDate(year=1951, month=4, day=2)))
    standing = line.cases.create(act, intake)
    one = OnlineRequest(id="w9", received_at=START, intake=intake)
    [number] = line.queue.import_requests(act, [one]).numbers
    notes = [note for note in line.cases.notes(act, number) if note.what == ALIKE_NOTE]
    assert [note.detail.split()[0] for note in notes] == [standing.number]
    [stranger] = line.queue.import_requests(act, [request("w10")]).numbers
    assert not [note for note in line.cases.notes(act, stranger) if note.what == ALIKE_NOTE]


def test_every_event_is_one_row_that_stays(line: Desk) -> None:
    act = claimed(line)
    line.queue.complete(act, "c1", DONE)
    last = line.queue.events(act)[-1]
    assert (last.kind, last.by, last.detail) == (
        CallEventKind.WRAP_DONE,
        "ann",
        "matched_callback",
    )
    assert line.queue.events(act, since=line.clock.now() + timedelta(seconds=1)) == ()


def test_a_promise_ends_in_one_of_four_ways(line: Desk) -> None:
    act = line.act()
    number = line.cases.create(act).number
    made = [line.promises.make(act, promise(line, case=number)) for _ in range(4)]
    line.promises.attempt(act, made[0].id, "no answer")
    assert line.promises.keep(act, made[0].id).attempts == 1
    line.promises.keep(act, made[0].id)
    with pytest.raises(NotPossible):
        line.promises.move(act, made[1].id, line.clock.now(), " ")
    moved = line.promises.move(act, made[1].id, line.clock.now(), "the patient")
    line.promises.cancel(act, made[2].id, "found help elsewhere")
    line.promises.hand_over(act, made[3].id, "bob")
    found = {one.id: one for one in line.promises.of_case(act, number)}
    assert [found[one.id].state.value for one in made] == ["kept", "moved", "cancelled", "due"]
    assert found[moved.id].state is PromiseState.DUE
    assert [one.id for one in line.promises.due(act, "bob")] == [made[3].id]
    with pytest.raises(NotPossible):
        line.promises.cancel(act, made[0].id, "too late")
    assert len(line.promises.all(act)) == 5


def test_presence_is_chosen_and_spans_are_kept(line: Desk) -> None:
    act = line.act()
    line.clock.go(60)
    line.presences.choose(act, PresenceState.BREAK)
    with pytest.raises(NotPossible):
        line.presences.choose(act, PresenceState.ON_CALL)
    spans = [one for one in line.presences.spans() if one.advisor == "ann"]
    assert [(one.state, one.end is None) for one in spans] == [
        (PresenceState.AVAILABLE, False),
        (PresenceState.BREAK, True),
    ]
    ring(line)
    (made,) = line.queue.dispatch()
    assert made.advisor == "bob"
