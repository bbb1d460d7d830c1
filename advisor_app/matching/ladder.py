"""What is left where nobody fits: rung by rung, never a dead end.

Source: the ladder for no match of the matching model: a smaller wish (another way or site), another
kind of specialist of the same team, the team's nurse with a promised day, the medical director for
what is rare or has no team, and a centre near home.
"""

from collections.abc import Iterator
from typing import Final

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import VisitMode
from advisor_app.matching.candidates import candidate
from advisor_app.matching.criteria import KIND, LICENCE, REFUSAL, a, words_of
from advisor_app.matching.masks import joined, members
from advisor_app.matching.ranking import Ranking
from advisor_app.matching.results import Outcome, Rung
from advisor_app.matching.visit_words import MODE_WORDS, working_day

CHANGE: Final = "change"
OTHER_KIND: Final = "other kind"
TRIAGE: Final = "team triage"
DIRECTOR: Final = "medical director"
NEAR_HOME: Final = "near home"
_MOST: Final = 3


def ladder(ranking: Ranking) -> tuple[Rung, ...]:
    """Every rung where nobody fits, the smallest step first; empty where somebody does."""
    if ranking.order:
        return ()
    return (*_changes(ranking), *_other_kinds(ranking), *_reviews(ranking))


def _changes(ranking: Ranking) -> Iterator[Rung]:
    """One answer that would let in a specialist of the right kind, each kind of change once."""
    kept = (REFUSAL, LICENCE, KIND)
    alone = joined(who for name, who in ranking.judgement.alone.items() if name not in kept)
    told: set[str] = set()
    for index in members(ranking.near & alone):
        one = candidate(ranking, index)
        failing = next(c for c in one.criteria if c.state is Outcome.NOT_MET)
        if failing.criterion not in told and len(told) < _MOST:
            told.add(failing.criterion)
            name = f"{one.one.name}, {words_of(one.one.kind)}"
            yield Rung(
                step=CHANGE,
                practitioner=one.one.id,
                text=f"{name}, would be possible: {failing.would_change}",
            )


def _other_kinds(ranking: Ranking) -> Iterator[Rung]:
    """A specialist of another kind who sees such cancers and could be booked."""
    found = ranking.judgement.alone[KIND] if ranking.situation.facts.family else 0
    nearest = next((level.people & found for level in ranking.levels if level.people & found), 0)
    for index in members(nearest)[:1]:
        one = candidate(ranking, index)
        offer = one.offer
        if offer is None:
            continue
        place = offer.site if offer.mode is VisitMode.IN_PERSON else MODE_WORDS[offer.mode]
        site = ranking.ranked.site_names.get(place, place)
        day = f", {format_day(offer.day)}" if offer.day is not None else ""
        wanted = " or ".join(words_of(kind) for kind in ranking.situation.routing.first)
        yield Rung(
            step=OTHER_KIND,
            practitioner=one.one.id,
            text=f"{one.one.name}, {words_of(one.one.kind)}, sees the patient first, {site}{day}, "
            f"beside {a(wanted)} when one is found",
        )


def _reviews(ranking: Ranking) -> Iterator[Rung]:
    """Who reviews the case by when, and where else the patient can go."""
    call_back = format_day(working_day(ranking.situation.today))
    facts, team = ranking.situation.facts, ranking.situation.routing.team
    if team and facts.family:
        name = team.replace("_", " ").capitalize()
        text = f"Nurse of the {name} team reviews and calls back on {call_back}"
        yield Rung(step=TRIAGE, text=text)
    if facts.rare or not (team and facts.family):
        text = f"Medical director reviews; a nurse calls back on {call_back}"
        yield Rung(step=DIRECTOR, text=text)
    yield Rung(step=NEAR_HOME, text="if the team has no place, a cancer centre near home is named")
