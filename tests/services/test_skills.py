"""A supervisor changes what an advisor answers for: in force at once, taken back, checked."""

from dataclasses import replace

import pytest

from advisor_app.domain.people import Advisor, Role, Skill
from advisor_app.line.groups import load_groups
from advisor_app.line.presence import PresenceState
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.services.failures import ChangedMeanwhile, NoSuchAccount, NotPossible
from advisor_app.services.queue import Queue
from advisor_app.services.skills import Skills
from tests.services.desk import Desk
from tests.services.test_queue import ring

CATALOGUE = load_catalogue()
BREAST = (Skill(node="breast", level=5),)


@pytest.fixture
def skills(desk: Desk) -> Skills:
    """Ann and Bob answer for nothing yet, and both are free."""
    desk.staff("ann", "bob")
    for one in ("ann", "bob"):
        desk.presences.choose(desk.act(one), PresenceState.AVAILABLE)
    return Skills(desk.store, desk.clock, CATALOGUE, [one.id for one in load_groups().all])


def test_the_next_call_goes_to_whom_the_supervisor_taught(desk: Desk, skills: Skills) -> None:
    desk.queue = Queue(
        desk.store,
        desk.clock,
        cases=desk.cases,
        promises=desk.promises,
        within=CATALOGUE.is_within,
        groups=load_groups(),
    )
    chief, bob = desk.act("chief", Role.SUPERVISOR), desk.accounts.get("bob")
    told = skills.change(chief, bob, replace(bob, group="breast", skills=BREAST))
    assert desk.accounts.get("bob") == told
    ring(desk, "c1", family="breast")
    assert [(one.call_id, one.advisor) for one in desk.queue.dispatch()] == [("c1", "bob")]
    skills.change(chief, told, bob)
    assert desk.accounts.get("bob") == bob
    words = [one.detail for one in desk.audit.entries(desk.act("eye", Role.AUDITOR))
             if one.action == "account.skills"]  # fmt: skip
    assert "breast; breast:5; en" in words


def test_nothing_else_of_an_account_is_changed(desk: Desk, skills: Skills) -> None:
    chief, bob = desk.act("chief", Role.SUPERVISOR), desk.accounts.get("bob")
    raised = replace(bob, name="Robert", role=Role.ADMINISTRATOR, disabled=True, languages=("es",))
    skills.change(chief, bob, raised)
    assert desk.accounts.get("bob") == replace(bob, languages=("es",))


@pytest.mark.parametrize(
    "wrong",
    [
        {"group": "nowhere"},
        {"skills": (Skill(node="nothing", level=3),)},
        {"skills": (Skill(node="breast", level=0),)},
        {"skills": (Skill(node="breast", level=6),)},
        {"skills": (Skill(node="breast", level=2), Skill(node="breast", level=3))},
        {"languages": ()},
        {"languages": ("klingon",)},
    ],
)
def test_what_does_not_fit_is_refused_and_said(
    desk: Desk, skills: Skills, wrong: dict[str, object]
) -> None:
    chief, bob = desk.act("chief", Role.SUPERVISOR), desk.accounts.get("bob")
    with pytest.raises(NotPossible):
        skills.change(chief, bob, replace(bob, **wrong))  # type: ignore[arg-type]
    assert desk.accounts.get("bob") == bob


def test_who_looked_at_old_skills_and_who_may_not_are_refused(desk: Desk, skills: Skills) -> None:
    chief, bob = desk.act("chief", Role.SUPERVISOR), desk.accounts.get("bob")
    skills.change(chief, bob, replace(bob, skills=BREAST))
    with pytest.raises(ChangedMeanwhile):
        skills.change(chief, bob, replace(bob, languages=("es",)))
    with pytest.raises(NoSuchAccount):
        skills.change(chief, Advisor(id="x", name="", initials="", role=Role.NURSE), bob)
