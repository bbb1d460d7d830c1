"""A switch between a few views or values that lie beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from advisor_app.ui.kit.paint import CENTRE, box, focus_ring, line_pen, say, smooth, text_width
from advisor_app.ui.text import tip_text
from advisor_app.ui.theme import px, theme
from advisor_app.ui.wording import phrase

_BADGE = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One choice: its key, its word, a count, whether it can be chosen, whether it is refused.

    A struck segment says by its word that it is not to be had; `tip` says why.
    """

    key: str
    word: str
    badge: str = ""
    enabled: bool = True
    struck: bool = False
    tip: str = ""


class Segmented(QTabBar):
    """A row of choices, one of them in force; arrow keys move, screen readers see page tabs.

    `changed(index)` is emitted when the user chose; `show_index` and `show_key` are silent.
    """

    changed = Signal(int)

    def __init__(
        self,
        name: str,
        segments: Sequence[Segment] = (),
        *,
        height: int = 0,
        fill: bool = False,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._segments: tuple[Segment, ...] = ()
        self._height = height or px("control.segmented")
        self._fill, self._quiet = fill, False
        self.setObjectName(name)
        self.setAccessibleName(words or name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        across = QSizePolicy.Policy.Expanding if fill else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)
        self.currentChanged.connect(self._was_changed)
        self.set_segments(segments)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The choices."""
        return self._segments

    def key(self) -> str:
        """The key of the choice in force, or "" where there is none."""
        index = self.currentIndex()
        return self._segments[index].key if 0 <= index < len(self._segments) else ""

    def set_segments(self, segments: Sequence[Segment]) -> None:
        """Show these choices; the one in force stays in force where its key is still there."""
        wanted = tuple(replace(one, word=phrase(one.word)) for one in segments)
        if wanted == self._segments:
            return
        chosen = self.key()
        self._quiet = True
        self._segments = wanted
        while self.count() > len(self._segments):
            self.removeTab(self.count() - 1)
        while self.count() < len(self._segments):
            self.addTab("")
        for index, segment in enumerate(self._segments):
            told = f"{segment.word} {segment.badge}".strip()
            self.setTabText(index, told.replace("&", "&&"))
            self.setTabToolTip(index, tip_text(segment.tip))
            self.setTabEnabled(index, segment.enabled)
        self._quiet = False
        self.show_key(chosen)
        self.updateGeometry()
        self.update()

    def show_index(self, index: int) -> None:
        """Put a choice in force without telling of it."""
        self._quiet = True
        self.setCurrentIndex(index)
        self._quiet = False

    def show_key(self, key: str) -> None:
        """Put the choice with this key in force without telling of it."""
        for index, segment in enumerate(self._segments):
            if segment.key == key:
                self.show_index(index)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - overrides Qt
        """The room of one choice; a filling switch shares the whole width."""
        natural = [self._natural(segment) for segment in self._segments]
        if not self._fill or self.width() <= 4:
            return QSize(natural[index], self._height)
        scale = self.width() / max(1, sum(natural))
        ends = [round(sum(natural[: count + 1]) * scale) for count in range(len(natural))]
        return QSize(ends[index] - (ends[index - 1] if index else 0), self._height)

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - overrides Qt
        """The least room of one choice."""
        return QSize(self._natural(self._segments[index]), self._height)

    def sizeHint(self) -> QSize:
        return QSize(sum(self._natural(segment) for segment in self._segments), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        edge = line_pen("line") if theme().high_contrast else None
        area = QRectF(self.rect()).adjusted(0, 0, 0, 0)
        box(painter, area, px("radius.control"), fill="sunken", pen=edge)
        for index, segment in enumerate(self._segments):
            self._paint_one(painter, index, segment)
        painter.end()

    def _paint_one(self, painter: QPainter, index: int, segment: Segment) -> None:
        area = _inner(self.tabRect(index), index == 0, index == len(self._segments) - 1)
        on = index == self.currentIndex()
        ink = "ink" if on else "ink2"
        if segment.struck or not segment.enabled:
            ink = "ink3"
        if on:
            strong = theme().high_contrast
            pen = line_pen("accent", 2) if strong else line_pen("line2")
            box(painter, area, px("radius.pill"), fill="raised", pen=pen)
            if self.hasFocus():
                focus_ring(painter, area, px("radius.pill"))
        wide = max(float(_BADGE), text_width(segment.badge, "cap") + 10) if segment.badge else 0.0
        words = area.adjusted(2, 0, -wide - 4 if wide else -2, 0)
        style = "subs" if on else "subm"
        say(painter, words, segment.word, style, ink, CENTRE, struck=segment.struck)
        if segment.badge:
            badge = QRectF(area.right() - wide - 4, area.center().y() - 8, wide, 16)
            edge = line_pen("line") if theme().high_contrast else None
            box(painter, badge, 8, fill="surface", pen=edge)
            say(painter, badge, segment.badge, "cap", "accentInk", CENTRE)

    def _natural(self, segment: Segment) -> int:
        badge = max(_BADGE, round(text_width(segment.badge, "cap")) + 10) if segment.badge else 0
        return round(text_width(segment.word, "subs")) + 22 + badge

    def _was_changed(self, index: int) -> None:
        if not self._quiet and index >= 0:
            self.changed.emit(index)


def _inner(tab: QRect, first: bool, last: bool) -> QRectF:
    return QRectF(tab).adjusted(2 if first else 0, 2, -2 if last else 0, -2)
