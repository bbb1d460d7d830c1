"""Joins the checklist on the screen with the draft: what is pressed there becomes an answer."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject

from advisor_app.domain.answers import Answer, Source, say
from advisor_app.domain.dates import PartialDate, parse_date
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import member_path
from advisor_app.domain.people import Roster
from advisor_app.oncology.record_list import (
    ASKED_FOR,
    VERBAL_ONLY,
    WantedFirst,
    due_day,
    needs_no_release,
    record_lines,
    recorded,
    release_is_verbal,
    visit_day,
)
from advisor_app.oncology.records import NeededRecords, RecordKind, RecordNeed
from advisor_app.oncology.request_papers import papers_for
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.matcher.records import RecordsPanel, RecordsPicture
from advisor_app.ui.wording import later, phrase

_NEEDS_RELEASE: Final = frozenset({"requested", "partial"})
NO_DAY: Final = later("The day due cannot be read: write it as 4 DEC 2026. Nothing was changed.")


class RecordsDesk(QObject):
    """One per desk: `told(words)` says why something was not done."""

    def __init__(
        self,
        panel: RecordsPanel,
        presenter: IntakePresenter,
        roster: Roster,
        kinds: Mapping[str, RecordKind],
        told: Callable[[str], None],
    ) -> None:
        super().__init__(panel)
        self._panel, self._presenter, self._roster = panel, presenter, roster
        self._kinds, self._told = kinds, told
        self._needed = NeededRecords()
        presenter.opened.connect(lambda _case: self.show(NeededRecords()))
        presenter.changed.connect(lambda _picture: self.show(self._needed))
        presenter.ranked.connect(lambda result: self.show(result.records))
        panel.state_chosen.connect(self.set_state)
        panel.detail_told.connect(self.set_detail)

    def show(self, needed: NeededRecords) -> None:
        """Show the checklist of the draft, for what its kind and path need."""
        self._needed = needed
        if self._presenter.case is None:
            self._panel.show_picture(RecordsPicture())
            return
        intake, today = self._presenter.intake, self._presenter.today
        lines = record_lines(needed, intake, today, self._wanted(intake), self._need)
        self._panel.show_picture(
            RecordsPicture(
                lines=lines,
                reviews=needed.reviews,
                pitfalls=needed.pitfalls,
                papers=papers_for(lines, intake),
            )
        )

    def set_state(self, code: str, state: str) -> None:
        """Say where a record is; asking others on a spoken release only is refused with words."""
        intake = self._presenter.intake
        row = recorded(intake).get(code)
        held_by = str(row.held_by.value or "") if row is not None else ""
        asks = state in _NEEDS_RELEASE and bool(self._need(code).lead.letter)
        if asks and release_is_verbal(intake) and not needs_no_release(held_by):
            self._told(VERBAL_ONLY)
            return
        self._put(code, "state", _ours(state) if state else Answer())
        if state in ASKED_FOR and (row is None or not row.asked_on.known):
            self._put(code, "asked_on", _ours(PartialDate.of(self._presenter.today)))
        self._put_due(code)

    def set_detail(self, code: str, name: str, text: str) -> None:
        """Write down who has a record, who promised it, until when, or why it cannot be had."""
        if name != "due":
            source = self._presenter.usual_source()
            self._put(code, name, say(text, source=source) if text else Answer())
            return
        day = parse_date(text) if text else None
        if text and day is None:
            self._told(phrase(NO_DAY))
        elif day is None:
            self._put_due(code)
        else:
            self._put(code, "due", say(day, source=self._presenter.usual_source()))

    def show_roster(self, roster: Roster) -> None:
        """Other specialists: what each wants before a visit is asked of these from now on."""
        self._roster = roster

    def plan_again(self) -> None:
        """Work the days out again: a visit was booked or moved."""
        for code in recorded(self._presenter.intake):
            self._put_due(code)

    def _put_due(self, code: str) -> None:
        """The day by lead time and visit, unless a person set one."""
        intake, today = self._presenter.intake, self._presenter.today
        row = recorded(intake).get(code)
        if row is None or (row.due.lead is not None and row.due.lead.source is not Source.SYSTEM):
            return
        asked = row.asked_on.value
        state = str(row.state.value or "")
        day = due_day(self._need(code), state, asked, visit_day(intake), today) if state else None
        answer: Answer[Any] = Answer() if day is None else _ours(PartialDate.of(day))
        if answer != row.due:
            self._put(code, "due", answer)

    def _put(self, code: str, name: str, answer: Answer[Any]) -> None:
        row = recorded(self._presenter.intake).get(code)
        if row is None:
            member = self._member(code)
            self._presenter.put(member_path("rec", member, "code"), _ours(code))
        else:
            member = row.id
        self._presenter.put(member_path("rec", member, name), answer)

    def _member(self, code: str) -> str:
        """The member of a record that nobody worked on yet: its code, so that two desks meet."""
        taken = {row.id for row in self._presenter.intake.rec.rows}
        return self._presenter.add_member("rec") if code in taken else code

    def _wanted(self, intake: Intake) -> WantedFirst | None:
        match = intake.out.match.value
        person = self._roster.practitioner(match.text("id")) if match is not None else None
        if person is None:
            return None
        return WantedFirst(name=person.name, codes=person.wants_before_visit)

    def _need(self, code: str) -> RecordNeed:
        kind = self._kinds.get(code)
        if kind is not None:
            return kind.need()
        lead = self._kinds["ONC_NOTES"].lead
        return RecordNeed(code=code, name=code.replace("_", " ").capitalize(), lead=lead)


def _ours(value: Any) -> Answer[Any]:
    """An answer that the line gives itself."""
    return say(value, source=Source.SYSTEM, verified=True)
