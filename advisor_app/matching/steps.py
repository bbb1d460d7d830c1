"""What may not be done now, and the named, dated step with which every call ends."""

from datetime import date

from advisor_app.domain.authority import Disclosure, disclosure
from advisor_app.domain.dates import format_day
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import VisitMode
from advisor_app.matching.candidates import Ranked, candidate
from advisor_app.matching.criteria import LICENCE, REFUSAL, words_of
from advisor_app.matching.masks import joined, members
from advisor_app.matching.ranking import Ranking
from advisor_app.matching.results import Blocked, Match, Outcome
from advisor_app.matching.visit_words import working_day
from advisor_app.oncology.redflags import RaisedFlag


def blocked(intake: Intake, emergency: RaisedFlag | None) -> tuple[Blocked, ...]:
    """What must wait: H9 (authority) and H10 (an open emergency).

    Source: 45 CFR 164.510(b); an emergency ends the interview until the instruction is read back.
    """
    found: list[Blocked] = []
    if _died(intake):
        found.append(Blocked(what="book", why="The patient has died"))
    told: Disclosure = disclosure(intake)
    if emergency is not None:
        why = f"{emergency.flag.title} ({emergency.flag.id}) is open"
        found += [Blocked(what="book", why=why), Blocked(what="interview", why=why)]
    if not told.allowed:
        found += [Blocked(what=what, why=told.why) for what in ("book", "disclose", "print")]
    return tuple(found)


def next_step(
    ranking: Ranking,
    shown: tuple[Ranked, ...],
    matches: tuple[Match, ...],
    intake: Intake,
    emergency: RaisedFlag | None,
) -> str:
    """Who does what by when; never empty."""
    today = ranking.situation.facts.today
    if _died(intake):
        return f"Express sympathy and close the case, {format_day(today)}"
    if emergency is not None:
        return _emergency(emergency, ranking, today)
    told = disclosure(intake)
    step = matches[0].step if matches else _ladder(ranking, today)
    step = _settled_first(ranking, shown) + step
    if not told.allowed:
        return f"{told.act}; then: {step}"
    if ranking.situation.verdicts.urgency.code == "U1_RN_now_48h":
        return f"A nurse joins this call now; then: {step}"
    return step


def _settled_first(ranking: Ranking, shown: tuple[Ranked, ...]) -> str:
    """What must be asked before the first of the list can be booked that way."""
    offer = shown[0].case.offer if shown else None
    if offer is None or offer.state is not Outcome.UNKNOWN:
        return ""
    if offer.mode is VisitMode.VIDEO and not ranking.situation.wishes.place:
        return "Ask where the patient will be on the day; then: "
    return f"Settle {offer.reason.removeprefix('if ')}; then: "


def _died(intake: Intake) -> bool:
    return intake.patient.vital_status.value == "deceased"


def _emergency(flag: RaisedFlag, ranking: Ranking, today: date) -> str:
    if flag.tier == "E0_911":
        where = "the local emergency number" if ranking.situation.facts.abroad else "911"
        return f"Now: {where} ({flag.flag.id}); call back in 30 minutes, {format_day(today)}"
    return (
        f"Emergency department today, {format_day(today)} ({flag.flag.id}); a nurse joins the call "
        "and calls back"
    )


def _ladder(ranking: Ranking, today: date) -> str:
    """Where nobody fits: a smaller wish, the team's nurse, the director, a centre near home."""
    call_back = format_day(working_day(today))
    if ranking.situation.facts.admitted:
        return f"Transfer desk calls the ward today, {format_day(today)}"
    relaxed = _relaxed(ranking)
    if relaxed:
        return f"{relaxed}; the team's nurse calls back on {call_back}"
    team = ranking.situation.routing.team
    if team and ranking.situation.facts.family:
        name = team.replace("_", " ").capitalize()
        return (
            f"Nurse of the {name} team reviews and calls back on {call_back}; "
            "if the team has no place, a cancer centre near home is named"
        )
    return f"Medical director reviews; a nurse calls back on {call_back}"


def _relaxed(ranking: Ranking) -> str:
    """The smallest change that would let somebody be offered."""
    kept = (REFUSAL, LICENCE)
    alone = joined(who for name, who in ranking.judgement.alone.items() if name not in kept)
    for index in members(ranking.near & alone)[:1]:
        one = candidate(ranking, index)
        failing = next(c for c in one.criteria if c.state is Outcome.NOT_MET)
        return (
            f"{one.one.name}, {words_of(one.one.kind)}, would be possible: {failing.would_change}"
        )
    return ""
