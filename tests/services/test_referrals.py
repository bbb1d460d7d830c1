"""Holding and booking a place: one desk only, in time, and with whom it may be."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Act, Edit
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Practitioner, Role, Roster, Slot
from advisor_app.domain.values import Parts, parts
from advisor_app.matching.criteria import LICENCE, PAYER
from advisor_app.services.failures import Denied, NotPossible
from advisor_app.services.fired_rules import FiredRules
from advisor_app.services.referrals import HELD_FOR, PLACE, Choice, PlaceTaken, Referrals
from tests.services.desk import Desk

DESKS = 8
APPROVED = FiredRules(routes=("B1",), version="2026.11", approved=True)


def with_places(desk: Desk, count: int = 1) -> tuple[Slot, ...]:
    """A roster of one surgeon with that many places, a day apart."""
    slots = tuple(
        Slot(at=desk.clock.now() + timedelta(days=day + 3), site="MAIN") for day in range(count)
    )
    surgeon = Practitioner(
        id="surgeon", name="Dr A", kind="surgeon", team="BREAST", sites=("MAIN",), slots=slots
    )
    desk.directory.load(desk.act("root", Role.ADMINISTRATOR), Roster(practitioners=(surgeon,)))
    return slots


def opened(desk: Desk, act: Act) -> str:
    """A new case."""
    return desk.cases.create(act, Intake()).number


def told(desk: Desk, act: Act, number: str, path: str, value: Parts) -> None:
    """One answer, saved at its instant."""
    one: Statement[Parts] = Statement(value=value)
    desk.cases.save(act, number, [Edit(id=path, path=path, statements=(one,), base=1)])


def test_one_of_many_desks_gets_the_place(desk: Desk) -> None:
    (slot,) = with_places(desk)
    referrals = Referrals(desk.store, desk.clock)
    desk.staff(*(f"a{number}" for number in range(DESKS)))
    acts = [desk.act(f"a{number}", at=f"desk {number}") for number in range(DESKS)]
    numbers = [opened(desk, act) for act in acts]
    ready = Barrier(DESKS)

    def ask(place: int) -> bool:
        ready.wait()
        try:
            referrals.hold(acts[place], numbers[place], "surgeon", slot)
        except PlaceTaken:
            return False
        return True

    with ThreadPoolExecutor(DESKS) as pool:
        got = list(pool.map(ask, range(DESKS)))
    assert sum(got) == 1
    winner = got.index(True)
    booked = referrals.book(
        acts[winner], numbers[winner], Choice(rules=APPROVED, practitioner="surgeon")
    )
    assert booked.slot.at == slot.at
    assert referrals.free(desk.directory.roster()).practitioners[0].slots == ()


def test_a_hold_ends_by_itself_and_a_booking_stays(desk: Desk) -> None:
    slots = with_places(desk, 2)
    referrals = Referrals(desk.store, desk.clock)
    desk.staff("ann", "ben")
    ann, ben = desk.act("ann"), desk.act("ben", at="desk 2")
    mine, theirs = opened(desk, ann), opened(desk, ben)
    referrals.hold(ann, mine, "surgeon", slots[0])
    with pytest.raises(PlaceTaken):
        referrals.hold(ben, theirs, "surgeon", slots[0])
    desk.clock.go(HELD_FOR.total_seconds())
    with pytest.raises(NotPossible, match="Nothing is held"):
        referrals.book(ann, mine, Choice(rules=APPROVED, practitioner="surgeon"))
    referrals.hold(ben, theirs, "surgeon", slots[0])
    referrals.book(ben, theirs, Choice(rules=APPROVED, practitioner="surgeon"))
    desk.clock.go(HELD_FOR.total_seconds())
    with pytest.raises(PlaceTaken):
        referrals.hold(ann, mine, "surgeon", slots[0])
    assert referrals.release(ben, theirs) == 1
    referrals.hold(ann, mine, "surgeon", slots[0])


def test_only_places_of_the_directory_are_held(desk: Desk) -> None:
    (slot,) = with_places(desk)
    referrals = Referrals(desk.store, desk.clock)
    desk.staff("ann")
    ann = desk.act("ann")
    number = opened(desk, ann)
    elsewhere = Slot(at=slot.at + timedelta(hours=1), site="MAIN")
    with pytest.raises(NotPossible):
        referrals.hold(ann, number, "surgeon", elsewhere)
    desk.clock.go(timedelta(days=9).total_seconds())
    with pytest.raises(NotPossible):
        referrals.hold(ann, number, "surgeon", slot)


def test_the_order_needs_a_reason_a_hard_criterion_a_nurse_and_the_licence_nobody(
    desk: Desk,
) -> None:
    referrals = Referrals(desk.store, desk.clock)
    desk.staff("ann")
    number = opened(desk, desk.act("ann"))
    second = Choice(rules=APPROVED, practitioner="surgeon", place=2)
    against = Choice(rules=APPROVED, practitioner="surgeon", not_met=(PAYER,))
    unlicensed = Choice(rules=APPROVED, practitioner="surgeon", not_met=(LICENCE,))
    referrals.choose(desk.act("ann"), number, Choice(rules=APPROVED, practitioner="surgeon"))
    with pytest.raises(Denied):
        referrals.choose(desk.act("ann"), number, second)
    referrals.choose(desk.act("ann", reason="asked for by name"), number, second)
    with pytest.raises(Denied):
        referrals.choose(desk.act("ann", reason="asked for by name"), number, against)
    nurse = desk.act("nora", Role.NURSE, reason="the payer agreed by telephone")
    referrals.choose(nurse, number, against)
    with pytest.raises(Denied):
        referrals.choose(nurse, number, unlicensed)


def test_nobody_is_chosen_or_booked_by_rules_that_nobody_answers_for(desk: Desk) -> None:
    (slot,) = with_places(desk)
    referrals = Referrals(desk.store, desk.clock)
    desk.staff("ann")
    ann, nurse = desk.act("ann"), desk.act("nora", Role.NURSE)
    number = opened(desk, ann)
    proposed = FiredRules(routes=("B1", "G1"), version="2026.11")
    choice = Choice(practitioner="surgeon", rules=proposed)
    referrals.hold(ann, number, "surgeon", slot)
    for deed in (referrals.choose, referrals.book):
        for act in (ann, nurse):
            with pytest.raises(Denied, match="nurse confirms"):
                deed(act, number, choice)
    with pytest.raises(Denied):
        referrals.confirm_route(ann, number, proposed)
    referrals.confirm_route(nurse, number, proposed)
    newer = FiredRules(routes=("B1", "G1"), version="2026.12")
    with pytest.raises(Denied):
        referrals.choose(ann, number, Choice(practitioner="surgeon", rules=newer))
    referrals.choose(ann, number, choice)
    assert referrals.book(ann, number, choice).slot == slot


def test_only_a_demonstration_routes_by_such_rules_alone(desk: Desk) -> None:
    with_places(desk)
    root, ann = desk.act("root", Role.ADMINISTRATOR), desk.act("ann")
    desk.staff("ann")
    desk.directory.load(root, replace(desk.directory.roster(), demonstration=True))
    number = opened(desk, ann)
    Referrals(desk.store, desk.clock).choose(ann, number, Choice(practitioner="surgeon"))


def test_a_second_hold_gives_the_first_back_and_the_loser_hears_whose_desk_was_first(
    desk: Desk,
) -> None:
    first, second = with_places(desk, 2)
    referrals = Referrals(desk.store, desk.clock)
    desk.staff("ann", "ben")
    ann, ben = desk.act("ann"), desk.act("ben", at="desk 2")
    mine, theirs = opened(desk, ann), opened(desk, ben)
    referrals.hold(ann, mine, "surgeon", first)
    with pytest.raises(PlaceTaken) as refused:
        referrals.hold(ben, theirs, "surgeon", first)
    assert refused.value.by == "ann"
    referrals.hold(ann, mine, "surgeon", second)
    assert [one.slot.at for one in referrals.standing(ann, mine)] == [second.at]
    referrals.hold(ben, theirs, "surgeon", first)
    booked = referrals.book(ann, mine, Choice(rules=APPROVED, practitioner="surgeon"))
    assert referrals.standing(ann, mine) == (booked,)
    desk.clock.go(HELD_FOR.total_seconds())
    assert referrals.standing(ben, theirs) == ()


def test_every_hold_booking_and_release_is_news_of_that_specialists_places(desk: Desk) -> None:
    (slot,) = with_places(desk)
    referrals = Referrals(desk.store, desk.clock)
    desk.staff("ann")
    ann = desk.act("ann")
    number = opened(desk, ann)
    with desk.store.reading() as unit:
        before = len(unit.audit.entries(0, 1000))
    referrals.hold(ann, number, "surgeon", slot)
    referrals.book(ann, number, Choice(rules=APPROVED, practitioner="surgeon"))
    referrals.release(ann, number)
    with desk.store.reading() as unit:
        told = [one for one in unit.audit.entries(0, 1000)[before:] if one.entity == PLACE]
    assert [one.action for one in told] == ["place.held", "place.booked", "place.free"]
    assert {one.entity_id for one in told} == {"surgeon"}


def test_the_course_of_a_case_tells_what_was_chosen_overridden_and_dated_when(desk: Desk) -> None:
    referrals = Referrals(desk.store, desk.clock)
    desk.staff("ann")
    ann, lead = desk.act("ann"), desk.act("lead", Role.SUPERVISOR)
    start = desk.clock.now()
    first, second = opened(desk, ann), opened(desk, ann)
    desk.clock.go(60)
    told(desk, ann, first, "out.match", parts(id="surgeon", override="asked for her"))
    desk.clock.go(60)
    told(desk, ann, first, "out.followup_task", parts(text="ring"))
    one, other = referrals.courses(lead, start, desk.clock.now())
    assert (one.case, one.overridden) == (first, True)
    assert one.chosen_at == start + timedelta(seconds=60)
    assert one.dated_at == start + timedelta(seconds=120)
    assert (other.case, other.chosen_at, other.dated_at) == (second, None, None)
    assert referrals.courses(lead, desk.clock.now(), desk.clock.now()) == ()
