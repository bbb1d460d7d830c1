"""What to say: the nine topics, their lines and their facts, each with its hedge and its source."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from advisor_app.oncology.talktrack import Fact, TalkTrack, Topic, spoken
from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.fields import CheckRow
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, holder
from advisor_app.ui.kit.paint import draw_key_cap, focus_ring, key_cap_width, line_pen, say, smooth
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.text import plain_label, plain_tip
from advisor_app.ui.theme import color

HEAD = 34


class SayPanel(ScrolledColumn):
    """Nine topics by key; an open one shows its lines and facts, and what was told is ticked."""

    told = Signal(str)

    def __init__(self, talk_track: TalkTrack, contacts: Mapping[str, str]) -> None:
        super().__init__("talkTrackPanel", spacing=6)
        self._talk_track, self._contacts = talk_track, contacts
        self._open = 0
        self._told: frozenset[str] = frozenset()
        self._draw()

    def show_told(self, told: frozenset[str]) -> None:
        """Which facts were told in this case."""
        if told != self._told:
            self._told = told
            self._draw()

    def open_topic(self, key: int) -> None:
        """Open the topic of a key, or close it again."""
        self._open = 0 if key == self._open else key
        self._draw()

    def _draw(self) -> None:
        self.clear()
        for topic in self._talk_track.topics:
            head = TopicHead(topic, is_open=topic.key == self._open)
            head.chosen.connect(self.open_topic)
            self.add(head)
            if topic.key == self._open:
                self.add(self._body(topic))

    def _body(self, topic: Topic) -> QWidget:
        inner = column(margins=(4, 2, 0, 8), gap=8)
        for line in topic.lines:
            inner.addWidget(
                plain_label(f"“{spoken(line, self._contacts)}”", "body", "ink", wrap=True)
            )
        for fact in topic.facts:
            if not fact.retired:
                inner.addWidget(self._fact(fact))
        return holder(inner)

    def _fact(self, fact: Fact) -> QWidget:
        inner = column(
            plain_label(fact.text, "med", "ink", wrap=True), margins=(10, 8, 10, 8), gap=4
        )
        if fact.hedge:
            words = f"Say it with its hedge: {fact.hedge}"
            inner.addWidget(plain_label(words, "sub", "warningInk", wrap=True))
        source = f"{fact.source}. Checked {fact.checked_on}."
        inner.addWidget(plain_label(source, "cap", "ink3", wrap=True))
        tick = CheckRow(f"told_{fact.id}", "Told to the caller")
        tick.show_ticked(fact.id in self._told)
        tick.ticked.connect(lambda on, fact_id=fact.id: self.told.emit(fact_id) if on else None)
        inner.addWidget(tick)
        return frame("sunken", inner, name=f"fact_{fact.id}")


class TopicHead(QAbstractButton):
    """The title of a topic with its key, from edge to edge; a press opens it."""

    chosen = Signal(int)

    def __init__(self, topic: Topic, *, is_open: bool) -> None:
        super().__init__()
        self._topic, self._open = topic, is_open
        self.setObjectName(f"topic_{topic.key}")
        self.setAccessibleName(f"Topic {topic.key}: {topic.title}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(HEAD)
        plain_tip(self, topic.title)
        self.clicked.connect(lambda _on=False: self.chosen.emit(topic.key))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        fill = "accentTint" if self._open else ("hover" if self.underMouse() else "surface")
        edge = "accent" if self._open else "line2"
        painter.setPen(line_pen(edge))
        painter.setBrush(color(fill))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            focus_ring(painter, self.rect().toRectF(), 6)
        ink = "accentInk" if self._open else "ink"
        draw_icon(painter, 9, (HEAD - 16) / 2, "down" if self._open else "chev", 16, ink)
        key = str(self._topic.key)
        cap = key_cap_width(key)
        words = self.rect().toRectF().adjusted(32, 0, -cap - 20, 0)
        style = "strong" if self._open else "med"
        say(painter, words, self._topic.title, style, ink)
        right = self.width() - 10
        draw_key_cap(painter, QRectF(right - cap, (HEAD - 18) / 2, cap, 18), key)
        painter.end()
