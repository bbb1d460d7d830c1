"""What was copied here leaves the clipboard after ten seconds, at the lock and at the end."""

from typing import Final

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS: Final = 10_000
_HINTS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
}
"""Ask the clipboard histories of KDE and Windows to keep no copy."""

_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardGuard(QObject):
    """Clears what this program put on the clipboard, and only while it is still there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._board = QGuiApplication.clipboard()
        self._marking = False
        self._ours = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(self.clear)
        self._board.dataChanged.connect(self._copied)

    def clear(self) -> None:
        """Take away what is ours, now; what another program put there since stays."""
        self._timer.stop()
        ours, self._ours = self._ours, ""
        for mode in _MODES:
            if ours and self._board.text(mode) == ours:
                self._board.clear(mode)

    def stop(self) -> None:
        """The desk closes."""
        self._board.dataChanged.disconnect(self._copied)
        self.clear()

    def _copied(self) -> None:
        text = self._board.text()
        if self._marking or not text or not self._is_here():
            return
        self._ours = text
        self._marking = True
        marked = QMimeData()
        marked.setText(text)
        for name, value in _HINTS.items():
            marked.setData(name, QByteArray(value))
        self._board.setMimeData(marked)
        self._marking = False
        self._timer.start()

    def _is_here(self) -> bool:
        """Whether this program copied: it says so, or it has the keyboard just now."""
        return self._board.ownsClipboard() or QGuiApplication.focusWindow() is not None
