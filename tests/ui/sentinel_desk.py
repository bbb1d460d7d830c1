"""A shift on a centre's store, with a patient whose every answer is a sentinel; it is killed."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from advisor_app.bootstrap.safe_start import make_safe
from advisor_app.bootstrap.window import centre_console
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.hands import Hands
from advisor_app.ui.shell import make_application

SENTINEL = "ZQXSENTINELNAME"
SECRET = "a long enough passphrase"


def main(number: str, paper: str) -> None:
    """Open the case, type, copy, search, draw and save the summary, lock; say so; go on."""
    make_safe()
    make_application([])
    window = ConsoleWindow(centre_console("operator", SECRET))
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
    window.choose_theme("dark")
    window.go("cases")
    hands.settle()
    window.lock.lock()
    hands.settle()
    print("worked", flush=True)
    while True:
        hands.wait(1.0)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
