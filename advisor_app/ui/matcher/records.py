"""The records checklist: what the physician needs, where each is, and what often goes wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.intake import RECORD_STATES, Intake, Record
from advisor_app.domain.paths import rows_of
from advisor_app.oncology.records import NeededRecords, RecordNeed
from advisor_app.ui.kit.fields import ChoiceBox
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.text import plain_label

IN_HAND: Final = frozenset({"received", "reviewed"})
STATE_CHOICES: Final = (
    ("", "not asked"),
    *((choice.code, choice.label) for choice in RECORD_STATES),
)
ASKED_FOR: Final = frozenset({"release_out", "requested", "partial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One record of the checklist, and the state that somebody gave it."""

    need: RecordNeed
    state: str
    required: bool


def record_lines(needed: NeededRecords, intake: Intake) -> tuple[RecordLine, ...]:
    """The checklist of a case: what is needed, with the states that were recorded."""
    states = recorded_states(intake)
    return tuple(
        RecordLine(need=need, state=states.get(need.code, ""), required=required)
        for required, needs in ((True, needed.required), (False, needed.helpful))
        for need in needs
    )


def recorded_states(intake: Intake) -> Mapping[str, str]:
    """The state of each record that somebody worked on, by its code."""
    rows = [row for row in rows_of(intake, "rec") if isinstance(row, Record)]
    return {str(row.code.value): str(row.state.value or "") for row in rows if row.code.known}


class RecordsPanel(ScrolledColumn):
    """Each record with its state; choosing a state is one key."""

    state_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("recordsPanel", spacing=6)
        self._lines: tuple[RecordLine, ...] = ()
        self._pitfalls: tuple[str, ...] = ()

    def show_lines(self, lines: tuple[RecordLine, ...], pitfalls: tuple[str, ...]) -> None:
        """Show a checklist; nothing is drawn again where nothing changed."""
        if (lines, pitfalls) == (self._lines, self._pitfalls):
            return
        self._lines, self._pitfalls = lines, pitfalls
        self.clear()
        if not lines:
            words = "The checklist comes with the kind of cancer, or with the finding."
            self.add(plain_label(words, "sub", "ink2", wrap=True))
            return
        for required, title in ((True, "Needed before the visit"), (False, "Helpful")):
            some = [line for line in lines if line.required is required]
            if some:
                done = sum(1 for line in some if line.state in IN_HAND)
                self.add(self._head(title, f"{done} of {len(some)} in hand"))
            for line in some:
                self.add(self._line(line))
        if pitfalls:
            self.add(self._notes(pitfalls))

    def _head(self, title: str, count: str) -> QWidget:
        words = plain_label(title, "subs", "ink")
        return holder(row(words, None, plain_label(count, "cap", "ink3"), margins=(0, 6, 0, 0)))

    def _line(self, line: RecordLine) -> QWidget:
        code = line.need.code
        icon, role = _mark_of(line.state)
        words = f"{line.need.name}: where is it?"
        box = ChoiceBox(f"recordState_{code}", words, STATE_CHOICES, placeholder="not asked")
        box.setFixedWidth(128)
        if line.state:
            box.show_key(line.state)
        box.chosen.connect(lambda state, code=code: self.state_chosen.emit(code, state))
        name = plain_label(line.need.name, "subm", "ink", wrap=True)
        inner = column(row(IconMark(icon, 16, role), (name, 1), box), margins=(10, 7, 8, 7), gap=4)
        if line.need.why:
            inner.addWidget(plain_label(line.need.why, "cap", "ink2", wrap=True))
        return frame("card", inner, name=f"record_{code}")

    def _notes(self, pitfalls: tuple[str, ...]) -> QWidget:
        inner = column(
            plain_label("What often goes wrong", "subs", "infoInk"),
            *(plain_label(words, "sub", "ink", wrap=True) for words in pitfalls),
            margins=(12, 8, 12, 8),
            gap=4,
        )
        return frame("infoTint", inner, name="pitfalls")


def _mark_of(state: str) -> tuple[str, str]:
    if state in IN_HAND:
        return "ok", "okInk"
    if state in ASKED_FOR:
        return "clock", "warningInk"
    if state == "cannot_obtain":
        return "close", "urgentInk"
    return "file", "ink3"
