"""Every cell of the table of rights, walked below the window: done, or refused and written down."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.case import Act, CaseState, PromiseState, Purpose, Session
from advisor_app.domain.dates import parse_date
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.people import Advisor, Role, Roster
from advisor_app.line.calls import IncomingCall
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.services.break_glass import BreakGlass
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.consults import ConsultUrgency
from advisor_app.services.failures import (
    Denied,
    GlassNeeded,
    NotPossible,
    WrongPassword,
)
from advisor_app.services.fired_rules import FiredRules
from advisor_app.services.promises import NewPromise
from advisor_app.services.queue_rows import initials
from advisor_app.services.referrals import Choice, Referrals
from advisor_app.services.rights import COLUMNS, RIGHTS, Deed, Right
from advisor_app.services.skills import Skills
from advisor_app.storage.store import create_store, new_key
from tests.services.desk import START, Desk

DOB = "patient.dob"
SECRET = "a passphrase of the staff"
Work = Callable[[Desk, Act], object]


def nobody_else(id_: str, role: Role) -> Advisor:
    return Advisor(id=id_, name=f"{id_.title()} Doe", initials=id_[:2].upper(), role=role)


def me(role: Role) -> str:
    return f"my-{role.value}"


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Desk]:
    """A store of a centre (not one to throw away) with an account of each role."""
    clock_desk = Desk()
    clock_desk.store.close()
    store = create_store(tmp_path / "centre.store", new_key(), clock_desk.clock)
    desk = Desk(store, clock=clock_desk.clock)
    founder = desk.act("root", Role.OPERATOR)
    # The administrator last: from then on somebody could confirm a role, and it would wait.
    for role in sorted(COLUMNS, key=lambda one: one is Role.ADMINISTRATOR):
        desk.accounts.create(founder, nobody_else(me(role), role), SECRET)
    yield desk
    desk.store.close()


def session_of(desk: Desk, role: Role, reason: str = "it is needed") -> Act:
    return desk.act(me(role), role, reason=reason)


def case_of(desk: Desk, owner: str, born: str = "1950", state: CaseState = CaseState.OPEN) -> str:
    intake = with_answer(Intake(), DOB, say(parse_date(born)))
    intake = with_answer(intake, "caller.is_patient", say(value=True))
    act = desk.act("root", Role.OPERATOR)
    number = desk.cases.create(act, intake, owner=owner).number
    if state is not CaseState.OPEN:
        desk.cases.set_state(act, number, state)
    return number


def waiting_call(desk: Desk) -> str:
    call = IncomingCall(id="c1", phone="+12125550111", arrived_at=START, caller="Jane Doe")
    return desk.queue.arrived(call).id


def others_promise(desk: Desk) -> str:
    new = NewPromise(due_at=START, zone="America/New_York", phone="", about="", owner="somebody")
    return desk.promises.make(desk.act("root", Role.OPERATOR), new).id


WORK: dict[Deed, Work] = {
    Deed.TAKE_CALLS: lambda desk, act: desk.queue.claim(act, waiting_call(desk), 0),
    Deed.TAKE_OVER: lambda desk, act: desk.promises.hand_over(act, others_promise(desk), "me"),
    Deed.SEE_QUEUE: lambda desk, act: desk.queue.rows(act),
    Deed.WORK_ON_OWN: lambda desk, act: desk.cases.open(act, case_of(desk, act.session.account)),
    Deed.OPEN_OTHERS: lambda desk, act: desk.cases.open(act, case_of(desk, "somebody")),
    Deed.OPEN_CLOSED: lambda desk, act: desk.cases.open(
        act, case_of(desk, "somebody", state=CaseState.CLOSED)
    ),
    Deed.OPEN_SENSITIVE: lambda desk, act: desk.cases.open(act, case_of(desk, "somebody", "2020")),
    Deed.LIST_CASES: lambda desk, act: desk.cases.recent(act),
    Deed.ANSWER_CONSULT: lambda desk, act: desk.consults.answer(
        act, question_of(desk), "Yes.", "routine"
    ),
    Deed.OVERRIDE_CRITERION: lambda desk, act: Referrals(desk.store, desk.clock).choose(
        act,
        case_of(desk, act.session.account),
        Choice(practitioner="surgeon", not_met=("insurance",), rules=FiredRules(approved=True)),
    ),
    Deed.ISSUE_SUMMARY: lambda desk, act: desk.summaries.issue(
        act, case_of(desk, act.session.account), 1, "ab" * 32
    ),
    Deed.SIGN_SUMMARY: lambda desk, act: desk.summaries.sign(
        act, case_of(desk, act.session.account), 1
    ),
    Deed.VERIFY_PAPER: lambda desk, act: desk.summaries.find_by_digest(act, "ab" * 32),
    Deed.EXPORT_ALL: lambda desk, act: desk.cases.export(act),
    Deed.LINK_PEOPLE: lambda desk, act: desk.people.same(act, case_of(desk, ""), case_of(desk, "")),
    Deed.SEE_FIGURES: lambda desk, act: desk.queue.events(act),
    Deed.CHANGE_DIRECTORY: lambda desk, act: desk.directory.load(act, Roster()),
    Deed.CHANGE_STAFF: lambda desk, act: desk.accounts.update(
        act, nobody_else(me(Role.NURSE), Role.NURSE)
    ),
    Deed.CHANGE_SKILLS: lambda desk, act: changed_skills(desk, act),
    Deed.SPEAK_TO_ALL: lambda desk, act: desk.broadcasts.send(act, "The line closes at four.", 5),
    Deed.CONFIRM_ROLE: lambda desk, act: desk.accounts.confirm_role(act, asked_nurse(desk)),
    Deed.CHANGE_CENTRE: lambda desk, act: desk.centre.change(act, CentreSettings(name="C")),
    Deed.READ_AUDIT: lambda desk, act: desk.audit.entries(act),
    Deed.CHECK_AUDIT: lambda desk, act: desk.audit.verify(act),
    Deed.BACK_UP: lambda desk, act: desk.audit.permit(act, Deed.BACK_UP, "store.backup", "store"),
    Deed.CHANGE_AUDIT_KEY: lambda desk, act: desk.audit.change_key(act),
    Deed.REVIEW_GLASS: lambda desk, act: glass_of(desk).to_review(act),
}


def changed_skills(desk: Desk, act: Act) -> Advisor:
    before = desk.accounts.get(me(Role.NURSE))
    skills = Skills(desk.store, desk.clock, load_catalogue(), ["lung"])
    return skills.change(act, before, replace(before, group="lung"))


def question_of(desk: Desk) -> str:
    asker = desk.act("root", Role.OPERATOR)
    asked = desk.consults.ask(asker, case_of(desk, ""), "Is it urgent?", ConsultUrgency.TODAY)
    return asked.id


def asked_nurse(desk: Desk) -> str:
    """An account for which somebody asked another role."""
    account = me(Role.ADVISOR)
    asker = desk.act("root", Role.OPERATOR)
    desk.accounts.update(asker, nobody_else(account, Role.NURSE))
    return account


def glass_of(desk: Desk) -> BreakGlass:
    return BreakGlass(desk.store, desk.clock, desk.accounts)


def test_the_table_has_a_cell_for_every_role_and_deed() -> None:
    assert set(RIGHTS) == set(Deed) == set(WORK)
    assert all(set(row) == set(Role) for row in RIGHTS.values())


@pytest.mark.parametrize("role", COLUMNS)
@pytest.mark.parametrize("deed", list(Deed))
def test_every_cell_is_done_or_refused_and_written_down(
    deed: Deed, role: Role, centre: Desk
) -> None:
    act, right = session_of(centre, role), RIGHTS[deed][role]
    before = denials(centre)
    if right in (Right.NO, Right.GLASS):
        with pytest.raises(Denied) as refused:
            WORK[deed](centre, act)
        assert refused.value.code == 6
        assert isinstance(refused.value, GlassNeeded) is (right is Right.GLASS)
        assert denials(centre) == before + 1
        return
    if right is Right.REASON:
        with pytest.raises(Denied):
            WORK[deed](centre, replace(act, reason=" "))
        before += 1
    WORK[deed](centre, act)
    assert denials(centre) == before


def denials(desk: Desk) -> int:
    with desk.store.reading() as unit:
        return sum(1 for one in unit.audit.entries(0, 10_000) if one.outcome == "denied")


def test_a_role_counts_from_the_next_deed_on(centre: Desk) -> None:
    act, admin = session_of(centre, Role.NURSE), session_of(centre, Role.ADMINISTRATOR)
    number = case_of(centre, "somebody")
    centre.cases.open(act, number)
    centre.accounts.update(admin, nobody_else(me(Role.NURSE), Role.ADVISOR))
    with pytest.raises(GlassNeeded):
        centre.cases.open(act, number)
    gone = replace(nobody_else(me(Role.NURSE), Role.ADVISOR), disabled=True)
    centre.accounts.update(admin, gone)
    with pytest.raises(Denied, match="closed"):
        centre.cases.recent(act)


def test_a_session_ends_after_twelve_hours(centre: Desk) -> None:
    act = session_of(centre, Role.ADVISOR)
    centre.clock.go(12 * 3600 - 1)
    centre.cases.recent(act)
    centre.clock.go(2)
    with pytest.raises(Denied, match="12 hours"):
        centre.cases.recent(act)


def test_the_case_of_the_caller_on_the_line_needs_no_broken_glass(centre: Desk) -> None:
    act, number = session_of(centre, Role.ADVISOR), case_of(centre, "somebody")
    with pytest.raises(GlassNeeded):
        centre.cases.open(act, number)
    call = centre.queue.claim(act, waiting_call(centre), 0)
    centre.queue.attach_case(act, call.id, number)
    centre.cases.open(act, number)


def test_a_closed_case_of_ones_own_stays_open_to_one_for_thirty_days(centre: Desk) -> None:
    act = session_of(centre, Role.ADVISOR)
    number = case_of(centre, act.session.account, state=CaseState.CLOSED)
    centre.cases.open(act, number)
    centre.clock.go(31 * 24 * 3600)
    with pytest.raises(GlassNeeded):
        centre.cases.open(session_of(centre, Role.ADVISOR), number)


def test_a_broken_glass_opens_for_a_quarter_of_an_hour_and_is_reviewed(centre: Desk) -> None:
    act, number = session_of(centre, Role.ADVISOR, ""), case_of(centre, "somebody")
    glass = glass_of(centre)
    with pytest.raises(NotPossible):
        glass.break_for(act, number, "  short  ", SECRET)
    with pytest.raises(WrongPassword):
        glass.break_for(act, number, "her daughter is at the door", "no passphrase at all")
    opened = glass.break_for(act, number, "her daughter is at the door", SECRET)
    centre.cases.open(act, number)
    with centre.store.reading() as unit:
        last = unit.audit.entries(0, 10_000)[-1]
    assert (last.action, last.purpose) == ("case.read", Purpose.BREAK_GLASS.value)
    assert last.reason == "her daughter is at the door"
    other = case_of(centre, "somebody")
    with pytest.raises(GlassNeeded):
        centre.cases.open(act, other)
    centre.clock.go(15 * 60 + 1)
    with pytest.raises(GlassNeeded):
        centre.cases.open(act, number)
    supervisor = session_of(centre, Role.SUPERVISOR)
    assert [one.id for one in glass.to_review(supervisor)] == [opened.id]
    glass.review(supervisor, opened.id, "right to do so")
    assert glass.to_review(supervisor) == ()
    with pytest.raises(NotPossible):
        glass.review(supervisor, opened.id, "again")


def test_nobody_reviews_what_they_opened_themselves(centre: Desk) -> None:
    act, number = session_of(centre, Role.SUPERVISOR), case_of(centre, "somebody", "2020")
    opened = glass_of(centre).break_for(act, number, "the mother calls back", SECRET)
    with pytest.raises(NotPossible):
        glass_of(centre).review(act, opened.id, "fine")


def test_nobody_changes_their_own_role_or_makes_one_of_it(centre: Desk) -> None:
    act = session_of(centre, Role.ADMINISTRATOR)
    with pytest.raises(Denied):
        centre.accounts.update(act, nobody_else(me(Role.ADMINISTRATOR), Role.NURSE))
    with pytest.raises(Denied):
        centre.cases.open(act, case_of(centre, ""))


def test_the_queue_shows_initials_until_it_is_claimed(centre: Desk) -> None:
    key = waiting_call(centre)
    rows = {role: centre.queue.rows(session_of(centre, role)) for role in (
        Role.ADVISOR, Role.NURSE, Role.ADMINISTRATOR)}  # fmt: skip
    assert [one.caller for one in rows[Role.ADVISOR]] == ["J. D."]
    assert [one.phone for one in rows[Role.ADVISOR]] == [""]
    assert [one.caller for one in rows[Role.NURSE]] == ["Jane Doe"]
    assert [(one.key, one.caller, one.why) for one in rows[Role.ADMINISTRATOR]] == [(key, "", "")]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Doe, Jane", "D. J."),
        ("王小明", "王."),
        ("", ""),
        ("O'Brien-Łukasz", "O."),
        ("  (x) ", "X."),
    ],
)
def test_initials(name: str, short: str) -> None:
    assert initials(name) == short


def test_who_may_read_how_much_of_the_audit(centre: Desk) -> None:
    nurse = session_of(centre, Role.NURSE, "looked up for the caller")
    centre.cases.open(nurse, case_of(centre, "somebody"))
    seen = {role: centre.audit.entries(session_of(centre, role)) for role in COLUMNS}
    assert {one.actor for one in seen[Role.NURSE]} == {me(Role.NURSE)}
    assert not seen[Role.ADMINISTRATOR]
    assert all(not one.reason for one in seen[Role.SUPERVISOR])
    assert any(one.reason for one in seen[Role.AUDITOR])


def test_a_promise_of_ones_own_needs_no_right_over_others(centre: Desk) -> None:
    act = session_of(centre, Role.ADVISOR)
    new = NewPromise(due_at=START, zone="America/New_York", phone="", about="")
    promise = centre.promises.make(act, new)
    handed = centre.promises.hand_over(act, promise.id, "somebody")
    assert (handed.owner, handed.state) == ("somebody", PromiseState.DUE)
    with pytest.raises(Denied):
        centre.promises.hand_over(act, promise.id, act.session.account)


def test_a_role_that_the_table_does_not_know_may_nothing(centre: Desk) -> None:
    session = Session(
        account="eve", name="Eve", role="king", workstation="w", started_at=centre.clock.now()
    )
    with pytest.raises(Denied):
        centre.cases.recent(Act(session=session))
