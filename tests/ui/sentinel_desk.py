"""A shift on a centre's store, with a patient whose every answer is a sentinel; it is killed."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from advisor_app.bootstrap.safe_start import make_safe
from advisor_app.domain.own_folders import log_folder
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.crash import report_crashes
from advisor_app.ui.hands import Hands
from advisor_app.ui.paper_port import PrintOrder
from advisor_app.ui.shell import make_application
from tests.advisor import desk_of_centre
from tests.spooled import PRINTER, in_place_of_cups

SENTINEL = "ZQXSENTINELNAME"
SECRET = "a long enough passphrase"


def fail_on_the_patient() -> None:
    """What the crash report is made of."""
    raise ValueError(f"nobody is called {SENTINEL}")


def main(number: str, paper: str) -> None:
    """Type, copy, search, draw, save and print; let the program fail once; lock; say so; go on."""
    make_safe()
    report_crashes(Path(log_folder()))
    in_place_of_cups(Path(paper).parent, pytest.MonkeyPatch())
    make_application([])
    window = ConsoleWindow(desk_of_centre("operator", SECRET))
    window.window.resize(1280, 800)
    window.window.show()
    window.start()
    hands = Hands(window)
    hands.opens(number)
    hands.answers("goal.worry", f"{SENTINEL} typed at the desk")
    hands.settle()
    QApplication.clipboard().setText(f"{SENTINEL} copied")
    window.palette.begin()
    hands.types(SENTINEL)
    hands.wait(0.3)
    window.palette.put_aside()
    hands.draws_summary()
    hands.saves_summary(Path(paper))
    window.summary_presenter.printing.print_on(PrintOrder(printer=PRINTER))
    hands.until(Path(paper).with_name("job.pdf").exists, what="the printed file")
    QTimer.singleShot(0, fail_on_the_patient)
    window.look.choose_theme("dark")
    window.go("cases")
    hands.settle()
    window.lock.lock()
    hands.settle()
    assert not QApplication.clipboard().text(), "the clipboard is empty at a lock"
    print("worked", flush=True)
    while True:
        hands.wait(1.0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
