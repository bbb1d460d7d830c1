"""What every editor of an answer is: shown a value, and telling of a user's edits only."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.words import Words


class Editor(QWidget):
    """An editor of one value. `edited` carries plain data as a case file would hold it.

    `worded` carries words that are no value of this kind ("around Easter"): they are kept.
    `drafted` carries what stands in the field while it is no value yet, so that a sudden end
    loses nothing. `left` tells that the typing is over.
    """

    edited = Signal(object)
    worded = Signal(str)
    drafted = Signal(str)
    left = Signal()

    @property
    def typing(self) -> bool:
        """Whether somebody is in the middle of typing here."""
        return False

    def show_words(self, _words: str) -> None:
        """Show words that are no value yet."""
        self.show_value(None)

    def show_value(self, value: Any) -> None:
        """Show a value, or nothing for None, without telling of an edit."""
        raise TypeError(f"{type(self).__name__} cannot show {type(value).__name__}")

    def speak(self, words: Words, context: str) -> None:
        """Offer the choices in another language; `context` is the path of the question."""

    def focus_widget(self) -> QWidget:
        """What takes the focus."""
        return self

    def set_placeholder(self, text: str) -> None:
        """What stands in the empty field."""
