"""The page of the case summary: thumbnails, the paper itself, and what to check before it goes.

Passive: it is shown pages and checks, and emits what the advisor presses.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.kit.strips import EmptyState, Strip
from advisor_app.ui.page import PrimaryAction, WorkPage
from advisor_app.ui.summary.kinds import SUMMARY, PaperKind
from advisor_app.ui.summary.sheets import Sheet, Thumb
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

THUMB: Final = (80, 0)
SIZES: Final = ("letter", "a4")
ZOOMS: Final = (1.0, 1.25, 1.5, 2.0)
"""How many times wider than it fits the paper may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing to look at before the paper goes; `good` False is a warning, never a barrier."""

    words: str
    good: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version that was issued, or the one on the screen."""

    title: str
    when: str
    note: str
    current: bool = False


USUAL_REASON: Final = "for the receiving physician"
REASONS: Final = (
    (USUAL_REASON, later("For the receiving physician")),
    ("asked for by the patient", later("Asked for by the patient")),
    ("asked for by the insurer", later("Asked for by the insurer")),
    ("an earlier copy was lost", later("An earlier copy was lost")),
    ("for the records of the centre", later("For the records of the centre")),
)
"""Why a paper is printed or saved: kept with the deed in the audit. The first is the usual one."""


class SummaryPage(WorkPage):
    """What you see is the file that prints."""

    page_name: ClassVar[str] = "summary"
    side_width: ClassVar[tuple[int, int]] = (336, 304)

    size_chosen = Signal(str)
    kind_chosen = Signal(str)
    cancel_wanted = Signal()
    refresh_wanted = Signal()
    case_wanted = Signal()

    def __init__(self, kinds: Sequence[PaperKind]) -> None:
        """`kinds` are the papers to choose from, the case summary first."""
        super().__init__()
        self.setObjectName("summaryPage")
        self._images: list[QImage] = []
        self._sheets: list[Sheet] = []
        self._narrow = False
        self._whole = False
        self._zoom = 0
        self._build()
        self.side = self._side(kinds)

    @property
    def pages_shown(self) -> int:
        """How many pages stand on the screen."""
        return len(self._sheets) if self._stack.currentIndex() == 1 else 0

    # ---- shown ----

    def show_nothing(self, title: str, words: str) -> None:
        """No paper can be shown, and why."""
        self._images, self._sheets = [], []
        self._empty.show_words(title, words)
        self._stack.setCurrentIndex(0)
        self.primary_changed.emit(None)
        self.second_changed.emit(None)

    def show_kind(self, kind: PaperKind) -> None:
        """Which paper is shown."""
        self._kinds.show_key(kind.key)
        self._title.setText(phrase(kind.name))

    def show_progress(self, words: str) -> None:
        """How far a long print is, with a way to stop it; nothing when it is done."""
        self._progress.setVisible(bool(words))
        self._progress.show_words(words, phrase("Stop"))

    def show_paper(self, number: str, images: Sequence[QImage], notes: Sequence[str]) -> None:
        """The pages of the file, as they print."""
        self._images = list(images)
        self._number.setText(number)
        self._stack.setCurrentIndex(1)
        self._stale.setVisible(bool(notes))
        self._stale.show_words(" ".join(notes), "")
        self._lay_out()
        self.primary_changed.emit(PrimaryAction(action="print", text=phrase("Print")))
        self.second_changed.emit(PrimaryAction(action="save_pdf", text=phrase("Save PDF")))

    def show_stale(self) -> None:
        """Answers changed since these pages were drawn."""
        self._stale.setVisible(True)
        self._stale.show_words(
            phrase("The answers changed since this page was drawn."), phrase("Draw again")
        )

    def show_checks(self, checks: Sequence[Check]) -> None:
        """What to look at before it goes."""
        empty(self._checks)
        for check in checks:
            icon, role = ("ok", "okInk") if check.good else ("warning", "warningInk")
            mark = column(IconMark(icon, 16, role), None)
            words = plain_label(check.words, "sub", "ink", wrap=True)
            self._checks.addLayout(row(mark, (words, 1)))

    def show_versions(self, versions: Sequence[Version]) -> None:
        """The version on the screen and those before it."""
        empty(self._versions)
        for version in versions:
            head = row(
                plain_label(version.title, "strong"), plain_label(version.when, "sub", "ink2"), None
            )
            words = column(head, ElidedLabel(version.note, "sub", "ink3"), gap=1)
            line = row((words, 1), margins=(12, 6, 12, 6))
            if version.current:
                line.addWidget(Pill(phrase("this page"), "accent"))
            self._versions.addWidget(frame("accentTint" if version.current else "card", line))

    def zoom_in(self) -> None:
        """Show the paper larger than it fits; what lies beside is scrolled to."""
        self._zoom_to(min(self._zoom + 1, len(ZOOMS) - 1))

    def zoom_out(self) -> None:
        """Show the paper smaller again, down to what fits."""
        self._zoom_to(max(self._zoom - 1, 0))

    def zoom_fit(self) -> None:
        """Show the paper as it fits."""
        self._zoom_to(0)

    @property
    def zoomed(self) -> float:
        """How many times wider than it fits the paper is shown."""
        return ZOOMS[self._zoom]

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # ---- built ----

    def _build(self) -> None:
        self._number = plain_label("", "body", "ink2", name="summaryCaseNumber")
        self._fitting = Segmented(
            "fitChoice",
            (
                Segment(key="width", word=phrase("Fit width")),
                Segment(key="page", word=phrase("Fit page")),
            ),
            words=phrase("How large the page is shown"),
        )
        self._fitting.changed.connect(self._fit_chosen)
        self._sizes = Segmented(
            "paperSize",
            (Segment(key="letter", word=phrase("Letter")), Segment(key="a4", word="A4")),
            words=phrase("Paper"),
        )
        self._sizes.changed.connect(lambda index: self.size_chosen.emit(SIZES[index]))
        self._title = plain_label(phrase("Case summary"), "h1", name="paperTitle")
        head = row(
            self._title,
            self._number,
            None,
            self._fitting,
            self._sizes,
            margins=(16, 0, 16, 0),
        )
        self._thumbs = column(margins=(14, 16, 14, 8), gap=4)
        self._pages = column(margins=(0, 12, 0, 12), gap=8)
        self._paper = holder(self._pages)
        self._scroll = scrolled(self._paper, name="summaryPreview")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._thumb_frame = frame("rail", self._thumbs, width=112)
        self._stale = Strip("staleStrip", "warning", "")
        self._stale.setVisible(False)
        self._stale.pressed.connect(self.refresh_wanted)
        self._progress = Strip("printProgress", "info", "")
        self._progress.setVisible(False)
        self._progress.pressed.connect(self.cancel_wanted)
        paper = frame("well", column(self._progress, self._stale, (self._scroll, 1), gap=0))
        middle = row(self._thumb_frame, (paper, 1), gap=0)
        page = column(frame("top", head, height=48), (middle, 1), gap=0)
        self._empty = EmptyState(
            "noSummary", "summary", "", "", verb=phrase("Find a case"), key="Ctrl F"
        )
        self._empty.pressed.connect(self.case_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(holder(page))
        self.setLayout(column(self._stack))
        self.show_nothing(
            phrase("No case on the desk"), phrase("Open a case, and its summary is drawn here.")
        )

    def _side(self, kinds: Sequence[PaperKind]) -> QWidget:
        self._checks, self._versions = column(gap=8), column(gap=8)
        names = [(kind.key, phrase(kind.name)) for kind in kinds]
        self._kinds = ChoiceBox("paperChoice", phrase("Which paper"), names)
        self._kinds.show_key(SUMMARY)
        self._kinds.chosen.connect(self.kind_chosen)
        self.reason = ChoiceBox(
            "paperReason",
            phrase("Why it leaves the house"),
            [(key, phrase(words)) for key, words in REASONS],
        )
        self.reason.show_key(USUAL_REASON)
        body = column(
            plain_label(phrase("Paper"), "h2"),
            self._kinds,
            plain_label(phrase("Why it leaves the house"), "subm", "ink2"),
            self.reason,
            hline(),
            plain_label(phrase("Before it goes"), "h2"),
            self._checks,
            hline(),
            plain_label(phrase("Versions"), "h2"),
            self._versions,
            None,
            margins=(16, 16, 16, 16),
            gap=12,
        )
        return frame("side", column(scrolled(holder(body))), name="summarySide")

    def _lay_out(self) -> None:
        if not self._images:
            return
        empty(self._pages)
        empty(self._thumbs)
        self._thumb_frame.setVisible(not self._narrow)
        self._sheets = []
        for number, image in enumerate(self._images, start=1):
            sheet = Sheet(image, self._page_width(), number)
            self._sheets.append(sheet)
            self._pages.addLayout(row(None, sheet, None))
            thumb = Thumb(image, number, THUMB[0])
            thumb.setChecked(number == 1)
            thumb.setAutoExclusive(True)
            thumb.chosen.connect(self._go_to)
            self._thumbs.addWidget(thumb)
            label = plain_label(str(number), "cap", "ink2")
            self._thumbs.addLayout(row(None, label, None))
        self._pages.addStretch(1)
        self._thumbs.addStretch(1)

    def _page_width(self) -> int:
        return round(self._fitting_width() * self.zoomed)

    def _fitting_width(self) -> int:
        room = self._scroll.viewport().width() - 48
        if self._whole and self._images:
            tall = self._scroll.viewport().height() - 40
            image = self._images[0]
            return max(240, min(room, round(tall * image.width() / max(1, image.height()))))
        return max(320, min(room, 760))

    def _fit(self) -> None:
        for sheet in self._sheets:
            sheet.set_page_width(self._page_width())

    def _fit_chosen(self, index: int) -> None:
        self._whole = index == 1
        self._zoom_to(0)

    def _zoom_to(self, step: int) -> None:
        """The same place of the paper stays in the middle of what is seen."""
        bars = (self._scroll.verticalScrollBar(), self._scroll.horizontalScrollBar())
        middles = [(bar.value() + bar.pageStep() / 2) / self.zoomed for bar in bars]
        self._zoom = step
        self._fit()
        self._paper.adjustSize()
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * self.zoomed - bar.pageStep() / 2))

    def _go_to(self, number: int) -> None:
        if 0 < number <= len(self._sheets):
            bar = self._scroll.verticalScrollBar()
            bar.setValue(self._sheets[number - 1].y() - 12)
