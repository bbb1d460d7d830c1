"""The nine topics as a page: lines to say, and facts with hedge, source and date."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from advisor_app.oncology.talktrack import Fact, TalkTrack, Topic, spoken
from advisor_app.ui.kit.frames import SelectedCard, frame
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.matcher.saying import TopicHead
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.text import plain_label


class KnowledgePage(WorkPage):
    """Read a topic in full; digits 1 to 9 turn to one."""

    page_name: ClassVar[str] = "knowledge"
    title: ClassVar[str] = "Facts"
    icon: ClassVar[str] = "knowledge"

    def __init__(self, talk_track: TalkTrack, contacts: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("factsPage")
        self.setAccessibleName(self.title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._talk_track, self._contacts = talk_track, contacts
        self._heads = column(gap=6)
        self._body = column(gap=12)
        left = frame("canvas", column(self._heads, None, margins=(16, 16, 8, 16)), width=320)
        right = scrolled(holder(column(self._body, None, margins=(8, 16, 16, 16))))
        self.setLayout(row(left, (frame("canvas", column(right)), 1), gap=0))
        self._key = talk_track.topics[0].key
        self.show_topic(self._key)

    def show_topic(self, key: int) -> None:
        """Turn to a topic."""
        self._key = key
        empty(self._heads)
        self._heads.addWidget(plain_label("Nine topics", "h1"))
        for topic in self._talk_track.topics:
            head = TopicHead(topic, is_open=topic.key == key)
            head.chosen.connect(self.show_topic)
            self._heads.addWidget(head)
        topic = next(one for one in self._talk_track.topics if one.key == key)
        self._show(topic)
        facts = sum(1 for fact in topic.facts if not fact.retired)
        words = f"Topic {topic.key}: {len(topic.lines)} lines, {facts} facts with their sources"
        self.status_changed.emit(StatusLine(text=words, icon="info", role="ink2"))

    def on_show(self) -> None:
        self.show_topic(self._key)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {topic.key for topic in self._talk_track.topics}
        digit = event.key() - Qt.Key.Key_0
        if digit in keys:
            self.show_topic(digit)
        else:
            super().keyPressEvent(event)

    def _show(self, topic: Topic) -> None:
        empty(self._body)
        self._body.addWidget(plain_label(topic.title, "h1", wrap=True))
        lines = column(margins=(16, 14, 16, 14), gap=10)
        lines.addWidget(plain_label("Say", "subs", "ink2"))
        for line in topic.lines:
            lines.addWidget(plain_label(f"“{spoken(line, self._contacts)}”", "h2", wrap=True))
        self._body.addWidget(frame("card", lines))
        for fact in topic.facts:
            self._body.addWidget(self._fact(fact))
        if not topic.facts:
            words = "No figures belong to this topic: say it in these words only."
            self._body.addWidget(plain_label(words, "sub", "ink3", wrap=True))

    @staticmethod
    def _fact(fact: Fact) -> SelectedCard:
        head = row(plain_label(f"Fact {fact.id}", "subs", "ink2"), None)
        if fact.retired:
            head.addWidget(Pill("retired: do not say", "urgent", "close"))
        inner = column(head, plain_label(fact.text, "h3", wrap=True), margins=(16, 12, 16, 12))
        if fact.hedge:
            words = f"Say it with its hedge: {fact.hedge}"
            inner.addWidget(plain_label(words, "body", "warningInk", wrap=True))
        source = f"{fact.source}. Checked {fact.checked_on}."
        inner.addWidget(plain_label(source, "sub", "ink3", wrap=True))
        return SelectedCard(f"factCard_{fact.id}", inner, selected=False)
