"""The console on a store in a folder, where answers are typed without end; it is killed."""

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel

from advisor_app.bootstrap.house import composed
from advisor_app.bootstrap.window import demonstration_console
from advisor_app.domain.paths import answer_at
from advisor_app.domain.questions import Page
from advisor_app.storage.store import open_store
from advisor_app.ui.context import Console
from advisor_app.ui.hands import type_into
from advisor_app.ui.shell import make_application
from tests.advisor import MONDAY, Advisor

FIELDS = ("patient.mrn", "patient.family_name", "goal.worry", "status.told_by_doctor")
"""What is typed into, in turn: one line, and several lines."""
LAST_FIELD, LAST_WORDS = "goal.worry", "will it come back"


def console_on(path: Path, key: bytes) -> Console:
    """The desk of a demonstration, but for its cases, which are kept in the store at `path`."""
    console = demonstration_console(now=MONDAY, live=False)
    store = open_store(path, key, console.clock)
    session = replace(console.session, workstation="killed desk")
    house = composed(store, console.clock, session, None)
    return replace(
        console,
        cases=house.cases,
        desk_places=house.desk_places,
        closing=(*console.closing, house.close),
    )


def main(path: str, key: str) -> None:
    """Type into one field after another; say what stands there once the header shows it saved.

    After the first rounds it writes half a sentence, lets the autosave work, and says "resting"
    with the place of the cursor.
    """
    make_application([])
    desk = Advisor(console_on(Path(path), bytes.fromhex(key)))
    desk.starts()
    desk.hands.opens_new_case()
    presenter = desk.window.intake_controller.presenter
    label = desk.window.intake.header.findChild(QLabel, "savedLabel")
    assert label is not None

    def tell(_saved: object) -> None:
        if not presenter.all_saved or not label.text().startswith("Saved"):
            return
        for name in FIELDS:
            lead = answer_at(presenter.intake, name).lead
            if lead is not None:
                print(desk.hands.case.number, name, lead.value, flush=True)

    presenter.saved.connect(tell)
    for number in range(24):
        desk.answers({FIELDS[number % len(FIELDS)]: f"N{number}"})
        desk.hands.wait(0.03 if number % 3 else 0.5)
    desk.hands.goes_to(Page.GOALS)
    line = desk.line(LAST_FIELD)
    line.selectAll()
    type_into(line, LAST_WORDS)
    desk.hands.wait(2.5)
    print(desk.hands.case.number, "resting", desk.window.intake.cursor_place()[1], flush=True)
    while True:
        desk.hands.wait(1.0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
