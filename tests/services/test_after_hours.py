"""A call while the line is closed becomes a promise that the line can keep."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Role
from advisor_app.line.calls import Call, CallState, IncomingCall
from advisor_app.line.presence import PresenceState
from advisor_app.services.after_hours import CALLED
from tests.services.desk import Desk

NIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=EASTERN)
"""A Tuesday."""


@pytest.fixture
def line(desk: Desk) -> Desk:
    """A line from nine to five, with Ann still at her desk."""
    desk.staff("ann")
    settings = replace(desk.centre.settings(), opens=time(9), closes=time(17))
    desk.centre.change(desk.act("boss", Role.SUPERVISOR), settings)
    desk.presences.choose(desk.act(), PresenceState.AVAILABLE)
    return desk


def rings(
    desk: Desk,
    at: datetime,
    phone: str = "+12125550142",
    *,
    urgent: bool = False,
    desk_of: str = "",
) -> Call:
    """A call at that instant."""
    desk.clock.at = at
    call = IncomingCall(id=f"c{at:%d%H%M}", phone=phone, arrived_at=at, urgent=urgent)
    return desk.queue.arrived(call, rings_at=desk_of)


@pytest.mark.parametrize(
    ("at", "phone", "due"),
    [
        (NIGHT, "+12125550142", datetime(2026, 11, 25, 9, 0, tzinfo=EASTERN)),
        (NIGHT, "+13105550142", datetime(2026, 11, 25, 11, 0, tzinfo=EASTERN)),
        (NIGHT.replace(day=25), "+12125550142", datetime(2026, 11, 27, 9, 0, tzinfo=EASTERN)),
        (NIGHT.replace(day=28), "+12125550142", datetime(2026, 11, 30, 9, 0, tzinfo=EASTERN)),
    ],
    ids=["the next morning", "not quiet in California", "after Thanksgiving", "after the weekend"],
)
def test_the_promise_is_due_when_somebody_is_there_and_it_is_not_quiet(
    line: Desk, at: datetime, phone: str, due: datetime
) -> None:
    assert rings(line, at, phone).state is CallState.PROMISED
    assert line.queue.dispatch() == ()
    (promise,) = line.promises.due(line.act())
    assert promise.due_at == due
    assert (promise.owner, promise.phone, promise.about) == ("", phone, CALLED)


def test_the_same_news_again_promises_nothing_again_and_a_hang_up_changes_nothing(
    line: Desk,
) -> None:
    call = rings(line, NIGHT)
    assert rings(line, NIGHT) == call
    assert line.queue.abandoned(call.id).state is CallState.PROMISED
    assert len(line.promises.due(line.act())) == 1


def test_who_cannot_be_called_back_or_must_not_wait_is_offered_still(line: Desk) -> None:
    assert rings(line, NIGHT, phone="").state is CallState.WAITING
    assert rings(line, NIGHT.replace(minute=1), urgent=True).state is CallState.WAITING
    assert rings(line, NIGHT.replace(minute=2), desk_of="ann").state is CallState.OFFERED
    assert rings(line, NIGHT.replace(day=25, hour=12)).state is CallState.WAITING


def test_while_the_hours_are_not_set_nothing_is_closed(desk: Desk) -> None:
    assert rings(desk, NIGHT).state is CallState.WAITING
