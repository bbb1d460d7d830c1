"""The server freezes, restarts or stays away while somebody types: said, and nothing is lost."""

from collections.abc import Callable, Iterator

import pytest

from advisor_app.ui.intake.spool_keeper import NOTICE
from tests.advisor import Advisor, value_at
from tests.servers import Server, running_server
from tests.services.desk import StillClock
from tests.ui.side_by_side import at_work, consoles_of_one_server, sits_at


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that may be frozen and stopped."""
    with running_server(StillClock()) as running:
        yield running


@pytest.fixture
def desk(own_server: Server) -> Iterator[Advisor]:
    """One of two consoles, with a new case."""
    with consoles_of_one_server(own_server) as consoles, at_work(consoles) as (first, _second):
        sits_at(first)
        first.hands.opens_new_case()
        first.hands.settle()
        yield first


def test_a_frozen_server_is_told_and_everything_typed_arrives_once(
    desk: Advisor, own_server: Server
) -> None:
    types_through(desk, own_server.freeze, own_server.thaw)


def test_a_server_that_is_away_is_told_and_everything_typed_arrives_once(
    desk: Advisor, own_server: Server
) -> None:
    types_through(desk, own_server.stop, own_server.start)


def types_through(desk: Advisor, goes: Callable[[], object], comes: Callable[[], object]) -> None:
    """Type before, while and after the server is away; all of it stands in the store."""
    window, number = desk.window.window, desk.hands.case.number
    desk.answers({"patient.mrn": "N1"})
    desk.hands.until(lambda: desk.window.intake_controller.presenter.all_saved, what="a save")
    goes()
    try:
        desk.answers({"patient.family_name": "Doe"})
        desk.hands.until(lambda: bool(window.notice(NOTICE)), seconds=3.5, what="the banner")
        desk.answers({"patient.mrn": "N7"})
    finally:
        comes()
    desk.hands.until(lambda: not window.notice(NOTICE), seconds=20, what="the end of the banner")
    console = desk.window.console
    case = console.cases.open(console.act(), number)
    assert value_at(case.intake, "patient.family_name") == "Doe"
    assert value_at(case.intake, "patient.mrn") == "N7"
    assert console.audit.verify(console.act()).sound
