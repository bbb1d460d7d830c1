"""What may not be done now, and the named, dated step with which every call ends."""

from datetime import date

from advisor_app.domain.authority import Disclosure, disclosure
from advisor_app.domain.dates import format_day
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import VisitMode
from advisor_app.matching.candidates import Ranked
from advisor_app.matching.ladder import DIRECTOR, TRIAGE
from advisor_app.matching.ranking import Ranking
from advisor_app.matching.results import Blocked, Match, Outcome, Rung
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
    ladder: tuple[Rung, ...],
    intake: Intake,
    emergency: RaisedFlag | None,
) -> str:
    """Who does what by when; never empty. `ladder` is for who has no match."""
    today = ranking.situation.facts.today
    if _died(intake):
        return f"Express sympathy and close the case, {format_day(today)}"
    if emergency is not None:
        return _emergency(emergency, ranking, today)
    told = disclosure(intake)
    step = matches[0].step if matches else _climb(ranking, ladder)
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
    return f"Settle whether {offer.reason.removeprefix('if ')}; then: "


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


def _climb(ranking: Ranking, ladder: tuple[Rung, ...]) -> str:
    """The first rung, and the one that holds a promised day."""
    if ranking.situation.facts.admitted:
        return f"Transfer desk calls the ward today, {format_day(ranking.situation.today)}"
    first = ladder[0]
    dated = next(one for one in ladder if one.step in (TRIAGE, DIRECTOR))
    last = ladder[-1]
    told = [first.text, *(one.text for one in (dated, last) if one is not first)]
    return "; ".join(dict.fromkeys(told))
