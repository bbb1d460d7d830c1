"""Matches a patient to specialists: pure, explained, the same answer for the same case."""

from collections.abc import Iterator
from datetime import datetime

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answer_at, conflicts
from advisor_app.domain.people import Roster
from advisor_app.matching.asking import ask_next
from advisor_app.matching.candidates import Ranked, candidate, ranked_at
from advisor_app.matching.ladder import ladder
from advisor_app.matching.masks import members
from advisor_app.matching.phrases import excluded, matched, not_shown
from advisor_app.matching.ranking import RankedRoster, Ranking
from advisor_app.matching.results import Conflict, Exclusion, Match, MatchResult, Relaxation
from advisor_app.matching.steps import blocked, next_step
from advisor_app.matching.told_later import ToldLater
from advisor_app.matching.ways import visit_modes
from advisor_app.matching.wishes import read_wishes
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.icd import codes_for
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.proposals import with_proposals
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.records import records_for
from advisor_app.oncology.redflags import unsettled_emergency


class Matcher:
    """Ranks the specialists of one roster for any intake; reads the roster once."""

    def __init__(self, knowledge: Knowledge, roster: Roster) -> None:
        self._knowledge = knowledge
        self._ranked = RankedRoster(knowledge, roster)

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
        noted = tuple(intake.urg.flags.value or ())
        ranking = self._ranked.rank(facts, wishes, now, noted)
        verdicts = ranking.situation.verdicts
        routing, urgency = verdicts.routing, verdicts.urgency
        emergency = unsettled_emergency(intake, verdicts.flags)
        shown = tuple(ranked_at(ranking, place) for place in range(min(limit, len(ranking.order))))
        matches = tuple(matched(one, self._site_of(one), shown[0]) for one in shown)
        rungs = ladder(ranking)
        return MatchResult(
            family=facts.family,
            team=routing.team,
            status=facts.status,
            routes=routing.routes,
            first_kinds=routing.first,
            pair_kinds=(*routing.pair, *routing.services),
            urgency=urgency.code,
            act_by=urgency.act_by,
            urgency_why=urgency.why,
            red_flags=verdicts.flags,
            services=facts.services,
            visit_modes=visit_modes(ranking, emergency),
            records=records_for(facts, knowledge.records),
            icd10=codes_for(
                facts, knowledge.catalogue, knowledge.unspecified_codes, knowledge.history_codes
            ),
            conflicts=_conflicts(intake, facts),
            proposed=facts.proposed,
            matches=matches,
            excluded=self._excluded(ranking, limit),
            relaxations=tuple(_relaxations(ranking)),
            ladder=rungs,
            ask_next=ask_next(intake, ranking),
            blocked=blocked(intake, emergency),
            next_step=self._step(next_step(ranking, shown, matches, rungs, intake, emergency)),
            rules_version=knowledge.version,
            rules_approved=knowledge.approved,
        )

    def asked_for(self, result: MatchResult, id_: str) -> Match | Exclusion | None:
        """What a ranking of this roster says of the one specialist who is asked for by name."""
        match = next((one for one in result.matches if one.id == id_), None)
        if match is not None or not isinstance(result.excluded, ToldLater):
            return match
        index = self._ranked.index_of.get(id_)
        return result.excluded.told(index) if index is not None else None

    def _step(self, step: str) -> str:
        """The step; where nobody answers for the rules, a nurse confirms it outside of a demo."""
        if self._knowledge.approved or self._ranked.roster.demonstration:
            return step
        return f"{step}. A nurse confirms it: the rules are not approved yet"

    def _excluded(self, ranking: Ranking, limit: int) -> ToldLater[int, Exclusion]:
        """Everybody who is not among the matches: the asked-for by name first, then the nearest."""
        below = {place.who: n for n, place in enumerate(ranking.order[limit:], start=limit + 1)}
        left_out = self._ranked.everybody & ~ranking.judgement.fits
        order = [*members(ranking.near), *below, *members(left_out & ~ranking.near)]
        wanted = ranking.sought.named
        if wanted:
            order.sort(key=lambda index: not wanted >> index & 1)

        def tell(index: int) -> Exclusion:
            if index in below:
                return not_shown(candidate(ranking, index), below[index], limit)
            return excluded(candidate(ranking, index))

        return ToldLater(order, tell)

    def _site_of(self, one: Ranked) -> str:
        site_id = one.case.offer.site if one.case.offer is not None else ""
        return self._ranked.site_names.get(site_id, site_id)


def _relaxations(ranking: Ranking) -> Iterator[Relaxation]:
    """Whom the change of one criterion would let in, the criterion that lets in most first."""
    alone = {name: who for name, who in ranking.judgement.alone.items() if who}
    for name in sorted(alone, key=lambda name: (-alone[name].bit_count(), name)):
        one = candidate(ranking, members(alone[name])[0])
        failing = next(criterion for criterion in one.criteria if criterion.criterion == name)
        yield Relaxation(
            criterion=name,
            adds=alone[name].bit_count(),
            first=one.one.id,
            would_change=failing.would_change,
        )


def _conflicts(intake: Intake, facts: Facts) -> tuple[Conflict, ...]:
    found = [
        Conflict(
            question=path,
            values=tuple(one.value for one in answer_at(intake, path).statements if one.known),
        )
        for path in conflicts(intake)
    ]
    asked = {one.question for one in found}
    found += [
        Conflict(question=one.question, values=one.values)
        for one in facts.contradictions
        if one.question not in asked
    ]
    return tuple(found)
