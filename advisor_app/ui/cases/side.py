"""The chosen case beside the list: who, what, where it stands, and the way into it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_app.domain.case import CaseState
from advisor_app.ui.cases.lines import CaseLine
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

_NAME_WIDTH = 64


class CaseSide(QWidget):
    """Shows one CaseLine; `opened(number)` and `reopened(number)` are the user's."""

    opened = Signal(str)
    reopened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("casePanel")
        self.setAccessibleName(phrase("The chosen case"))
        self._line: CaseLine | None = None
        self._lines: QVBoxLayout = column(margins=(16, 16, 16, 16), gap=8)
        self.setLayout(column(scrolled(holder(self._lines), name="casePanelScroll")))
        self._say_nothing()

    def show_case(self, line: CaseLine | None) -> None:
        """Show a case, or that none is chosen; the same case is not drawn again."""
        if line == self._line:
            return
        self._line = line
        if line is None:
            self._say_nothing()
            return
        empty(self._lines)
        self._lines.addWidget(ElidedLabel(line.name, "h1", name="caseNameLabel"))
        self._lines.addWidget(ElidedLabel(line.number, "body", "ink2", name="caseNumberLabel"))
        facts = column(margins=(12, 10, 12, 10), gap=8)
        for name, text in (
            (phrase("Born"), line.born),
            (phrase("Phone"), line.phone),
            (phrase("Place"), line.place),
            (phrase("Cancer"), line.kind),
            (phrase("Stands"), line.status),
            (phrase("State"), line.state_words),
            (phrase("With"), line.owner),
            (phrase("Saved"), line.saved),
            (phrase("Next"), line.next_step or phrase("no next step yet")),
        ):
            if text:
                label = plain_label(name, "sub", "ink3", align=Qt.AlignmentFlag.AlignLeft)
                label.setFixedWidth(_NAME_WIDTH)
                facts.addLayout(row(label, (plain_label(text, "body", wrap=True), 1)))
        self._lines.addWidget(frame("card", facts, name="caseFacts"))
        self._lines.addLayout(self._deeds(line))
        self._lines.addStretch(1)

    def _deeds(self, line: CaseLine) -> QVBoxLayout:
        opens = Button("openCaseButton", phrase("Open case"), icon="cases", key="Enter")
        opens.clicked.connect(lambda: self.opened.emit(line.number))
        again = Button("reopenCaseButton", phrase("Reopen"), icon="refresh")
        again.clicked.connect(lambda: self.reopened.emit(line.number))
        again.setVisible(line.state is CaseState.CLOSED)
        return column(row(opens, None), row(again, None), gap=8)

    def _say_nothing(self) -> None:
        empty(self._lines)
        words = phrase(
            "Type what you remember: a name, a number, a birth date. The case stands here then."
        )
        self._lines.addWidget(plain_label(words, "body", "ink2", wrap=True))
        self._lines.addStretch(1)
