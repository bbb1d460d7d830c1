"""What the centre knows: the kinds of cancer, what to say, and the tables of rules behind both."""

from collections.abc import Mapping
from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from advisor_app.oncology.talktrack import TalkTrack
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.knowledge.kinds_view import KindsView
from advisor_app.ui.knowledge.rules_view import RulesPicture, RulesView
from advisor_app.ui.knowledge.talk_view import TalkView
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

VIEWS: Final = (
    ("kinds", later("Kinds of cancer")),
    ("talk", later("What to say")),
    ("rules", later("Rules")),
)


class KnowledgePage(WorkPage):
    """Three views beside each other; `came(view)` when one comes to the front."""

    page_name: ClassVar[str] = "knowledge"

    came = Signal(str)

    def __init__(self, talk_track: TalkTrack, contacts: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("factsPage")
        self.setAccessibleName(phrase("Facts"))
        self.kinds = KindsView()
        self.talk = TalkView(talk_track, contacts)
        self.rules = RulesView()
        segments = tuple(Segment(key=key, word=word) for key, word in VIEWS)
        self._switch = Segmented("knowledgeSwitch", segments, height=32, words=phrase("Facts"))
        self._switch.changed.connect(lambda _index: self.show_view(self._switch.key()))
        self._open = Pill("", "warning", "warning")
        self._open.setVisible(False)
        self._stack = QStackedWidget()
        for view in (self.kinds, self.talk, self.rules):
            self._stack.addWidget(view)
        self.talk.turned.connect(self._tell)
        head = row(
            plain_label(phrase("Facts"), "h1"), self._switch, None, self._open,
            margins=(16, 12, 16, 0), gap=16,
        )  # fmt: skip
        self.setLayout(column(frame("canvas", column(head, (self._stack, 1), gap=4))))
        self.show_view("talk")

    @property
    def view(self) -> str:
        """The view in front: kinds, talk or rules."""
        return self._switch.key()

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self._switch.show_key(name)
        self._stack.setCurrentIndex([key for key, _ in VIEWS].index(name))
        self._tell()
        self.came.emit(name)
        if self.isVisible():
            self.on_show()

    def show_rules(self, picture: RulesPicture) -> None:
        """Show the tables in force; how many nobody has approved stands in the head."""
        self.rules.show_tables(picture)
        bare = sum(1 for one in picture.tables if not one.approved)
        self._open.setVisible(bool(bare))
        self._open.show_words(
            phrase("{bare} of {count} tables not approved", bare=bare, count=len(picture.tables))
        )

    def set_narrow(self, narrow: bool) -> None:
        self.kinds.set_narrow(narrow)
        self.rules.set_narrow(narrow)

    def on_show(self) -> None:
        focus = {"kinds": self.kinds.search, "talk": self.talk, "rules": self.rules.table}
        focus[self.view or "talk"].setFocus()

    def _tell(self) -> None:
        words = {
            "kinds": phrase("Down goes to the list, Page Up and Page Down turn the sheet"),
            "talk": self.talk.words,
            "rules": phrase("A table is changed as a whole; a mistake is named with its line"),
        }
        text = words.get(self.view, "")
        self.status_changed.emit(StatusLine(text=text, icon="info", role="ink2"))
