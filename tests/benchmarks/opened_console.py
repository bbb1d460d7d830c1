"""A console that is started as its user starts it, by `main.py`, and says when it can be used.

    python -m tests.benchmarks.opened_console first              the first painted window
    python -m tests.benchmarks.opened_console queue STORE COUNT  the live queue, with half of COUNT
    python -m tests.benchmarks.opened_console typed STORE COUNT  the same, after somebody typed
    python -m tests.benchmarks.opened_console resident STORE COUNT

What is said are the instant and the seconds of the processor until then. `typed` types an account
and a passphrase into the first window while the rest is read, and says both of the time between,
too. `resident` puts its window away once the queue stands, says `ready`, and at each start of the
console from then on two instants: when it was asked to come forward, and when it was painted again.

The queue's store is opened by its key, as after the passphrase was taken: that the passphrase
takes its time is wanted.
"""

import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from advisor_app import start
from advisor_app.ui import shell
from tests.benchmarks.bare_window import say_and_end

_told: Final = sys.argv[1:]
"""The words of the benchmark; the console itself is started without any."""

_FRONT: Final = "tests.benchmarks.front_on_store"
_WORDS: Final = ("ruiz", "seven grey herons")
_KEY_MS: Final = 120


class FirstWindow(shell.Shell):
    """Says when it was painted."""

    def begin(self) -> None:
        """The place where the real one begins to read the rest: its window is painted by now."""
        say_and_end()


class QueueWindow(shell.Shell):
    """Opens a desk on a store whose key is known, and says when the queue stands."""

    def _read_room(self) -> tuple[str, Any]:
        # By name and in the thread, as the real one: these modules are most of the start.
        return "front", import_module(_FRONT).room_and_front(Path(_told[1]))

    def _show_front(self, room: Any, front: Any) -> None:
        super()._show_front(room, front)
        self._front.stood.connect(self.stand)

    def stand(self) -> None:
        """The queue is painted."""
        if self._front.live.waiting.count < int(_told[2]) // 2:
            raise RuntimeError("the queue was painted without those who wait")
        say_and_end()


class TypedWindow(QueueWindow):
    """Somebody types into it from the first paint on, while it reads the rest.

    A long passphrase takes longer than the reading, so Enter comes once all is read: on a machine
    with much else to do it is the reading that is late.
    """

    _all_read = False

    def begin(self) -> None:
        print(time.monotonic(), time.process_time())
        super().begin()
        fields = [self.sign_in.findChild(QLineEdit, name) for name in ("loginUser", "loginPin")]
        keys = [(field, key) for field, word in zip(fields, _WORDS, strict=True) for key in word]
        self._keys = iter(keys)
        self._typing = QTimer(self, interval=_KEY_MS)
        self._typing.timeout.connect(self._type)
        self._typing.start()

    def _read_room(self) -> tuple[str, Any]:
        import_module(_FRONT)
        return "room", import_module(shell.ROOM)

    def _came(self, outcome: tuple[str, Any]) -> None:
        super()._came(outcome)
        self._all_read = self._all_read or outcome[0] == "read"

    def _type(self) -> None:
        """The next key; Enter once all is typed and read."""
        field, key = next(self._keys, (None, ""))
        if field is not None:
            _press(field, 0, key)
        elif self._all_read:
            self._typing.stop()
            _press(self.sign_in.findChild(QLineEdit, "loginPin"), Qt.Key.Key_Return, "\r")

    def _open_centre(self, account: str, secret: str) -> None:
        if (account, secret) != _WORDS:
            raise RuntimeError("keys that were typed at the first window did not arrive")
        print(time.monotonic(), time.process_time())
        self._opening.run(lambda: super(TypedWindow, self)._read_room())


class ResidentWindow(QueueWindow):
    """Waits out of sight, locked, and says when it was in sight again."""

    def stand(self) -> None:
        """The desk is locked when it is put away: it has to be whole."""

    def _place(self, console: Any) -> None:
        super()._place(console)
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


def _press(field: QLineEdit | None, key: int, text: str) -> None:
    assert field is not None
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, none, text))


def main() -> int:
    """As `main.py`, with a window that says when."""
    ways = {
        "first": FirstWindow, "queue": QueueWindow, "typed": TypedWindow,
        "resident": ResidentWindow,
    }  # fmt: skip
    shell.Shell = ways[_told[0]]  # type: ignore[misc]
    del sys.argv[1:]
    return start.main()


if __name__ == "__main__":
    sys.exit(main())
