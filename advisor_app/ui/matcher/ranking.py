"""The ranking as it stands: the next question, the first specialists, and who is not offered."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.people import Roster
from advisor_app.matching.results import Match, MatchResult
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.matcher.cards import USUAL_WAYS, AskNextCard, MatchCard, NotOffered, Way
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.text import plain_label

SHOWN_AT_FIRST = 3
NOT_OFFERED_AT_FIRST = 2
NOT_OFFERED_MOST = 40
BLOCKED_WORDS = {"book": "booking", "disclose": "telling back", "print": "printing"}


class RankingPanel(ScrolledColumn):
    """Live while the advisor types; the chosen card stays chosen while the order moves."""

    ask_pressed = Signal(str)
    specialist_chosen = Signal(str, str)

    def __init__(self, roster: Roster) -> None:
        super().__init__("rankingPanel")
        self._roster = roster
        self._result: MatchResult | None = None
        self._selected = ""
        self._chosen = ""
        self._narrow = False
        self._all_matches = False
        self._all_excluded = False
        self._moved = ""
        self._cards: list[MatchCard] = []

    def show_result(self, result: MatchResult) -> None:
        """Show a ranking; nothing is drawn again where an answer changed nothing in it."""
        before, self._result = self._result, result
        if before is not None and self._looks(before) == self._looks(result):
            return
        self._moved = moved_words(before, result) if before is not None else ""
        self._draw()

    def forget(self) -> None:
        """Another case: what comes next did not move from what was."""
        self._result, self._moved = None, ""

    def show_chosen(self, match_id: str) -> None:
        """Which specialist this case was given to; nothing for none."""
        if match_id != self._chosen:
            self._chosen = match_id
            self._draw()

    def set_narrow(self, narrow: bool) -> None:
        """Fewer words on a narrow window."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._draw()

    def choose_current(self) -> None:
        """Choose the specialist of the selected card."""
        for card in self._cards:
            if card.match_id == self._current_id():
                card.book()

    def step(self, by: int) -> None:
        """Select the next or the previous card."""
        ids = [card.match_id for card in self._cards]
        if ids:
            index = ids.index(self._current_id()) if self._current_id() in ids else 0
            self._select(ids[(index + by) % len(ids)])

    def _current_id(self) -> str:
        shown = [match.id for match in self._result.matches] if self._result else []
        return self._selected if self._selected in shown else (shown[0] if shown else "")

    def _looks(self, result: MatchResult) -> tuple[object, ...]:
        """What is drawn of a ranking; who stands further down is not told for it."""
        most = NOT_OFFERED_MOST if self._all_excluded else NOT_OFFERED_AT_FIRST
        excluded = (len(result.excluded), tuple(result.excluded[:most]))
        shown = (result.matches, result.ask_next, result.blocked, result.next_step)
        return (*shown, result.visit_modes, *excluded)

    def _draw(self) -> None:
        result = self._result
        self.clear()
        self._cards = []
        if result is None:
            return
        ask = AskNextCard(result.ask_next)
        ask.pressed.connect(self.ask_pressed)
        self.add(ask)
        if self._moved:
            moved = plain_label(self._moved, "sub", "ink2", wrap=True, name="movedLabel")
            self.add(moved)
        for why, things in _barriers(result).items():
            self.add(self._blocked(things, why))
        shown = result.matches if self._all_matches else result.matches[:SHOWN_AT_FIRST]
        band = None
        for rank, match in enumerate(shown, start=1):
            if band is not None and match.band is not band:
                self.add(plain_label(f"Next: {match.band.words}", "cap", "ink3"))
            band = match.band
            self._add_card(rank, match)
        if not result.matches:
            self.add(plain_label("No specialist can be offered yet.", "strong", "ink", wrap=True))
        if result.next_step:
            self.add(self._next_step(result.next_step))
        self._add_more(len(result.matches))
        self._add_excluded(result)

    def _add_card(self, rank: int, match: Match) -> None:
        card = MatchCard(
            rank,
            match,
            self._ways(match),
            selected=match.id == self._current_id(),
            narrow=self._narrow,
            chosen=match.id == self._chosen,
        )
        card.chosen.connect(self._select)
        card.booked.connect(self.specialist_chosen)
        self._cards.append(card)
        self.add(card)

    def _ways(self, match: Match) -> tuple[Way, ...]:
        """The usual ways to meet this specialist; one that cannot be booked now is struck."""
        person = self._roster.practitioner(match.id)
        does = {mode.value for mode in person.visit_modes} if person else {match.mode}
        refused = dict(self._result.visit_modes.refused) if self._result is not None else {}
        usual: list[str] = [mode for mode in USUAL_WAYS if mode in does or mode == match.mode]
        if match.mode not in usual:
            usual.insert(0, match.mode)
        return tuple(
            Way(mode=mode, why_not="" if mode == match.mode else refused.get(mode, ""))
            for mode in usual[:3]
        )

    def _select(self, match_id: str) -> None:
        if match_id != self._current_id():
            self._selected = match_id
            self._draw()

    def _add_more(self, count: int) -> None:
        if count > SHOWN_AT_FIRST and not self._all_matches:
            words = f"{count - SHOWN_AT_FIRST} more who fit"
            more = Button("moreMatches", words, "quiet", height=28, pad=8)
            more.clicked.connect(self._show_all_matches)
            self.add(more)

    def _add_excluded(self, result: MatchResult) -> None:
        if not result.excluded:
            return
        self.add(hline())
        head = row(
            plain_label("Not offered", "subs", "ink"),
            plain_label(str(len(result.excluded)), "sub", "ink3"),
            None,
            gap=6,
        )
        rest = len(result.excluded) - NOT_OFFERED_AT_FIRST
        if rest > 0 and not self._all_excluded:
            more = Button("moreNotOffered", f"{rest} more", "quiet", height=24, pad=6)
            more.clicked.connect(self._show_all_excluded)
            head.addWidget(more)
        self.add(holder(head))
        most = NOT_OFFERED_MOST if self._all_excluded else NOT_OFFERED_AT_FIRST
        for exclusion in result.excluded[:most]:
            self.add(NotOffered(exclusion))

    def _blocked(self, things: tuple[str, ...], why: str) -> QWidget:
        text = f"No {' or '.join(BLOCKED_WORDS.get(one, one) for one in things)}: {why}"
        words = plain_label(text, "sub", "ink", wrap=True)
        lock = column(IconMark("lock", 16, "warningInk"), None)
        inner = row(lock, (words, 1), margins=(12, 8, 12, 8))
        return frame("warningTint", inner, name="blockedCard")

    def _next_step(self, words: str) -> QWidget:
        inner = column(
            plain_label("Next step", "subs", "infoInk"),
            plain_label(words, "sub", "ink", wrap=True),
            margins=(12, 8, 12, 8),
            gap=2,
        )
        return frame("infoTint", inner, name="nextStepCard")

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


def moved_words(before: MatchResult, after: MatchResult) -> str:
    """What one answer changed among the first three, in one line; nothing where nothing moved."""
    old = [match.id for match in before.matches]
    was = {match.id: match.name for match in before.matches[:SHOWN_AT_FIRST]}
    now = {match.id: match.name for match in after.matches[:SHOWN_AT_FIRST]}
    told = []
    for place, (id_, name) in enumerate(now.items(), start=1):
        if id_ not in old:
            told.append(f"{name} is new at {place}")
        elif old.index(id_) + 1 > place:
            told.append(f"{name} rose from {old.index(id_) + 1} to {place}")
    still = {match.id for match in after.matches}
    told += [f"{name} is not offered any more" for id_, name in was.items() if id_ not in still]
    return f"Moved: {'; '.join(told)}." if told else ""
