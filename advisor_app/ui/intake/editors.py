"""One editor a kind of value; each tells of user edits only, never of what it was shown."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time
from typing import Any, Final

from PySide6.QtCore import QStringListModel, Qt, QTimerEvent, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from advisor_app.domain.clock import EASTERN, clock_time
from advisor_app.domain.dates import parse_date
from advisor_app.domain.entries import as_lines, from_lines
from advisor_app.domain.places import COUNTRIES, LANGUAGES, STATES, place_code
from advisor_app.domain.questions import Choice, Kind, PartSpec, Question, choices
from advisor_app.domain.shown import shown
from advisor_app.domain.values import Parts
from advisor_app.domain.words import Words
from advisor_app.ui.intake.toggles import ToggleSet
from advisor_app.ui.kit.fields import ChoiceBox, MultiLineEdit, OneLineEdit
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.wording import later, phrase, window_words

DRAFT_AFTER_MS: Final = 300
"""A pause of so long in a date, a number or a name from a list keeps what stands there."""
TICKED: Final = later("Read back")
OPENING: Final = time(9)
"""The hour of a day on which something is due, where no hour was said."""
DATE_HINT: Final = later("04 MAR 2026, MAR 2026 or 2026")
YES_AND_NO: Final = choices(yes="Yes", no="No")


_NAMES: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.COUNTRY: tuple(sorted(COUNTRIES.values())),
    Kind.STATE: tuple(sorted(STATES.values())),
    Kind.PLACE: tuple(sorted(STATES.values())) + tuple(sorted(COUNTRIES.values())),
    Kind.LANGUAGE: tuple(LANGUAGES.values()),
}


class Editor(QWidget):
    """An editor of one value. `edited` carries plain data as a case file would hold it.

    `worded` carries words that are no value of this kind ("around Easter"): they are kept.
    `drafted` carries what stands in the field while it is no value yet, so that a sudden end
    loses nothing. `left` tells that the typing is over.
    """

    edited = Signal(object)
    worded = Signal(str)
    drafted = Signal(str)
    left = Signal()

    @property
    def typing(self) -> bool:
        """Whether somebody is in the middle of typing here."""
        return False

    def show_words(self, _words: str) -> None:
        """Show words that are no value yet."""
        self.show_value(None)

    def show_value(self, value: Any) -> None:
        """Show a value, or nothing for None, without telling of an edit."""
        raise TypeError(f"{type(self).__name__} cannot show {type(value).__name__}")

    def speak(self, words: Words, context: str) -> None:
        """Offer the choices in another language; `context` is the path of the question."""

    def focus_widget(self) -> QWidget:
        """What takes the focus."""
        return self

    def set_placeholder(self, text: str) -> None:
        """What stands in the empty field."""


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


class TextEditor(Editor):
    """Several lines, in the words of the caller."""

    def __init__(self, _question: Question, object_name: str, accessible: str) -> None:
        super().__init__()
        self._text = MultiLineEdit(object_name, accessible, least=1)
        self.setLayout(row(self._text))
        self._text.edited.connect(self._typed)
        self.setFocusProxy(self._text)

    def show_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if text.strip() != self._text.text().strip():
            self._text.show_text(text)

    def focus_widget(self) -> QWidget:
        return self._text

    def set_placeholder(self, text: str) -> None:
        self._text.setPlaceholderText(text)

    def _typed(self, text: str) -> None:
        self.edited.emit(text.strip() or None)


class EntriesEditor(Editor):
    """Medicines or allergies, one a line; what an allergy did stands behind a colon."""

    def __init__(self, question: Question, object_name: str, accessible: str) -> None:
        super().__init__()
        self._question = question
        self._text = MultiLineEdit(object_name, accessible, placeholder=_hint(question))
        self.setLayout(row(self._text))
        self._text.edited.connect(self._typed)
        self.setFocusProxy(self._text)

    def show_value(self, value: Any) -> None:
        written = from_lines(self._question, self._text.text())
        if from_lines(self._question, as_lines(value)) != written:
            self._text.show_text(as_lines(value))

    def focus_widget(self) -> QWidget:
        return self._text

    def set_placeholder(self, text: str) -> None:
        self._text.setPlaceholderText(text or _hint(self._question))

    def _typed(self, text: str) -> None:
        self.edited.emit(from_lines(self._question, text))


class ChoiceEditor(Editor):
    """One code of a list."""

    def __init__(self, codes: tuple[Choice, ...], object_name: str, accessible: str) -> None:
        super().__init__()
        pairs = [("", ""), *((choice.code, choice.label) for choice in codes)]
        self._box = ChoiceBox(object_name, accessible, pairs)
        self.setLayout(row(self._box))
        self._codes = codes
        self._box.chosen.connect(lambda code: self.edited.emit(code or None))
        self.setFocusProxy(self._box)

    def speak(self, words: Words, context: str) -> None:
        said = ((choice.code, words.text(choice.label, context)) for choice in self._codes)
        self._box.set_choices([("", ""), *said])

    def show_value(self, value: Any) -> None:
        code = "" if value is None else str(value)
        if self._box.key() != code:
            self._box.show_key(code)
        if not code:
            self._box.setCurrentIndex(-1)

    def focus_widget(self) -> QWidget:
        return self._box

    def set_placeholder(self, text: str) -> None:
        self._box.setPlaceholderText(text)


class YesNoEditor(Editor):
    """Yes or no, side by side; pressing the one that is on takes it back."""

    def __init__(self, object_name: str, accessible: str) -> None:
        super().__init__()
        self._both = ToggleSet(YES_AND_NO, object_name, accessible)
        self.setLayout(row(self._both))
        self._both.changed.connect(self._chosen)
        self._value: bool | None = None
        self.setFocusProxy(self._both.first())

    def speak(self, words: Words, context: str) -> None:
        self._both.show_labels(
            {one.code: words.text(one.label.lower(), context).capitalize() for one in YES_AND_NO}
        )

    def show_value(self, value: Any) -> None:
        self._value = value
        self._both.show_chosen(() if value is None else ("yes" if value else "no",))

    def focus_widget(self) -> QWidget:
        return self._both.first()

    def _chosen(self, codes: object) -> None:
        chosen = set(codes) if isinstance(codes, tuple) else set()
        if self._value is not None:
            chosen.discard("yes" if self._value else "no")
        value = None if not chosen else "yes" in chosen
        self.show_value(value)
        self.edited.emit(value)


class TickEditor(Editor):
    """One tick that is stamped with its moment; pressing it again takes it back.

    `edited` carries True for "now": the clock belongs to the presenter.
    """

    def __init__(self, object_name: str, accessible: str) -> None:
        super().__init__()
        self._set = ToggleSet(choices(ticked=phrase(TICKED)), object_name, accessible)
        self.setLayout(row(self._set))
        self._set.changed.connect(lambda chosen: self.edited.emit(True if chosen else None))
        self.setFocusProxy(self._set.first())

    def show_value(self, value: Any) -> None:
        at = clock_time(datetime.fromisoformat(str(value))) if value else ""
        self._set.show_labels({"ticked": f"{phrase(TICKED)} {at}" if at else phrase(TICKED)})
        self._set.show_chosen(("ticked",) if value else ())

    def focus_widget(self) -> QWidget:
        return self._set.first()


class ManyEditor(Editor):
    """Several codes, as words to switch on and off."""

    def __init__(self, codes: tuple[Choice, ...], object_name: str, accessible: str) -> None:
        super().__init__()
        self._set = ToggleSet(codes, object_name, accessible)
        self.setLayout(row(self._set))
        self._codes = codes
        self._set.changed.connect(lambda chosen: self.edited.emit(list(chosen) or None))
        self.setFocusProxy(self._set)

    def speak(self, words: Words, context: str) -> None:
        self._set.show_labels({one.code: words.text(one.label, context) for one in self._codes})

    def show_value(self, value: Any) -> None:
        self._set.show_chosen(tuple(value or ()))

    def focus_widget(self) -> QWidget:
        return self._set.first()


class PartsEditor(Editor):
    """A value of several parts: their editors side by side."""

    def __init__(self, question: Question, object_name: str, accessible: str) -> None:
        super().__init__()
        beside = row(gap=8)
        self.setLayout(beside)
        self._parts: dict[str, Editor] = {}
        self._plain: dict[str, Any] = {}
        for spec in question.parts:
            editor = part_editor(
                spec, f"{object_name}_{spec.name}", f"{accessible} {window_words().part(spec)}"
            )
            if spec.kind not in (Kind.DATE, Kind.YES_NO):
                editor.set_placeholder(
                    phrase(_PART_HINTS.get(spec.name, "")) or window_words().part(spec)
                )
            self._parts[spec.name] = editor
            beside.addWidget(editor, _STRETCH.get(spec.kind, 3))
            editor.edited.connect(self._takes(spec.name))
            editor.worded.connect(self._words_of(spec.name))
            editor.left.connect(self.left)
        self.setFocusProxy(self.focus_widget())

    @property
    def parts(self) -> Mapping[str, Editor]:
        """The editor of each part, by its name."""
        return self._parts

    def speak(self, words: Words, context: str) -> None:
        for editor in self._parts.values():
            editor.speak(words, context)

    @property
    def typing(self) -> bool:
        return any(editor.typing for editor in self._parts.values())

    def show_value(self, value: Any) -> None:
        shown_parts = value if isinstance(value, Parts) else Parts(())
        self._plain = {name: shown_parts[name] for name in shown_parts}
        for name, editor in self._parts.items():
            editor.show_value(shown_parts.get(name))

    def focus_widget(self) -> QWidget:
        return next(iter(self._parts.values())).focus_widget()

    def _takes(self, name: str) -> Callable[[object], None]:
        def take(plain: object) -> None:
            self._plain[name] = plain
            given = {key: item for key, item in self._plain.items() if item not in (None, "", [])}
            self.edited.emit(given or None)

        return take

    def _words_of(self, name: str) -> Callable[[str], None]:
        """Words in the place of a date go to the first part, so that nothing is lost."""

        def take(words: str) -> None:
            first = next(iter(self._parts))
            before = str(self._plain.get(first) or "")
            self._plain[first] = f"{before} {words}".strip() if first != name else words
            self.edited.emit({key: item for key, item in self._plain.items() if item})

        return take


_PART_HINTS: Final = {
    "gy": later("Gy"),
    "bool": later("yes or no"),
    "multi": later("one or more, with commas"),
    "list": later("one or more, with commas"),
    "times": later("weekday mornings"),
    "zone": later("time zone"),
    "code": later("choose"),
    "text": later("in their words"),
    "ack": later("read back"),
    "mri_status": later("safe for MRI?"),
}
_STRETCH: Final = {Kind.YES_NO: 0, Kind.NUMBER: 1, Kind.DATE: 3, Kind.TEXT: 4, Kind.WORDS: 4}


def editor_for(question: Question, object_name: str) -> Editor:
    """The editor of a question, made from its declaration."""
    name = question.label
    if question.entries:
        return EntriesEditor(question, object_name, name)
    if question.kind is Kind.PARTS:
        return PartsEditor(question, object_name, name)
    if question.kind is Kind.LONG_TEXT:
        return TextEditor(question, object_name, name)
    if question.kind is Kind.YES_NO:
        return YesNoEditor(object_name, name)
    if question.kind is Kind.MOMENT:
        return TickEditor(object_name, name)
    if question.kind is Kind.CODES and question.choices:
        return ManyEditor(question.choices, object_name, name)
    if question.choices and question.kind in (Kind.CODE, Kind.NUMBER):
        return ChoiceEditor(question.choices, object_name, name)
    return LineEditor(question, object_name, name)


def part_editor(spec: PartSpec, object_name: str, accessible: str) -> Editor:
    """The editor of one part of a value."""
    if spec.kind is Kind.YES_NO:
        return YesNoEditor(object_name, accessible)
    if spec.choices and spec.kind is Kind.CODE:
        return ChoiceEditor(spec.choices, object_name, accessible)
    return LineEditor(spec, object_name, accessible)


def _hint(question: Question) -> str:
    return (
        phrase("one a line, penicillin: hives")
        if question.kind is Kind.PARTS
        else phrase("one a line")
    )


def _as_question(spec: PartSpec) -> Question:
    return Question(label=spec.name, short=spec.name, kind=spec.kind, choices=spec.choices)
