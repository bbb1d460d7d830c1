"""The printed report of the shift says what the verb `report` says."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from advisor_app.bootstrap.house import demonstration_house
from advisor_app.bootstrap.line_figures import figures_of
from advisor_app.bootstrap.line_papers import shift_of
from advisor_app.domain.case import Act
from advisor_app.line.presence import PresenceState
from tests.advisor import MONDAY

FREE = PresenceState.AVAILABLE


def test_the_paper_and_the_verb_say_the_same() -> None:
    house = demonstration_house(MONDAY)
    act = house.act("test")
    house.presences.choose(Act(session=replace(act.session, account="ruiz", role="advisor")), FREE)
    time.sleep(0.01)
    paper = shift_of(house, act)
    verb = figures_of(house, paper.start, paper.end + timedelta(seconds=1))
    assert paper.occupancy is not None, "an advisor is at work"
    assert paper.occupancy == pytest.approx(verb["occupancy"], abs=1e-4)
    assert paper.service_level == pytest.approx(verb["service_level"]["negative"], abs=1e-4)
    assert paper.offered == verb["calls_presented"] + verb["calls_waiting"]
    house.close()
