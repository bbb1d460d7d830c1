"""Answers that are chosen, not typed: one of a list, several, yes or no, a tick with its moment."""

from datetime import datetime
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import clock_time
from advisor_app.domain.questions import Choice, choices
from advisor_app.domain.words import Words
from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.intake.toggles import ToggleSet
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.wording import later, phrase

TICKED: Final = later("Read back")
YES_AND_NO: Final = choices(yes="Yes", no="No")


class ChoiceEditor(Editor):
    """One code of a list."""

    def __init__(self, codes: tuple[Choice, ...], object_name: str, accessible: str) -> None:
        super().__init__()
        pairs = [("", ""), *((choice.code, choice.label) for choice in codes)]
        self._box = ChoiceBox(object_name, accessible, pairs)
        self.setLayout(row(self._box))
        self._codes = codes
        self._box.chosen.connect(lambda code: self.edited.emit(code or None))
        self.setFocusProxy(self._box)

    def speak(self, words: Words, context: str) -> None:
        said = ((choice.code, words.text(choice.label, context)) for choice in self._codes)
        self._box.set_choices([("", ""), *said])

    def show_value(self, value: Any) -> None:
        code = "" if value is None else str(value)
        if self._box.key() != code:
            self._box.show_key(code)
        if not code:
            self._box.setCurrentIndex(-1)

    def focus_widget(self) -> QWidget:
        return self._box

    def set_placeholder(self, text: str) -> None:
        self._box.setPlaceholderText(text)


class YesNoEditor(Editor):
    """Yes or no, side by side; pressing the one that is on takes it back."""

    def __init__(self, object_name: str, accessible: str) -> None:
        super().__init__()
        self._both = ToggleSet(YES_AND_NO, object_name, accessible)
        self.setLayout(row(self._both))
        self._both.changed.connect(self._chosen)
        self._value: bool | None = None
        self.setFocusProxy(self._both.first())

    def speak(self, words: Words, context: str) -> None:
        self._both.show_labels(
            {one.code: words.text(one.label.lower(), context).capitalize() for one in YES_AND_NO}
        )

    def show_value(self, value: Any) -> None:
        self._value = value
        self._both.show_chosen(() if value is None else ("yes" if value else "no",))

    def focus_widget(self) -> QWidget:
        return self._both.first()

    def _chosen(self, codes: object) -> None:
        chosen = set(codes) if isinstance(codes, tuple) else set()
        if self._value is not None:
            chosen.discard("yes" if self._value else "no")
        value = None if not chosen else "yes" in chosen
        self.show_value(value)
        self.edited.emit(value)


class TickEditor(Editor):
    """One tick that is stamped with its moment; pressing it again takes it back.

    `edited` carries True for "now": the clock belongs to the presenter.
    """

    def __init__(self, object_name: str, accessible: str) -> None:
        super().__init__()
        self._set = ToggleSet(choices(ticked=phrase(TICKED)), object_name, accessible)
        self.setLayout(row(self._set))
        self._set.changed.connect(lambda chosen: self.edited.emit(True if chosen else None))
        self.setFocusProxy(self._set.first())

    def show_value(self, value: Any) -> None:
        at = clock_time(datetime.fromisoformat(str(value))) if value else ""
        self._set.show_labels({"ticked": f"{phrase(TICKED)} {at}" if at else phrase(TICKED)})
        self._set.show_chosen(("ticked",) if value else ())

    def focus_widget(self) -> QWidget:
        return self._set.first()


class ManyEditor(Editor):
    """Several codes, as words to switch on and off."""

    def __init__(self, codes: tuple[Choice, ...], object_name: str, accessible: str) -> None:
        super().__init__()
        self._set = ToggleSet(codes, object_name, accessible)
        self.setLayout(row(self._set))
        self._codes = codes
        self._set.changed.connect(lambda chosen: self.edited.emit(list(chosen) or None))
        self.setFocusProxy(self._set)

    def speak(self, words: Words, context: str) -> None:
        self._set.show_labels({one.code: words.text(one.label, context) for one in self._codes})

    def show_value(self, value: Any) -> None:
        self._set.show_chosen(tuple(value or ()))

    def focus_widget(self) -> QWidget:
        return self._set.first()
