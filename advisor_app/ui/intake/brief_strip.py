"""What a colleague wrote who handed the call on, beside the case until it is closed."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor_app.ui.announcing import announce
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase


class BriefStrip(QWidget):
    """A head and the brief in full; it never takes the focus.

    What only stands until the kind of cancer is known goes by itself with the answer.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("briefStrip")
        self.setAccessibleName(phrase("Brief of the colleague"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._head = plain_label("", "strong", "infoInk", name="briefHead")
        self._words = plain_label("", "body", "ink", wrap=True, name="briefWords")
        self._close = Button("briefClose", phrase("Close"), height=28, pad=10)
        self._close.clicked.connect(self.hide)
        self._asks_kind = False
        said = column(self._head, self._words, gap=4)
        inner = row(IconMark("swap", 18, "infoInk"), (said, 1), self._close,
                    margins=(12, 8, 12, 8))  # fmt: skip
        self.setLayout(column(frame("infoTint", inner)))
        self.hide()

    def show_brief(self, head: str, words: str, *, asks_kind: bool = False) -> None:
        """Show it and tell of it; `asks_kind` for what stands until the kind is known."""
        self._asks_kind = asks_kind
        self._head.setText(head)
        self._words.setText(words)
        self.show()
        announce(self, f"{head}. {words}")

    def kind_is_known(self) -> None:
        """The kind of cancer was answered: nobody needs to be told to ask for it."""
        if self._asks_kind:
            self.hide()
