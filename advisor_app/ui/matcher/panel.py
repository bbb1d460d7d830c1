"""The right panel of the intake: Match, Say, Records, Ask; one switch, four columns."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from advisor_app.domain.people import Roster
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.talktrack import KEYS as TOPIC_KEYS
from advisor_app.oncology.talktrack import TalkTrack
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.kit.buttons import KeyCap
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.matcher.asking import AskPanel
from advisor_app.ui.matcher.ranking import RankingPanel
from advisor_app.ui.matcher.records import RecordsPanel
from advisor_app.ui.matcher.saying import SayPanel, SayPicture
from advisor_app.ui.matcher.why_panel import WhyPanel, WhySearch
from advisor_app.ui.wording import TAB, later, phrase

PLACEHOLDER: Final = later("Why not Dr …? Type a name")
TABS: Final = (later("Match"), later("Say"), later("Records"), later("Ask"))


class MatchTab(QWidget):
    """The ranking, or why not of one name while a name is typed in the line at the foot."""

    def __init__(self, ranking: RankingPanel, why: WhyPanel) -> None:
        super().__init__()
        self._ranking, self._why = ranking, why
        self.search = WhySearch(
            "whySearch", phrase("Why not? Type a name"), placeholder=phrase(PLACEHOLDER)
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(ranking)
        self._stack.addWidget(why)
        foot = row((self.search, 1), KeyCap("Alt W"), margins=(16, 8, 14, 8))
        self.setLayout(column((self._stack, 1), hline(), holder(foot), gap=0))
        self.search.textChanged.connect(self._turn)

    def _turn(self, text: str) -> None:
        self._stack.setCurrentWidget(self._why if text.strip() else self._ranking)


class SidePanel(QWidget):
    """What the machine says beside what the caller says."""

    tab_changed = Signal(int)

    def __init__(
        self,
        roster: Roster,
        talk_track: TalkTrack,
        greeting: str,
        contacts: Mapping[str, str],
    ) -> None:
        super().__init__()
        self.setObjectName("sidePanel")
        self.ranking = RankingPanel(roster)
        self.why = WhyPanel()
        self.saying = SayPanel(talk_track, greeting, contacts)
        self.records = RecordsPanel()
        self.asking = AskPanel()
        self._badges: dict[str, str] = {}
        self._switch = Segmented(
            "panelSwitch", self._segments(), fill=True, height=32, words=phrase("Right panel")
        )
        self._stack = QStackedWidget()
        self.matching = MatchTab(self.ranking, self.why)
        for widget in (self.matching, self.saying, self.records, self.asking):
            self._stack.addWidget(widget)
        self._switch.changed.connect(self.show_tab)
        top = row(self._switch, margins=(16, 12, 16, 0))
        inner = column(top, (self._stack, 1), gap=8)
        self.setLayout(column(frame("side", inner, name="sideFrame")))
        self._missing: Picture | None = None
        self._result: MatchResult | None = None

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions call that turn the panel."""
        tabs = {name: index for index, name in enumerate(TABS)}
        return {
            **{f"topic_{key}": partial(self.open_topic, key) for key in TOPIC_KEYS},
            **{f"tab_{name.lower()}": partial(self.show_tab, tabs[name]) for name in tabs},
        }

    def show_tab(self, index: int) -> None:
        """Turn to one of the four."""
        self._switch.show_index(index)
        self._stack.setCurrentIndex(index)
        if self._stack.currentWidget() is self.records:
            self.records.take_focus()
        self.tab_changed.emit(index)

    def show_picture(self, picture: Picture) -> None:
        """What is still to ask, and the number on its tab."""
        self._missing = picture
        self._show_badge("Ask", len(picture.missing))
        self._show_asking()

    def show_result(self, result: MatchResult, cause: str = "") -> None:
        """A new ranking; `cause` is the answer that came before it, in words."""
        self._result = result
        self.ranking.show_result(result, cause)
        self._show_asking()

    def set_narrow(self, narrow: bool) -> None:
        """Fewer words on a narrow window."""
        self.ranking.set_narrow(narrow)

    def ask_why(self) -> None:
        """Turn to the ranking, the keyboard in the line where a specialist is named."""
        self.show_tab(TABS.index("Match"))
        self.matching.search.setFocus()
        self.matching.search.selectAll()

    def show_talk(self, picture: SayPicture) -> None:
        """What fits the case to say, quietly: a number on the tab, and words at the topic."""
        self.saying.show_picture(picture)
        self._show_badge("Say", len(picture.fitting))

    def open_topic(self, key: int) -> None:
        """Turn to one of the nine topics; the keyboard stays where it is."""
        self._switch.show_index(TABS.index("Say"))
        self._stack.setCurrentWidget(self.saying)
        self.saying.open_topic(key)

    def _show_badge(self, tab: str, count: int) -> None:
        self._badges[tab] = str(count) if count else ""
        self._switch.set_segments(self._segments())

    def _segments(self) -> tuple[Segment, ...]:
        words = (
            phrase("Match", context=TAB),
            phrase("Say", context=TAB),
            phrase("Records", context=TAB),
            phrase("Ask", context=TAB),
        )
        return tuple(
            Segment(key=tab, word=word, badge=self._badges.get(tab, ""))
            for tab, word in zip(TABS, words, strict=True)
        )

    def _show_asking(self) -> None:
        if self._missing is not None:
            asks = self._result.ask_next if self._result is not None else ()
            self.asking.show_missing(self._missing.steps, asks)
