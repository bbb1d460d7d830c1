"""One specialist changed: by who may, as it stood, checked, audited; what is taken stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from advisor_app.domain.case import Act
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Practitioner, Role, Roster, Site, Slot
from advisor_app.services.failures import NotPossible
from advisor_app.services.referrals import Referrals
from tests.services.desk import Desk

MAIN = Site(id="MAIN", name="Main", state="NY")


def loaded(desk: Desk) -> tuple[Act, Practitioner]:
    """An administrator, and the one surgeon of the roster, with two places."""
    root = desk.act("root", Role.ADMINISTRATOR)
    slots = tuple(Slot(at=desk.clock.now() + timedelta(days=n), site="MAIN") for n in (3, 4))
    one = Practitioner(
        id="a", name="Dr A", kind="surgeon", team="BREAST", sites=("MAIN",), slots=slots
    )
    desk.directory.load(root, Roster(practitioners=(one,), sites=(MAIN,)))
    return root, one


def held_for_a_case(desk: Desk, place: Slot) -> None:
    """An advisor holds that place of the surgeon for a new case."""
    desk.staff("ann")
    ann = desk.act("ann")
    number = desk.cases.create(ann, Intake()).number
    Referrals(desk.store, desk.clock).hold(ann, number, "a", place)


def test_a_change_is_kept_audited_and_changed_back(desk: Desk) -> None:
    root, one = loaded(desk)
    after = replace(one, focus=("DCIS",), accepting=False)
    version = desk.directory.roster().version
    changed = desk.directory.change(root, one, after)
    assert desk.directory.roster() == changed
    assert changed.practitioner("a") == after
    assert changed.version != version
    with desk.store.reading() as unit:
        last = unit.audit.entries(0, 999)[-1]
    assert (last.action, last.entity_id, last.detail) == ("roster.change", "a", "focus, accepting")
    desk.directory.change(root, after, one)
    assert desk.directory.roster().practitioner("a") == one


def test_what_another_desk_changed_is_not_written_over(desk: Desk) -> None:
    root, one = loaded(desk)
    desk.directory.change(root, one, replace(one, name="Dr B"))
    with pytest.raises(NotPossible, match="Another desk"):
        desk.directory.change(root, one, replace(one, name="Dr C"))
    assert desk.directory.roster().practitioners[0].name == "Dr B"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": " "}, "needs a name"),
        ({"sites": ("MARS",)}, "no site “MARS”"),
        ({"min_age": 40, "max_age": 18}, "ages must rise"),
        ({"setting": "sometimes"}, "setting"),
        ({"panel_load": 85.0}, "0.85"),
    ],
)
def test_what_is_wrong_is_refused_in_one_sentence(
    desk: Desk, change: dict[str, object], says: str
) -> None:
    root, one = loaded(desk)
    with pytest.raises(NotPossible, match=says):
        desk.directory.change(root, one, replace(one, **change))  # type: ignore[arg-type]
    assert desk.directory.roster().practitioner("a") == one


def test_a_place_that_is_taken_does_not_go_and_an_advisor_changes_nothing(desk: Desk) -> None:
    root, one = loaded(desk)
    held_for_a_case(desk, one.slots[0])
    with pytest.raises(NotPossible, match="is held: give it back first"):
        desk.directory.change(root, one, replace(one, slots=one.slots[1:]))
    desk.directory.change(root, one, replace(one, slots=one.slots[:1]))


def test_a_roster_that_has_not_changed_is_read_once(desk: Desk) -> None:
    root, one = loaded(desk)
    first = desk.directory.roster()
    assert desk.directory.roster() is first
    desk.directory.change(root, one, replace(one, name="Dr B"))
    assert desk.directory.roster().practitioners[0].name == "Dr B"


def test_one_more_is_given_an_id_of_the_name_and_removed_again(desk: Desk) -> None:
    root, one = loaded(desk)
    new = replace(one, id="", name="Dr. Ana Ruiz", slots=())
    added = desk.directory.add(root, new)
    assert added.id == "dr-ana-ruiz"
    assert desk.directory.add(root, new).id == "dr-ana-ruiz-2"
    with pytest.raises(NotPossible, match="already"):
        desk.directory.add(root, added)
    with pytest.raises(NotPossible, match="no site"):
        desk.directory.add(root, replace(new, sites=("MARS",)))
    desk.directory.remove(root, added)
    with pytest.raises(NotPossible, match="Another desk"):
        desk.directory.remove(root, added)
    assert {who.id for who in desk.directory.roster().practitioners} == {"a", "dr-ana-ruiz-2"}
    with desk.store.reading() as unit:
        told = [(row.action, row.entity_id) for row in unit.audit.entries(0, 999)]
    assert ("roster.add", "dr-ana-ruiz") in told
    assert told[-1] == ("roster.remove", "dr-ana-ruiz")


def test_who_holds_a_place_for_a_case_is_not_removed(desk: Desk) -> None:
    root, one = loaded(desk)
    held_for_a_case(desk, one.slots[0])
    with pytest.raises(NotPossible, match="is held: give it back first"):
        desk.directory.remove(root, one)
