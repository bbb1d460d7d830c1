"""The form of a promised call back: zone, time on either clock, whom to ask for, what about."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_app.line.calendar import LineHours
from advisor_app.line.promises import both_clocks, zone_of
from advisor_app.line.zones import ZoneChoice, place_of
from advisor_app.ui.calls.promise_check import PromiseCheck, check
from advisor_app.ui.calls.when import written
from advisor_app.ui.calls.wrap_up import PromiseAsked
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.field_state import FieldState, show_field_state
from advisor_app.ui.kit.labelled import labelled
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import ElidedLabel, set_role
from advisor_app.ui.wording import dated, later, phrase

_ROW: Final = 18
_CLOCKS: Final = (
    Segment(key="theirs", word=later("Their clock")),
    Segment(key="ours", word=later("Ours")),
)


class PromiseForm(QWidget):
    """Everything is typed or chosen by key; nothing is promised until the words name an instant.

    `changed` follows every edit of the user; `asked()` is the promise, or None with `why_not`.
    """

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promiseForm")
        self._now = now
        self._hours = LineHours()
        self._full: frozenset[datetime] | None = None
        self._check = PromiseCheck(at=None, words="")
        self.when = OneLineEdit(
            "promiseWhenEdit",
            phrase("When?"),
            placeholder=phrase("16:00, tomorrow 9:30, thu 2 pm, 12/3 14:00"),
        )
        self._zone = ChoiceBox("patientZoneCombo", phrase("Which time zone are they in?"))
        self._clock = Segmented("promiseClock", _CLOCKS, height=32, words=phrase("Whose clock?"))
        self._mark = IconMark("", 14)
        self._both = ElidedLabel("", "sub", "ink2", name="bothClocksLabel")
        self._warning = ElidedLabel("", "sub", "warningInk", name="promiseWarningLabel")
        self._better = FlowLayout(gap=6)
        self._better_box = holder(self._better, name="betterTimes")
        self._about = OneLineEdit("purposeEdit", phrase("What about?"))
        self._speak = OneLineEdit("speakToEdit", phrase("Who to speak to?"))
        self._phone = OneLineEdit("promisePhoneEdit", phrase("Which number?"))
        self._wishes = ElidedLabel("", "sub", "warningInk", name="promiseWishesLabel")
        self._wishes.hide()
        self.setLayout(self._laid_out())
        for field in (self.when, self._about, self._speak, self._phone):
            field.edited.connect(self._edited)
        self._zone.chosen.connect(self._edited)
        self._clock.changed.connect(self._edited)

    def show_asked(
        self,
        zones: Sequence[ZoneChoice],
        hours: LineHours,
        *,
        phone: str = "",
        speak_to: str = "",
        about: str = "",
        wishes: str = "",
    ) -> None:
        """Begin a new promise with what is known; the likeliest zone is proposed, not hidden."""
        self._hours, self._full = hours, None
        self._zone.set_choices([(zone.zone, _zone_words(zone)) for zone in zones])
        self._zone.show_key(zones[0].zone if zones else "")
        self._clock.show_key("theirs")
        self.when.show_text("")
        self._phone.show_text(phone)
        self._speak.show_text(speak_to)
        self._about.show_text(about)
        self._wishes.setText(wishes)
        self._wishes.setVisible(bool(wishes))
        self._show_check()

    def show_full(self, full: frozenset[datetime] | None) -> None:
        """In which half hours nobody is free; None: the centre has not said, none is offered."""
        self._full = full
        self._show_check()

    def only_time(self) -> None:
        """Ask for the time alone; number, person and reason stay as they are."""
        for asked in self._besides_time:
            asked.setVisible(False)

    def show_when(self, at: datetime) -> None:
        """Put an instant into the field, on the clock that is chosen."""
        zone = zone_of(self._zone.key() if self._clock.key() == "theirs" else "")
        self.when.show_text(written(at, zone))
        self._show_check()

    def refresh(self) -> None:
        """Judge the time again, because the clock has moved."""
        self._show_check()

    @property
    def why_not(self) -> str:
        """Why nothing can be promised yet; "" where it can."""
        if self._check.past:
            return phrase("The time has passed")
        if not self._check.usable:
            return phrase("Type when to call back")
        return "" if self._phone.text().strip() else phrase("Type which number to call")

    def asked(self) -> PromiseAsked | None:
        """The promise as it stands, or None while it is not whole."""
        if self.why_not or self._check.at is None:
            return None
        return PromiseAsked(
            due_at=self._check.at,
            zone=self._zone.key(),
            phone=self._phone.text().strip(),
            about=self._about.text().strip(),
            speak_to=self._speak.text().strip(),
        )

    def _laid_out(self) -> QVBoxLayout:
        both = holder(row(self._mark, (self._both, 1), gap=6))
        both.setFixedHeight(_ROW)
        self._warning.setFixedHeight(_ROW)
        speak, phone, about = (
            labelled(field.accessibleName(), field)
            for field in (self._speak, self._phone, self._about)
        )
        self._besides_time = (self._zone, speak, phone, about)
        return column(
            row((self.when, 1), self._clock),
            both,
            self._warning,
            self._better_box,
            self._zone,
            row((speak, 1), (phone, 1)),
            self._wishes,
            about,
            gap=6,
        )

    def _edited(self, _told: object = None) -> None:
        self._show_check()
        self.changed.emit()

    def _show_check(self) -> None:
        found = check(
            self.when.text(),
            self._zone.key(),
            in_their_clock=self._clock.key() == "theirs",
            hours=self._hours,
            now=self._now(),
            full=self._full,
        )
        offers_moved = found.better != self._check.better or not self._better.count()
        self._check = found
        self._both.setText(found.words)
        set_role(self._both, "ink" if found.at is not None else "ink3")
        self._mark.show_icon("promise" if found.at is not None else "", "ink2")
        self._warning.setText(" ".join(found.warnings))
        state = FieldState.PROBLEM if found.warnings else FieldState.KNOWN
        show_field_state(self.when, state, italic=False)
        self.when.setAccessibleDescription(" ".join((found.words, *found.warnings)))
        if offers_moved:
            self._show_better(found.better)

    def _show_better(self, times: Sequence[datetime]) -> None:
        empty(self._better)
        zone = self._zone.key()
        for number, at in enumerate(times, start=1):
            clocks = both_clocks(at, zone)
            there = "" if clocks.same else f" · {clocks.theirs:%H:%M}"
            words = f"{dated(clocks.ours, '%a %H:%M')}{there}"
            offer = Button(f"betterTime{number}", words, height=28, pad=8)
            offer.setAccessibleName(
                phrase("Promise {clocks} on {ours:%A}", clocks=clocks.words, ours=clocks.ours)
            )
            offer.clicked.connect(lambda _=False, chosen=at: self._take(chosen))
            self._better.addWidget(offer)
        self._better_box.setVisible(bool(times))
        self.updateGeometry()

    def _take(self, at: datetime) -> None:
        self.show_when(at)
        self.when.setFocus()
        self.changed.emit()


def _zone_words(choice: ZoneChoice) -> str:
    why = f"  ({retold(choice.why)})" if choice.why else ""
    return f"{place_of(choice.zone)}{why}"
