"""Answers for the case on the page why any specialist of the centre is or is not offered."""

from typing import Final

from PySide6.QtCore import QObject

from advisor_app.domain.people import Practitioner, Roster
from advisor_app.matching.results import Match, MatchResult
from advisor_app.ui.matcher.booking_desk import BookingDesk
from advisor_app.ui.matcher.panel import SidePanel
from advisor_app.ui.matcher.roster_desk import RosterDesk
from advisor_app.ui.matcher.specialist_words import kind_words
from advisor_app.ui.matcher.why_panel import AskedFor
from advisor_app.ui.name_search import LIKE_ENOUGH, name_likeness

SHOWN: Final = 6


class WhyDesk(QObject):
    """One per window; what is shown follows every new ranking while a name stands in the line."""

    def __init__(self, panel: SidePanel, roster: RosterDesk, booking: BookingDesk) -> None:
        super().__init__(panel)
        self._panel, self._roster = panel, roster
        self._result: MatchResult | None = None
        self._current = ""
        self._found: tuple[Practitioner, ...] = ()
        search = panel.matching.search
        search.textChanged.connect(self._typed)
        search.stepped.connect(self.step)
        search.entered.connect(panel.why.choose)
        panel.why.wanted.connect(self._turn_to)
        panel.why.chosen.connect(booking.begin)

    def show_result(self, result: MatchResult | None) -> None:
        """Another ranking, or none where the case has changed."""
        if result is None:
            self._panel.matching.search.show_text("")
        self._result = result
        self._show()

    def step(self, by: int) -> None:
        """To the next or the previous of those found."""
        ids = [one.id for one in self._found]
        if ids:
            index = ids.index(self._current) if self._current in ids else 0
            self._turn_to(ids[(index + by) % len(ids)])

    def _typed(self, text: str) -> None:
        self._found = found_by_name(self._roster.roster, text) if text.strip() else ()
        self._current = self._found[0].id if self._found else ""
        self._show()

    def _turn_to(self, id_: str) -> None:
        self._current = id_
        self._show()

    def _show(self) -> None:
        text = self._panel.matching.search.text().strip()
        if text:
            told = [self._told(one) for one in self._found]
            self._panel.why.show_found(told, self._current, text)

    def _told(self, one: Practitioner) -> AskedFor:
        result = self._result
        verdict = self._roster.asked_for(result, one.id) if result is not None else None
        place = 0
        if isinstance(verdict, Match) and result is not None:
            place = [match.id for match in result.matches].index(one.id) + 1
        elif verdict is not None and not isinstance(verdict, Match):
            place = verdict.place
        sites = {site.id: site.name for site in self._roster.roster.sites}
        where = ", ".join(sites.get(site, site) for site in one.sites)
        about = ", ".join(part for part in (kind_words(one.kind), where) if part)
        return AskedFor(id=one.id, name=one.name, about=about, verdict=verdict, place=place)


def found_by_name(roster: Roster, text: str) -> tuple[Practitioner, ...]:
    """The specialists whose name fits best what was typed; typing mistakes are forgiven."""
    scored = [(name_likeness(text, one.name), one) for one in roster.practitioners]
    best = sorted(
        (pair for pair in scored if pair[0] >= LIKE_ENOUGH),
        key=lambda pair: (-pair[0], pair[1].name),
    )
    return tuple(one for _, one in best[:SHOWN])
