"""One line that is typed: a text, a date, a number, a place, or a name from a list."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Final

from PySide6.QtCore import QStringListModel, Qt, QTimerEvent
from PySide6.QtWidgets import QCompleter, QWidget

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import parse_date
from advisor_app.domain.places import COUNTRIES, LANGUAGES, STATES, place_code
from advisor_app.domain.questions import Kind, PartSpec, Question
from advisor_app.domain.shown import shown
from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.wording import later, phrase

DRAFT_AFTER_MS: Final = 300
"""A pause of so long in a date, a number or a name from a list keeps what stands there."""
OPENING: Final = time(9)
"""The hour of a day on which something is due, where no hour was said."""
DATE_HINT: Final = later("04 MAR 2026, MAR 2026, 2026")
_NAMES: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.COUNTRY: tuple(sorted(COUNTRIES.values())),
    Kind.STATE: tuple(sorted(STATES.values())),
    Kind.PLACE: tuple(sorted(STATES.values())) + tuple(sorted(COUNTRIES.values())),
    Kind.LANGUAGE: tuple(LANGUAGES.values()),
}


class LineEditor(Editor):
    """One line of text; with names to choose from where the kind has them."""

    def __init__(self, question: Question | PartSpec, object_name: str, accessible: str) -> None:
        super().__init__()
        self._question = question
        self._line = OneLineEdit(object_name, accessible)
        self._settles = question.kind in (
            Kind.DATE,
            Kind.DATE_OR_WORD,
            Kind.NUMBER,
            Kind.PHONE,
            Kind.EMAIL,
            Kind.MOMENT,
            *_NAMES,
        )
        self.setLayout(row(self._line))
        self._line.edited.connect(self._typed)
        self._line.editingFinished.connect(self._left)
        self._dirty = False
        self._pause = 0
        names = _NAMES.get(question.kind, tuple(choice.label for choice in question.choices))
        if names:
            self._offer_names(names)
        if question.kind in (Kind.DATE, Kind.DATE_OR_WORD):
            self._line.setPlaceholderText(phrase(DATE_HINT))
        self.setFocusProxy(self._line)

    @property
    def typing(self) -> bool:
        return self._dirty and self._line.hasFocus()

    def show_value(self, value: Any) -> None:
        if not self.typing:
            self._line.show_text(self._words(value))

    def show_words(self, words: str) -> None:
        if not self.typing:
            self._line.show_text(words)

    def focus_widget(self) -> QWidget:
        return self._line

    def set_placeholder(self, text: str) -> None:
        dated = self._question.kind in (Kind.DATE, Kind.DATE_OR_WORD)
        self._line.setPlaceholderText(text or (phrase(DATE_HINT) if dated else ""))

    def _words(self, value: Any) -> str:
        if value is None:
            return ""
        if isinstance(self._question, Question):
            return shown(self._question, value)
        return shown(_as_question(self._question), value)

    def _typed(self, text: str) -> None:
        self._dirty = True
        if self._pause:
            self.killTimer(self._pause)
            self._pause = 0
        if not text.strip():
            self.edited.emit(None)
        elif self._settles:
            self._pause = self.startTimer(DRAFT_AFTER_MS)
        else:
            self.edited.emit(self._plain(text))

    def timerEvent(self, event: QTimerEvent) -> None:
        """A pause in a field that is read as a whole: what stands there is kept meanwhile."""
        if event.timerId() != self._pause:
            super().timerEvent(event)
            return
        self.killTimer(self._pause)
        self._pause = 0
        text = self._line.text().strip()
        if self._dirty and text:
            if self._is_no_value(text):
                self.drafted.emit(text)
            else:
                self.edited.emit(self._plain(text))

    def _left(self) -> None:
        if not self._dirty:
            return
        self._dirty = False
        text = self._line.text().strip()
        if text and self._settles:
            if self._is_no_value(text):
                self.worded.emit(text)
            else:
                self.edited.emit(self._plain(text))
        self.left.emit()

    def _is_no_value(self, text: str) -> bool:
        no_date = self._question.kind is Kind.DATE and parse_date(text) is None
        no_moment = self._question.kind is Kind.MOMENT and self._plain(text) == text
        return (
            no_date or no_moment or (self._question.kind is Kind.PLACE and place_code(text) is None)
        )

    def _plain(self, text: str) -> Any:
        for choice in self._question.choices:
            if text.strip().casefold() == choice.label.casefold():
                return choice.code
        if self._question.kind is Kind.MOMENT:
            day = parse_date(text)
            exact = day.exact if day is not None else None
            return datetime.combine(exact, OPENING, EASTERN).isoformat() if exact else text
        if self._question.kind in (Kind.WORDS, Kind.CODES):
            return [part.strip() for part in text.split(",") if part.strip()]
        return text

    def _offer_names(self, names: Iterable[str]) -> None:
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(names), completer))
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line.setCompleter(completer)
        completer.activated.connect(self._chosen)

    def _chosen(self, name: str) -> None:
        self._dirty = False
        self.edited.emit(self._plain(name))


def _as_question(spec: PartSpec) -> Question:
    return Question(label=spec.name, short=spec.name, kind=spec.kind, choices=spec.choices)
