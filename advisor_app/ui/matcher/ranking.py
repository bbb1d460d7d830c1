"""The ranking as it stands: the next question, the first specialists, and who is not offered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.domain.people import Roster
from advisor_app.matching.results import Match, MatchResult
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.layouts import holder, row
from advisor_app.ui.matcher.cards import CardLook, MatchCard
from advisor_app.ui.matcher.chosen import ChosenCard, ChosenPicture
from advisor_app.ui.matcher.ladder import Ladder, rungs
from advisor_app.ui.matcher.moved import Moved, moved
from advisor_app.ui.matcher.rules_line import RulesLine, RulesPicture
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.matcher.side_cards import AskNextCard, NotOffered, changeable, one_change
from advisor_app.ui.matcher.strips import blocked_card, moved_strip, next_step_card
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

SHOWN_AT_FIRST = 3
NOT_OFFERED_AT_FIRST = 2
NOT_OFFERED_MOST = 40
CHANGES_SHOWN = 3
MOVED_SECONDS = 20
"""So long it stays in view what an answer moved, unless another answer moves somebody before."""


class RankingPanel(ScrolledColumn):
    """Live while the advisor types; the selected card stays selected while the order moves."""

    ask_pressed = Signal(str)
    specialist_chosen = Signal(str, str, str)
    book_pressed = Signal()
    give_back_pressed = Signal()
    confirm_pressed = Signal()

    def __init__(self, roster: Roster) -> None:
        super().__init__("rankingPanel")
        self._sites: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self.show_roster(roster)
        self._result: MatchResult | None = None
        self._selected = ""
        self._chosen: ChosenPicture | None = None
        self._rules: RulesPicture | None = None
        self._narrow = False
        self._all_matches = False
        self._all_excluded = False
        self._moved = Moved()
        self._moved_left = 0
        self._cards: list[MatchCard] = []

    def show_roster(self, roster: Roster) -> None:
        """Other people or sites."""
        self._sites = {site.id: site.name for site in roster.sites}
        self._names = {one.id: one.name for one in roster.practitioners}

    def show_result(self, result: MatchResult, cause: str = "") -> None:
        """Show a ranking; nothing is drawn again where an answer changed nothing in it.

        `cause` is the answer that came before it, in words.
        """
        before, self._result = self._result, result
        if before is not None and self._looks(before) == self._looks(result):
            return
        news = moved(before, result, cause) if before is not None else Moved()
        if news.words or before is None:
            self._moved, self._moved_left = news, MOVED_SECONDS
        self._draw()

    def tick(self) -> None:
        """A second has passed: what moved is news for a while only."""
        if self._moved.words and self._moved_left > 0:
            self._moved_left -= 1
            if self._moved_left == 0:
                self._moved = Moved()
                self._draw()

    def forget(self) -> None:
        """Another case: what comes next did not move from what was."""
        self._result, self._moved, self._selected = None, Moved(), ""
        self._all_matches = self._all_excluded = False

    def show_chosen(self, picture: ChosenPicture | None) -> None:
        """Which specialist this case was given to, and the place that is held or booked."""
        if picture != self._chosen:
            self._chosen = picture
            self._selected = ""
            self._draw()

    def show_rules(self, picture: RulesPicture) -> None:
        """Which rules routed the case, and who answers for them."""
        if picture != self._rules:
            self._rules = picture
            self._draw()

    def set_narrow(self, narrow: bool) -> None:
        """Fewer words on a narrow window."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._draw()

    def choose_current(self) -> None:
        """Book the place that is held, or choose the specialist of the selected card."""
        held = self._chosen is not None and self._chosen.until
        if held and self._selected in ("", self._chosen_id()):
            self.book_pressed.emit()
            return
        for card in self._cards:
            if card.match_id == self._current_id():
                card.book()

    def step(self, by: int) -> None:
        """Select the next or the previous card."""
        ids = [card.match_id for card in self._cards]
        if ids:
            index = ids.index(self._current_id()) if self._current_id() in ids else 0
            self._select(ids[(index + by) % len(ids)])

    def _chosen_id(self) -> str:
        return self._chosen.id if self._chosen is not None else ""

    def _current_id(self) -> str:
        shown = [match.id for match in self._result.matches] if self._result else []
        for wanted in (self._selected, self._chosen_id()):
            if wanted in shown:
                return wanted
        return shown[0] if shown else ""

    def _looks(self, result: MatchResult) -> tuple[object, ...]:
        """What is drawn of a ranking; who stands further down is not told for it."""
        most = NOT_OFFERED_MOST if self._all_excluded else NOT_OFFERED_AT_FIRST
        excluded = (len(result.excluded), tuple(result.excluded[:most]))
        shown = (result.matches, result.ask_next, result.blocked, result.next_step)
        return (*shown, result.visit_modes, result.relaxations[:CHANGES_SHOWN], *excluded)

    def _draw(self) -> None:
        focused = QApplication.focusWidget()
        held = focused.objectName() if focused is not None and self.isAncestorOf(focused) else ""
        self.clear()
        self._cards = []
        if self._result is not None:
            self._draw_result(self._result)
        again = self.findChild(QWidget, held) if held else None
        if again is not None:
            again.setFocus()

    def _draw_result(self, result: MatchResult) -> None:
        ask = AskNextCard(result.ask_next)
        ask.pressed.connect(self.ask_pressed)
        self.add(ask)
        if self._chosen is not None:
            self._add_chosen(self._chosen)
        if self._moved.words:
            self.add(moved_strip(self._moved.words))
        for why, things in _barriers(result).items():
            self.add(blocked_card(things, why))
        self._add_rules()
        self._add_cards(result)
        if self._chosen is None and not result.matches:
            team = result.team.replace("_", " ").capitalize()
            self.add(Ladder(result.next_step, rungs(result, team, self._names)))
        elif self._chosen is None and result.next_step:
            self.add(next_step_card(result.next_step))
        self._add_excluded(result)
        self._add_changes(result)

    def _add_cards(self, result: MatchResult) -> None:
        shown = result.matches if self._all_matches else result.matches[:SHOWN_AT_FIRST]
        group = ""
        for rank, match in enumerate(shown, start=1):
            if group and match.group != group:
                self.add(
                    plain_label(phrase("Next: {band}", band=retold(match.group)), "cap", "ink3")
                )
            group = match.group
            self._add_card(rank, match)
        more = len(result.matches) - len(shown)
        if more:
            button = Button(
                "moreMatches", phrase("{more} more who fit", more=more), "quiet", height=28, pad=8
            )
            button.clicked.connect(self._show_all_matches)
            self.add(button)

    def _add_card(self, rank: int, match: Match) -> None:
        elsewhere = match.treatment_site not in ("", match.site)
        look = CardLook(
            rank=rank,
            selected=match.id == self._current_id(),
            narrow=self._narrow,
            chosen=match.id == self._chosen_id(),
            moved=self._moved.rose.get(match.id, ""),
            treatment=self._sites.get(match.treatment_site, "") if elsewhere else "",
        )
        card = MatchCard(match, look)
        card.chosen.connect(self._select)
        card.booked.connect(self.specialist_chosen)
        self._cards.append(card)
        self.add(card)

    def _add_chosen(self, picture: ChosenPicture) -> None:
        card = ChosenCard(picture, narrow=self._narrow)
        card.book_pressed.connect(self.book_pressed)
        card.give_back_pressed.connect(self.give_back_pressed)
        self.add(card)

    def _add_rules(self) -> None:
        if self._rules is not None and self._rules.routes:
            line = RulesLine(self._rules)
            line.confirmed.connect(self.confirm_pressed)
            self.add(line)

    def _select(self, match_id: str) -> None:
        if match_id != self._current_id():
            self._selected = match_id
            self._draw()

    def _add_excluded(self, result: MatchResult) -> None:
        if not result.excluded:
            return
        self.add(hline())
        head = row(
            plain_label(phrase("Not offered"), "subs", "ink"),
            plain_label(str(len(result.excluded)), "sub", "ink3"),
            None,
            gap=6,
        )
        rest = len(result.excluded) - NOT_OFFERED_AT_FIRST
        if rest > 0 and not self._all_excluded:
            more = Button(
                "moreNotOffered", phrase("{rest} more", rest=rest), "quiet", height=24, pad=6
            )
            more.clicked.connect(self._show_all_excluded)
            head.addWidget(more)
        self.add(holder(head))
        most = NOT_OFFERED_MOST if self._all_excluded else NOT_OFFERED_AT_FIRST
        for exclusion in result.excluded[:most]:
            self.add(NotOffered(exclusion))

    def _add_changes(self, result: MatchResult) -> None:
        """What one change alone would let in."""
        changes = changeable(result)[:CHANGES_SHOWN]
        if changes:
            self.add(plain_label(phrase("One change would let in"), "subs", "ink"))
        for one in changes:
            self.add(one_change(one))

    def _show_all_matches(self) -> None:
        self._all_matches = True
        self._draw()

    def _show_all_excluded(self) -> None:
        self._all_excluded = True
        self._draw()


def _barriers(result: MatchResult) -> dict[str, tuple[str, ...]]:
    """What may not be done now, by the reason."""
    found: dict[str, tuple[str, ...]] = {}
    for blocked in result.blocked:
        found[blocked.why] = (*found.get(blocked.why, ()), blocked.what)
    return found
