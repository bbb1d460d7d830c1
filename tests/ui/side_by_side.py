"""Two windows side by side on one line: two desks of one file, or two consoles on one server."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from PySide6.QtTest import QTest
from sqlalchemy import URL

from advisor_app.bootstrap.clocks import StartedClock
from advisor_app.bootstrap.demonstration import act_of
from advisor_app.bootstrap.house import composed, invented_centre
from advisor_app.bootstrap.window import desk_of
from advisor_app.line.presence import PresenceState
from advisor_app.ui.context import Console
from tests.advisor import MONDAY, Advisor, demonstration_desk, neighbour_of, shown_text
from tests.servers import Server, open_store_at

SENDER, RECEIVER = "ruiz", "lin"


def desks_of_one_file() -> tuple[Console, Console]:
    """Two desks in one program, on a store that is thrown away."""
    first = demonstration_desk()
    return first, neighbour_of(first)


@contextmanager
def consoles_of_one_server(server: Server) -> Iterator[tuple[Console, Console]]:
    """Two consoles with connections of their own, who hear of each other by notices."""
    with consoles_at(server.empty_store()) as consoles:
        yield consoles


@contextmanager
def consoles_at(url: URL) -> Iterator[tuple[Console, Console]]:
    """The same on the new store at that address."""
    clock = StartedClock(MONDAY)
    stores = open_store_at(url, clock), open_store_at(url, clock)
    house = invented_centre(stores[0], clock)
    founding = house.session
    made = []
    for store, account in zip(stores, (SENDER, RECEIVER), strict=True):
        here = composed(store, clock, founding, None)
        here = replace(here, changes=store.notices())
        me = here.accounts.get(account)
        made.append(desk_of(here, me, act_of(me, clock.now()).session))
    yield made[0], made[1]


@contextmanager
def at_work(consoles: tuple[Console, Console]) -> Iterator[tuple[Advisor, Advisor]]:
    """Both windows work; only the first can be rung by the line until the second says so."""
    with ExitStack() as closing:
        first, second = Advisor(consoles[0]), Advisor(consoles[1])
        closing.callback(first.stops)
        closing.callback(second.stops, others=True)
        first.starts()
        second.window.start()
        yield first, second


def is_free(desk: Advisor) -> None:
    """The advisor of that desk says that calls can come."""
    console = desk.window.console
    console.presences.choose(console.act(), PresenceState.AVAILABLE)


def status_of(desk: Advisor) -> str:
    """What the status line of that window says."""
    return shown_text(desk.window.status, "statusText")


def sits_at(desk: Advisor) -> None:
    """Bring the window of that desk to the front."""
    desk.window.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window.window, 2000)
