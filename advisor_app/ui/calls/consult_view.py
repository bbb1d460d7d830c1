"""Two cards over the window: a question to the nurses, and a nurse's answer to one."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from advisor_app.domain.clock import clock_time
from advisor_app.domain.intake import URGENCY
from advisor_app.services.consults import ConsultUrgency
from advisor_app.services.records import Consult
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import VERB, phrase

_WIDTH: Final = 560
_BUTTON: Final = 36
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Card(Overlay):
    """What both cards share: a head, a body, Ctrl Enter does it, Escape keeps what is written."""

    def __init__(self, name: str, window: QWidget, words: str) -> None:
        super().__init__(name, window, width=_WIDTH, words=words)
        self._title = ElidedLabel(words, "h1", "ink", name=f"{name}.title")
        self._mistake = plain_label("", "sub", "warningInk", wrap=True, name=f"{name}.mistake")
        self._mistake.hide()

    def fail(self, mistake: str) -> None:
        """Say in the card why it was not done."""
        self._mistake.setText(mistake)
        self._mistake.setVisible(bool(mistake))
        self.place()

    def _lay_out(self, body: QLayout, do: Button) -> None:
        aside = Button(
            f"{self.objectName()}.aside", phrase("Put aside", context=VERB), "quiet", key="Esc"
        )
        aside.clicked.connect(self.put_aside)
        head = row(IconMark("nurse", 24, "accentInk"), (self._title, 1), aside, gap=12)
        foot = row(None, do)
        whole = column(head, body, self._mistake, foot, margins=(20, 16, 20, 16), gap=16)
        self.card.setLayout(whole)

    def _do_on_enter(self, event: QKeyEvent, do: Callable[[], None]) -> bool:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            do()
            return True
        return False


class AskNurse(_Card):
    """What an advisor asks: `asked(question, urgency)`; written words stay after Escape."""

    asked = Signal(str, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__("askNurseCard", window, phrase("Ask a nurse"))
        self._question = MultiLineEdit(
            "askNurseQuestion",
            phrase("What do you ask?"),
            placeholder=phrase("What do you ask?"),
            least=3,
        )
        segments = (
            Segment(key="now", word=phrase("Now")),
            Segment(key="today", word=phrase("Today")),
        )
        self._urgency = Segmented("askNurseUrgency", segments, words=phrase("How soon"))
        ask = Button("askNurseSend", phrase("Ask"), "primary", key="Ctrl Enter", height=_BUTTON)
        ask.clicked.connect(self.send)
        soon = row(plain_label(phrase("Needed"), "body", "ink2"), self._urgency, None)
        self._lay_out(column(self._question, soon, gap=12), ask)

    def begin(self, number: str, hint: str = "") -> None:
        """Open the card for a case; `hint` stands in the field where nothing is written yet."""
        self._title.setText(phrase("Ask a nurse about {number}", number=number))
        if hint and not self._question.text().strip():
            self._question.setPlainText(hint)
        self.fail("")
        self.open(self._question)

    def send(self) -> None:
        """Ask, as it is written."""
        urgency = ConsultUrgency.TODAY if self._urgency.currentIndex() == 1 else ConsultUrgency.NOW
        self.asked.emit(self._question.text(), urgency)

    def sent(self) -> None:
        """It was asked: the card is empty again."""
        self._question.clear()
        self._urgency.show_key("now")
        self.put_aside()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._do_on_enter(event, self.send):
            super().keyPressEvent(event)


class AnswerNurse(_Card):
    """A nurse's answer: `answered(consult id, words, disposition)`."""

    answered = Signal(str, str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__("answerNurseCard", window, phrase("A question to the nurses"))
        self._consult = ""
        self._asked = plain_label("", "sub", "ink2", name="answerNurseAsked")
        self._question = plain_label("", "h2", "ink", wrap=True, name="answerNurseQuestion")
        self._words = MultiLineEdit(
            "answerNurseWords",
            phrase("Your answer"),
            placeholder=phrase("Your answer, in words"),
            least=3,
        )
        self._follows = ChoiceBox(
            "answerNurseDisposition",
            phrase("What follows"),
            [(one.code, phrase(one.label)) for one in URGENCY],
            placeholder=phrase("What follows for the patient"),
        )
        send = Button(
            "answerNurseSend", phrase("Answer"), "primary", key="Ctrl Enter", height=_BUTTON
        )
        send.clicked.connect(self.send)
        said = frame("sunken", column(self._asked, self._question, margins=(14, 12, 14, 12), gap=6))
        self._lay_out(column(said, self._words, self._follows, gap=12), send)

    def begin(self, consult: Consult, asked_by: str) -> None:
        """Open the card for a question."""
        if consult.id != self._consult:
            self._words.clear()
            self._follows.show_key("")
        self._consult = consult.id
        self._title.setText(phrase("Answer on {case}", case=consult.case))
        soon = phrase("needed now") if consult.urgency == "now" else phrase("needed today")
        self._asked.setText(
            phrase(
                "{asked_by} asked {clock_time}, {soon}",
                asked_by=asked_by,
                clock_time=clock_time(consult.asked_at),
                soon=soon,
            )
        )
        self._question.setText(consult.question)
        self.fail("")
        self.open(self._words)

    def send(self) -> None:
        """Answer, as it is written."""
        self.answered.emit(self._consult, self._words.text(), self._follows.key())

    def sent(self) -> None:
        """It was answered."""
        self._words.clear()
        self.put_aside()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._do_on_enter(event, self.send):
            super().keyPressEvent(event)
