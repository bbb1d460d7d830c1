"""Which rules routed the case, whether anybody answers for them, and a nurse's confirmation."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPicture:
    """`confirmed` says which nurse confirmed this routing and when; `nurse` that one sits here.

    The demonstration routes by rules that nobody approved; everywhere else a nurse confirms.
    """

    routes: tuple[str, ...] = ()
    version: str = ""
    approved: bool = False
    demonstration: bool = False
    nurse: bool = False
    confirmed: str = ""


class RulesLine(QWidget):
    """`confirmed()` when a nurse confirms, or an advisor asks for one."""

    confirmed = Signal()

    def __init__(self, picture: RulesPicture) -> None:
        super().__init__()
        self.setObjectName("rulesLine")
        rules = phrase(
            "Route {routes}, rules {version}",
            routes=", ".join(picture.routes),
            version=picture.version,
        )
        state = self._state(picture)
        self.setAccessibleName(f"{rules}: {state.words}")
        words = plain_label(rules, "cap", "ink2", wrap=True)
        lines = column(row((words, 1), state, gap=6), gap=4)
        if picture.confirmed:
            lines.addWidget(plain_label(picture.confirmed, "cap", "ink2", name="rulesConfirmed"))
        elif not picture.approved and not picture.demonstration:
            asked = phrase("Confirm this route") if picture.nurse else phrase("A nurse confirms")
            button = Button("confirmRules", asked, icon="nurse", height=28, pad=8,
                            key="Ctrl Alt N")  # fmt: skip
            button.clicked.connect(self.confirmed)
            lines.addLayout(row(None, button))
        self.setLayout(lines)

    @staticmethod
    def _state(picture: RulesPicture) -> Pill:
        if picture.approved:
            return Pill("approved", "ok", height=20)
        if picture.confirmed:
            return Pill("confirmed", "ok", "ok", height=20)
        return Pill(phrase("not approved yet"), "warning", height=20)
