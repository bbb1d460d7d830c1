"""Whom a patient is sent to: a specialist chosen, a place held, a visit booked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.appointments import Appointment, AppointmentState
from advisor_app.domain.case import Act
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Roster, Slot
from advisor_app.domain.values import Parts
from advisor_app.line.outcomes import Course
from advisor_app.matching.criteria import IN_TIME, LICENCE
from advisor_app.services.failures import Denied, NotPossible
from advisor_app.services.fired_rules import ROUTE_CONFIRMED, FiredRules, must_be_confirmed
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store
from advisor_app.services.records import CaseNote
from advisor_app.services.rights import Deed, Right

HELD_FOR: Final = timedelta(minutes=15)
"""So long a place is kept while the caller makes up their mind."""
MATCH: Final = "out.match"
DATED_STEPS: Final = ("out.booked", "out.followup_task")
PLACE: Final = "place"
"""What the audit, and with it the notice to other desks, calls the places of one specialist."""


NOBODY_AGAINST_LICENCE: Final = (
    "Nobody may book against a licence: choose another way to meet, or another specialist."
)
NURSE_DECIDES: Final = "A nurse or a supervisor decides where a hard criterion is not met."


class PlaceTaken(NotPossible):
    """Another desk was first; `by` is its account, empty where the place is free again already."""

    def __init__(self, by: str = "") -> None:
        super().__init__("This place was just taken by another desk; choose the next one.")
        self.by = by


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A specialist chosen for a case: `place` in the order, and the criteria that are not met.

    `rules` made the order.
    """

    practitioner: str
    place: int = 1
    not_met: Collection[str] = ()
    rules: FiredRules = field(default_factory=FiredRules)


class Referrals:
    """Choosing, holding and booking; every deed is in the audit, with its reason."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)

    def check(self, act: Act, choice: Choice) -> None:
        """Whether that choice may be made. The first of the order needs nothing; another one a
        reason; a hard criterion that is not met a nurse or supervisor and a reason; the licence is
        overridden by nobody (H5 of the matching model). Raises Denied.
        """
        if LICENCE in choice.not_met:
            raise Denied(NOBODY_AGAINST_LICENCE)
        if choice.not_met and self._gate.right(act, Deed.OVERRIDE_CRITERION) is Right.NO:
            raise Denied(NURSE_DECIDES)
        if (choice.not_met or choice.place != 1) and not act.reason.strip():
            raise Denied("Say why another specialist than the first is chosen.")

    def choose(self, act: Act, number: str, choice: Choice) -> None:
        """Note that this specialist was chosen, and what was overridden. Raises Denied."""
        with self._gate.on_case(act, "referral.choose", number) as unit:
            self.check(act, choice)
            must_be_confirmed(unit, number, choice.rules)
            told = f"place {choice.place}"
            if choice.not_met:
                told += f"; not met: {', '.join(sorted(choice.not_met))}"
            unit.audit.append("referral.choose", "case", number, told)

    def hold(self, act: Act, number: str, practitioner: str, slot: Slot) -> Appointment:
        """Keep a place for a case for a quarter of an hour; what it held before is given back.

        Raises PlaceTaken, NotPossible.
        """
        now = self._clock.now()
        wanted = Appointment(
            practitioner=practitioner,
            slot=slot,
            case=number,
            by=act.session.account,
            state=AppointmentState.HELD,
            until=now + HELD_FOR,
        )
        if slot.at <= now:
            raise NotPossible("This place has passed.")
        with self._gate.on_case(act, "referral.hold", number, alone=True) as unit:
            person = (unit.centre.roster() or Roster()).practitioner(practitioner)
            if person is None or slot not in person.slots:
                raise NotPossible("The directory has no such place.")
            if not unit.appointments.take(wanted, now):
                raise PlaceTaken(_holder(unit.appointments.taken(now), wanted))
            for one in unit.appointments.of_case(number):
                if one.state is AppointmentState.HELD and one != wanted:
                    unit.appointments.give_back(one)
                    unit.audit.append("place.free", PLACE, one.practitioner)
            unit.audit.append("referral.hold", "case", number, practitioner)
            unit.audit.append("place.held", PLACE, practitioner)
        return wanted

    def book(self, act: Act, number: str, choice: Choice) -> Appointment:
        """Book the place that the case holds for that specialist.

        A day after the next planned treatment counts as a criterion that is not met. Raises
        NotPossible where nothing is held any more, and Denied as `check` does.
        """
        now = self._clock.now()
        with self._gate.on_case(act, "referral.book", number, alone=True) as unit:
            held = next(
                (
                    one
                    for one in unit.appointments.of_case(number)
                    if one.practitioner == choice.practitioner and one.stands(now)
                ),
                None,
            )
            if held is None:
                raise NotPossible("Nothing is held for this case any more; hold a place first.")
            planned = unit.cases.intake(number).status.next_planned.value
            deadline = planned.date("date") if planned is not None else None
            day = held.slot.at.astimezone(EASTERN).date()
            if deadline is not None and deadline.exact is not None and day > deadline.exact:
                choice = replace(choice, not_met=(*choice.not_met, IN_TIME))
            self.check(act, choice)
            must_be_confirmed(unit, number, choice.rules)
            unit.appointments.book(held)
            unit.audit.append("referral.book", "case", number, f"booked for {format_day(day)}")
            unit.audit.append("place.booked", PLACE, held.practitioner)
        return replace(held, state=AppointmentState.BOOKED)

    def release(self, act: Act, number: str) -> int:
        """Give back what a case holds or has booked; how many places."""
        with self._gate.on_case(act, "referral.release", number) as unit:
            for one in unit.appointments.of_case(number):
                unit.audit.append("place.free", PLACE, one.practitioner)
            count = unit.appointments.release(number)
            unit.audit.append("referral.release", "case", number, f"{count} places")
        return count

    def standing(self, act: Act, number: str) -> tuple[Appointment, ...]:
        """What a case holds or has booked now, soonest first. Raises Denied."""
        now = self._clock.now()
        with self._gate.reading(act, Deed.LIST_CASES, "referral.standing", "case") as unit:
            return tuple(one for one in unit.appointments.of_case(number) if one.stands(now))

    def chosen_since(self, act: Act, since: datetime) -> dict[str, int]:
        """How often each specialist was chosen from that instant on: the spread. Raises Denied."""
        with self._gate.reading(act, Deed.SEE_FIGURES, "referral.spread", "roster") as unit:
            chosen = unit.cases.values_since(MATCH, since)
        counts: dict[str, int] = {}
        for one in chosen:
            if isinstance(one.value, Parts) and one.value.text("id"):
                counts[one.value.text("id")] = counts.get(one.value.text("id"), 0) + 1
        return counts

    def courses(self, act: Act, start: datetime, end: datetime) -> tuple[Course, ...]:
        """How the cases went that were opened in that time: chosen, overridden, dated when.

        A visit that is booked and a task with a day are dated steps. Raises Denied.
        """
        with self._gate.reading(act, Deed.SEE_FIGURES, "referral.courses", "case") as unit:
            opened = unit.cases.opened_between(start, end)
            chosen = {one.case: one for one in unit.cases.values_since(MATCH, start)}
            dated: dict[str, datetime] = {}
            for path in DATED_STEPS:
                for one in unit.cases.values_since(path, start):
                    dated[one.case] = min(one.at, dated.get(one.case, one.at))
        return tuple(
            Course(
                case=number,
                first_contact=at,
                chosen_at=chosen[number].at if number in chosen else None,
                dated_at=dated.get(number),
                overridden=number in chosen and _overridden(chosen[number].value),
            )
            for number, at in sorted(opened.items())
        )

    def confirm_route(self, act: Act, number: str, rules: FiredRules) -> CaseNote:
        """A nurse answers for these rules in this case, where no centre has approved them.

        Raises Denied.
        """
        deed = Deed.ANSWER_CONSULT
        with self._gate.on_case(act, "referral.confirm_route", number, deed) as unit:
            unit.audit.append("referral.confirm_route", "case", number, rules.told)
            return unit.cases.add_note(
                number, ROUTE_CONFIRMED, rules.told, act.session.account, self._clock.now()
            )

    def free(self, roster: Roster, of_case: str = "") -> Roster:
        """The roster without the places that are held or booked now, but for those `of_case`."""
        with self._store.reading() as unit:
            standing = unit.appointments.taken(self._clock.now())
        taken = {(one.practitioner, one.slot.at) for one in standing if one.case != of_case}
        if not taken:
            return roster
        return replace(
            roster,
            practitioners=tuple(
                replace(
                    one, slots=tuple(slot for slot in one.slots if (one.id, slot.at) not in taken)
                )
                for one in roster.practitioners
            ),
        )


def _holder(taken: Iterable[Appointment], wanted: Appointment) -> str:
    """Whose desk has the place that was wanted."""
    return next(
        (
            one.by
            for one in taken
            if (one.practitioner, one.slot.at) == (wanted.practitioner, wanted.slot.at)
        ),
        "",
    )


def _overridden(value: object) -> bool:
    return isinstance(value, Parts) and bool(value.text("override"))
