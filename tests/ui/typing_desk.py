"""The console on a store in a folder, where answers are typed without end; it is killed."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel

from advisor_app.bootstrap.house import composed
from advisor_app.bootstrap.window import demonstration_console
from advisor_app.services.accounts import Accounts
from advisor_app.storage.store import open_store
from advisor_app.ui.context import Console
from advisor_app.ui.shell import make_application
from tests.advisor import MONDAY, Advisor, value_at


def console_on(path: Path, key: bytes) -> Console:
    """The desk of a demonstration, but for its cases, which are kept in the store at `path`."""
    console = demonstration_console(now=MONDAY, live=False)
    store = open_store(path, key, console.clock)
    session = Accounts(store, console.clock).operator("killed desk")
    house = composed(store, console.clock, session, None)
    return replace(console, cases=house.cases, closing=(*console.closing, house.close))


def main(path: str, key: str) -> None:
    """Type number after number; say each that stands on the page once the header shows it saved."""
    make_application([])
    desk = Advisor(console_on(Path(path), bytes.fromhex(key)))
    desk.starts()
    desk.hands.opens_new_case()
    presenter = desk.window.intake_controller.presenter
    label = desk.window.intake.header.findChild(QLabel, "savedLabel")
    assert label is not None

    def tell(_saved: object) -> None:
        if presenter.all_saved and label.text().startswith("Saved"):
            number = value_at(presenter.intake, "patient.mrn")
            print(desk.hands.case.number, number, flush=True)

    presenter.saved.connect(tell)
    for number in range(100_000):
        desk.answers({"patient.mrn": f"N{number}"})
        desk.hands.wait(0.03 if number % 4 else 0.5)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
