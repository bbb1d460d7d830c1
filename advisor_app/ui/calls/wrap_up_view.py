"""The card at the end of a call: how it ended, what to remember, what was promised."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_app.domain.clock import waited
from advisor_app.line.calls import WrapUpCode
from advisor_app.ui.calls.keys import on_alt, on_control_enter
from advisor_app.ui.calls.promise_form import PromiseForm
from advisor_app.ui.calls.wrap_up import CODE_WORDS, EndedCall, WrapUp
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.code_list import CodeChoice, CodeList
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import Pill, PillKind
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

WIDTH: Final = 760
_KEYS: Final = "1234567890"
_SOON: Final = 15
_LEFT: Final = 296
_DIGITS: Final = {Qt.Key(Qt.Key.Key_0 + int(digit)): digit for digit in _KEYS}
_CHOICES: Final = tuple(
    CodeChoice(code=code, key=key, words=words)
    for key, (code, words) in zip(_KEYS, CODE_WORDS.items(), strict=True)
)
_PROMISES: Final = frozenset({WrapUpCode.MATCHED_CALLBACK})


class WrapUpOverlay(Overlay):
    """Asks for a code, notes and a promise; `finished(WrapUp)` is the one way out that ends it.

    Escape only puts it aside: opened again for the same call, all that was typed still stands.
    `extended` asks for more time to write up.
    """

    own_keys = frozenset({Qt.Key.Key_F11, Qt.Key.Key_Escape})

    finished = Signal(object)
    extended = Signal()

    def __init__(self, window: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__("wrapUpPanel", window, width=WIDTH, words=phrase("End of call"))
        self._now = now
        self._call: EndedCall | None = None
        self._sub = ElidedLabel("", "body", "ink2", name="wrapUpCallLabel")
        self._timer = Pill("", "ghost", "clock")
        self._timer.setObjectName("wrapUpTimer")
        self._extend = Button("extendButton", phrase("More time"), key="F11", height=28)
        self._extend.clicked.connect(self.extended)
        self._codes = CodeList("wrapUpCode", phrase("How did the call end?"), _CHOICES)
        self._why = ElidedLabel("", "sub", "ink3", name="wrapUpWhyLabel")
        self._notes = MultiLineEdit(
            "wrapUpNotes",
            phrase("Notes"),
            placeholder=phrase("What should the next person know?"),
            least=3,
            most=5,
        )
        self._promises = CheckRow("promiseCheck", phrase("A call back was promised"), key="Alt P")
        self._form = PromiseForm(now)
        self._finish = Button("completeButton", phrase("Finish call"), "primary", icon="check",
                              key="Ctrl Enter")  # fmt: skip
        self.card.setLayout(self._laid_out())
        self._codes.chosen.connect(self._code_chosen)
        self._promises.ticked.connect(self._promise)
        self._form.changed.connect(self._judge)
        self._finish.clicked.connect(self.finish)
        on_control_enter(self, self.finish)
        on_alt(self, Qt.Key.Key_P, self._promises.click)

    @property
    def call(self) -> EndedCall | None:
        """The call that is being written up."""
        return self._call

    def show_call(self, call: EndedCall) -> None:
        """Open the card; for the same call everything typed before still stands."""
        new = self._call is None or self._call.call != call.call
        self._call = call
        parts = [call.caller or phrase("Caller not named"), waited(call.lasted_seconds), call.case]
        self._sub.setText(" · ".join(part for part in parts if part))
        if new:
            self._begin(call)
        self.tick(self._now())
        self._judge()
        code = self._codes.code or call.proposal.code
        self.open(self._codes.row_of(code))

    def show_until(self, until: datetime | None) -> None:
        """The time to write up was extended."""
        if self._call is not None:
            self._call = replace(self._call, until=until)
            self.tick(self._now())

    def tick(self, now: datetime) -> None:
        """Show the time that is left to write up."""
        until = self._call.until if self._call is not None else None
        self._timer.setVisible(until is not None)
        self._extend.setVisible(until is not None)
        if until is None:
            return
        left = (until - now).total_seconds()
        if left <= 0:
            self._timer.show_words(phrase("{waited} over", waited=waited(-left)), "warning")
        else:
            kind: PillKind = "warning" if left <= _SOON else "ghost"
            self._timer.show_words(phrase("{waited} to write up", waited=waited(left)), kind)

    def finish(self) -> None:
        """Hand the wrap-up over, if it is whole; otherwise show what is missing."""
        if self._call is None or not self.is_open:
            return
        if self._missing():
            self._form.when.setFocus()
            return
        code = WrapUpCode(self._codes.code or self._call.proposal.code)
        asked = self._form.asked() if self._promises.isChecked() else None
        wrap_up = WrapUp(
            call=self._call.call, code=code, notes=self._notes.text().strip(), promise=asked
        )
        self.put_aside()
        self.finished.emit(wrap_up)

    def forget(self) -> None:
        """The wrap-up is stored: the next call begins with an empty card."""
        self._call = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_F11:
            self.extended.emit()
        elif key in _DIGITS and not held & ~Qt.KeyboardModifier.KeypadModifier:
            self._codes.press(_DIGITS[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def _laid_out(self) -> QVBoxLayout:
        title = plain_label(phrase("End of call"), "h1", name="wrapUpTitle")
        head = row((column(title, self._sub, gap=2), 1), self._timer, self._extend, gap=8)
        left = column(
            plain_label(phrase("How did it end?"), "subs", "ink2"),
            self._why,
            self._codes,
            None,
            gap=4,
        )
        asked = frame("sunken", column(self._form, margins=(12, 10, 12, 10)), name="callbackDialog")
        self._asked = asked
        right = column(
            plain_label(phrase("Notes"), "subs", "ink2"),
            self._notes,
            4,
            self._promises,
            asked,
            None,
            gap=4,
        )
        foot = row(
            (ElidedLabel(phrase("Esc puts this aside. Nothing is lost."), "sub", "ink2"), 1),
            self._finish,
        )
        left_box = holder(left)
        left_box.setFixedWidth(_LEFT)
        return column(
            head, hline(), row(left_box, (right, 1), gap=20), hline(), foot,
            margins=(20, 16, 20, 16), gap=12,
        )  # fmt: skip

    def show_full(self, full: frozenset[datetime] | None) -> None:
        """In which half hours no call-back can be offered any more."""
        self._form.show_full(full)

    def _begin(self, call: EndedCall) -> None:
        self._codes.show_code(call.proposal.code, proposed=call.proposal.code)
        self._why.setText(phrase("Proposed: {why}", why=call.proposal.why))
        self._notes.show_text("")
        self._form.show_asked(
            call.zones,
            call.hours,
            phone=call.phone,
            speak_to=call.speak_to,
            about=call.about,
            wishes=call.wishes,
        )
        self._promises.show_ticked(call.proposal.code in _PROMISES)
        self._asked.setVisible(self._promises.isChecked())

    def _code_chosen(self, code: WrapUpCode) -> None:
        if code in _PROMISES and not self._promises.isChecked():
            self._promises.show_ticked(True)
            self._asked.setVisible(True)
            self.place()
        self._judge()

    def _promise(self, on: bool) -> None:
        self._asked.setVisible(on)
        self.place()
        if on:
            self._form.refresh()
            self._form.when.setFocus()
        self._judge()

    def _missing(self) -> str:
        return self._form.why_not if self._promises.isChecked() else ""

    def _judge(self) -> None:
        missing = self._missing()
        self._finish.set_tip(missing)
        self._finish.set_kind("plain" if missing else "primary")
