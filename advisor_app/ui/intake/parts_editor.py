"""A value of several parts, such as a drug and its dose: their editors side by side."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from advisor_app.domain.questions import Kind, PartSpec, Question
from advisor_app.domain.values import Parts
from advisor_app.domain.words import Words
from advisor_app.ui.intake.choice_editors import ChoiceEditor, YesNoEditor
from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.intake.line_editor import LineEditor
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.paint import text_width
from advisor_app.ui.wording import later, phrase, window_words

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
_EDGES: Final = 26
_MOST_LEAST: Final = 112
"""A number is never narrower than its hint, which says its unit, up to this width."""
_STRETCH: Final = {Kind.YES_NO: 0, Kind.NUMBER: 1, Kind.DATE: 3, Kind.TEXT: 4, Kind.WORDS: 4}


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
                hint = phrase(_PART_HINTS.get(spec.name, "")) or window_words().part(spec)
                editor.set_placeholder(hint)
                if spec.kind is Kind.NUMBER:
                    least = round(text_width(hint, "body")) + _EDGES
                    editor.setMinimumWidth(min(least, _MOST_LEAST))
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


def part_editor(spec: PartSpec, object_name: str, accessible: str) -> Editor:
    """The editor of one part of a value."""
    if spec.kind is Kind.YES_NO:
        return YesNoEditor(object_name, accessible)
    if spec.choices and spec.kind is Kind.CODE:
        return ChoiceEditor(spec.choices, object_name, accessible)
    return LineEditor(spec, object_name, accessible)
