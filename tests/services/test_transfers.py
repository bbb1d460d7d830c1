"""A call goes from desk to desk and never falls between them; a dead desk gives its call back."""

import pytest

from advisor_app.line.calls import Call, CallState
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import (
    AlreadyClaimed,
    Denied,
    GlassNeeded,
    NoSuchAccount,
    NotPossible,
)
from advisor_app.services.gate import HANDED_ON_FOR
from advisor_app.services.queue import Queue
from advisor_app.services.transfers import OFFER_STANDS, Transfers
from tests.services.desk import Desk
from tests.services.test_queue import ring

LEASE = 45


@pytest.fixture
def line(desk: Desk) -> Desk:
    """Ann and Bob are free, desks must show that they live, and Ann speaks with a caller."""
    desk.staff("ann", "bob", "cleo")
    desk.queue = Queue(
        desk.store, desk.clock, cases=desk.cases, promises=desk.promises, phone=desk.phone,
        lease_seconds=LEASE,
    )  # fmt: skip
    for one in ("ann", "bob"):
        desk.presences.choose(desk.act(one), PresenceState.AVAILABLE)
    ring(desk, "c1")
    desk.queue.claim(desk.act("ann"), "c1", 0)
    return desk


@pytest.fixture
def transfers(line: Desk) -> Transfers:
    return line.queue.transfers


def call(line: Desk) -> Call:
    return line.queue.call(line.act(), "c1")


def state_of(line: Desk, account: str) -> PresenceState:
    return line.presences.get(line.act(account)).state


def test_a_warm_transfer_ends_with_the_receiver(line: Desk, transfers: Transfers) -> None:
    case = line.cases.create(line.act("ann")).number
    line.queue.attach_case(line.act("ann"), "c1", case)
    transfers.offer(line.act("ann"), "c1", "bob", "wants the trial desk")
    rows = line.queue.rows(line.act("bob"))
    assert [one.key for one in rows if one.offered_to == "bob"] == ["c1"]
    assert (call(line).state, call(line).holder) == (CallState.TRANSFERRING, "ann")
    taken = transfers.accept(line.act("bob"), "c1")
    assert (taken.state, taken.holder, taken.offered_to) == (CallState.CONNECTED, "bob", "")
    assert state_of(line, "ann") is PresenceState.AVAILABLE
    assert state_of(line, "bob") is PresenceState.ON_CALL
    notes = [(one.what, one.detail) for one in line.cases.notes(line.act(), case)]
    assert ("transfer", "wants the trial desk") in notes


def test_the_receiver_owns_the_case_and_the_sender_may_finish_a_sentence(
    line: Desk, transfers: Transfers
) -> None:
    ann, bob = line.act("ann"), line.act("bob")
    number = line.cases.create(ann, owner="ann").number
    line.queue.attach_case(ann, "c1", number)
    transfers.offer(ann, "c1", "bob", "")
    transfers.accept(bob, "c1")
    assert line.cases.open(bob, number).owner == "bob"
    line.cases.note(ann, number, "call", "her last words")
    line.clock.go(HANDED_ON_FOR.total_seconds() + 1)
    with pytest.raises(GlassNeeded):
        line.cases.note(ann, number, "call", "too late")


def test_a_case_of_somebody_else_stays_theirs_when_its_call_is_handed_on(
    line: Desk, transfers: Transfers
) -> None:
    number = line.cases.create(line.act("cleo"), owner="cleo").number
    line.queue.attach_case(line.act("ann"), "c1", number)
    transfers.offer(line.act("ann"), "c1", "bob", "")
    transfers.accept(line.act("bob"), "c1")
    assert line.cases.open(line.act("cleo"), number).owner == "cleo"


def test_a_call_for_a_team_is_not_offered_to_its_sender_as_their_case(
    line: Desk, transfers: Transfers
) -> None:
    ann = line.act("ann")
    number = line.cases.create(ann, owner="ann").number
    line.queue.attach_case(ann, "c1", number)
    transfers.send_to_team(ann, "c1", "lung", "")
    (made,) = line.queue.dispatch()
    assert "you know this case" not in made.why
    taken = line.queue.claim(line.act(made.advisor), "c1", call(line).version)
    line.queue.attach_case(line.act(made.advisor), "c1", taken.case)
    assert line.cases.open(line.act(made.advisor), number).owner == made.advisor


def test_a_call_handed_on_rings_at_the_receiver_as_an_offer_does(
    line: Desk, transfers: Transfers
) -> None:
    offered = transfers.offer(line.act("ann"), "c1", "bob")
    (row,) = line.queue.rows(line.act("bob"))
    assert (row.key, row.offered_to, row.offer_why) == (
        "c1",
        "bob",
        "Ann hands this call on to you",
    )
    line.queue.decline(line.act("bob"), "c1", "on the way out")
    assert call(line).holder == "ann"
    offered = transfers.offer(line.act("ann"), "c1", "bob")
    taken = line.queue.claim(line.act("bob"), "c1", offered.version)
    assert (taken.state, taken.holder) == (CallState.CONNECTED, "bob")
    assert line.phone.told[-1] == ("answer", "c1")


def test_a_receiver_who_declines_leaves_the_call_with_the_sender(
    line: Desk, transfers: Transfers
) -> None:
    transfers.offer(line.act("ann"), "c1", "bob")
    back = transfers.give_back(line.act("bob"), "c1", "on the way out")
    assert (back.state, back.holder, back.offered_to) == (CallState.CONNECTED, "ann", "")
    with pytest.raises(NotPossible):
        transfers.accept(line.act("bob"), "c1")


def test_a_receiver_who_does_not_answer_leaves_it_too(line: Desk, transfers: Transfers) -> None:
    transfers.offer(line.act("ann"), "c1", "bob")
    line.clock.go(OFFER_STANDS.total_seconds() / 2)
    line.queue.still_here(line.act("ann"))
    line.clock.go(OFFER_STANDS.total_seconds() / 2)
    line.queue.dispatch()
    assert (call(line).state, call(line).holder) == (CallState.CONNECTED, "ann")


def test_who_is_not_free_or_not_there_is_offered_nothing(line: Desk, transfers: Transfers) -> None:
    with pytest.raises(NotPossible, match="not free"):
        transfers.offer(line.act("ann"), "c1", "cleo")
    for nobody in ("dora", "ann"):
        with pytest.raises(NoSuchAccount):
            transfers.offer(line.act("ann"), "c1", nobody)
    with pytest.raises(AlreadyClaimed):
        transfers.offer(line.act("bob"), "c1", "ann")
    transfers.offer(line.act("ann"), "c1", "bob")
    with pytest.raises(Denied):
        transfers.give_back(line.act("cleo"), "c1")


def test_a_call_sent_to_a_team_waits_there_by_its_old_arrival(
    line: Desk, transfers: Transfers
) -> None:
    arrived = call(line).arrived_at
    line.clock.go(60)
    sent = transfers.send_to_team(line.act("ann"), "c1", "breast")
    assert (sent.state, sent.family, sent.holder) == (CallState.WAITING, "breast", "")
    assert sent.arrived_at == arrived
    assert state_of(line, "ann") is PresenceState.AVAILABLE


def test_a_desk_that_is_silent_gives_its_call_back(line: Desk) -> None:
    line.clock.go(LEASE - 1)
    line.queue.still_here(line.act("ann"))
    line.clock.go(LEASE - 1)
    line.queue.dispatch()
    assert call(line).holder == "ann"
    line.clock.go(2)
    line.queue.dispatch()
    again = call(line)
    assert again.state in (CallState.WAITING, CallState.OFFERED)
    assert again.holder == ""
    assert state_of(line, "ann") is PresenceState.AWAY
    won = line.queue.claim(line.act("bob"), "c1", again.version)
    assert won.holder == "bob"
    with pytest.raises(AlreadyClaimed):
        line.queue.end(line.act("ann"), "c1")


def test_a_parked_call_needs_no_desk_that_lives(line: Desk) -> None:
    line.queue.park(line.act("ann"), "c1")
    line.clock.go(10 * LEASE)
    line.queue.dispatch()
    assert (call(line).state, call(line).holder) == (CallState.PARKED, "ann")
