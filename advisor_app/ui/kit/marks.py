"""Small signs that only say something: pills, provenance marks, dots, rings, icons."""

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import (
    CENTRE,
    box,
    draw_pill,
    line_pen,
    pill_width,
    say,
    smooth,
    text_width,
)
from advisor_app.ui.text import plain_tip
from advisor_app.ui.theme import color, px
from advisor_app.ui.wording import later, phrase

PillKind = Literal["urgent", "warning", "ok", "info", "accent", "ghost"]
ProvenanceCode = Literal["C", "P", "K", "R", "D", "?"]
_LETTER: Final = 16


class _Sign(QWidget):
    """A painted sign of its own fixed size that a screen reader can read out."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Pill(_Sign):
    """A word on a tint, with an icon; colour is never the only thing that it says."""

    def __init__(
        self,
        words: str,
        kind: PillKind = "info",
        icon: str = "",
        *,
        height: int = 22,
        strong: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._words, self._kind, self._icon, self._height = words, kind, icon, height
        self._style = "subs" if strong else "subm"

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    @property
    def kind(self) -> PillKind:
        """What kind of news it is."""
        return self._kind

    def show_words(self, words: str, kind: PillKind | None = None, icon: str | None = None) -> None:
        """Say something else, in another kind where one is given."""
        self._words = words
        self._kind = self._kind if kind is None else kind
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(pill_width(self._words, self._icon, self._style) + 0.49), self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        draw_pill(painter, area, self._words, self._kind, self._icon, style=self._style)
        painter.end()


_PROVENANCE_WORDS: Final[dict[str, str]] = {
    "C": "caller",
    "P": "patient",
    "K": "clinician",
    "R": later("read from report"),
    "D": later("document seen"),
    "?": "conflict",
}


class ProvenanceMark(_Sign):
    """Who says it, marked as on the paper.

    A dashed letter box: somebody said it (C, P, K). A firm box: read from a report on the phone
    (R), still unverified. Filled: a document was seen (D, or any code that is verified). Amber:
    the sources differ (?).
    """

    def __init__(
        self,
        code: ProvenanceCode,
        words: str | None = None,
        *,
        verified: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self._code: ProvenanceCode = code
        self._words, self._verified = "", False
        self._letter_only = False
        self.show_source(code, words, verified=verified)

    def show_source(
        self, code: ProvenanceCode, words: str | None = None, *, verified: bool = False
    ) -> None:
        """Show another source; without words the usual word of its code stands there."""
        self._code = code
        self._words = phrase(_PROVENANCE_WORDS[code]) if words is None else words
        self._verified = verified or code == "D"
        state = "verified" if self._verified else "unverified"
        self.setAccessibleName(f"{self._words}, {state}")
        plain_tip(self, f"{phrase(_PROVENANCE_WORDS[code])}, {state}")
        self.updateGeometry()
        self.update()

    @property
    def verified(self) -> bool:
        """Whether a document confirms it."""
        return self._verified

    def whole_width(self) -> int:
        """How wide the letter and its words are."""
        return round(20 + text_width(self._words, "cap") + 2)

    def set_letter_only(self, letter_only: bool) -> None:
        """Give the words way where there is no room; the tooltip keeps them."""
        if letter_only != self._letter_only:
            self._letter_only = letter_only
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(_LETTER if self._letter_only else self.whole_width(), 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LETTER, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        letter = QRectF(0, 1, _LETTER, _LETTER)
        ink = self._ink()
        if self._verified:
            box(painter, letter, 4, fill=ink)
        elif self._code == "R":
            box(painter, letter, 4, pen=line_pen(ink, 1.4))
        else:
            box(painter, letter, 4, pen=line_pen(ink, dashes=(2, 1.6)))
        say(painter, letter, self._code, "mark", "surface" if self._verified else ink, CENTRE)
        if not self._letter_only:
            say(painter, QRectF(20, 0, self.width() - 20, 18), self._words, "cap", ink)
        painter.end()

    def _ink(self) -> str:
        if self._verified:
            return "okInk"
        return {"?": "warningInk", "R": "ink2"}.get(self._code, "ink3")


class Dot(_Sign):
    """A dot in a role's colour; a word stands beside it."""

    def __init__(self, role: str, *, diameter: int = 8, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._role, self._diameter = role, diameter

    def set_role(self, role: str) -> None:
        """Show another colour."""
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._diameter + 2, self._diameter + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(self._role))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.end()


class IconMark(_Sign):
    """An icon that is no button; `words` is what a screen reader says for it."""

    def __init__(
        self,
        icon: str,
        size: int = 18,
        role: str = "ink2",
        *,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._icon, self._size, self._role = icon, size, role

    def show_icon(self, icon: str, role: str | None = None) -> None:
        """Show another icon, or none where it is empty."""
        self._icon = icon
        self._role = self._role if role is None else role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._icon:
            return
        painter = smooth(self)
        draw_icon(painter, 0, 0, self._icon, self._size, self._role)
        painter.end()


class Avatar(_Sign):
    """The initials of one of us."""

    def __init__(
        self, initials: str, words: str = "", *, diameter: int = 32, parent: QWidget | None = None
    ) -> None:
        super().__init__(words or initials, parent)
        self._initials, self._diameter = initials, diameter

    def show_person(self, initials: str, words: str = "") -> None:
        """Show somebody else."""
        self._initials = initials
        self.setAccessibleName(words or initials)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._diameter, self._diameter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        painter.setPen(line_pen("line2"))
        painter.setBrush(color("infoTint"))
        painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
        say(painter, area, self._initials, "subs", "infoInk", CENTRE)
        painter.end()


class Ring(_Sign):
    """The seconds that are left, as an arc and a number; bold in the last five, never blinking."""

    def __init__(self, seconds: int, of: int, *, diameter: int = 44, parent: QWidget | None = None):
        super().__init__("", parent)
        self._seconds, self._of, self._diameter = seconds, max(1, of), diameter
        self.show_seconds(seconds)

    def show_seconds(self, seconds: int, of: int | None = None) -> None:
        """Show what is left."""
        self._seconds = max(0, seconds)
        self._of = self._of if of is None else max(1, of)
        self.setAccessibleName(phrase("{seconds} seconds left", seconds=self._seconds))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._diameter, self._diameter)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(line_pen("track", 4))
        painter.drawEllipse(area)
        pen = QPen(color("accent"), 4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(area, 90 * 16, round(360 * 16 * min(1.0, self._seconds / self._of)))
        style = "h3" if self._seconds <= 5 else "strong"
        say(painter, QRectF(self.rect()), str(self._seconds), style, "ink", CENTRE)
        painter.end()


class Share(_Sign):
    """How much of something is done, as a small ring with the number left in it, or a check."""

    def __init__(self, done: int, of: int, words: str, *, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._done, self._of, self._words = done, of, words
        self.show_share(done, of)

    def show_share(self, done: int, of: int) -> None:
        """Show `done` of `of`."""
        self._done, self._of = done, of
        told = phrase("{words}: {done} of {of}", words=self._words, done=done, of=of)
        self.setAccessibleName(told)
        plain_tip(self, told)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        whole = self._done >= self._of
        painter.setPen(line_pen("track", 3))
        painter.drawEllipse(area)
        pen = QPen(color("ok" if whole else "bar1"), 3)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        part = 1.0 if whole else self._done / max(1, self._of)
        if part > 0:
            painter.drawArc(area, 90 * 16, -round(360 * 16 * part))
        if whole:
            draw_icon(painter, 5, 5, "check", 14, "okInk")
        else:
            say(painter, QRectF(self.rect()), str(self._of - self._done), "mark", "ink2", CENTRE)
        painter.end()


class Logo(_Sign):
    """The sign of the console."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(phrase("Care advisor console"), parent)

    def sizeHint(self) -> QSize:
        return QSize(28, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        box(painter, QRectF(self.rect()), px("radius.card") - 1, fill="accent")
        pen = QPen(color("onaccent"), 2.2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(QRectF(7.5, 7.5, 13, 13), 35 * 16, 290 * 16)
        painter.drawLine(14, 14, 18, 14)
        painter.end()
