"""Where what nobody holds any more is taken apart: on the window's thread alone.

Python looks for circles of references in whichever thread happens to make the next object. A widget
that is found in one by a thread of the jobs is taken apart there, and that ends the process.
"""

import gc
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 200
_ALL_EVERY_SECONDS: Final = 300.0
"""Going through all objects takes a moment; those just made are gone through in between."""


class Tidying(QObject):
    """One per process, made on the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all_at = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tidy)

    def start(self) -> None:
        """From now on no other thread takes anything apart that stands in a circle."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Let Python choose the thread again."""
        self._timer.stop()
        gc.enable()

    def _tidy(self) -> None:
        now = time.monotonic()
        counts, limits = gc.get_count(), gc.get_threshold()
        if now - self._all_at > _ALL_EVERY_SECONDS:
            self._all_at = now
            gc.collect()
        elif counts[1] > limits[1]:
            gc.collect(1)
        elif counts[0] > limits[0]:
            gc.collect(0)
