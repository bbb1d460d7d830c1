"""The emergency card over the window: what to say, what to ask, and three ways on."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from advisor_app.domain.clock import clock_time
from advisor_app.ui.calls.emergency import EmergencyCard, EmergencyDone, EmergencyStep, Fact
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, empty, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.paint import smooth
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.theme import color, px
from advisor_app.ui.wording import VERB, phrase

_FACT_WIDTH: Final = 84
_WELL: Final = 332
_BUTTON: Final = 36


class _Head(QWidget):
    """The red tint at the top of the card; its upper corners are those of the card."""

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setObjectName("emergencyHead")
        self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area, radius = QRectF(self.rect()).adjusted(1, 1, -1, 0), px("radius.popup") - 1
        shape = QPainterPath()
        shape.addRoundedRect(area.adjusted(0, 0, 0, radius), radius, radius)
        painter.setClipRect(area)
        painter.fillPath(shape, color("urgentTint"))
        painter.end()


class EmergencyOverlay(Overlay):
    """Shows one EmergencyCard; `done(EmergencyDone)` follows every deed, ticks included.

    Escape puts it aside and loses nothing: opened again for the same flag, the ticks still stand.
    """

    own_keys = frozenset(
        {
            Qt.Key.Key_Escape,
            Qt.Key.Key_F5,
            Qt.Key.Key_F7,
            *(Qt.Key(Qt.Key.Key_0 + digit) for digit in range(1, 6)),
        }
    )

    done = Signal(object)

    def __init__(self, window: QWidget, now: Callable[[], datetime]) -> None:
        super().__init__(
            "emergencyCard", window, width=px("layout.emergency_width"), words=phrase("Emergency")
        )
        self._now = now
        self._card: EmergencyCard | None = None
        self._ticked: dict[int, datetime] = {}
        self._settled = False
        self._title = ElidedLabel("", "h1", "urgentInk", name="emergencyTitleLabel")
        self._basis = ElidedLabel("", "sub", "ink2", name="emergencyBasisLabel")
        self._script = plain_label("", "huge", wrap=True, name="emergencyScript")
        self._ticks = column(gap=4)
        self._facts = column(gap=10)
        self._nurse_line = plain_label("", "body", name="emergencyNurseLabel")
        self._reason = OneLineEdit(
            "notEmergencyReason",
            phrase("Why is this no emergency?"),
            placeholder=phrase("Why is this none?"),
        )
        self._nurse = Button(
            "emergencyNurseButton", phrase("Bring in nurse"), "urgent", icon="nurse", key="F5",
            height=_BUTTON,
        )  # fmt: skip
        self._calls = Button(
            "caller911Button", phrase("Caller dials 911"), "danger", key="F7", height=_BUTTON
        )
        self._read_back = OneLineEdit(
            "readBackEdit",
            phrase("What the caller will do, in their words"),
            placeholder=phrase("Please tell me once what you are going to do"),
        )
        self._told = holder(self._read_back_row(), name="readBackRow")
        self._told.setVisible(False)
        self._asked = holder(self._ask_row(), name="notEmergencyRow")
        self._deeds = holder(self._deed_row(), name="emergencyDeeds")
        self._asked.setVisible(False)
        self.card.setLayout(column(self._head(), self._body(), gap=0))
        self.dismissed.connect(self._put_aside)

    @property
    def shown_card(self) -> EmergencyCard | None:
        """The card that is, or was last, shown."""
        return self._card

    def show_card(self, card: EmergencyCard) -> None:
        """Open the card; the ticks of the same flag are kept."""
        if self._card is None or self._card.flag != card.flag or self._settled:
            self._ticked.clear()
        self._card, self._settled = card, False
        self._title.setText(phrase("Emergency: {title}", title=card.title))
        flag = f" ({card.flag})" if card.flag else ""
        self._basis.setText(f"{card.basis}{flag} · {card.tier_words}")
        self._script.setText(f"“{card.script}”")
        self._calls.set_words(
            phrase("Caller dials for help") if card.abroad else phrase("Caller dials 911")
        )
        self._show_ticks()
        self._show_facts(card.facts)
        self._nurse_line.setText(card.nurse or phrase("A nurse is called to the line"))
        self._ask(False)
        self.open(self._nurse)

    def bring_nurse(self) -> None:
        """F5: the nurse comes onto the line."""
        self._instruct(EmergencyStep.NURSE)

    def dials_911(self) -> None:
        """F7: the caller hangs up and dials."""
        self._instruct(EmergencyStep.DIALS_911)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_F5:
            self.bring_nurse()
        elif key == Qt.Key.Key_F7:
            self.dials_911()
        elif key == Qt.Key.Key_Escape and self._asked.isVisible():
            self._ask(False)
            self._nurse.setFocus()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._toggle(key - Qt.Key.Key_1)
        else:
            super().keyPressEvent(event)

    # ---- building ----

    def _head(self) -> QWidget:
        aside = Button(
            "emergencyAsideButton", phrase("Put aside", context=VERB), "quiet", key="Esc"
        )
        aside.clicked.connect(self.put_aside)
        words = column(self._title, self._basis, gap=2)
        layout = row(
            IconMark("urgent", 24, "urgentInk"), (words, 1), aside, margins=(20, 14, 12, 14), gap=12
        )
        return _Head(layout)

    def _body(self) -> QWidget:
        said = frame(
            "card",
            column(
                plain_label(phrase("Say this"), "sub", "ink2"),
                self._script,
                margins=(16, 12, 16, 14),
                gap=6,
            ),
            name="emergencySay",
        )
        order = column(
            plain_label(phrase("In this order"), "subs", "ink2"), self._ticks, None, gap=6
        )
        well = frame(
            "sunken",
            column(
                self._facts,
                hline(),
                row(IconMark("nurse", 18, "ok"), (self._nurse_line, 1)),
                row(
                    IconMark("clock", 18, "ink2"),
                    (plain_label(phrase("Line stays open, no wrap-up timer"), "body", "ink2"), 1),
                ),
                margins=(14, 12, 14, 12),
                gap=10,
            ),
            name="emergencyFacts",
            width=_WELL,
        )
        middle = row((order, 1), well, gap=20)
        return holder(
            column(
                said, middle, self._deeds, self._asked, self._told, margins=(20, 16, 20, 16), gap=16
            )
        )

    def _deed_row(self) -> QHBoxLayout:
        self._calls.clicked.connect(self.dials_911)
        none = Button("notEmergencyButton", phrase("Not an emergency…"), "quiet", height=_BUTTON)
        none.clicked.connect(lambda: self._ask(True))
        self._nurse.clicked.connect(self.bring_nurse)
        note = ElidedLabel(phrase("All is written to the case as it happens"), "sub", "ink2")
        return row((note, 1), none, self._calls, self._nurse)

    def _ask_row(self) -> QHBoxLayout:
        write = Button(
            "notEmergencyWriteButton", phrase("Write it down"), key="Enter", height=_BUTTON
        )
        back = Button("notEmergencyBackButton", phrase("Back"), "quiet", key="Esc", height=_BUTTON)
        write.clicked.connect(self._not_an_emergency)
        back.clicked.connect(lambda: self._ask(False))
        self._reason.returnPressed.connect(self._not_an_emergency)
        return row((self._reason, 1), back, write)

    def _read_back_row(self) -> QHBoxLayout:
        write = Button(
            "readBackButton", phrase("Read back"), "primary", key="Enter", height=_BUTTON
        )
        write.clicked.connect(self._write_read_back)
        self._read_back.returnPressed.connect(self._write_read_back)
        return row(
            IconMark("ok", 18, "ink2"),
            plain_label(phrase("They say they will"), "body", "ink2"),
            (self._read_back, 1),
            write,
        )

    # ---- showing ----

    def _show_ticks(self) -> None:
        empty(self._ticks)
        if self._card is None:
            return
        for index, words in enumerate(self._card.ticks):
            tick = CheckRow(f"emergencyTick{index + 1}", words, key=str(index + 1))
            tick.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tick.ticked.connect(lambda _on=False, at=index: self._toggle(at))
            self._ticks.addWidget(tick)
        self._mark_ticks()

    def _mark_ticks(self) -> None:
        count = len(self._card.ticks) if self._card is not None else 0
        due = next((index for index in range(count) if index not in self._ticked), -1)
        for index in range(count):
            item = self._ticks.itemAt(index)
            tick = item.widget() if item is not None else None
            if isinstance(tick, CheckRow):
                on = index in self._ticked
                tick.show_ticked(on)
                tick.set_emphasis("done" if on else "now" if index == due else "")

    def _show_facts(self, facts: tuple[Fact, ...]) -> None:
        empty(self._facts)
        for fact in facts:
            name = plain_label(fact.name, "sub", "ink2", align=Qt.AlignmentFlag.AlignLeft)
            name.setFixedWidth(_FACT_WIDTH)
            self._facts.addLayout(row(name, (plain_label(fact.text, "med", wrap=True), 1), gap=12))

    # ---- deeds ----

    def _toggle(self, index: int) -> None:
        if self._card is None or index >= len(self._card.ticks):
            return
        if index in self._ticked:
            del self._ticked[index]
        else:
            self._ticked[index] = self._now()
        self._mark_ticks()
        self._tell(EmergencyStep.TICKED)

    def _instruct(self, step: EmergencyStep) -> None:
        """The instruction was given; the card stays until the caller has said it back."""
        if self._card is None or not self.is_open or self._told.isVisible():
            return
        self._tell(step)
        self._deeds.setVisible(False)
        self._asked.setVisible(False)
        self._told.setVisible(True)
        self._read_back.setFocus()
        self.place()

    def _write_read_back(self) -> None:
        words = self._read_back.text().strip()
        if words:
            self._settle(EmergencyStep.READ_BACK, words)
            self._read_back.clear()

    def _ask(self, on: bool) -> None:
        self._told.setVisible(False)
        self._asked.setVisible(on)
        self._deeds.setVisible(not on)
        if on:
            self._reason.setFocus()
        if self.isVisible():
            self.place()

    def _not_an_emergency(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self._settle(EmergencyStep.NOT_AN_EMERGENCY, reason)
            self._reason.clear()

    def _settle(self, step: EmergencyStep, reason: str = "") -> None:
        if self._card is None or not self.is_open:
            return
        self._settled = True
        self._tell(step, reason)
        self.put_aside()

    def _put_aside(self) -> None:
        if not self._settled:
            self._tell(EmergencyStep.PUT_ASIDE)

    def _tell(self, step: EmergencyStep, reason: str = "") -> None:
        if self._card is None:
            return
        ticks = tuple(
            f"{self._card.ticks[index]} ({clock_time(at)})"
            for index, at in sorted(self._ticked.items())
        )
        self.done.emit(
            EmergencyDone(
                step=step,
                at=self._now(),
                flag=self._card.flag,
                tier=self._card.tier,
                instruction=self._card.written,
                ticks=ticks,
                reason=reason,
            )
        )
