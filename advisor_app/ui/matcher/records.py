"""The records checklist: what the physician needs, where each is, and which papers ask for it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from advisor_app.oncology.record_list import VERBAL_ONLY, RecordLine
from advisor_app.oncology.records import Review
from advisor_app.oncology.request_papers import BLOCKED, SENT, RequestPaper
from advisor_app.ui.kit.frames import Surface, frame
from advisor_app.ui.kit.layouts import column, empty, holder, row
from advisor_app.ui.kit.marks import IconMark, Pill, PillKind
from advisor_app.ui.matcher.record_detail import STATE_HELP, RecordDetail
from advisor_app.ui.matcher.record_row import RecordRow
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

_READINGS: Final = {
    "pathology": later("Second reading of the slides is advised"),
    "radiology": later("Second reading of the images is advised"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsPicture:
    """What the panel shows of one case."""

    lines: tuple[RecordLine, ...] = ()
    reviews: tuple[Review, ...] = ()
    pitfalls: tuple[str, ...] = ()
    papers: tuple[RequestPaper, ...] = ()


class RecordsPanel(ScrolledColumn):
    """Each record with its state: arrows choose one, one digit says where it is."""

    state_chosen = Signal(str, str)
    detail_told = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("recordsPanel", spacing=6)
        self._picture: RecordsPicture | None = None
        self._rows: dict[str, RecordRow] = {}
        self._counts: dict[bool, QLabel] = {}
        self._papers = column(gap=0)
        self._current = ""
        self._detail: RecordDetail | None = None
        self.show_picture(RecordsPicture())

    def show_picture(self, picture: RecordsPicture) -> None:
        """Show a checklist; rows that stay are only painted again, and keep the keyboard."""
        if picture == self._picture:
            return
        before, self._picture = self._picture, picture
        if before is None or _shape(before) != _shape(picture):
            self._build(picture)
            return
        for line in picture.lines:
            self._rows[line.need.code].show_line(line)
        self._show_counts(picture)
        if before.papers != picture.papers:
            self._show_papers(picture)
        if self._detail is not None and self._current in self._rows:
            self._detail.show_line(self._rows[self._current].line)

    def take_focus(self) -> None:
        """Put the keyboard on the record that was open, or on the first."""
        wanted = self._rows.get(self._current) or next(iter(self._rows.values()), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _build(self, picture: RecordsPicture) -> None:
        held = any(one.hasFocus() for one in self._rows.values())
        for gone in self._rows.values():
            gone.blockSignals(True)  # a row that goes hands the focus on, and nobody chose the next
        self.clear()
        self._rows, self._counts, self._detail = {}, {}, None
        if not picture.lines:
            self._current = ""
            words = phrase("The checklist comes with the kind of cancer, or with the finding.")
            self.add(plain_label(words, "sub", "ink2", wrap=True))
            return
        if any(line.blocked for line in picture.lines):
            self.add(_strip("warningTint", "lock", "warningInk", VERBAL_ONLY, "recordsBlocked"))
        if picture.reviews:
            self.add(_advice(picture.reviews))
        for required, title in (
            (True, phrase("Needed before the visit")),
            (False, phrase("Helpful")),
        ):
            some = [line for line in picture.lines if line.required is required]
            if some:
                self._counts[required] = plain_label("", "cap", "ink3")
                head = row(plain_label(title, "subs", "ink"), None, self._counts[required])
                head.setContentsMargins(0, 6, 0, 0)
                self.add(holder(head))
            for line in some:
                self.add(self._row(line))
        self.add(plain_label(phrase(STATE_HELP), "cap", "ink3", wrap=True))
        self._papers = column(gap=0)
        self.add(holder(self._papers))
        self._show_counts(picture)
        self._show_papers(picture)
        if picture.pitfalls:
            self.add(_notes(picture.pitfalls))
        if self._current in self._rows:
            self._open(self._current)
            if held:
                self._rows[self._current].setFocus()

    def _show_counts(self, picture: RecordsPicture) -> None:
        for required, label in self._counts.items():
            some = [line for line in picture.lines if line.required is required]
            label.setText(
                phrase(
                    "{count} of {count2} in hand",
                    count=sum(line.in_hand for line in some),
                    count2=len(some),
                )
            )

    def _show_papers(self, picture: RecordsPicture) -> None:
        empty(self._papers)
        if picture.papers:
            self._papers.addWidget(_papers(picture.papers))

    def _row(self, line: RecordLine) -> RecordRow:
        made = RecordRow(line)
        made.chosen.connect(self._open)
        made.state_pressed.connect(self.state_chosen)
        made.moved.connect(self._move)
        made.entered.connect(self._enter)
        self._rows[line.need.code] = made
        return made

    def _open(self, code: str) -> None:
        """Open the fields of one record under its row."""
        self._current = code
        for other, made in self._rows.items():
            made.set_current(other == code)
        if self._detail is None:
            self._detail = RecordDetail()
            self._detail.state_pressed.connect(self.state_chosen)
            self._detail.told.connect(self.detail_told)
            self._detail.left.connect(self.take_focus)
        self.put_below(self._rows[code], self._detail)
        self._detail.show_line(self._rows[code].line)
        self.ensureWidgetVisible(self._rows[code], 0, 40)

    def _move(self, step: int) -> None:
        codes = list(self._rows)
        place = codes.index(self._current) + step if self._current in codes else 0
        if 0 <= place < len(codes):
            made = self._rows[codes[place]]
            made.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(made, 0, 80)

    def _enter(self) -> None:
        if self._detail is not None:
            self._detail.enter()
            self.ensureWidgetVisible(self._detail)


def _shape(picture: RecordsPicture) -> tuple[object, ...]:
    """What decides which widgets there are; states and days only change how they look."""
    codes = tuple((line.need.code, line.required) for line in picture.lines)
    blocked = any(line.blocked for line in picture.lines)
    return codes, blocked, picture.reviews, picture.pitfalls


def _advice(reviews: tuple[Review, ...]) -> QWidget:
    inner = column(margins=(12, 8, 12, 10), gap=10)
    for read, what in _READINGS.items():
        why = "; ".join(phrase(review.why) for review in reviews if review.read == read)
        if why:
            title = plain_label(phrase(what), "subs", "infoInk", wrap=True)
            because = plain_label(f"{why[:1].upper()}{why[1:]}.", "sub", "ink", wrap=True)
            head = row(IconMark("slides", 16, "infoInk"), (title, 1))
            inner.addLayout(column(head, because, gap=2))
    return frame("infoTint", inner, name="reviewsAdvised")


def _papers(papers: tuple[RequestPaper, ...]) -> QWidget:
    inner = column(plain_label(phrase("Papers that ask for them"), "subs", "ink"), gap=6)
    for paper in papers:
        kind, words, icon = _paper_state(paper)
        name = plain_label(phrase(paper.name), "subm", "ink", wrap=True)
        inner.addLayout(row(IconMark("print", 16, "ink2"), (name, 1), Pill(words, kind, icon)))
        asks = ", ".join(phrase(need.name) for need in paper.items)
        about = phrase(
            "To {to}: {asks}", to=paper.to or phrase("the holder, not told yet"), asks=asks
        )
        if paper.sort == "release_form":
            about = phrase("Signed by the patient; covers everything below")
        inner.addWidget(plain_label(paper.why or about, "cap", "ink2", wrap=True))
    inner.setContentsMargins(12, 8, 12, 10)
    return frame("card", inner, name="requestPapers")


def _paper_state(paper: RequestPaper) -> tuple[PillKind, str, str]:
    if paper.state == SENT:
        return "ok", phrase("sent"), "check"
    return (
        ("warning", phrase("blocked"), "lock")
        if paper.state == BLOCKED
        else ("ghost", phrase("to print"), "")
    )


def _notes(pitfalls: tuple[str, ...]) -> QWidget:
    inner = column(
        plain_label(phrase("What often goes wrong"), "subs", "infoInk"),
        *(plain_label(phrase(words), "sub", "ink", wrap=True) for words in pitfalls),
        margins=(12, 8, 12, 8),
        gap=4,
    )
    return frame("infoTint", inner, name="pitfalls")


def _strip(tint: Surface, icon: str, role: str, words: str, name: str) -> QWidget:
    label = plain_label(words, "sub", role, wrap=True)
    return frame(tint, row(IconMark(icon, 16, role), (label, 1), margins=(12, 8, 12, 8)), name=name)
