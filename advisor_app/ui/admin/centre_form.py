"""The settings of the centre that the line cannot do without: name, number, hours."""

from dataclasses import replace
from datetime import time
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.question import QuestionFrame
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

LOCK_RANGE: Final = later("1 to 15 minutes")
PLACES_RANGE: Final = later("1 to 99, or empty")
NO_PLACES: Final = later("Not set: none offered")
NOT_SET: Final = later("Not set: enter them")
_BOTH: Final = "Enter both: HH:MM"
_ORDER: Final = later("Opens after closing")


class CentreForm(QWidget):
    """`saved(CentreSettings)` when everything that was entered makes sense."""

    saved = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("centreForm")
        self._settings = CentreSettings()
        self._shown: CentreSettings | None = None
        self.name = OneLineEdit("centreName", phrase("Name of the centre"))
        self.number = OneLineEdit("centreNumber", phrase("Number of the line"))
        self.opens = OneLineEdit(
            "centreOpens", phrase("The line opens, Eastern time"), placeholder="HH:MM"
        )
        self.closes = OneLineEdit(
            "centreCloses", phrase("The line closes, Eastern time"), placeholder="HH:MM"
        )
        self.lock = OneLineEdit("centreLock", phrase("An idle desk locks after so many minutes"))
        self.places = OneLineEdit(
            "centrePlaces", phrase("Call-backs the line keeps in one half hour")
        )
        self._places = QuestionFrame(
            "centrePlaces.frame", phrase("Call-backs in 30 min"), self.places
        )
        self._lock = QuestionFrame("centreLock.frame", phrase("Locks after, min"), self.lock)
        self._name = QuestionFrame("centreName.frame", phrase("Name"), self.name)
        self._number = QuestionFrame("centreNumber.frame", phrase("Line number"), self.number)
        self._opens = QuestionFrame("centreOpens.frame", phrase("Opens, Eastern time"), self.opens)
        self._closes = QuestionFrame(
            "centreCloses.frame", phrase("Closes, Eastern time"), self.closes
        )
        self._fields = (
            self.name, self.number, self.lock, self.places, self.opens, self.closes,
        )  # fmt: skip
        self.save = Button("centreSave", phrase("Save"), key="Enter", height=28, pad=10)
        for question in (
            self._name, self._number, self._lock, self._places, self._opens, self._closes,
        ):  # fmt: skip
            question.set_provenance(None, verified=True)
        self.save.clicked.connect(self.try_to_save)
        for field in self._fields:
            field.edited.connect(lambda _text: self._edited())
            field.returnPressed.connect(self.try_to_save)
        head = row((plain_label(phrase("Centre"), "h2"), 1), self.save)
        hours = row((self._opens, 1), (self._closes, 1), gap=12)
        inner = column(
            frame("clear", head, height=28),
            self._name,
            self._number,
            row((self._lock, 1), (self._places, 1), gap=12),
            hours,
            margins=(16, 10, 16, 4),
            gap=2,
        )
        self.setLayout(column(frame("card", inner)))
        self.save.setEnabled(False)

    def show_settings(self, settings: CentreSettings, *, may_change: bool) -> None:
        """Show the settings; what somebody is typing stays until it is saved."""
        self._settings = settings
        for field in self._fields:
            field.setReadOnly(not may_change)
        self.save.setVisible(may_change)
        if self.save.isEnabled() and self._shown is not None:
            return
        self._fill(settings)

    def show_saved(self, settings: CentreSettings) -> None:
        """The settings were kept."""
        self._settings = settings
        self._fill(settings)

    def try_to_save(self) -> None:
        """Save what stands there, or say what does not make sense."""
        if not self.save.isEnabled() or self.save.isHidden():
            return
        problem, opens, closes = hours_of(self.opens.text(), self.closes.text())
        if problem:
            self._hint_hours(problem, "problem")
            return
        minutes = minutes_of(self.lock.text())
        if minutes is None:
            self._lock.set_state(FieldState.PROBLEM)
            self._lock.set_hint(phrase(LOCK_RANGE), "problem")
            return
        places = places_of(self.places.text())
        if places is None:
            self._places.set_state(FieldState.PROBLEM)
            self._places.set_hint(phrase(PLACES_RANGE), "problem")
            return
        self.saved.emit(
            replace(
                self._settings,
                name=self.name.text().strip(),
                line_number=self.number.text().strip(),
                lock_minutes=minutes,
                callback_places=places,
                opens=opens,
                closes=closes,
            )
        )

    def _fill(self, settings: CentreSettings) -> None:
        self._shown = settings
        self.save.setEnabled(False)
        self.name.show_text(settings.name)
        self.number.show_text(settings.line_number)
        self.lock.show_text(str(settings.lock_minutes))
        self._lock.set_state(FieldState.NOT_ASKED)
        self._lock.set_hint("", "due")
        self.places.show_text(str(settings.callback_places or ""))
        self._places.set_state(FieldState.NOT_ASKED)
        self._places.set_hint("" if settings.callback_places else phrase(NO_PLACES), "due")
        self.opens.show_text(_words(settings.opens))
        self.closes.show_text(_words(settings.closes))
        self._name.set_hint("" if settings.name else phrase("Not set: enter it"), "due")
        self._number.set_hint("" if settings.line_number else phrase("Not set: enter it"), "due")
        unset = settings.opens is None or settings.closes is None
        self._hint_hours(phrase(NOT_SET) if unset else "", "due")

    def _edited(self) -> None:
        self.save.setEnabled(True)
        problem, _, _ = hours_of(self.opens.text(), self.closes.text())
        if not problem:
            self._hint_hours("", "due")

    def _hint_hours(self, words: str, kind: Literal["problem", "due"]) -> None:
        state = FieldState.PROBLEM if kind == "problem" else FieldState.NOT_ASKED
        for question in (self._opens, self._closes):
            question.set_state(state if words else FieldState.NOT_ASKED)
        self._opens.set_hint(words, kind)


def minutes_of(words: str) -> int | None:
    """After how many idle minutes a desk locks; None where that is no number from 1 to 15."""
    told = words.strip()
    return int(told) if told.isascii() and told.isdigit() and 1 <= int(told) <= 15 else None


def places_of(words: str) -> int | None:
    """How many call-backs a half hour holds, 0 for an empty field; None where it is no number."""
    told = words.strip()
    if not told:
        return 0
    return int(told) if told.isascii() and told.isdigit() and 1 <= int(told) <= 99 else None


def hours_of(opens: str, closes: str) -> tuple[str, time | None, time | None]:
    """What is wrong with the hours, if anything, and the hours; both empty leaves them unset."""
    if not opens.strip() and not closes.strip():
        return "", None, None
    first, last = _time(opens), _time(closes)
    if first is None or last is None:
        return _BOTH, None, None
    return ("", first, last) if first < last else (phrase(_ORDER), None, None)


def _time(words: str) -> time | None:
    """A time of the day as people write it: `9:00`, `09:00`."""
    hour, colon, minute = words.strip().partition(":")
    if not (hour.isdigit() and minute.isdigit() and colon and len(minute) == 2):
        return None
    if int(hour) > 23 or int(minute) > 59:
        return None
    return time(int(hour), int(minute))


def _words(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"
