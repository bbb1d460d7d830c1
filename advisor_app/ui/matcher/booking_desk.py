"""Chooses a specialist for the case on the page, and holds, books and gives back the place.

Every deed is done in the store first; the case says so when the store has answered.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.answers import Answer, Source, say
from advisor_app.domain.appointments import Appointment
from advisor_app.domain.case import Case
from advisor_app.domain.clock import clock_time
from advisor_app.domain.values import Parts
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.referrals import PlaceTaken
from advisor_app.services.rights import Deed, Right, right_of
from advisor_app.ui.context import Console
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.matcher.case_places import booking_parts
from advisor_app.ui.matcher.choosing import Choosing, choice_parts, choosing
from advisor_app.ui.matcher.chosen import place_words
from advisor_app.ui.matcher.override_card import OverrideCard
from advisor_app.ui.matcher.roster_desk import RosterDesk
from advisor_app.ui.matcher.standing import ChoiceStanding
from advisor_app.ui.page import StatusLine
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a reason was asked for: the choice, for which case, and what follows."""

    case: str
    one: Choosing
    then: Callable[[Choosing, str], None]


class BookingDesk(QObject):
    """One per desk. `shown(ChosenPicture | None)` whenever what is chosen or held stands otherwise;
    `decided()` after a choice, `told(StatusLine)`, `nurse_wanted(question)`.
    """

    shown = Signal(object)
    decided = Signal()
    told = Signal(object)
    nurse_wanted = Signal(str)

    def __init__(
        self,
        console: Console,
        window: QWidget,
        presenter: IntakePresenter,
        roster: RosterDesk,
        jobs: Jobs,
        name_of: Callable[[str], str],
        awaits_nurse: Callable[[MatchResult], bool],
    ) -> None:
        super().__init__(window)
        self._console, self._presenter, self._roster = console, presenter, roster
        self._jobs, self._name_of, self._awaits_nurse = jobs, name_of, awaits_nurse
        self._standing = ChoiceStanding(presenter, roster)
        self._asked: _Asked | None = None
        self.card = OverrideCard(window)
        self.card.given.connect(self._reason_given)
        self.card.nurse_wanted.connect(self.nurse_wanted)
        presenter.opened.connect(self._opened)
        self._standing.shown.connect(self.shown)

    @property
    def held(self) -> Appointment | None:
        """The place that this case holds."""
        return self._standing.places.held

    @property
    def chosen(self) -> str:
        """The id of the specialist whom this case was given to, or nothing."""
        value = self._presenter.intake.out.match.value
        return value.text("id") if value is not None else ""

    # ---- deeds ----

    def begin(self, practitioner: str, mode: str = "", site: str = "") -> None:
        """Choose a specialist in that way; whom a reason must be given for, that is asked first."""
        result, case = self._standing.result, self._presenter.case
        if result is None or case is None or self._is_barred(result):
            return
        asked = self._roster.asked_for(result, practitioner)
        one = choosing(result, asked, mode, site, self._presenter.today) if asked else None
        if one is None:
            self.warn(phrase("The directory knows no way to meet this specialist."))
        elif one.needs_reason:
            self._ask(_Asked(case=case.number, one=one, then=self._choose))
        else:
            self._choose(one, "")

    def book(self) -> None:
        """Book the place that this case holds."""
        result, case, held = self._standing.result, self._presenter.case, self.held
        if result is None or case is None or held is None or self._is_barred(result):
            return
        asked = self._roster.asked_for(result, held.practitioner)
        mode, site = held.slot.mode.value, held.slot.site
        one = choosing(result, asked, mode, site, self._presenter.today) if asked else None
        if one is None:
            self.warn(phrase("The directory does not know this specialist any more."))
            return
        match = self._presenter.intake.out.match.value
        reason = match.text("override") if match is not None else ""
        if one.needs_reason and not reason:
            self._ask(_Asked(case=case.number, one=one, then=self._book))
        else:
            self._book(one, reason)

    def give_back(self) -> None:
        """Give back what this case holds or has booked; the specialist stays chosen."""
        case, act = self._presenter.case, self._console.act("given back")
        if case is None or not self._standing.places.all:
            return

        def done(_count: int) -> None:
            if self._standing.is_here(case.number) and self._presenter.intake.out.booked.known:
                self._presenter.put("out.booked", Answer())
            self._places_are(case.number, ())
            self._tell(phrase("The place was given back; it is free for others."))

        number = case.number
        self._jobs.write(
            self, lambda: self._console.referrals.release(act, number), done, self._failed
        )

    # ---- within ----

    def _ask(self, asked: _Asked) -> None:
        self._asked = asked
        right = right_of(self._console.session.role, Deed.OVERRIDE_CRITERION)
        self.card.begin(asked.one, may_override=right is not Right.NO)

    def _reason_given(self, reason: str) -> None:
        asked, self._asked = self._asked, None
        if asked is not None and self._standing.is_here(asked.case):
            asked.then(asked.one, reason)

    def _choose(self, one: Choosing, reason: str) -> None:
        case = self._presenter.case
        if case is None:
            return
        number, act, referrals = case.number, self._console.act(reason), self._console.referrals
        slot = one.way.slot

        def work() -> Appointment | PlaceTaken | None:
            referrals.choose(act, number, one.choice)
            if slot is None:
                return None
            try:
                return referrals.hold(act, number, one.practitioner, slot)
            except PlaceTaken as taken:
                return taken

        def done(outcome: Appointment | PlaceTaken | None) -> None:
            self._write(number, "out.match", choice_parts(one, reason))
            if isinstance(outcome, PlaceTaken):
                self._was_taken(one, outcome)
                return
            self._places_are(number, self._standing.places.add(outcome))
            if outcome is None:
                self._tell(phrase("Chosen: {one}. {step}", one=one.name, step=retold(one.step)))
            else:
                until = clock_time(outcome.until)
                self._tell(
                    phrase(
                        "Held until {until}: {words}. Ctrl+B books it",
                        until=until,
                        words=self._words(outcome),
                    )
                )

        self._jobs.write(self, work, done, self._failed)

    def _book(self, one: Choosing, reason: str) -> None:
        case = self._presenter.case
        if case is None:
            return
        number, act = case.number, self._console.act(reason)

        def done(made: Appointment) -> None:
            self._write(number, "out.booked", booking_parts(made))
            self._places_are(number, self._standing.places.add(made))
            self._tell(
                phrase("Booked: {words}. Read it back with the weekday", words=self._words(made))
            )

        self._jobs.write(
            self, lambda: self._console.referrals.book(act, number, one.choice), done,
            self._failed,
        )  # fmt: skip

    def _was_taken(self, one: Choosing, taken: PlaceTaken) -> None:
        """Another desk was first: say whose, read the places anew, and say what is next."""
        who = self._name_of(taken.by) if taken.by else phrase("another desk")

        def read() -> None:
            result = self._roster.rank(self._presenter.intake, self._console.clock.now())
            asked = self._roster.asked_for(result, one.practitioner)
            again = (
                choosing(result, asked, one.way.mode, one.way.site, self._presenter.today)
                if asked
                else None
            )
            following = (
                phrase(" Next: {step}", step=retold(again.step)) if again is not None else ""
            )
            self.warn(
                phrase(
                    "{who} has just taken this place of {one}.{following}",
                    who=who,
                    one=one.name,
                    following=following,
                )
            )

        self._roster.refresh(read)

    def _write(self, number: str, path: str, told: Parts) -> None:
        """An answer that the line gives itself, where the case is still on the page."""
        if self._standing.is_here(number):
            self._presenter.put(path, say(told, source=Source.SYSTEM, verified=True))
            self.decided.emit()

    # ---- what stands ----

    def _opened(self, case: Case) -> None:
        self._asked = None
        self._standing.begin()
        self._roster.open_case(case.number)
        number, act = case.number, self._console.act("places of the case")
        self._jobs.read(
            self,
            lambda: self._console.referrals.standing(act, number),
            lambda places: self._places_are(number, places, ours=False),
            self._failed,
            key="places",
        )

    def _places_are(
        self, number: str, places: tuple[Appointment, ...], *, ours: bool = True
    ) -> None:
        """`ours` where this desk has just changed them: then the free ones are read anew."""
        if not self._standing.is_here(number):
            return
        self._standing.places_are(places)
        if ours:
            self._roster.refresh()

    def tick(self) -> None:
        """A second has passed: a hold may have ended."""
        if self._standing.end_holds(self._console.clock.now()):
            self.warn(phrase("The held place has come free again; choose once more to hold one."))

    def _is_barred(self, result: MatchResult) -> bool:
        barrier = next((one for one in result.blocked if one.what == "book"), None)
        if barrier is not None:
            words = phrase("Not chosen: {why}", why=retold(barrier.why))
            self.told.emit(StatusLine(text=words, icon="lock", role="warningInk"))
            return True
        if self._awaits_nurse(result):
            words = phrase("Not chosen: a nurse confirms this route first (Ctrl+Alt+N)")
            self.told.emit(StatusLine(text=words, icon="nurse", role="warningInk"))
            return True
        return False

    def _words(self, place: Appointment) -> str:
        person = self._roster.roster.practitioner(place.practitioner)
        name = person.name if person is not None else place.practitioner
        return f"{name}, {place_words(place, self._roster.roster)}"

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.warn(phrase("Not done: {failure}", failure=failure))
        else:
            self._jobs.broke.emit(failure)

    def _tell(self, words: str) -> None:
        self.told.emit(StatusLine(text=words, icon="ok", role="okInk"))

    def warn(self, words: str) -> None:
        """Say what was not done, and why."""
        self.told.emit(StatusLine(text=words, icon="warning", role="warningInk"))
