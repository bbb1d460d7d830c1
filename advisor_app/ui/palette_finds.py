"""What the palette finds for typed letters: actions, cancers, specialists, cases of the store."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.case import CaseCard
from advisor_app.ui.actions import ActionTable, key_words
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.knowledge.names import team_name
from advisor_app.ui.matcher.roster_desk import RosterDesk
from advisor_app.ui.page_opener import PageOpener
from advisor_app.ui.palette import LIKE, MOST_A_GROUP, Entry, likeness
from advisor_app.ui.wording import phrase

_NAMED_LIKE: Final = 80
"""A specialist has many words, and more of them are a little like anything that is typed."""


class PaletteFinds(QObject):
    """One per window. `cases_found(typed, entries)` comes when the store has answered."""

    cases_found = Signal(str, object)

    def __init__(
        self,
        console: Console,
        actions: ActionTable,
        roster: RosterDesk,
        opener: PageOpener,
        open_case: Callable[[str], None],
        jobs: Jobs,
    ) -> None:
        super().__init__(actions)
        self._console, self._actions, self._roster = console, actions, roster
        self._opener, self._open_case, self._jobs = opener, open_case, jobs

    def actions(self, text: str) -> tuple[Entry, ...]:
        """What can be done now, the most alike first."""
        scored = [(likeness(text, row.text), row) for row in self._actions.available()]
        best = sorted((one for one in scored if one[0] >= LIKE), key=lambda one: -one[0])
        return tuple(
            Entry(
                group="Actions",
                icon=row.icon or "chev",
                text=row.text,
                note="",
                run=row.call,
                key=key_words(row.shortcut),
            )
            for _, row in best
        )

    def cancers(self, text: str) -> tuple[Entry, ...]:
        """Kinds of cancer by any of their names."""
        if len(text.strip()) < 3:
            return ()
        knowledge = self._console.knowledge
        return tuple(
            Entry(
                group="Cancers",
                icon="knowledge",
                text=phrase(answer.name),
                note=phrase("team {team_name}", team_name=team_name(knowledge, answer.team)),
                run=partial(self._opener.look_up, answer.name),
            )
            for answer in knowledge.search.find(text, limit=MOST_A_GROUP).answers
        )

    def people(self, text: str) -> tuple[Entry, ...]:
        """Specialists by name or by what they treat."""
        if len(text.strip()) < 2:
            return ()
        scored = [
            (likeness(text, " ".join((one.name, *one.focus))), one)
            for one in self._roster.roster.practitioners
        ]
        alike = [one for one in scored if one[0] >= _NAMED_LIKE]
        best = sorted(alike, key=lambda one: -one[0])[:MOST_A_GROUP]
        knowledge = self._console.knowledge
        return tuple(
            Entry(
                group="Specialists",
                icon="person",
                text=person.name,
                note=", ".join((team_name(knowledge, person.team), *person.focus[:2])),
                run=partial(self._opener.show_person, person.id),
            )
            for _, person in best
        )

    def look_for_cases(self, text: str) -> None:
        """Ask the store, beside the window; a role that sees no cases is shown none."""
        if len(text.strip()) < 2:
            return
        act, cases = self._console.act("palette"), self._console.cases
        self._jobs.read(
            self,
            lambda: cases.search(act, text, limit=MOST_A_GROUP),
            lambda cards: self.cases_found.emit(text, self._entries_of(cards)),
            lambda _failure: None,
            key="palette",
        )

    def _entries_of(self, cards: Sequence[CaseCard]) -> tuple[Entry, ...]:
        return tuple(
            Entry(
                group="Cases",
                icon="cases",
                text=f"{card.family_name.upper()}, {card.given_names}".strip(", "),
                note=f"{card.number}, {card.state.value}",
                run=partial(self._open_case, card.number),
            )
            for card in cards
        )
