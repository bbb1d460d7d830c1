"""Which advisor a waiting call is offered to, and why.

A call goes to the best fit that is free. The longer it waits, the less fit is asked for, so that a
rare cancer does not wait for one person. Calls are served by class (urgent first), and in order of
arrival within a class: no call is passed over for a later one that the same advisor could take.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from advisor_app.domain.clock import waited
from advisor_app.domain.people import Advisor, Role
from advisor_app.domain.places import language_name
from advisor_app.line.calls import Call, CallState, IncomingCall
from advisor_app.line.groups import Groups
from advisor_app.line.presence import Presence, PresenceState

Within: TypeAlias = Callable[[str, str], bool]
"""Whether a node of the cancer tree (first) lies within another (second)."""

LEASED: Final = frozenset({CallState.CONNECTED, CallState.HELD, CallState.TRANSFERRING})
"""States in which a desk must show that it lives."""

RINGS: Final = frozenset({CallState.OFFERED, CallState.TRANSFERRING})
"""States in which a call rings at the desk that it is offered to."""

TAKES_CALLS: Final = frozenset({Role.ADVISOR, Role.NURSE})
FULL: Final = 5
ANY_FAMILY: Final = 3
_KNOWS: Final = 3
_RELATED: Final = 2
SPEAKS: Final = "en"
_AT_WORK: Final = frozenset({PresenceState.AVAILABLE, PresenceState.ON_CALL, PresenceState.WRAP_UP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well an advisor fits a call: `ticks` 0 to 5, `words` for the row of the queue.

    `level` is the level of the skill that counts (0 none), `why` the reasons in full.
    """

    ticks: int
    words: str
    level: int = 0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingRules:
    """How long an offer stands, and how soon less fit is enough (settings of the centre).

    `relax` holds pairs (seconds waited, ticks that are enough from then on), in order. By default a
    call asks for level 4 at first, for level 3 after 5 s, and after 10 s anybody helps. Who let a
    call pass is not asked for it again for `pass_seconds`. A desk that is silent for
    `lease_seconds` loses the call it works on (0: never, where all desks are one program).
    `help_after` holds pairs (group, seconds): calls for that group stay with who knows the cancer
    (level 3) for so long, then teams of the same pod may help, after twice as long anybody. A
    caller waits for their language for `language_seconds` while somebody at work speaks it; then
    an interpreter joins.
    """

    offer_seconds: int = 20
    pass_seconds: int = 60
    lease_seconds: int = 45
    relax: tuple[tuple[int, int], ...] = ((0, 4), (5, 3), (10, 1))
    help_after: tuple[tuple[str, int], ...] = ()
    language_seconds: int = 30

    def ticks_asked(self, seconds: float, group: str = "") -> int:
        """The fewest ticks that do for a call of a group that has waited so long."""
        asked = FULL
        for after, ticks in self.relax:
            if seconds >= after:
                asked = ticks
        threshold = dict(self.help_after).get(group)
        if threshold is None:
            return asked
        if seconds < threshold:
            return max(asked, _KNOWS)
        return _RELATED if seconds < 2 * threshold else 1

    def with_help_after(self, group: str, seconds: int | None) -> "PairingRules":
        """The rules with another threshold of a group; None: the group has none of its own."""
        others = tuple(one for one in self.help_after if one[0] != group)
        own = () if seconds is None else ((group, seconds),)
        return replace(self, help_after=(*others, *own))


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A call offered to one advisor until an instant; `why` is for the banner."""

    call_id: str
    advisor: str
    why: str
    until: datetime
    ticks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What pairing goes by besides the calls: the tree, the groups, the rules.

    `owners` gives the owner of a call's case by call id. `passed` holds pairs (call id, advisor)
    of offers that were declined or ran out within the last `rules.pass_seconds`.
    """

    within: Within = field(default=lambda node, ancestor: node == ancestor)
    groups: Groups = field(default_factory=Groups)
    rules: PairingRules = field(default_factory=PairingRules)
    owners: Mapping[str, str] = field(default_factory=dict)
    passed: frozenset[tuple[str, str]] = frozenset()


PLAIN: Final = Setting()
"""A tree without branches, no groups, the default rules."""


def fit(call: Call | IncomingCall, advisor: Advisor, setting: Setting = PLAIN) -> Fit:
    """How well `advisor` fits `call`, in ticks and words."""
    if setting.owners.get(call.id) == advisor.id:
        return Fit(ticks=FULL, words="yours", level=FULL, why=("you know this case",))
    known = setting.groups.families_of(call.family)
    level = max((skill_level(one, advisor, setting.within) for one in known), default=0)
    ticks, words, why = _by_skill(call, advisor, level, setting.groups)
    if call.language not in ("", SPEAKS):
        ticks, words, why = _by_language(call.language, advisor, ticks, why)
    if call.first_time:
        why = (*why, "first call")
    return Fit(ticks=ticks, words=words, level=level, why=why)


def skill_level(family: str, advisor: Advisor, within: Within) -> int:
    """The level of the advisor's best skill for a family or kind; 0 where none touches it.

    A skill on the node or above it counts in full, one on a branch below it a level less: who knows
    one kind of a family knows the family a little less well.
    """
    best = 0
    for skill in advisor.skills if family else ():
        if skill.node == family or within(family, skill.node):
            best = max(best, skill.level)
        elif within(skill.node, family):
            best = max(best, skill.level - 1)
    return min(best, FULL)


def in_order(calls: Sequence[Call]) -> tuple[Call, ...]:
    """The calls as they are served: urgent first, then by arrival."""
    return tuple(sorted(calls, key=lambda call: (not call.urgent, call.arrived_at, call.id)))


def offer(
    calls: Sequence[Call],
    advisors: Sequence[Advisor],
    presences: Sequence[Presence],
    now: datetime,
    setting: Setting = PLAIN,
) -> tuple[Offer, ...]:
    """The offers to make at `now`: every call at most once, every advisor at most once."""
    waiting = in_order([one for one in calls if one.state is CallState.WAITING])
    free = _free(calls, advisors, presences, now) if waiting else {}
    spoken = _spoken_now(advisors, presences)
    offers: list[Offer] = []
    for call in waiting:
        chosen = _best(call, free, spoken, now, setting) if free else None
        if chosen is not None:
            advisor, found = chosen
            offers.append(_offer(call, advisor, found, now, setting.rules))
            del free[advisor.id]
    return tuple(offers)


def given_back(calls: Sequence[Call], now: datetime) -> tuple[Call, ...]:
    """The calls whose desk has been silent for so long that somebody else must take them."""
    return tuple(
        call
        for call in calls
        if call.state in LEASED and call.lease_until is not None and call.lease_until <= now
    )


def unanswered(calls: Sequence[Call], now: datetime) -> tuple[Call, ...]:
    """The calls in transfer whose receiver has not answered in time: they stay the sender's."""
    return tuple(
        call
        for call in calls
        if call.state is CallState.TRANSFERRING
        and call.offer_until is not None
        and call.offer_until <= now
    )


def run_out(calls: Sequence[Call], now: datetime) -> tuple[Call, ...]:
    """The calls whose offer has run out at `now` and that go back to waiting."""
    return tuple(
        call
        for call in calls
        if call.state is CallState.OFFERED
        and call.offer_until is not None
        and call.offer_until <= now
    )


def _by_skill(
    call: Call | IncomingCall, advisor: Advisor, level: int, groups: Groups
) -> tuple[int, str, tuple[str, ...]]:
    group = groups.of_family(call.family)
    named = group.name if group is not None else call.family.replace("_", " ").capitalize()
    if not call.family:
        return ANY_FAMILY, "anyone", ("the cancer is not known yet",)
    if level >= FULL:
        return FULL, "your group", (f"{named} is your group, level 5",)
    if level >= 3:
        return level, f"level {level}", (f"{named} level {level}",)
    if level or groups.related(advisor.group, call.family):
        return _RELATED, "can help", (f"you can help with {named.lower()}",)
    return 1, "can help", ("others of the group are on calls",)


def _by_language(
    language: str, advisor: Advisor, ticks: int, why: tuple[str, ...]
) -> tuple[int, str, tuple[str, ...]]:
    name = language_name(language)
    if language in advisor.languages:
        return min(FULL, max(ticks + 1, 4)), name, (f"you speak {name}", *why)
    return max(1, ticks - 2), "interpreter", (*why, f"interpreter for {name}")


def _free(
    calls: Sequence[Call], advisors: Sequence[Advisor], presences: Sequence[Presence], now: datetime
) -> dict[str, tuple[Advisor, datetime]]:
    offered = {
        call.offered_to
        for call in calls
        if call.state in RINGS and (call.offer_until is None or call.offer_until > now)
    }
    since = {one.advisor: one.since for one in presences if one.state is PresenceState.AVAILABLE}
    return {
        one.id: (one, since[one.id])
        for one in advisors
        if one.id in since
        and one.id not in offered
        and one.role in TAKES_CALLS
        and not one.disabled
    }


def _spoken_now(advisors: Sequence[Advisor], presences: Sequence[Presence]) -> frozenset[str]:
    """The languages of those who answer calls now, or will when theirs has ended."""
    here = {one.advisor for one in presences if one.state in _AT_WORK}
    return frozenset(
        language
        for one in advisors
        if one.id in here and one.role in TAKES_CALLS and not one.disabled
        for language in one.languages
    )


def _best(
    call: Call,
    free: Mapping[str, tuple[Advisor, datetime]],
    spoken: frozenset[str],
    now: datetime,
    setting: Setting,
) -> tuple[Advisor, Fit] | None:
    """The best of the free who speaks the caller's language, as long as that is waited for."""
    seconds = (now - call.arrived_at).total_seconds()
    group = setting.groups.of_family(call.family)
    asked = setting.rules.ticks_asked(seconds, group.id if group is not None else "")
    asked = 0 if call.urgent else asked
    waits = seconds < setting.rules.language_seconds
    kept = waits and call.language in spoken and not call.urgent
    willing = [
        one
        for one in free.values()
        if (call.id, one[0].id) not in setting.passed
        and (not kept or call.language in one[0].languages)
    ]
    ranked = _ranked(call, willing, asked, setting)
    return ranked[0] if ranked else None


def _ranked(
    call: Call, willing: Sequence[tuple[Advisor, datetime]], asked: int, setting: Setting
) -> list[tuple[Advisor, Fit]]:
    """Who may take the call: a nurse first where it is urgent, the best fit, the longest free."""
    fits = [(advisor, since, fit(call, advisor, setting)) for advisor, since in willing]
    fits.sort(
        key=lambda one: (
            call.urgent and one[0].role is not Role.NURSE,
            -one[2].ticks,
            one[1],
            one[0].id,
        )
    )
    return [(advisor, found) for advisor, _, found in fits if found.ticks >= asked]


def _offer(call: Call, advisor: Advisor, found: Fit, now: datetime, rules: PairingRules) -> Offer:
    reasons = ["urgent", *found.why] if call.urgent else list(found.why)
    reasons.append(f"waited {waited((now - call.arrived_at).total_seconds())}")
    return Offer(
        call_id=call.id,
        advisor=advisor.id,
        why=" · ".join(reasons),
        until=now + timedelta(seconds=rules.offer_seconds),
        ticks=found.ticks,
    )
