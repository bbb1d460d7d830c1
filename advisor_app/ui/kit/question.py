"""One question on the form: label, field, hint, and where the answer comes from."""

from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from advisor_app.ui.announcing import announce
from advisor_app.ui.kit.field_state import FieldState, show_field_state
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Pill, ProvenanceCode, ProvenanceMark
from advisor_app.ui.text import ElidedLabel, plain_tip, set_role
from advisor_app.ui.theme import px, theme_signals
from advisor_app.ui.wording import later, phrase

HintKind = Literal["plain", "problem", "due", "ok", "fixed", "heard", "wish"]
_HINTS: Final[dict[str, tuple[str, str]]] = {
    "plain": ("", "ink3"),
    "problem": ("warning", "warningInk"),
    "due": ("clock", "warningInk"),
    "ok": ("ok", "okInk"),
    "fixed": ("lock", "ink3"),
    "heard": ("person", "infoInk"),
    "wish": ("phone", "warningInk"),
}
_GAP: Final = 6
_PILLS: Final = {FieldState.UNKNOWN: later("Unknown"), FieldState.REFUSED: later("Refused")}


class QuestionFrame(QWidget):
    """A question: label row 18, field, hint row 18 that is always there, so nothing ever moves.

    The question is read whole: where it does not fit, the words beside the letter of its source
    give way first, then it takes a second line.

    Unverified answers stand in italics, those that a document confirms upright. The state, the
    hint and the source are shown by three calls that may come in any order.
    """

    def __init__(
        self, name: str, label: str, field: QWidget, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._state, self._verified = FieldState.NOT_ASKED, False
        self.setObjectName(name)
        self.label = ElidedLabel(label, "subm", "ink2", name=f"{name}.label")
        self.label.setBuddy(field)
        self.source = ProvenanceMark("C")
        self.source.setVisible(False)
        self.pill = Pill("", "ghost", height=px("control.pill_in_label_row"))
        self.pill.setVisible(False)
        self._mark = IconMark("", 16)
        self._mark.setVisible(False)
        self._hint = ElidedLabel("", "sub", "ink3", name=f"{name}.hint")
        # Words that flow over two lines need the height of their width, not that of one line.
        fixed, grows = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, grows if field.hasHeightForWidth() else fixed
        )
        tall = px("space.hint")
        self._head = _strip(row(self.label, self.source, self.pill, gap=_GAP), tall)
        foot = _strip(row(self._mark, self._hint, gap=_GAP), tall)
        self.setLayout(column(self._head, field, foot, gap=px("space.label_to_field")))
        if not field.accessibleName():
            field.setAccessibleName(label)
        self.setFocusProxy(field)
        theme_signals().changed.connect(self._dressed)

    @property
    def state(self) -> FieldState:
        """How the answer stands."""
        return self._state

    @property
    def hint(self) -> str:
        """What stands under the field."""
        return self._hint.text()

    def set_label(self, label: str) -> None:
        """Ask it in other words."""
        self.label.setText(label)
        self.field.setAccessibleName(label)
        self._fit_head()

    def set_state(self, state: FieldState, words: str = "") -> None:
        """Show how the answer stands; `words` replace those of the pill (unknown, refused)."""
        self._state = state
        pill = phrase(_PILLS.get(state, ""))
        self.pill.setVisible(bool(pill))
        if pill:
            self.pill.show_words(words or pill)
        self._fit_head()
        self._look()

    def set_hint(self, words: str, kind: HintKind = "plain") -> None:
        """Say something under the field: a question to ask, not a scolding."""
        icon, role = _HINTS[kind] if words else ("", "ink3")
        if kind == "problem" and words and words != self._hint.text() and self.isVisible():
            announce(self.field, f"{self.label.text()}: {words}")
        self._mark.setVisible(bool(icon))
        self._mark.show_icon(icon, role)
        set_role(self._hint, role)
        self._hint.setText(words)
        self.field.setAccessibleDescription(words)

    def set_provenance(
        self, code: ProvenanceCode | None, words: str | None = None, verified: bool = False
    ) -> None:
        """Show who says so, or nobody where `code` is None."""
        self._verified = verified or code == "D"
        self.source.setVisible(code is not None)
        if code is not None:
            self.source.show_source(code, words, verified=self._verified)
            keys = phrase("Who says so: Ctrl+M.  A document confirms it: Ctrl+Shift+D.")
            plain_tip(self.source, f"{self.source.accessibleName()}\n{keys}")
        self._fit_head()
        self._look()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def _dressed(self, _theme: str) -> None:
        """A new style sheet takes the italics off; set them again."""
        self._look()

    def _fit_head(self) -> None:
        """Share the width out between the question and what stands at its right."""
        wanted = self.label.sizeHint().width()
        pill = 0 if self.pill.isHidden() else self.pill.sizeHint().width() + _GAP
        left = self.width() - pill
        source = 0 if self.source.isHidden() else self.source.whole_width() + _GAP
        self.source.set_letter_only(wanted + source > left)
        beside = 0 if self.source.isHidden() else self.source.sizeHint().width() + _GAP
        lines = 2 if wanted + beside > left else 1
        self.label.set_lines(lines)
        self._head.setFixedHeight(
            px("space.hint") + (lines - 1) * QFontMetrics(self.label.font()).lineSpacing()
        )

    def _look(self) -> None:
        said = self._state in (FieldState.KNOWN, FieldState.PROBLEM)
        show_field_state(self.field, self._state, italic=said and not self._verified)


def _strip(layout: QHBoxLayout, tall: int) -> QWidget:
    strip = QWidget()
    strip.setLayout(layout)
    strip.setFixedHeight(tall)
    strip.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
    return strip
