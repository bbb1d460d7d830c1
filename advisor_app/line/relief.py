"""When too many wait for a group of the line: who could lend it advisors, and the effect.

The effect is reckoned with Erlang C (`staffing`), each group as a line of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor_app.line.groups import Groups, LineGroup
from advisor_app.line.staffing import what_if


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLoad:
    """One group now: calls that wait, calls an hour, and advisors who answer for it."""

    group: str
    waiting: int = 0
    calls_per_hour: float = 0.0
    advisors: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """Advisors that one group could lend another; waits in seconds, None: without end."""

    group: str
    lender: str
    advisors: int
    wait_before: float | None
    wait_after: float
    lender_wait_after: float
    words: str


def over_limit(loads: Sequence[GroupLoad], groups: Groups) -> tuple[LineGroup, ...]:
    """The groups in which more wait than their limit, in the order of the board."""
    waiting = {load.group: load.waiting for load in loads}
    return tuple(group for group in groups.all if waiting.get(group.id, 0) > group.limit)


def relief(
    group: LineGroup,
    loads: Sequence[GroupLoad],
    groups: Groups,
    aht_seconds: float,
    goal_seconds: float = 60,
) -> Relief | None:
    """The fewest advisors of one other group that bring the wait of `group` under the goal.

    A lender keeps its own wait under the goal too; one of the same pod is preferred. None where
    nobody can help.
    """
    by_group = {load.group: load for load in loads}
    own = by_group.get(group.id, GroupLoad(group=group.id))
    before = _wait(own, 0, aht_seconds)
    most = max((load.advisors for load in loads), default=0)
    for lent in range(1, most):
        after = _wait(own, lent, aht_seconds)
        if after is None or after >= goal_seconds:
            continue
        for lender in _lenders(group, groups):
            theirs = _left(by_group, lender, lent, aht_seconds)
            if theirs is not None and theirs < goal_seconds:
                return Relief(
                    group=group.id,
                    lender=lender.id,
                    advisors=lent,
                    wait_before=before,
                    wait_after=after,
                    lender_wait_after=theirs,
                    words=_words(group, lender, lent, goal_seconds),
                )
    return None


def _lenders(group: LineGroup, groups: Groups) -> list[LineGroup]:
    others = [one for one in groups.all if one.id != group.id]
    return sorted(others, key=lambda one: one.pod != group.pod)


def _left(
    by_group: Mapping[str, GroupLoad], lender: LineGroup, lent: int, aht_seconds: float
) -> float | None:
    """The wait of a lender without the advisors it lent; None where it cannot spare them."""
    load = by_group.get(lender.id)
    if load is None or load.advisors <= lent:
        return None
    return _wait(load, -lent, aht_seconds)


def _wait(load: GroupLoad, more: int, aht_seconds: float) -> float | None:
    return what_if(load.advisors + more, load.calls_per_hour, aht_seconds, 0).asa


def _words(group: LineGroup, lender: LineGroup, lent: int, goal: float) -> str:
    who = "1 advisor" if lent == 1 else f"{lent} advisors"
    return (
        f"{group.name} is over its limit of {group.limit}. Lending {who} from {lender.name} "
        f"would bring the wait under {goal:.0f} s."
    )
