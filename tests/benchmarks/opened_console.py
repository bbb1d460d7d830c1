"""A console that is started as its user starts it, and says when it can be used.

    python -m tests.benchmarks.opened_console first              the first painted window
    python -m tests.benchmarks.opened_console queue STORE COUNT  the live queue, with half of COUNT
    python -m tests.benchmarks.opened_console resident STORE COUNT

The last puts its window away once the queue stands, says `ready`, and at each start of the console
from then on two instants: when it was asked to come forward, and when it was painted again.

The queue's store is opened by its key, as after the passphrase was taken: that the passphrase
takes its time is wanted.
"""

import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from advisor_app.bootstrap.running import front_socket
from advisor_app.ui import shell
from tests.benchmarks.bare_window import painted


class FirstWindow(shell.Shell):
    """Says when it was painted."""

    def begin(self) -> None:
        """The place where the real one begins to read the rest: its window is painted by now."""
        self.repaint()
        painted()


class QueueWindow(shell.Shell):
    """Opens a desk on a store whose key is known, and says when the queue stands."""

    def _read_room(self) -> tuple[str, Any]:
        # By name and in the thread, as the real one: these modules are most of the start.
        room = import_module("tests.benchmarks.front_on_store")
        return "front", room.room_and_front(Path(sys.argv[2]))

    def _show_front(self, room: Any, front: Any) -> None:
        super()._show_front(room, front)
        self._front.live.counted.connect(self._look_at_queue)

    def _look_at_queue(self, waiting: Any) -> None:
        if waiting.count >= int(sys.argv[3]) // 2:
            self.stand()

    def stand(self) -> None:
        """The queue is there."""
        QApplication.processEvents()
        self.repaint()
        painted()


class ResidentWindow(QueueWindow):
    """Waits out of sight, locked, and says when it was in sight again."""

    def stand(self) -> None:
        """The desk is locked when it is put away: it has to be whole."""

    def _place(self, console: Any) -> None:
        super()._place(console)
        self.listen(front_socket())
        shell.settings().setValue("stays", True)
        self.close()
        print("ready", flush=True)

    def come_forward(self) -> None:
        asked = time.monotonic()
        super().come_forward()
        QApplication.processEvents()
        self.repaint()
        print(asked, time.monotonic(), flush=True)
        self.hide()


def main() -> int:
    """As `main.py`, with a window that says when."""
    ways = {"first": FirstWindow, "queue": QueueWindow, "resident": ResidentWindow}
    shell.Shell = ways[sys.argv[1]]  # type: ignore[misc]
    return shell.open_console(False, [], None)


if __name__ == "__main__":
    sys.exit(main())
