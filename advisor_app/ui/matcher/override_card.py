"""The card that asks why another specialist than the first is chosen, or says who may."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from advisor_app.domain.override import OverrideReason, override_words
from advisor_app.services.referrals import NOBODY_AGAINST_LICENCE, NURSE_DECIDES
from advisor_app.ui.calls.keys import on_control_enter
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.code_list import CodeChoice, CodeList
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, empty, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.matcher.choosing import Choosing
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import VERB, later, phrase

WIDTH: Final = 560
_DIGITS: Final = {
    Qt.Key(Qt.Key.Key_0 + number): str(number) for number in range(1, len(OverrideReason) + 1)
}
_CHOICES: Final = tuple(
    CodeChoice(code=reason, key=str(number), words=reason.words)
    for number, reason in enumerate(OverrideReason, start=1)
)
NO_REASON: Final = later("Choose a reason first: a digit, or an arrow key.")
NO_WORDS: Final = later("Say it in a few words: this reason says nothing by itself.")


class OverrideCard(Overlay):
    """`given(reason)` in words, `nurse_wanted(question)` where a nurse must decide.

    A digit chooses a reason while the line of words has not the focus, Ctrl+Enter gives it.
    """

    given = Signal(str)
    nurse_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__("overrideCard", window, width=WIDTH, words=phrase("Why this specialist"))
        self._choosing: Choosing | None = None
        self._title = ElidedLabel("", "h1", "ink", name="overrideTitle")
        self._standing = plain_label("", "body", "ink2", wrap=True, name="overrideStanding")
        self._barrier = column(gap=2)
        self._barrier_frame = frame(
            "warningTint",
            column(self._barrier, margins=(12, 8, 12, 10)),
            name="overrideBarrier",
        )
        self._reasons = CodeList("overrideReason", phrase("Why this specialist?"), _CHOICES)
        self._words = OneLineEdit(
            "overrideWords",
            phrase("The reason in words"),
            placeholder=phrase("In words, for the physician"),
        )
        self._asked = holder(column(self._reasons, self._words, gap=8))
        self._mistake = plain_label("", "sub", "warningInk", wrap=True, name="overrideMistake")
        self._do = Button("overrideDo", phrase("Choose"), "primary", key="Ctrl Enter", height=36)
        self._do.clicked.connect(self.give)
        self._nurse = Button("overrideNurse", phrase("Ask a nurse"), "primary", key="Ctrl Enter",
                             icon="nurse", height=36)  # fmt: skip
        self._nurse.clicked.connect(self._ask_nurse)
        self._reasons.chosen.connect(lambda _code: self._judge(""))
        self._words.edited.connect(lambda _text: self._judge(""))
        on_control_enter(self, self._enter)
        self.card.setLayout(self._laid_out())

    def begin(self, choosing: Choosing, *, may_override: bool) -> None:
        """Ask why this choice; or say that a nurse decides, or that nobody may."""
        self._choosing = choosing
        licence, hard = choosing.against_licence, bool(choosing.not_met)
        nurse = hard and not licence and not may_override
        self._title.setText(
            phrase("Why {choosing}?", choosing=choosing.name) if not licence else choosing.name
        )
        self._standing.setText(choosing.standing)
        self._show_barrier(choosing, licence=licence, nurse=nurse)
        self._asked.setVisible(not licence and not nurse)
        self._do.setVisible(not licence and not nurse)
        self._nurse.setVisible(nurse)
        self._reasons.show_code(None, proposed=None)
        self._words.show_text("")
        self._judge("")
        first = self._reasons.row_of(OverrideReason.ASKED_FOR)
        self.open(self._nurse if nurse else None if licence else first)

    def give(self) -> None:
        """Give the reason, or say what is missing of it."""
        code = self._reasons.code
        if code is None:
            self._judge(phrase(NO_REASON))
            return
        reason = override_words(OverrideReason(code), self._words.text())
        if not reason:
            self._judge(phrase(NO_WORDS))
            self._words.setFocus()
            return
        self.put_aside()
        self.given.emit(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = _DIGITS.get(Qt.Key(event.key()), "")
        if digit and not self._words.hasFocus():
            self._reasons.press(digit)
            if OverrideReason(self._reasons.code or OverrideReason.OTHER).needs_words:
                self._words.setFocus()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self._do.isVisible():
            self.give()
        elif self._nurse.isVisible():
            self._ask_nurse()
        else:
            self.put_aside()

    def _ask_nurse(self) -> None:
        choosing = self._choosing
        if choosing is not None:
            against = "; ".join(retold(one.text) for one in choosing.not_met)
            self.put_aside()
            self.nurse_wanted.emit(
                phrase(
                    "May {choosing} be chosen although: {against}?",
                    choosing=choosing.name,
                    against=against,
                )
            )

    def _show_barrier(self, choosing: Choosing, *, licence: bool, nurse: bool) -> None:
        empty(self._barrier)
        self._barrier_frame.setVisible(bool(choosing.not_met))
        for one in choosing.not_met:
            said = plain_label(f"{one.criterion}: {retold(one.text)}", "strong", "ink", wrap=True)
            self._barrier.addLayout(
                row(column(IconMark("close", 16, "warningInk"), None), (said, 1))
            )
            if one.would_change:
                change = plain_label(
                    phrase("Changes if {would_change}", would_change=retold(one.would_change)),
                    "sub",
                    "ink2",
                    wrap=True,
                )
                self._barrier.addLayout(row(24, (change, 1), gap=0))
        who = NOBODY_AGAINST_LICENCE if licence else NURSE_DECIDES if nurse else ""
        if who:
            self._barrier.addWidget(plain_label(who, "body", "ink", wrap=True, name="overrideWho"))

    def _judge(self, mistake: str) -> None:
        self._mistake.setText(mistake)
        self._mistake.setVisible(bool(mistake))
        self.place()

    def _laid_out(self) -> QBoxLayout:
        aside = Button("overrideAside", phrase("Put aside", context=VERB), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        head = row(IconMark("swap", 24, "accentInk"), (self._title, 1), aside, gap=12)
        kept = ElidedLabel(
            phrase("Kept on the case, audited and printed on the summary."), "sub", "ink3"
        )
        return column(
            head, self._standing, self._barrier_frame, self._asked, self._mistake,
            row((kept, 1), self._nurse, self._do),
            margins=(20, 16, 20, 16), gap=12,
        )  # fmt: skip
