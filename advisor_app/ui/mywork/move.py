"""Another time for a promise, on either clock, and that the caller agreed to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.case import Promise
from advisor_app.line.calendar import LineHours
from advisor_app.line.zones import ZoneChoice
from advisor_app.ui.calls.keys import on_alt, on_control_enter
from advisor_app.ui.calls.promise_form import PromiseForm
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

_WIDTH: Final = 480


class MoveOverlay(Overlay):
    """`moved(Promise, instant, how the caller agreed)`; without consent nothing is moved."""

    moved = Signal(object, object, str)

    def __init__(self, window: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__("movePromise", window, width=_WIDTH, words=phrase("Move the call back"))
        self._promise: Promise | None = None
        self._who = ElidedLabel("", "body", "ink2", name="movePromiseWho")
        self._form = PromiseForm(now)
        self._form.only_time()
        self._agreed = CheckRow(
            "moveConsentCheck", phrase("The caller agreed to this"), key="Alt A"
        )
        self._how = OneLineEdit(
            "moveConsentEdit",
            phrase("How did they agree?"),
            placeholder=phrase("How? Such as: on the phone today"),
        )
        self._move = Button("moveButton", phrase("Move the promise"), "primary", key="Ctrl Enter")
        self._move.clicked.connect(self._finish)
        on_control_enter(self, self._finish)
        on_alt(self, Qt.Key.Key_A, self._agreed.click)
        self._agreed.ticked.connect(lambda _on: self._judge())
        self._form.changed.connect(self._judge)
        title = plain_label(phrase("Move the call back"), "h1", name="movePromiseTitle")
        self.card.setLayout(
            column(
                column(title, self._who, gap=2),
                self._form,
                self._agreed,
                self._how,
                row((ElidedLabel(phrase("Esc leaves it as it is"), "sub", "ink2"), 1), self._move),
                margins=(20, 16, 20, 16),
                gap=10,
            )
        )

    def show_promise(
        self, promise: Promise, who: str, hours: LineHours, better: datetime | None
    ) -> None:
        """Ask for another time; a better one, where it is known, stands there already."""
        self._promise = promise
        self._who.setText(who)
        zones = (ZoneChoice(zone=promise.zone or "America/New_York"),)
        self._form.show_asked(zones, hours, phone=promise.phone or "-")
        if better is not None:
            self._form.show_when(better)
        self._agreed.show_ticked(False)
        self._how.show_text("")
        self._judge()
        self.open(self._agreed if better is not None else self._form.when)

    def show_full(self, full: frozenset[datetime] | None) -> None:
        """In which half hours no call-back can be offered any more."""
        self._form.show_full(full)

    def _why_not(self) -> str:
        if self._form.why_not:
            return self._form.why_not
        return (
            ""
            if self._agreed.isChecked()
            else phrase("A promise is moved only if the caller agrees")
        )

    def _judge(self) -> None:
        why_not = self._why_not()
        self._move.setEnabled(not why_not)
        self._move.set_tip(why_not)
        self.place()

    def _finish(self) -> None:
        asked = self._form.asked()
        if self._promise is None or asked is None or self._why_not():
            return
        promise, how = self._promise, self._how.text().strip() or "the caller agreed"
        self.put_aside()
        self.moved.emit(promise, asked.due_at, how)
