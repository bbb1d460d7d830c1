"""One of the six red flags as one line: the question on the left, yes and no on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.marks import IconMark, ProvenanceCode
from advisor_app.ui.kit.question import HintKind
from advisor_app.ui.text import plain_label, plain_tip, set_role
from advisor_app.ui.theme import px
from advisor_app.ui.wording import phrase


class FlagRow(QWidget):
    """Takes the place of a QuestionFrame where six questions must be seen at once."""

    def __init__(self, name: str, label: str, field: Editor) -> None:
        super().__init__()
        self.setObjectName(name)
        self._label = plain_label(label, "body", "ink", wrap=True)  # a red flag is read whole
        self._label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._mark = IconMark("", 16)
        self._mark.setVisible(False)
        self.setFixedHeight(px("layout.flag_row"))
        field.setFixedHeight(px("control.toggle"))
        self.setLayout(row(self._mark, (self._label, 1), field))

    def set_label(self, label: str) -> None:
        """Ask it in other words."""
        self._label.setText(label)

    def set_state(self, state: FieldState, words: str = "") -> None:
        """An answer takes the weight off the question; unknown and refused are said."""
        set_role(self._label, "ink" if state is FieldState.NOT_ASKED else "ink2")
        plain_tip(self._label, words)

    def set_hint(self, words: str, kind: HintKind = "plain") -> None:
        """A problem shows as a mark with its words behind it."""
        self._mark.setVisible(bool(words))
        self._mark.show_icon("warning" if kind == "problem" else "info", "warningInk")
        plain_tip(self._mark, words)

    def set_provenance(
        self, code: ProvenanceCode | None, words: str | None = None, verified: bool = False
    ) -> None:
        """Who said so stands in the tooltip: there is no room for it in the line."""
        who = "" if code is None else words or code
        plain_tip(self, phrase("{who}, verified", who=who) if who and verified else who)
