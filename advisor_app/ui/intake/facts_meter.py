"""How complete the diagnosis is, in one line: five facts, each known, awaited or unknown."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_app.domain.completeness import DiagnosisFact, FactState
from advisor_app.ui.kit.layouts import FlowLayout
from advisor_app.ui.kit.marks import Pill, PillKind
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import plain_label, tip_text
from advisor_app.ui.wording import later, phrase

_LOOKS: Final[dict[FactState, tuple[PillKind, str]]] = {
    FactState.KNOWN: ("ok", "ok"),
    FactState.AWAITED: ("info", "clock"),
    FactState.UNKNOWN: ("ghost", ""),
}
_PILL: Final = 22
_NAMES: Final = (
    later("Histology"),
    later("Grade"),
    later("Stage"),
    later("Biomarkers"),
    later("Imaging"),
)


class FactsMeter(QWidget):
    """Passive: shown the facts; colour is never the only thing that tells how one stands."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("factsMeter")
        self._count = plain_label("", "sub", "ink3")
        self._pills = {name: Pill(phrase(name), "ghost") for name in _NAMES}
        self._count.setFixedHeight(_PILL)
        flow = FlowLayout(gap=6)
        for part in (*self._pills.values(), self._count):
            flow.addWidget(part)
        self.setLayout(flow)

    def show_facts(self, facts: Sequence[DiagnosisFact]) -> None:
        """Show how each fact stands, and how many are known."""
        for fact in facts:
            kind, icon = _LOOKS[fact.state]
            pill = self._pills[fact.name]
            name, state = phrase(fact.name), retold(fact.state.value)
            pill.show_words(name, kind, icon)
            pill.setToolTip(tip_text(f"{name}: {state}"))
            pill.setAccessibleName(f"{name}: {state}")
        known = sum(fact.state is FactState.KNOWN for fact in facts)
        self._count.setText(phrase("{known} of {count} known", known=known, count=len(facts)))
        self.setAccessibleName(
            phrase("Diagnosis facts: ")
            + ", ".join(f"{phrase(fact.name)} {retold(fact.state.value)}" for fact in facts)
        )
