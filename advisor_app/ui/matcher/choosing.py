"""A specialist who is about to be chosen: in which way, at which place of the order, against what.

The first of the order needs no reason, nor does an equal of the first. Any other needs one; where a
hard criterion is not met a nurse or a supervisor gives it; against a licence nobody chooses, and a
licence that is not known counts as none (rule H5 of the matching model).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import VisitMode
from advisor_app.domain.values import Parts, parts
from advisor_app.matching.criteria import LICENCE, NAMES, WAY
from advisor_app.matching.results import (
    Criterion,
    Exclusion,
    Match,
    MatchResult,
    MeetingWay,
    Outcome,
)
from advisor_app.matching.visit_words import MODE_WORDS, working_day
from advisor_app.services.fired_rules import FiredRules
from advisor_app.services.referrals import Choice
from advisor_app.ui.wording import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """`place` is 1 for the first and its equals, 0 for who is not offered; `first` is the first's
    name; `step` the dated step that follows, `text` why, as it is printed.
    """

    practitioner: str
    name: str
    way: MeetingWay
    rules: FiredRules
    place: int
    text: str
    step: str
    first: str = ""
    not_met: tuple[Criterion, ...] = ()

    @property
    def against_licence(self) -> bool:
        """Whether a licence stands against it, or is not known to be held."""
        return any(one.criterion == LICENCE for one in self.not_met)

    @property
    def needs_reason(self) -> bool:
        """Whether somebody must say why."""
        return self.place != 1 or bool(self.not_met)

    @property
    def choice(self) -> Choice:
        """The choice as the service checks it."""
        not_met = tuple(dict.fromkeys(one.criterion for one in self.not_met))
        return Choice(
            practitioner=self.practitioner, place=self.place, not_met=not_met, rules=self.rules
        )

    @property
    def standing(self) -> str:
        """Where the specialist stands, in words."""
        if self.place == 0:
            return phrase("Not offered for this case.")
        first = (
            phrase(" {first} is first.", first=self.first) if self.first and self.place > 1 else ""
        )
        return phrase("Number {place} of the order.{first}", place=self.place, first=first)


def choosing(
    result: MatchResult, asked: Match | Exclusion, mode: str, site: str, today: date
) -> Choosing | None:
    """The choice of one specialist in that way; by default in the way that is most possible.

    None where the directory knows no way to meet them.
    """
    way = way_of(asked.ways, mode, site) or default_way(asked)
    if way is None:
        return None
    kept_out = asked.criteria if isinstance(asked, Exclusion) else ()
    not_met = [one for one in kept_out if _is_hard(one)]
    against = _against(way)
    if against is not None and all(one.criterion != against.criterion for one in not_met):
        not_met.append(against)
    first = result.matches[0] if result.matches else None
    return Choosing(
        practitioner=asked.id,
        name=asked.name,
        way=way,
        rules=FiredRules.of(result),
        place=_place(result, asked),
        text=asked.text if isinstance(asked, Match) else "",
        step=_step(asked, way, today),
        first=first.name if first is not None else "",
        not_met=tuple(not_met),
    )


def choice_parts(one: Choosing, reason: str) -> Parts:
    """The choice as an answer of the case: why it was overridden, and against what."""
    against = "; ".join(criterion.text for criterion in one.not_met)
    override = f"{reason} (although: {against})" if reason and against else reason
    return parts(
        id=one.practitioner,
        site=one.way.site,
        mode=one.way.mode,
        rank=one.place or None,
        text=one.text or None,
        override=override or None,
    )


def way_of(ways: Sequence[MeetingWay], mode: str, site: str) -> MeetingWay | None:
    """The way of that mode, at that site where one is named."""
    return next((one for one in ways if one.mode == mode and site in ("", one.site)), None)


def default_way(asked: Match | Exclusion) -> MeetingWay | None:
    """The way in which a match is offered; of somebody else the one that is most possible."""
    if isinstance(asked, Match):
        offered = way_of(asked.ways, asked.mode, asked.site)
        if offered is not None:
            return offered
    order = (Outcome.MET, Outcome.UNKNOWN, Outcome.NOT_MET, Outcome.NOT_CHECKED)
    return min(
        asked.ways, key=lambda one: (one.by_licence, order.index(one.state)), default=None
    )  # fmt: skip


def _against(way: MeetingWay) -> Criterion | None:
    """The criterion that the way itself fails; a video visit needs a licence that is known."""
    unlicensed = way.by_licence or way.mode == VisitMode.VIDEO
    if way.state is Outcome.MET or (way.state is Outcome.UNKNOWN and not unlicensed):
        return None
    if way.state is Outcome.UNKNOWN:
        text = (
            phrase("not known {reason}", reason=way.reason)
            if way.reason.startswith("if ")
            else way.reason
        )
        change = phrase("that is settled before anything is booked")
        return Criterion(criterion=LICENCE, state=Outcome.UNKNOWN, text=text, would_change=change)
    name = LICENCE if way.by_licence else WAY
    return Criterion(criterion=name, state=Outcome.NOT_MET, text=way.reason)


def _is_hard(one: Criterion) -> bool:
    return one.state is Outcome.NOT_MET and one.criterion in NAMES


def _place(result: MatchResult, asked: Match | Exclusion) -> int:
    if isinstance(asked, Exclusion):
        return asked.place
    first = result.matches[0]
    if asked.tie and (asked.band, asked.score) == (first.band, first.score):
        return 1
    return [one.id for one in result.matches].index(asked.id) + 1


def _step(asked: Match | Exclusion, way: MeetingWay, today: date) -> str:
    if isinstance(asked, Match) and (way.mode, way.site) == (asked.mode, asked.site):
        return asked.step
    mode = VisitMode(way.mode)
    place = way.site_name if mode is VisitMode.IN_PERSON else phrase(MODE_WORDS[mode])
    if way.day is None:
        by = format_day(working_day(today))
        return phrase(
            "Ask the office of {asked} for a date by {by}, {place}",
            asked=asked.name,
            by=by,
            place=place,
        )
    return phrase(
        "Book {asked}, {place}, {format_day}",
        asked=asked.name,
        place=place,
        format_day=format_day(way.day),
    )
