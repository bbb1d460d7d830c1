"""What to say: the nine topics by key, their lines and facts, and what was told already."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from advisor_app.domain.dates import format_day
from advisor_app.domain.words import Words
from advisor_app.oncology.contacts import CONTACTS
from advisor_app.oncology.talktrack import Fact, TalkTrack, Topic, spoken
from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, empty, holder, row
from advisor_app.ui.kit.paint import draw_key_cap, focus_ring, key_cap_width, line_pen, say, smooth
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import plain_label, set_role
from advisor_app.ui.theme import color
from advisor_app.ui.wording import HEDGE, phrase, window_words

HEAD: Final = 34
PAD: Final = 9
TOPIC_KEY: Final = "Shift F{}"
"""The key of a topic while somebody types; the digit alone is its key on the page of the topics."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SayPicture:
    """What the panel shows beside the case: what fits it, and what was told by whom and when."""

    fitting: tuple[tuple[int, str], ...] = ()
    told: tuple[tuple[str, str], ...] = ()


class SayPanel(ScrolledColumn):
    """Nine topics by key; an open one shows its lines and facts, and what was told is ticked.

    `told(fact, on)` when a fact was ticked or its tick was taken back.
    """

    told = Signal(str, bool)

    def __init__(self, talk_track: TalkTrack, greeting: str, contacts: Mapping[str, str]) -> None:
        super().__init__("talkTrackPanel", spacing=6)
        self._talk_track, self._contacts = talk_track, contacts
        self._words = window_words()
        self._open = 0
        self._picture = SayPicture()
        self._shown: dict[str, QWidget] = {}
        self.search = SearchField(
            "talkSearch", phrase("Search all cards"), placeholder=phrase("Search all cards")
        )
        self.search.textChanged.connect(lambda _text: self._draw())
        self._body = column(gap=6)
        self.add(self.search)
        self.add(holder(self._body))
        self._numbers = column(_numbers(greeting, contacts))
        self.add(holder(self._numbers))
        self._draw()

    @property
    def picture(self) -> SayPicture:
        """What is shown beside the topics."""
        return self._picture

    def show_talk_track(self, talk_track: TalkTrack) -> None:
        """Another revision of the talk track is in force."""
        self._talk_track = talk_track
        self._draw()

    def show_contacts(self, greeting: str, contacts: Mapping[str, str]) -> None:
        """Another greeting, or other numbers, are set."""
        self._contacts = contacts
        empty(self._numbers)
        self._numbers.addWidget(_numbers(greeting, contacts))
        self._draw()

    def speak(self, words: Words) -> None:
        """What is read to the caller stands in the language of the talk from now on."""
        if words is not self._words:
            self._words = words
            self._draw()

    def show_picture(self, picture: SayPicture) -> None:
        """What fits the case now and what was told; the keyboard stays where it is."""
        if picture != self._picture:
            self._picture = picture
            self._draw()

    def open_topic(self, key: int) -> None:
        """Open the topic of a key, or close it again."""
        self._open = 0 if key == self._open else key
        self.search.show_text("")
        self._draw()
        head = self._shown.get(f"topic_{key}")
        inner = self.widget()
        if head is not None and inner is not None and self._open:
            self.verticalScrollBar().setValue(head.mapTo(inner, QPoint(0, 0)).y() - 8)

    def _draw(self) -> None:
        place = self.verticalScrollBar().value()
        held = next((name for name, one in self._shown.items() if one.hasFocus()), "")
        empty(self._body)
        self._shown = {}
        words = self.search.text().strip()
        topics = self._talk_track.find(words, self._words)
        fitting = dict(self._picture.fitting)
        for topic in topics:
            is_open = topic.key == self._open or (bool(words) and len(topics) <= 2)
            head = TopicHead(
                topic.key,
                self._words.text(topic.title),
                is_open=is_open,
                key_cap=TOPIC_KEY.format(topic.key),
                why=fitting.get(topic.key, ""),
            )
            head.chosen.connect(self.open_topic)
            self._shown[head.objectName()] = head
            self._body.addWidget(head)
            if is_open:
                self._body.addWidget(self._lines(topic))
        if not topics:
            none = phrase("No card holds all of these words.")
            self._body.addWidget(plain_label(none, "sub", "ink2", wrap=True))
        self.settle()
        self.verticalScrollBar().setValue(place)
        if held in self._shown:
            self._shown[held].setFocus()

    def _lines(self, topic: Topic) -> QWidget:
        inner = column(margins=(4, 2, 0, 8), gap=8)
        for line in topic.lines:
            words = f"“{spoken(line, self._contacts, self._words)}”"
            inner.addWidget(plain_label(words, "body", "ink", wrap=True))
        for fact in topic.standing:
            inner.addWidget(self._fact(fact))
        return holder(inner)

    def _fact(self, fact: Fact) -> QWidget:
        text = plain_label(self._words.text(fact.text), "med", "ink", wrap=True)
        inner = column(text, margins=(10, 8, 10, 8), gap=4)
        for words, role in fact_notes(fact):
            inner.addWidget(plain_label(words, "cap", role, wrap=True))
        when = dict(self._picture.told).get(fact.id, "")
        tick = CheckRow(
            f"told_{fact.id}",
            phrase("Told {when}", when=when) if when else phrase("Told to the caller"),
        )
        tick.show_ticked(bool(when))
        tick.ticked.connect(lambda on, fact_id=fact.id: self.told.emit(fact_id, bool(on)))
        self._shown[tick.objectName()] = tick
        inner.addWidget(tick)
        return frame("sunken", inner, name=f"fact_{fact.id}")


def fact_notes(fact: Fact) -> tuple[tuple[str, str], ...]:
    """What must be known of a fact before it is told: hedge, of how many, source and day."""
    of = (
        phrase("Of how many: {denominator}", denominator=phrase(fact.denominator))
        if fact.denominator
        else ""
    )
    notes = (
        (
            phrase("Say it with its hedge: {hedge}", hedge=phrase(fact.hedge, context=HEDGE)),
            "warningInk",
        ),
        (of, "ink2"),
        (
            phrase(
                "{source}. Checked {format_day}.",
                source=fact.source,
                format_day=retold(format_day(fact.checked_on)),
            ),
            "ink3",
        ),
    )
    return tuple((words, role) for words, role in notes if words)


def _numbers(greeting: str, contacts: Mapping[str, str]) -> QWidget:
    """The greeting, and the numbers that may be told; the unset ones say so."""
    inner = column(plain_label(phrase("Greeting"), "subs", "ink"), margins=(12, 8, 12, 10), gap=4)
    role = "ink" if greeting else "warningInk"
    words = f"“{greeting}”" if greeting else phrase("Not set: a supervisor enters it in Admin")
    inner.addWidget(plain_label(words, "sub", role, wrap=True, name="greetingLabel"))
    inner.addWidget(plain_label(phrase("Numbers to give"), "subs", "ink"))
    for name, about in CONTACTS.items():
        if name == "centre":
            continue
        number = contacts.get(name, "")
        label = plain_label(number or phrase("not set"), "sub", "ink" if number else "warningInk")
        label.setObjectName(f"contact_{name}")
        short = about.removeprefix("number of the ").removeprefix("fax for ").capitalize()
        inner.addLayout(row((plain_label(phrase(short), "sub", "ink2"), 1), label))
    return frame("card", inner, name="deskContacts")


class TopicHead(QAbstractButton):
    """The title of a topic with its key, from edge to edge; a press opens it.

    `why` says that it fits the case now: quietly, with an icon and the words.
    """

    chosen = Signal(int)

    def __init__(
        self, key: int, title: str, *, is_open: bool, key_cap: str = "", why: str = ""
    ) -> None:
        super().__init__()
        self._open, self._why = is_open, phrase(why)
        self._key = key_cap or str(key)
        self.setObjectName(f"topic_{key}")
        fits = phrase(", fits now: {why}", why=self._why) if why else ""
        self.setAccessibleName(
            phrase("Topic {key}: {title}{fits}", key=key, title=title, fits=fits)
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(HEAD + (16 if why else 0))
        self._title = plain_label(title, "strong" if is_open else "med", wrap=True)
        self._title.setParent(self)
        self._title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        set_role(self._title, "accentInk" if is_open else "ink")
        self.clicked.connect(lambda _on=False: self.chosen.emit(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title stands whole, on as many lines as it takes."""
        super().resizeEvent(event)
        wide = self.width() - round(key_cap_width(self._key)) - 52
        tall = self._title.heightForWidth(max(40, wide))
        self._title.setGeometry(32, PAD, max(40, wide), tall)
        self.setFixedHeight(max(HEAD, tall + 2 * PAD) + (16 if self._why else 0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = self.rect().toRectF()
        fill = "accentTint" if self._open else ("hover" if self.underMouse() else "surface")
        edge = "accent" if self._open else ("info" if self._why else "line2")
        painter.setPen(line_pen(edge))
        painter.setBrush(color(fill))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self.hasFocus():
            focus_ring(painter, area, 6)
        ink = "accentInk" if self._open else "ink"
        draw_icon(painter, 9, (HEAD - 16) / 2, "down" if self._open else "chev", 16, ink)
        cap = key_cap_width(self._key)
        if self._why:
            line = QRectF(32, self._title.geometry().bottom(), self.width() - 42, 18)
            say(painter, line, phrase("fits now: {why}", why=self._why), "sub", "infoInk")
        right = self.width() - 10
        draw_key_cap(painter, QRectF(right - cap, (HEAD - 18) / 2, cap, 18), self._key)
        painter.end()
