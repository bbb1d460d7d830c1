"""What stands above and below a block of questions: its title, and the buttons that change it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from advisor_app.ui.intake.form import FormBlock
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import VERB, phrase


class BlockHead(QWidget):
    """The title of a block, how far it is, and of a member its summary.

    `fold_turned()`, `removed()`.
    """

    fold_turned = Signal()
    removed = Signal()

    def __init__(self, block: FormBlock, *, first: bool, is_open: bool) -> None:
        super().__init__()
        self._progress = plain_label("", "sub", "ink3")
        head = row(margins=(0, 0 if first else 8, 0, 0), gap=8)
        if block.title:
            head.addWidget(plain_label(block.title, "h2", "ink"))
            head.addWidget(self._progress)
        if block.summary:
            self._add_fold(head, block, is_open=is_open)
        else:
            head.addStretch(1)
        if block.member and block.group != "dx" and block.fields:
            remove = Button(
                f"remove_{block.group}_{block.member}", phrase("Remove"), "quiet", height=28
            )
            remove.clicked.connect(self.removed)
            head.addWidget(remove)
        self.setLayout(head)

    def show_progress(self, answered: int, asked_for: int) -> None:
        """How many of the questions below it have an answer; nothing where it has none."""
        words = phrase("{answered} of {asked_for} answered", answered=answered, asked_for=asked_for)
        self._progress.setText(words if asked_for else "")

    def _add_fold(self, head: QHBoxLayout, block: FormBlock, *, is_open: bool) -> None:
        """A member among many: what it holds, in one line, and a button that opens it."""
        head.addWidget(ElidedLabel("" if is_open else block.summary, "body", "ink2"), 1)
        name = f"{'fold' if is_open else 'open'}_{block.group}_{block.member}"
        words = phrase("Fold") if is_open else phrase("Open", context=VERB)
        button = Button(name, words, "quiet", height=28)
        button.clicked.connect(self.fold_turned)
        head.addWidget(button)


class BlockFoot(QWidget):
    """More questions of a block, and another member of its group: `more_wanted()`, `added()`."""

    more_wanted = Signal()
    added = Signal()

    def __init__(self, block: FormBlock, *, has_more: bool) -> None:
        super().__init__()
        foot = row(margins=(0, 0, 0, 4), gap=8)
        if has_more:
            count = len(block.later)
            words = (
                phrase("1 more question")
                if count == 1
                else phrase("{count} more questions", count=count)
            )
            name = f"more_{block.key}".replace("/", "_")
            more = Button(name, words, "quiet", height=28, pad=8)
            more.clicked.connect(self.more_wanted)
            foot.addWidget(more)
        if block.add:
            add = Button(f"add_{block.group}", block.add, icon="plus", height=28, pad=10)
            add.clicked.connect(self.added)
            foot.addWidget(add)
        foot.addStretch(1)
        self.setLayout(foot)
