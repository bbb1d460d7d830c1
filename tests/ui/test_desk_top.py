"""What the top bar says of a desk: a caller on hold turns red when the centre says it is long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel

from advisor_app.domain.intake import Intake
from advisor_app.line.calls import Call, CallState
from advisor_app.line.presence import Presence
from advisor_app.ui.calls.taken import taken
from advisor_app.ui.desk_top import DeskTop
from tests.advisor import MONDAY, Advisor
from tests.ui.hands import child

CALL = Call(id="c", phone="+12015550131", arrived_at=MONDAY, state=CallState.HELD)


@pytest.fixture
def top(desk: Advisor) -> Iterator[DeskTop]:
    """The bar of a desk whose centre has its own idea of long."""
    centre = desk.window.centre
    kept, centre.settings = centre.settings, replace(centre.settings, hold_warning_seconds=90)
    yield desk.window.desk_top
    centre.settings = kept
    desk.window.desk.tick()


def ink_of_the_hold(top: DeskTop, desk: Advisor, now: datetime) -> str:
    """The role of the timer of a caller who is on hold since MONDAY."""
    top.show_desk(now, Presence(advisor="ann", since=MONDAY), taken(CALL, MONDAY), Intake())
    return str(child(desk.window.top, QLabel, "holdTimer").property("role"))


@pytest.mark.parametrize(("seconds", "role"), [(89, "warningInk"), (90, "urgentInk")])
def test_a_hold_is_long_when_the_centre_says_so(
    top: DeskTop, desk: Advisor, seconds: int, role: str
) -> None:
    assert ink_of_the_hold(top, desk, MONDAY + timedelta(seconds=seconds)) == role
