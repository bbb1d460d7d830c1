"""Two desks on one case: nothing that anybody said is lost, and no conflict is made up."""

import random

import pytest

from advisor_app.domain.answers import Source, State, Statement
from advisor_app.domain.case import FREE_TEXT, Edit
from advisor_app.domain.paths import (
    answer_at,
    conflicts,
)
from advisor_app.services.failures import GlassNeeded
from tests.services.case_edits import FAMILY, GIVEN, edit, values
from tests.services.desk import Desk


def test_two_desks_on_one_answer_keep_both(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    ann, bob = desk.act("ann"), desk.act("bob", at="desk 2")
    desk.cases.save(ann, number, [edit(FAMILY, "Doe", base=1), edit(GIVEN, "Jane", base=1)])
    saved = desk.cases.save(bob, number, [edit(FAMILY, "Dowe", base=1)])
    case = desk.cases.open(bob, number)
    assert saved.conflicts == (FAMILY,)
    assert [change.path for change in saved.others] == [FAMILY, GIVEN]
    assert [one.value for one in saved.others[0].statements] == ["Doe", "Dowe"]
    assert values(case, FAMILY) == ["Doe", "Dowe"]
    assert conflicts(case.intake) == (FAMILY,)
    assert [one.by for one in answer_at(case.intake, FAMILY).statements] == ["ann", "bob"]
    settled = answer_at(case.intake, FAMILY).settled(1)
    after = desk.cases.save(
        ann, number, [Edit(id="s", path=FAMILY, statements=settled.statements, base=case.revision)]
    )
    assert after.conflicts == ()
    assert values(desk.cases.open(ann, number), FAMILY) == ["Dowe"]


def test_what_another_desk_did_is_news_only_to_who_may_open_the_case(desk: Desk) -> None:
    ann, bob = desk.act("ann"), desk.act("bob", at="desk 2")
    number = desk.cases.create(ann, owner="ann").number
    desk.cases.save(ann, number, [edit(FAMILY, "Doe", base=1)])
    assert desk.cases.news(ann, number, 1).changes == ()
    assert desk.cases.news(bob, number, 2).changes == ()
    with pytest.raises(GlassNeeded):
        desk.cases.news(bob, number, 1)


def test_the_same_words_from_two_desks_are_no_conflict(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    desk.cases.save(desk.act("ann"), number, [edit(FAMILY, "Doe", base=1)])
    saved = desk.cases.save(desk.act("bob", at="desk 2"), number, [edit(FAMILY, "Doe", base=1)])
    assert saved.conflicts == ()
    assert values(desk.cases.open(desk.act(), number), FAMILY) == ["Doe"]


def test_the_same_value_from_two_sources_stands_twice_and_is_no_conflict(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    bob = desk.act("bob", at="desk 2")
    desk.cases.save(desk.act("ann"), number, [edit(FAMILY, "Doe", base=1)])
    told = edit(FAMILY, "Doe", base=1, source=Source.PATIENT_STATED)
    assert desk.cases.save(bob, number, [told]).conflicts == ()
    assert values(desk.cases.open(bob, number), FAMILY) == ["Doe", "Doe"]
    unknown = Edit(id="u", path=FAMILY, statements=(Statement(state=State.UNKNOWN),), base=1)
    assert desk.cases.save(desk.act("eve", at="3"), number, [unknown]).conflicts == (FAMILY,)


def test_a_desk_never_meets_a_conflict_with_itself(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    for word in ("J", "Ja", "Jan", "Jane"):
        assert desk.cases.save(desk.act(), number, [edit(GIVEN, word, base=1)]).conflicts == ()
    assert values(desk.cases.open(desk.act(), number), GIVEN) == ["Jane"]


def test_a_late_deletion_gives_way(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    desk.cases.save(desk.act("ann"), number, [edit(GIVEN, "Jane", base=1)])
    late = Edit(id="d", path=GIVEN, base=1)
    saved = desk.cases.save(desk.act("bob", at="desk 2"), number, [late])
    assert saved.conflicts == (GIVEN,)
    assert values(desk.cases.open(desk.act(), number), GIVEN) == ["Jane"]


def test_stories_of_two_desks_stand_one_after_the_other(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    desk.cases.save(desk.act("ann"), number, [edit(FREE_TEXT, "It hurts.", base=1)])
    desk.cases.save(desk.act("bob", at="desk 2"), number, [edit(FREE_TEXT, "Since May.", base=1)])
    assert desk.cases.open(desk.act(), number).intake.free_text == "It hurts.\n\nSince May."
    desk.cases.save(desk.act(), number, [Edit(id="none", path=FREE_TEXT, base=3)])
    assert desk.cases.open(desk.act(), number).intake.free_text == ""


@pytest.mark.parametrize("seed", range(10))
def test_no_interleaving_of_desks_loses_anybodys_last_words(desk: Desk, seed: int) -> None:
    """Each desk saves from what it last saw; its last words stand, or history holds them."""
    dice = random.Random(seed)
    number = desk.cases.create(desk.act()).number
    seen = dict.fromkeys(("ann", "bob", "eve"), 1)
    last: dict[str, str] = {}
    for turn in range(25):
        who = dice.choice(sorted(seen))
        if dice.random() < 0.4:
            seen[who] = desk.cases.open(desk.act(who, at=who), number).revision
        last[who] = f"{who} {turn}"
        desk.cases.save(desk.act(who, at=who), number, [edit(GIVEN, last[who], base=seen[who])])
    kept = {
        one.value
        for past in desk.cases.history(desk.act(), number, GIVEN)
        for one in past.statements
    }
    assert set(last.values()) <= kept
