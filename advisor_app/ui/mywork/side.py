"""The chosen row beside the list: both clocks, a better time, whom to ask for, what to have."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from advisor_app.domain.clock import EASTERN, clock_time, stamp
from advisor_app.domain.phones import shown_phone
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.mywork.items import ChosenPromise, Ready, WorkItem
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import VERB, phrase

_NAME_WIDTH = 72


class WorkSide(QWidget):
    """The right panel of My work.

    `deed(name)` is what is to be done: better, keep, move, attempt, kept, cancel or open.
    """

    deed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promisePanel")
        self.setAccessibleName(phrase("The chosen row"))
        self._lines: QVBoxLayout = column(margins=(16, 16, 16, 16), gap=8)
        self.setLayout(column(scrolled(holder(self._lines), name="promiseScroll")))
        self.show_nothing()

    def show_nothing(self) -> None:
        """No row is chosen."""
        empty(self._lines)
        words = phrase("Choose a row: what was promised, and what to have ready, stands here.")
        self._lines.addWidget(plain_label(words, "body", "ink2", wrap=True))
        self._lines.addStretch(1)

    def show_item(self, item: WorkItem) -> None:
        """A row without a promise: a case, a parked call, a record."""
        empty(self._lines)
        self._head(item.who, item.group.title)
        self._lines.addWidget(plain_label(item.what, "body", "ink2", wrap=True))
        if item.case:
            self._fact(phrase("Case"), item.case)
        if item.owner:
            self._fact(phrase("With"), item.owner)
        opens = Button("openCaseButton", phrase("Open case"), icon="cases", key="Enter")
        opens.clicked.connect(lambda: self.deed.emit("open"))
        self._lines.addLayout(row(opens, None))
        self._lines.addStretch(1)

    def show_promise(self, chosen: ChosenPromise) -> None:
        """A promise, on both clocks, with what may be done about it."""
        promise = chosen.promise
        empty(self._lines)
        self._head(chosen.item.who, phrase("Promise"), "accent", "promise")
        self._lines.addWidget(_clocks(chosen))
        if chosen.better_words:
            self._lines.addLayout(self._better(chosen))
        self._lines.addWidget(hline())
        self._fact(phrase("Speak to"), promise.speak_to or phrase("the patient"))
        self._fact(phrase("Number"), shown_phone(promise.phone) or phrase("not given"))
        self._fact(phrase("About"), promise.about or "–")
        made = stamp(promise.made_at, EASTERN) if promise.made_at is not None else ""
        self._fact(
            phrase("Promised"), ", ".join(part for part in (chosen.item.owner, made) if part)
        )
        if promise.attempts:
            times = (
                phrase("1 time")
                if promise.attempts == 1
                else phrase("{attempts} times", attempts=promise.attempts)
            )
            self._fact(phrase("Tried"), phrase("{times}, no answer", times=times))
        self._lines.addWidget(hline())
        self._ready(chosen.ready)
        self._lines.addSpacing(8)
        self._lines.addWidget(holder(self._deeds(), name="promiseDeeds"))
        self._lines.addStretch(1)

    def _head(self, who: str, word: str, kind: str = "ghost", icon: str = "") -> None:
        name = ElidedLabel(who, "h1", name="chosenNameLabel")
        pill = Pill(word, "accent" if kind == "accent" else "ghost", icon)
        self._lines.addLayout(row((name, 1), pill))

    def _better(self, chosen: ChosenPromise) -> QVBoxLayout:
        better = Button("betterTimeButton", chosen.better_words, key="1", height=28)
        better.clicked.connect(lambda: self.deed.emit("better"))
        keep = Button("keepTimeButton", phrase("Keep"), "quiet", key="2", height=28)
        keep.clicked.connect(lambda: self.deed.emit("keep"))
        either = FlowLayout(gap=8)
        either.addWidget(better)
        either.addWidget(keep)
        return column(4, holder(either), 4, gap=0)

    def _deeds(self) -> FlowLayout:
        """The deeds, in as many lines as the panel needs."""
        rows = (
            ("callPromiseButton", phrase("Call", context=VERB), "C", "call"),
            ("openCaseButton", phrase("Open case"), "Enter", "open"),
            ("movePromiseButton", phrase("Move…"), "M", "move"),
            ("attemptButton", phrase("No answer"), "A", "attempt"),
            ("keptButton", phrase("Kept"), "K", "kept"),
            ("cancelPromiseButton", phrase("Cancelled by caller"), "X", "cancel"),
        )
        flow = FlowLayout(gap=8)
        for name, words, key, deed in rows:
            icon = "phone" if deed == "call" else ""
            button = Button(name, words, "plain", icon=icon, key=key, height=28)
            button.clicked.connect(lambda _=False, what=deed: self.deed.emit(what))
            flow.addWidget(button)
        return flow

    def _fact(self, name: str, text: str) -> None:
        label = plain_label(name, "sub", "ink3", align=Qt.AlignmentFlag.AlignLeft)
        label.setFixedWidth(_NAME_WIDTH)
        value = plain_label(text, "body", wrap=True)
        self._lines.addLayout(row(label, (value, 1), gap=8))

    def _ready(self, ready: tuple[Ready, ...]) -> None:
        if not ready:
            return
        self._lines.addWidget(plain_label(phrase("Have ready"), "subs", "ink2"))
        for one in ready:
            icon, role, words = (
                ("ok", "ok", phrase("done")) if one.done else ("warning", "warning", phrase("open"))
            )
            mark = IconMark(icon, 16, role, words=words)
            self._lines.addLayout(row(mark, (plain_label(one.text, "body", wrap=True), 1)))


def _clocks(chosen: ChosenPromise) -> QFrame:
    clocks = chosen.clocks
    theirs = "warningInk" if clocks.quiet else "ink"
    place = phrase("In {place}", place=chosen.place) if chosen.place else phrase("Their clock")
    ours = column(
        plain_label(phrase("Your clock"), "sub", "ink2"),
        plain_label(clock_time(clocks.ours), "h1", name="ourClockLabel"),
        ElidedLabel(chosen.ours_note, "sub", "ink2"),
        gap=1,
    )
    other = column(
        ElidedLabel(place, "sub", "ink2"),
        plain_label(f"{clocks.theirs:%H:%M}", "h1", theirs, name="theirClockLabel"),
        ElidedLabel(chosen.theirs_note, "sub", "warningInk" if clocks.quiet else "ink2"),
        gap=1,
    )
    body = row((ours, 1), IconMark("swap", 18, "ink3"), (other, 1), margins=(12, 8, 10, 8), gap=6)
    made = frame("card", body, name="bothClocksLabel")
    made.setAccessibleName(f"{clocks.words}; {chosen.theirs_note}")
    return made
