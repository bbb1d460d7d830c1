"""Matches a patient to specialists: pure, explained, the same answer for the same case."""

from datetime import datetime
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answer_at, conflicts, member_path
from advisor_app.domain.people import Roster
from advisor_app.matching.asking import ask_next
from advisor_app.matching.phrases import excluded, matched, not_shown
from advisor_app.matching.ranking import RankedRoster, Ranking, Tried
from advisor_app.matching.results import Conflict, Exclusion, MatchResult
from advisor_app.matching.steps import blocked, next_step
from advisor_app.matching.ways import visit_modes
from advisor_app.matching.wishes import read_wishes
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.icd import codes_for
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.proposals import with_proposals
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.records import records_for
from advisor_app.oncology.redflags import unsettled_emergency

_KEPT: Final = 32


class Matcher:
    """Ranks the specialists of one roster for any intake; reads the roster once."""

    def __init__(self, knowledge: Knowledge, roster: Roster) -> None:
        self._knowledge = knowledge
        self._ranked = RankedRoster(knowledge, roster)
        self._far: dict[tuple[object, ...], dict[str, Exclusion]] = {}

    @property
    def roster(self) -> Roster:
        """The roster that is ranked."""
        return self._ranked.roster

    def rank(self, intake: Intake, now: datetime, limit: int = 10) -> MatchResult:
        """Matches, exclusions and questions for one intake; `now` carries its zone."""
        knowledge = self._knowledge
        today = now.astimezone(EASTERN).date()
        facts = read_facts(intake, knowledge, today)
        filled, _ = with_proposals(intake, knowledge, today)
        wishes = read_wishes(filled, knowledge.payers)
        tried = Tried()
        noted = tuple(intake.urg.flags.value or ())
        ranking = self._ranked.rank(facts, wishes, now, tried, noted)
        emergency = unsettled_emergency(intake, ranking.flags)
        shown = ranking.ranked[:limit]
        matches = tuple(
            matched(one, self._site_name(one.case.offer.site if one.case.offer else ""), shown[0])
            for one in shown
        )
        return MatchResult(
            family=facts.family,
            team=ranking.routing.team,
            status=facts.status,
            routes=ranking.routing.routes,
            first_kinds=ranking.routing.first,
            pair_kinds=(*ranking.routing.pair, *ranking.routing.services),
            urgency=ranking.urgency.code,
            act_by=ranking.urgency.act_by,
            urgency_why=ranking.urgency.why,
            red_flags=ranking.flags,
            services=facts.services,
            visit_modes=visit_modes(ranking, self._ranked, emergency),
            records=records_for(facts, knowledge.records),
            icd10=codes_for(facts, knowledge.catalogue, knowledge.unspecified_codes),
            conflicts=_conflicts(intake, facts),
            proposed=facts.proposed,
            matches=matches,
            excluded=self._excluded(ranking, limit),
            ask_next=ask_next(intake, ranking, self._ranked, now, tried),
            blocked=blocked(intake, emergency),
            next_step=self._step(next_step(ranking, matches, intake, emergency)),
            rules_version=knowledge.version,
            rules_approved=knowledge.approved,
        )

    def _step(self, step: str) -> str:
        """The step; where nobody answers for the rules, a nurse confirms it outside of a demo."""
        if self._knowledge.approved or self._ranked.roster.demonstration:
            return step
        return f"{step}. A nurse confirms it: the rules are not approved yet"

    def _excluded(self, ranking: Ranking, limit: int) -> tuple[Exclusion, ...]:
        """Everybody who is not among the matches: the asked-for by name first, then the nearest."""
        below = [
            not_shown(one, place, limit)
            for place, one in enumerate(ranking.ranked[limit:], start=limit + 1)
        ]
        near = [excluded(one) for one in ranking.dropped]
        far = self._elsewhere(ranking)
        named = ranking.wishes.named.replace(".", " ").split()
        wanted = {
            one.practitioner.id
            for one in (self._ranked.all if named else ())
            if one.last_name in named
        }
        return tuple(sorted((*near, *below, *far), key=lambda one: one.id not in wanted))

    def _elsewhere(self, ranking: Ranking) -> list[Exclusion]:
        """Those of other cancers and other kinds; the reasons are kept, as typing asks again."""
        facts, routing = ranking.facts, ranking.routing
        key = (facts.family, facts.families, facts.nodes, facts.team, routing)
        if key not in self._far and len(self._far) >= _KEPT:
            self._far.clear()
        kept = self._far.setdefault(key, {})
        far = []
        for one in self._ranked.all:
            id_ = one.practitioner.id
            if id_ not in ranking.seen:
                if id_ not in kept:
                    kept[id_] = excluded(self._ranked.elsewhere(one, ranking))
                far.append(kept[id_])
        return far

    def _site_name(self, site_id: str) -> str:
        return self._ranked.site_names.get(site_id, site_id)


def _conflicts(intake: Intake, facts: Facts) -> tuple[Conflict, ...]:
    found = [
        Conflict(
            question=path,
            values=tuple(one.value for one in answer_at(intake, path).statements if one.known),
        )
        for path in conflicts(intake)
    ]
    row = next((row.id for row in intake.dx.rows if not row.removed), "1")
    side = member_path("dx", row, "laterality")
    if len(facts.sides) > 1 and all(one.question != side for one in found):
        found.append(Conflict(question=side, values=facts.sides))
    return tuple(found)
