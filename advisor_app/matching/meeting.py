"""How the whole roster can meet one patient: every way judged at once, and one chosen for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.matching.deadlines import Deadline
from advisor_app.matching.masks import joined, mask_of, members
from advisor_app.matching.meeting_places import Nearby, Way, nearby
from advisor_app.matching.meeting_ways import Verdict, licence_states, verdict, wanted_modes
from advisor_app.matching.openings import NO_DAY, Openings, Timeline
from advisor_app.matching.results import Outcome
from advisor_app.matching.situation import Situation

_SOON: Final = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedWay:
    """One way for one case: who can book it, who can on a condition, and who is later than may be.

    `states` are those of which one licence counts, `unlicensed` are who holds none of them, and
    `if_licensed` who could, if every licence were held; `verdicts` go by what is known of it.
    """

    way: Way
    states: frozenset[str]
    rank: int
    timeline: Timeline
    met: int
    unknown: int
    by_licence: int
    unlicensed: int
    if_licensed: int
    late: int
    verdicts: Mapping[Outcome, Verdict]
    near: Nearby
    near_if: Nearby


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Those who meet the patient in one way, and whether that is certain."""

    judged: JudgedWay
    certain: bool
    people: int

    @property
    def near(self) -> Nearby:
        """How well the place suits."""
        return self.judged.near if self.certain else self.judged.near_if


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """All ways of one case, the one that suits best first, and who fails for what.

    `no_way` cannot meet the patient at all, `no_licence` for want of a licence, `late` only after
    the day that counts; a way that opened would help no one who lacks those as well.
    """

    ways: tuple[JudgedWay, ...]
    by_way: Mapping[Way, JudgedWay]
    no_way: int
    no_licence: int
    late: int
    varied: int
    today: int
    target_days: int

    def choose(self, people: int) -> Iterator[Chosen]:
        """The best way of each of `people`: in time, then certain, then wanted, near and soon."""
        alike, differing = people & ~self.varied, people & self.varied
        for late in (False, True):
            for certain in (True, False):
                for one in self.ways:
                    found = alike & (one.met if certain else one.unknown)
                    found &= one.late if late else ~one.late
                    if found:
                        alike &= ~found
                        yield Chosen(judged=one, certain=certain, people=found)
        yield from self._each(differing)

    def _each(self, people: int) -> Iterator[Chosen]:
        """For those whose day differs from way to way, where soon and near are weighed."""
        found: dict[tuple[int, bool], list[int]] = {}
        for index in members(people):
            bit = 1 << index
            best = max(
                (
                    (
                        not one.late & bit,
                        bool(one.met & bit),
                        -one.rank,
                        self._worth(one, index),
                        -n,
                    )
                    for n, one in enumerate(self.ways)
                    if (one.met | one.unknown) & bit
                ),
                default=None,
            )
            if best is not None:
                found.setdefault((-best[4], best[1]), []).append(index)
        for (number, certain), indices in found.items():
            count = indices[-1] + 1
            yield Chosen(judged=self.ways[number], certain=certain, people=mask_of(indices, count))

    def _worth(self, one: JudgedWay, index: int) -> float:
        day = one.timeline.first[index]
        if day == NO_DAY:
            return one.near.points
        soon = 1 - (day - self.today) / max(2 * self.target_days, 1)
        return one.near.points + max(0.0, _SOON * soon)


def meet(openings: Openings, situation: Situation, limits: Sequence[Deadline]) -> Meeting:
    """Every way of the roster for this case; who is seen after a deadline is late."""
    wanted = wanted_modes(situation)
    ways = [
        _judged(way, timeline, openings, situation, wanted, limits)
        for way, timeline in openings.timelines.items()
    ]
    ways.sort(key=lambda one: (one.rank, -one.near.points, one.way.site != "MAIN", one.way.site))
    holders = joined(one.timeline.holders for one in ways)
    licensed = joined(one.timeline.holders & ~one.unlicensed for one in ways)
    open_ = joined(one.met | one.unknown for one in ways)
    if_licensed = joined(one.if_licensed for one in ways) | open_
    early = joined((one.met | one.unknown) & ~one.late for one in ways)
    early |= joined(one.if_licensed & ~one.late for one in ways) & ~open_
    early |= joined(one.timeline.holders & ~one.late for one in ways) & ~if_licensed
    return Meeting(
        ways=tuple(ways),
        by_way={one.way: one for one in ways},
        no_way=holders & ~if_licensed,
        no_licence=(if_licensed & ~open_) | (holders & ~if_licensed & ~licensed),
        late=holders & ~early,
        varied=openings.varied,
        today=openings.today.toordinal(),
        target_days=situation.target_days,
    )


def _judged(
    way: Way,
    timeline: Timeline,
    openings: Openings,
    situation: Situation,
    wanted: tuple[object, ...],
    limits: Sequence[Deadline],
) -> JudgedWay:
    by_state = {Outcome.MET: 0, Outcome.UNKNOWN: 0, Outcome.NOT_MET: 0, Outcome.NOT_CHECKED: 0}
    verdicts: dict[Outcome, Verdict] = {}
    by_licence = unlicensed = 0
    states = licence_states(way, situation)
    for licence, people in openings.licences(way, states).items():
        found = verdicts[licence] = verdict(way, licence, situation)
        by_state[found.state] |= people
        unlicensed |= people if licence is Outcome.NOT_MET else 0
        if found.by_licence:
            by_licence |= people
    best = verdict(way, Outcome.MET, situation).state
    late = 0
    for people, last in limits:
        late |= people & timeline.holders & ~timeline.dateless & ~timeline.until(last.toordinal())
    return JudgedWay(
        way=way,
        states=states,
        rank=wanted.index(way.mode) if way.mode in wanted else len(wanted),
        timeline=timeline,
        met=by_state[Outcome.MET],
        unknown=by_state[Outcome.UNKNOWN],
        by_licence=by_licence,
        unlicensed=unlicensed,
        if_licensed=timeline.holders if best is not Outcome.NOT_MET else 0,
        late=late,
        verdicts=verdicts,
        near=nearby(way, Outcome.MET, situation),
        near_if=nearby(way, Outcome.UNKNOWN, situation),
    )
