"""How soon a patient must be seen: the most urgent of red flags, tumor tempo and next treatment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Protocol

from advisor_app.domain.dates import format_day
from advisor_app.domain.intake import Intake
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.redflags import TIERS, FlagReader, RaisedFlag, raised_by
from advisor_app.oncology.routes import Route, Routing, route
from advisor_app.oncology.rules import Condition, any_holds

TARGET_DAYS: Final = {
    "E0_911": 0,
    "E1_ED_today": 0,
    "U1_RN_now_48h": 2,
    "U2_7d": 7,
    "R_14d": 14,
}
"""Days within which each tier wants the patient seen."""

PLANNED_DAYS: Final = {**TARGET_DAYS, "E0_911": 7, "E1_ED_today": 7}
"""Days within which a visit is planned; an emergency itself is no visit, the visit follows it."""

SOON_DAYS: Final = 14
"""A treatment within so many days raises the urgency to U2 (cross-field rules of the intake)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """How fast a tumor moves, where the catalogue's default does not say it all."""

    id: str
    when: tuple[Condition, ...]
    urgency: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """The tier, the day to act by, and the reasons, the deciding one first."""

    code: str
    act_by: date | None
    why: tuple[str, ...]


class UrgencyReader(FlagReader, Protocol):
    """What is needed to say how urgent a case is."""

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routing rules, some of which raise the urgency."""
        ...

    @property
    def tempos(self) -> tuple[Tempo, ...]:
        """The rules of tumor tempo."""
        ...


def urgency(intake: Intake, knowledge: UrgencyReader, today: date) -> Urgency:
    """How urgent the case is."""
    facts = read_facts(intake, knowledge, today)
    flags = raised_by(facts, knowledge.red_flags, tuple(intake.urg.flags.value or ()))
    return urgency_of(facts, flags, route(facts, knowledge.routes), knowledge)


def urgency_of(
    facts: Facts, flags: tuple[RaisedFlag, ...], routing: Routing, knowledge: UrgencyReader
) -> Urgency:
    """How urgent these facts are."""
    reasons = sorted(
        _reasons(facts, flags, routing, knowledge), key=lambda one: -TIERS.index(one[0])
    )
    code = reasons[0][0]
    act_by = facts.today + timedelta(days=TARGET_DAYS[code])
    if facts.next_treatment is not None:
        act_by = min(act_by, facts.next_treatment)
    return Urgency(code=code, act_by=act_by, why=tuple(why for _, why in reasons if why))


def _reasons(
    facts: Facts, flags: tuple[RaisedFlag, ...], routing: Routing, knowledge: UrgencyReader
) -> Iterator[tuple[str, str]]:
    for flag in flags:
        yield flag.tier, f"{flag.flag.title} ({flag.flag.id})"
    days = facts.days_to_treatment
    if days is not None and days <= SOON_DAYS and facts.next_treatment is not None:
        yield "U2_7d", f"Next treatment on {format_day(facts.next_treatment)}: see before it"
    if routing.urgency and facts.active:
        yield routing.urgency, f"Route {routing.routes[0]}: {routing.text}"
    yield _tempo(facts, knowledge)


def _tempo(facts: Facts, knowledge: UrgencyReader) -> tuple[str, str]:
    fitting = next((one for one in knowledge.tempos if any_holds(one.when, facts)), None)
    if fitting is not None:
        return fitting.urgency, fitting.why
    named = facts.kind or facts.family
    if not named:
        return "R_14d", ""
    tree = knowledge.catalogue
    return tree.tempo_of(named), f"Tempo of {tree.name_of(named)}"
