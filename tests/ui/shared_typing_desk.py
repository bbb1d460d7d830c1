"""The console on a shared store: types while the store is there, and when it is gone; is killed."""

import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import make_url

from advisor_app.bootstrap.house import composed
from advisor_app.bootstrap.window import demonstration_console
from advisor_app.services.ports import Store
from advisor_app.storage.spool import EditSpool
from advisor_app.ui.context import Console
from advisor_app.ui.shell import make_application
from tests.advisor import MONDAY, Advisor
from tests.servers import open_store_at

SECRET = "four moss kettles sing"
BEFORE, AFTER = "N1", "ZQX-MRN-778"


def console_at(store: Store, spool: Path) -> Console:
    """The desk of a demonstration, but for its cases, which are kept on the server."""
    console = demonstration_console(now=MONDAY, live=False)
    house = composed(store, console.clock, console.session, None)
    return replace(
        console,
        cases=house.cases,
        spool=EditSpool.of_person(spool, console.session.account, SECRET),
        closing=(*console.closing, house.close),
    )


def main(url: str, spool: str) -> None:
    """Type once and say the case; after a line on the standard input type again, and wait."""
    make_application([])
    clock = demonstration_console(now=MONDAY, live=False).clock
    console = console_at(open_store_at(make_url(url), clock), Path(spool))
    desk = Advisor(console)
    desk.starts()
    desk.hands.opens_new_case()
    desk.answers({"patient.mrn": BEFORE})
    presenter = desk.window.intake_controller.presenter
    desk.hands.until(lambda: presenter.all_saved, what="the first save", seconds=30)
    number = desk.hands.case.number
    print(number, flush=True)
    sys.stdin.readline()
    desk.answers({"patient.mrn": AFTER})
    kept = console.spool
    assert kept is not None
    desk.hands.until(lambda: bool(kept.kept().get(number)), what="the spool", seconds=60)
    print("spooled", flush=True)
    while True:
        desk.hands.wait(1.0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
