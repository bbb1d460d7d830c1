"""One case as the matcher sees it: what was told, and what the rules make of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from advisor_app.domain.people import Site
from advisor_app.matching.wishes import Wishes
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.redflags import RaisedFlag, raised_by
from advisor_app.oncology.routes import Routing, kinds_within_reach, route
from advisor_app.oncology.urgency import PLANNED_DAYS, Urgency, urgency_of
from advisor_app.oncology.visits import advice, refusals


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """What the clinical rules say of the facts alone, whoever the specialists are.

    `unsuitable` holds the ways to meet that do not suit such a case, each with the reason; an open
    emergency is not among them, as it does not change who would be right. `advice` is what is said
    beside an offer, by the way to meet.
    """

    routing: Routing
    flags: tuple[RaisedFlag, ...]
    urgency: Urgency
    unsuitable: Mapping[str, str]
    advice: Mapping[str, str]

    @classmethod
    def of(cls, facts: Facts, knowledge: Knowledge, noted: tuple[str, ...]) -> "Verdicts":
        """The verdicts on these facts; `noted` are flags that somebody noted."""
        routing = route(facts, knowledge.routes)
        flags = raised_by(facts, knowledge.red_flags, noted)
        return cls(
            routing=routing,
            flags=flags,
            urgency=urgency_of(facts, flags, routing, knowledge),
            unsuitable=refusals(facts, "", knowledge.visit_rules),
            advice=advice(facts, knowledge.visit_rules),
        )


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Facts, wishes, verdicts and the sites of the centre, at one instant."""

    facts: Facts
    wishes: Wishes
    verdicts: Verdicts
    knowledge: Knowledge
    sites: Mapping[str, Site]
    now: datetime

    @property
    def routing(self) -> Routing:
        """Whom the patient meets first."""
        return self.verdicts.routing

    @cached_property
    def kinds_within_reach(self) -> frozenset[str]:
        """The kinds of specialist that this disease may need at another status, stage or age."""
        return kinds_within_reach(self.facts, self.knowledge.routes)

    @property
    def today(self) -> date:
        """The day of the call, Eastern."""
        return self.facts.today

    @property
    def target_days(self) -> int:
        """Days within which a visit is planned."""
        return PLANNED_DAYS[self.verdicts.urgency.code]

    @property
    def act_by(self) -> date | None:
        """The day to act by."""
        return self.verdicts.urgency.act_by
