"""The nine topics in full: lines to say, facts with hedge and source, and their retiring."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from advisor_app.oncology.talktrack import Fact, TalkTrack, Topic, spoken
from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import SelectedCard, frame
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.knowledge.contacts_form import ContactsForm
from advisor_app.ui.matcher.saying import TopicHead, fact_notes
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase, window_words


class TalkView(QWidget):
    """Read a topic in full; digits 1 to 9 turn to one.

    `fact_retired(fact, retired, reason)` where a supervisor retires a fact or brings it back.
    """

    fact_retired = Signal(str, bool, str)
    turned = Signal()

    def __init__(self, talk_track: TalkTrack, contacts: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("talkView")
        self.setAccessibleName(phrase("What to say: the nine topics"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._talk_track, self._contacts = talk_track, contacts
        self._may_edit = False
        self._heads = column(gap=6)
        self._body = column(gap=12)
        self.contacts = ContactsForm()
        inner = column(self._heads, None, margins=(16, 8, 8, 16))
        left = frame("canvas", column(scrolled(holder(inner))), width=336)
        told = column(self._body, 16, self.contacts, None, margins=(8, 8, 16, 16))
        right = scrolled(holder(told))
        self.setLayout(row(left, (frame("canvas", column(right)), 1), gap=0))
        self._key = talk_track.topics[0].key
        self.show_topic(self._key)

    @property
    def words(self) -> str:
        """What the status line says of the topic in view."""
        topic = next(one for one in self._talk_track.topics if one.key == self._key)
        told = phrase(
            "{count} lines, {count2} facts with their sources",
            count=len(topic.lines),
            count2=len(topic.standing),
        )
        return phrase(
            "Topic {key}: {told}. Version {version}",
            key=topic.key,
            told=told,
            version=self._talk_track.version,
        )

    def show_talk_track(self, talk_track: TalkTrack, *, may_edit: bool) -> None:
        """Show a revision of the talk track."""
        self._talk_track, self._may_edit = talk_track, may_edit
        self.show_topic(self._key)

    def show_settings(self, settings: CentreSettings, *, may_change: bool) -> None:
        """Show the greeting and the numbers; the lines say them."""
        self.contacts.show_settings(settings, may_change=may_change)
        if settings.contacts != self._contacts:
            self._contacts = settings.contacts
            self.show_topic(self._key)

    def show_topic(self, key: int) -> None:
        """Turn to a topic."""
        self._key = key
        empty(self._heads)
        for topic in self._talk_track.topics:
            head = TopicHead(topic.key, phrase(topic.title), is_open=topic.key == key)
            head.chosen.connect(self.show_topic)
            self._heads.addWidget(head)
        self._show(next(one for one in self._talk_track.topics if one.key == key))
        self.turned.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        if digit in {topic.key for topic in self._talk_track.topics}:
            self.show_topic(digit)
        else:
            super().keyPressEvent(event)

    def _show(self, topic: Topic) -> None:
        empty(self._body)
        self._body.addWidget(plain_label(phrase(topic.title), "h1", wrap=True))
        lines = column(margins=(16, 14, 16, 14), gap=10)
        lines.addWidget(plain_label(phrase("Say"), "subs", "ink2"))
        for line in topic.lines:
            words = f"“{spoken(line, self._contacts, window_words())}”"
            lines.addWidget(plain_label(words, "h3", wrap=True))
        self._body.addWidget(frame("card", lines))
        for fact in topic.facts:
            self._body.addWidget(self._fact(fact))
        if not topic.facts:
            words = phrase("No figures belong to this topic: say it in these words only.")
            self._body.addWidget(plain_label(words, "sub", "ink3", wrap=True))

    def _fact(self, fact: Fact) -> SelectedCard:
        head = row(plain_label(phrase("Fact {id}", id=fact.id), "subs", "ink2"), None)
        if fact.retired:
            head.addWidget(Pill(phrase("retired: do not say"), "urgent", "close"))
        inner = column(
            head, plain_label(phrase(fact.text), "h3", wrap=True), margins=(16, 12, 16, 12)
        )
        for words, role in fact_notes(fact):
            inner.addWidget(plain_label(words, "sub", role, wrap=True))
        if self._may_edit:
            inner.addLayout(self._retiring(fact))
        return SelectedCard(f"factCard_{fact.id}", inner, selected=False)

    def _retiring(self, fact: Fact) -> QHBoxLayout:
        why = OneLineEdit(
            f"retireWhy_{fact.id}", phrase("Why fact {id}", id=fact.id), placeholder=phrase("Why")
        )
        word = phrase("Bring it back") if fact.retired else phrase("Retire it")
        button = Button(
            f"retire_{fact.id}", word, "plain" if fact.retired else "danger", key="Enter"
        )

        def tell() -> None:
            self.fact_retired.emit(fact.id, not fact.retired, why.text().strip())

        why.returnPressed.connect(tell)
        button.clicked.connect(tell)
        return row((why, 1), button)
