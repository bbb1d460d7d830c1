"""A line to all desks: said, read by everybody, over in its time or when it is taken back."""

import pytest

from advisor_app.domain.people import Role
from advisor_app.services.broadcasts import LONGEST
from advisor_app.services.failures import NotPossible
from tests.services.desk import Desk


def test_a_line_stands_until_its_time_is_over(desk: Desk) -> None:
    chief = desk.act("chief", Role.SUPERVISOR)
    first = desk.broadcasts.send(chief, "  The portal is down.\nTake the facts by word.  ", 10)
    assert first.words == "The portal is down. Take the facts by word."
    assert (first.by, first.by_name) == ("chief", "Chief")
    desk.clock.go(60)
    second = desk.broadcasts.send(chief, "<b>GI</b> needs help", 30)
    assert desk.broadcasts.standing() == (second, first)
    desk.clock.go(9 * 60)
    assert desk.broadcasts.standing() == (second,)
    desk.broadcasts.withdraw(chief, second.id)
    desk.broadcasts.withdraw(chief, second.id)
    assert desk.broadcasts.standing() == ()


@pytest.mark.parametrize(
    ("words", "minutes"), [(" \n ", 5), ("x" * (LONGEST + 1), 5), ("Hello", 0), ("Hello", 481)]
)
def test_what_cannot_be_read_at_a_glance_is_refused(desk: Desk, words: str, minutes: int) -> None:
    with pytest.raises(NotPossible):
        desk.broadcasts.send(desk.act("chief", Role.SUPERVISOR), words, minutes)
    assert desk.broadcasts.standing() == ()


def test_the_trail_says_who_spoke_and_not_what(desk: Desk) -> None:
    said = desk.broadcasts.send(desk.act("chief", Role.SUPERVISOR), "Secret words", 5)
    entries = desk.audit.entries(desk.act("eye", Role.AUDITOR))
    [trail] = [one for one in entries if one.action == "broadcast.send"]
    assert (trail.entity_id, trail.detail) == (said.id, "5 min")
