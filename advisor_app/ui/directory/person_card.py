"""The card that edits the facts of one specialist."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from advisor_app.domain.people import Practitioner
from advisor_app.ui.calls.keys import on_control_enter
from advisor_app.ui.directory.person_words import LINES, Unreadable, lines_of, with_lines
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.layouts import column, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import VERB, phrase

WIDTH: Final = 960
COLUMNS: Final = 3
_FORM: Final = 416


class PersonCard(Overlay):
    """`kept(before, after)` when what was typed can be read; Escape puts it aside."""

    kept = Signal(object, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            "personCard", window, width=WIDTH, words=phrase("The facts of a specialist")
        )
        self._edited: Practitioner | None = None
        self._title = ElidedLabel("", "h1", "ink", name="personTitle")
        self._fields = {
            line.key: OneLineEdit(
                f"person_{line.key}", phrase(line.label), placeholder=phrase(line.hint)
            )
            for line in LINES
        }
        self._accepting = CheckRow("person_accepting", phrase("Takes new patients"))
        self._mistake = plain_label("", "sub", "warningInk", wrap=True, name="personMistake")
        keep = Button("personKeep", phrase("Save"), "primary", key="Ctrl Enter", height=36)
        keep.clicked.connect(self.keep)
        aside = Button("personAside", phrase("Put aside", context=VERB), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        on_control_enter(self, self.keep)
        form = scrolled(holder(self._grid()), name="personScroll")
        form.setFixedHeight(_FORM)
        head = row(IconMark("edit", 24, "accentInk"), (self._title, 1), aside, gap=12)
        foot = row(self._accepting, None, keep)
        self.card.setLayout(
            column(head, form, self._mistake, foot, margins=(20, 16, 20, 16), gap=12)
        )

    def begin(self, one: Practitioner) -> None:
        """Edit the facts of that specialist."""
        self._edited = one
        self._title.setText(one.name)
        for key, text in lines_of(one).items():
            self._fields[key].show_text(text)
        self._accepting.show_ticked(one.accepting)
        self.fail("")
        self.open(self._fields["name"])

    def begin_new(self) -> None:
        """Write down the facts of somebody new."""
        self.begin(Practitioner(id="", name="", kind="", team=""))
        self._title.setText(phrase("A new specialist"))

    def keep(self) -> None:
        """Hand over what was typed, or say in one sentence what cannot be read."""
        if self._edited is None:
            return
        typed = {key: field.text() for key, field in self._fields.items()}
        try:
            after = with_lines(self._edited, typed, accepting=self._accepting.isChecked())
        except Unreadable as mistake:
            self.fail(str(mistake))
            return
        if after == self._edited:
            self.put_aside()
        else:
            self.kept.emit(self._edited, after)

    def fail(self, sentence: str) -> None:
        """Say in the card why it was not kept."""
        self._mistake.setText(sentence)
        self._mistake.setVisible(bool(sentence))
        self.place()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for number, line in enumerate(LINES):
            label = plain_label(phrase(line.label), "sub", "ink2")
            cell = column(label, self._fields[line.key], gap=4)
            grid.addLayout(cell, number // COLUMNS, number % COLUMNS)
        return grid
