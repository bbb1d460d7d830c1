"""A time that was chosen on the web form is promised where the line has an advisor for it."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.case import OnlineRequest
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.people import Role
from tests.services.desk import START, Desk

TEN = "2026-11-25T10:00:00-05:00"
"""Wednesday, the day after the desk's."""


@pytest.fixture
def line(desk: Desk) -> Desk:
    """A line from nine to five that keeps one call-back in a half hour."""
    desk.staff("ann", "bob")
    settings = replace(desk.centre.settings(), opens=time(9), closes=time(17), callback_places=1)
    desk.centre.change(desk.act("boss", Role.SUPERVISOR), settings)
    return desk


def asks_for(desk: Desk, wanted: str, key: str = "r1", phone: str = "(212) 555-0142") -> str:
    """A request that came in; its case."""
    intake = with_answer(Intake(), "contact.phone_primary", say(phone)) if phone else Intake()
    request = OnlineRequest(id=key, received_at=START, intake=intake, wanted_at=wanted)
    return desk.queue.import_requests(desk.act(), [request]).numbers[0]


def told(desk: Desk, number: str) -> list[str]:
    """What the log of the case says of the request."""
    return [one.detail for one in desk.cases.notes(desk.act(), number) if one.what == "online"]


def test_a_free_slot_is_promised_by_the_line_and_is_whose_takes_the_request(line: Desk) -> None:
    number = asks_for(line, TEN)
    (promise,) = line.promises.of_case(line.act(), number)
    assert promise.due_at == datetime.fromisoformat(TEN)
    assert (promise.owner, promise.team, promise.phone) == ("", "line", "(212) 555-0142")
    line.queue.take_request(line.act("bob"), "r1")
    (promise,) = line.promises.of_case(line.act("bob"), number)
    assert promise.owner == "bob"


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        ("2026-11-25T08:00:00-05:00", "the line is closed then"),
        ("2026-11-26T10:00:00-05:00", "the line is closed then"),
        ("2026-11-24T09:00:00-05:00", "the time has passed"),
        (TEN, "no advisor is free then"),
    ],
)
def test_a_slot_that_cannot_be_kept_is_not_promised_and_says_why(
    line: Desk, wanted: str, why: str
) -> None:
    asks_for(line, TEN, "first")
    number = asks_for(line, wanted, "second")
    assert line.promises.of_case(line.act(), number) == ()
    assert [one for one in told(line, number) if why in one]


def test_who_told_no_number_is_promised_no_call(line: Desk) -> None:
    number = asks_for(line, TEN, phone="")
    assert line.promises.of_case(line.act(), number) == ()
    assert "no number" in told(line, number)[0]


def test_words_stay_words_and_an_unset_line_offers_nothing(line: Desk) -> None:
    for key, wanted in (("a", "afternoons"), ("b", "2026-11-25T10:00:00"), ("c", "")):
        assert line.promises.of_case(line.act(), asks_for(line, wanted, key)) == ()
    settings = replace(line.centre.settings(), callback_places=0)
    line.centre.change(line.act("boss", Role.SUPERVISOR), settings)
    assert line.promises.full(line.act()) is None
    assert line.promises.of_case(line.act(), asks_for(line, TEN, "d")) == ()


def test_promises_fill_half_hours(line: Desk) -> None:
    assert line.promises.full(line.act()) == frozenset()
    asks_for(line, TEN)
    assert line.promises.full(line.act()) == frozenset({datetime.fromisoformat(TEN)})
