"""The limit of every start: a PySide6 window with nothing in it; says when it was painted.

Ending is no part of a start.
"""

import os
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


def main() -> None:
    """Show it, say the instant, end."""
    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    QTimer.singleShot(0, painted)
    app.exec()


def painted() -> None:
    """Let it be painted, and say so."""
    QApplication.processEvents()
    say_and_end()


def say_and_end() -> None:
    """Say the instant and what the processor did until then; end without tidying up."""
    print(time.monotonic(), time.process_time(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
