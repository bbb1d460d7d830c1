"""The head line of the queue: how many wait, the longest wait, what is new, the filter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import waited
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.queue.lines import LONG_SECONDS, TOO_LONG_SECONDS
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

_FILTER = (200, 140)


class QueueHead(QWidget):
    """Passive; `filtered(text)`, `fit_wanted(on)` and `news_wanted` are the user's."""

    filtered = Signal(str)
    fit_wanted = Signal(bool)
    news_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queueHead")
        self._count = plain_label("", "body", "ink2", name="queueCountLabel")
        self._said = plain_label(phrase("·  longest"), "body", "ink2")
        self._longest = Pill("", "ghost", "clock", strong=True)
        self._longest.setObjectName("longestWaitTile")
        self._new = Button("newItemsChip", "", "on", icon="plus", pad=10)
        self._new.hide()
        self.filter = SearchField(
            "queueFilter", phrase("Filter the queue"), placeholder=phrase("Filter the queue")
        )
        self._fit = Button("myFitOnlyCheck", phrase("My fit"), icon="filter", key="M")
        self._fit.setCheckable(True)
        self._new.clicked.connect(self.news_wanted)
        self.filter.edited.connect(self.filtered)
        self._fit.clicked.connect(self._fit_pressed)
        title = plain_label(phrase("Queue"), "h1", name="queueTitle")
        count = row(self._count, self._said, self._longest)
        self.setLayout(row(title, 4, count, None, self._new, self.filter, self._fit))
        self.setFixedHeight(32)
        self.set_narrow(False)

    @property
    def only_fitting(self) -> bool:
        """Whether only what fits this desk is wanted."""
        return self._fit.isChecked()

    def set_narrow(self, narrow: bool) -> None:
        """Give way on a narrow window."""
        self.filter.setFixedWidth(_FILTER[1 if narrow else 0])
        self.filter.setPlaceholderText(phrase("Filter") if narrow else phrase("Filter the queue"))

    def show_count(self, waiting: int) -> None:
        """How many wait, filtered or not."""
        words = (
            phrase("nobody waits") if not waiting else phrase("{waiting} waiting", waiting=waiting)
        )
        self._count.setText(words)

    def show_longest(self, seconds: float | None) -> None:
        """The longest wait of a caller; None hides it."""
        self._longest.setVisible(seconds is not None)
        self._said.setVisible(seconds is not None)
        if seconds is None:
            return
        if seconds >= TOO_LONG_SECONDS:
            self._longest.show_words(waited(seconds), "urgent", "urgent")
        elif seconds >= LONG_SECONDS:
            self._longest.show_words(waited(seconds), "warning", "clock")
        else:
            self._longest.show_words(waited(seconds), "ghost", "clock")
        self._longest.setAccessibleName(phrase("Longest wait {waited}", waited=waited(seconds)))

    def show_new(self, new: int, urgent: int) -> None:
        """How many lines are held back while the list stands still."""
        self._new.setVisible(new > 0)
        self._new.set_words(
            phrase("{urgent} urgent", urgent=urgent) if urgent else phrase("{new} new", new=new)
        )
        self._new.set_kind("danger" if urgent else "on")
        self._new.set_tip(phrase("{new} came while the list stood still: show them", new=new))

    def toggle_fit(self) -> None:
        """The key of "My fit" was pressed."""
        self._fit.click()

    def _fit_pressed(self) -> None:
        self._fit.set_kind("on" if self._fit.isChecked() else "plain")
        self.fit_wanted.emit(self._fit.isChecked())
