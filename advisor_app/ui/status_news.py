"""Says in the status line what was done, and what the advisor must know."""

from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.page import StatusLine
from advisor_app.ui.queue.view import QueuePage
from advisor_app.ui.statusbar import StatusBar


class StatusNews:
    """One per window."""

    def __init__(self, window: MainWindow, status: StatusBar, queue: QueuePage) -> None:
        self._window, self._status, self._queue = window, status, queue

    def say(self, words: str) -> None:
        """Something was done."""
        self.tell(StatusLine(text=words, icon="ok", role="okInk"))

    def warn(self, words: str) -> None:
        """Something was not, or needs a person."""
        self.tell(StatusLine(text=words, icon="warning", role="warningInk"))

    def tell(self, line: StatusLine) -> None:
        """Say it in the status line; the queue, which speaks there each second, lets it stand."""
        if self._window.current == "queue":
            self._queue.show_news(line)
        else:
            self._status.show_line(line)
