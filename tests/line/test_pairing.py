"""Whom a call is offered to, why, and that nobody is passed over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.people import Advisor, Role, Skill
from advisor_app.line.calls import Call, CallState
from advisor_app.line.groups import Groups, LineGroup, load_groups
from advisor_app.line.pairing import PairingRules, Setting, fit, in_order, offer, run_out
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.line.staff import load_advisors

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
PARENTS = {"pnet": "neuroendocrine", "insulinoma": "pnet"}


def within(node: str, ancestor: str) -> bool:
    """A small cancer tree."""
    while node in PARENTS:
        node = PARENTS[node]
        if node == ancestor:
            return True
    return False


SETTING = Setting(within=within, groups=load_groups())


def advisor(
    id_: str,
    skills: dict[str, int] | None = None,
    *,
    languages: tuple[str, ...] = ("en",),
    role: Role = Role.ADVISOR,
    group: str = "",
) -> Advisor:
    """An advisor with skills by node."""
    return Advisor(
        id=id_,
        name=id_.title(),
        initials=id_[:2].upper(),
        role=role,
        group=group,
        skills=tuple(Skill(node=node, level=level) for node, level in (skills or {}).items()),
        languages=languages,
    )


def call(
    id_: str,
    family: str = "breast",
    seconds: float = 0,
    *,
    urgent: bool = False,
    language: str = "en",
    first_time: bool = False,
) -> Call:
    """A call that has waited so many seconds."""
    return Call(
        id=id_,
        phone="(212) 555-0117",
        arrived_at=NOW - timedelta(seconds=seconds),
        family=family,
        urgent=urgent,
        language=language,
        first_time=first_time,
    )


def ready(*ids: str, minutes: float = 5) -> tuple[Presence, ...]:
    """Everybody available since so many minutes."""
    since = NOW - timedelta(minutes=minutes)
    return tuple(Presence(advisor=id_, state=PresenceState.AVAILABLE, since=since) for id_ in ids)


@pytest.mark.parametrize(
    ("waiting", "who", "ticks", "words"),
    [
        (call("1", "pancreas"), {"pancreas": 5}, 5, "your group"),
        (call("1", "pancreas"), {"pancreas": 4}, 4, "level 4"),
        (call("1", "pancreas"), {"pancreas": 2}, 2, "can help"),
        (call("1", "pancreas"), {}, 1, "can help"),
        (call("1", ""), {"pancreas": 5}, 3, "anyone"),
        (call("1", "insulinoma"), {"neuroendocrine": 5}, 5, "your group"),
        (call("1", "neuroendocrine"), {"insulinoma": 5}, 4, "level 4"),
        (call("1", "pancreas", language="ar"), {"pancreas": 5}, 3, "interpreter"),
        (call("1", "pancreas", language="ar"), {}, 1, "interpreter"),
    ],
)
def test_fit_in_ticks_and_words(waiting: Call, who: dict[str, int], ticks: int, words: str) -> None:
    found = fit(waiting, advisor("ruiz", who), SETTING)
    assert (found.ticks, found.words) == (ticks, words)


def test_a_shared_language_counts_for_more_than_a_level() -> None:
    spanish = advisor("ruiz", {"lung": 2}, languages=("en", "es"))
    english = advisor("lin", {"lung": 5})
    waiting = call("1", "lung", language="es")
    assert (fit(waiting, spanish, SETTING).ticks, fit(waiting, spanish, SETTING).words) == (
        4,
        "Spanish",
    )
    assert fit(waiting, spanish, SETTING).ticks > fit(waiting, english, SETTING).ticks


def test_a_group_of_the_same_pod_can_help() -> None:
    groups = load_groups()
    assert groups.related("gi", "pancreas")
    assert not groups.related("breast", "pancreas")
    near, far = advisor("vance", group="gi"), advisor("abara", group="breast")
    waiting = call("1", "pancreas")
    assert fit(waiting, near, SETTING).ticks > fit(waiting, far, SETTING).ticks


def test_the_offer_says_why() -> None:
    ruiz = advisor("ruiz", {"pancreas": 5})
    waiting = call("1", "pancreas", 171, first_time=True)
    (made,) = offer([waiting], [ruiz], ready("ruiz"), NOW, SETTING)
    assert made.why == "Pancreas, biliary is your group, level 5 · first call · waited 02:51"
    assert made.until == NOW + timedelta(seconds=20)
    assert made.advisor == "ruiz"


def test_the_best_fit_gets_the_call_and_the_longest_free_among_equals() -> None:
    staff = [advisor("low", {"breast": 4}), advisor("top", {"breast": 5})]
    (made,) = offer([call("1")], staff, ready("low", "top"), NOW, SETTING)
    assert made.advisor == "top"
    equals = [advisor("early", {"breast": 5}), advisor("late", {"breast": 5})]
    presences = ready("late", minutes=2) + ready("early", minutes=9)
    (made,) = offer([call("1")], equals, presences, NOW, SETTING)
    assert made.advisor == "early"


def test_the_owner_of_the_case_is_preferred() -> None:
    staff = [advisor("owner", {"breast": 1}), advisor("top", {"breast": 5})]
    setting = Setting(owners={"1": "owner"})
    (made,) = offer([call("1")], staff, ready("owner", "top", minutes=1), NOW, setting)
    assert made.advisor == "owner"
    assert "you know this case" in made.why


def test_less_fit_does_after_a_wait() -> None:
    weak = advisor("weak", {"breast": 1})
    assert not offer([call("1", seconds=9)], [weak], ready("weak"), NOW, SETTING)
    assert offer([call("1", seconds=10)], [weak], ready("weak"), NOW, SETTING)
    assert PairingRules().ticks_asked(0) == 4


def test_an_urgent_call_goes_first_and_to_a_nurse() -> None:
    staff = [advisor("top", {"breast": 5}), advisor("nurse", role=Role.NURSE)]
    calls = [call("old", seconds=300), call("urgent", urgent=True)]
    made = {one.call_id: one for one in offer(calls, staff, ready("top", "nurse"), NOW, SETTING)}
    assert made["urgent"].advisor == "nurse"
    assert made["urgent"].why.startswith("urgent")
    assert made["old"].advisor == "top"


@pytest.mark.parametrize(
    "state", [state for state in PresenceState if state is not PresenceState.AVAILABLE]
)
def test_only_the_available_are_offered_calls(state: PresenceState) -> None:
    presence = Presence(advisor="top", state=state, since=NOW)
    assert not offer([call("1", seconds=99)], [advisor("top")], [presence], NOW, SETTING)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR, Role.OPERATOR])
def test_calls_are_offered_to_advisors_and_nurses(role: Role) -> None:
    boss = advisor("boss", {"breast": 5}, role=role)
    assert not offer([call("1", seconds=99)], [boss], ready("boss"), NOW, SETTING)


def test_who_let_a_call_pass_is_not_asked_again_for_it() -> None:
    staff = [advisor("top", {"breast": 5})]
    setting = Setting(passed=frozenset({("1", "top")}))
    calls = [call("1", seconds=99), call("2", seconds=50)]
    (made,) = offer(calls, staff, ready("top"), NOW, setting)
    assert made.call_id == "2"


def test_an_advisor_who_is_being_offered_a_call_gets_no_second() -> None:
    ringing = Call(
        id="1",
        phone="",
        arrived_at=NOW,
        state=CallState.OFFERED,
        offered_to="top",
        offer_until=NOW + timedelta(seconds=5),
    )
    staff = [advisor("top", {"breast": 5})]
    calls = [ringing, call("2", seconds=90)]
    assert not offer(calls, staff, ready("top"), NOW, SETTING)
    assert not run_out(calls, NOW)
    assert run_out(calls, NOW + timedelta(seconds=5)) == (ringing,)


FAMILIES = st.sampled_from(["breast", "lung", "pancreas", "lymphoma", ""])
CALLS = st.lists(
    st.builds(
        call,
        st.uuids().map(str),
        FAMILIES,
        st.floats(0, 300),
        urgent=st.booleans(),
        language=st.sampled_from(["en", "es", "ar"]),
    ),
    max_size=12,
)
STAFF = load_advisors()
TAKERS = [one for one in STAFF if one.role in (Role.ADVISOR, Role.NURSE)]


def waited_for_language(one: Call) -> bool:
    """Whether an interpreter joins by now."""
    seconds = (NOW - one.arrived_at).total_seconds()
    return seconds >= SETTING.rules.language_seconds


def languages_of(free: set[str]) -> set[str]:
    """What those speak who answer calls now."""
    return {language for one in TAKERS if one.id in free for language in one.languages}


def test_a_language_is_waited_for_while_somebody_at_work_speaks_it() -> None:
    spanish = call("1", "breast", SETTING.rules.language_seconds - 1, language="es")
    staff = [advisor("best", {"breast": 5}), advisor("speaks", {"lung": 5}, languages=("en", "es"))]
    on_call = Presence(advisor="speaks", state=PresenceState.ON_CALL, since=NOW)
    away = Presence(advisor="speaks", state=PresenceState.LUNCH, since=NOW)
    assert not offer([spanish], staff, (*ready("best"), on_call), NOW, SETTING)
    later = NOW + timedelta(seconds=1)
    for other, now in ((away, NOW), (on_call, later)):
        (made,) = offer([spanish], staff, (*ready("best"), other), now, SETTING)
        assert made.advisor == "best"
        assert "interpreter" in made.why
    (made,) = offer([spanish], staff, ready("best", "speaks"), NOW, SETTING)
    assert made.advisor == "speaks"
    urgent = replace(spanish, urgent=True)
    assert offer([urgent], staff, (*ready("best"), on_call), NOW, SETTING)


@pytest.mark.parametrize(("seconds", "taker"), [(39, ""), (40, "pod"), (79, "pod"), (80, "any")])
def test_a_threshold_of_a_group_keeps_its_calls_there_and_then_asks_the_nearest(
    seconds: int, taker: str
) -> None:
    groups = Groups(
        all=(
            LineGroup(id="breast", name="Breast", pod="A", families=("breast",)),
            LineGroup(id="gyn", name="Gyn", pod="A", families=("ovary",)),
            LineGroup(id="blood", name="Blood", pod="D", families=("lymphoma",)),
        )
    )
    rules = PairingRules().with_help_after("breast", 99).with_help_after("breast", 40)
    setting = Setting(groups=groups, rules=rules)
    staff = [advisor("any", {"lymphoma": 5}, group="blood")]
    if taker == "pod":
        staff.append(advisor("pod", {"ovary": 5}, group="gyn"))
    made = offer([call("1", "breast", seconds)], staff, ready("any", "pod"), NOW, setting)
    assert [one.advisor for one in made] == ([taker] if taker else [])
    assert rules.with_help_after("breast", None) == PairingRules()


@given(CALLS, st.sets(st.sampled_from([one.id for one in STAFF])))
def test_no_call_is_passed_over_for_a_later_one_of_its_class(
    calls: list[Call], free: set[str]
) -> None:
    presences = ready(*free)
    made = {one.call_id: one.advisor for one in offer(calls, STAFF, presences, NOW, SETTING)}
    by_id = {one.id: one for one in STAFF}
    ordered = in_order(calls)
    for place, earlier in enumerate(ordered):
        if earlier.id in made:
            continue
        seconds = (NOW - earlier.arrived_at).total_seconds()
        asked = 0 if earlier.urgent else SETTING.rules.ticks_asked(seconds)
        for later in ordered[place + 1 :]:
            if later.id in made:
                taker = by_id[made[later.id]]
                waits_for_language = (
                    not earlier.urgent
                    and seconds < SETTING.rules.language_seconds
                    and earlier.language in languages_of(free)
                    and earlier.language not in taker.languages
                )
                assert waits_for_language or fit(earlier, taker, SETTING).ticks < asked


@given(CALLS, st.sets(st.sampled_from([one.id for one in TAKERS])))
def test_everybody_gets_at_most_one_and_nobody_idles_while_somebody_waits_long(
    calls: list[Call], free: set[str]
) -> None:
    made = offer(calls, STAFF, ready(*free), NOW, SETTING)
    assert len({one.call_id for one in made}) == len(made)
    assert len({one.advisor for one in made}) == len(made)
    assert {one.advisor for one in made} <= free
    last = SETTING.rules.relax[-1][0]
    long_waiting = [
        one
        for one in calls
        if (NOW - one.arrived_at).total_seconds() >= last
        and (one.urgent or one.language == "en" or waited_for_language(one))
    ]
    assert len(made) >= min(len(long_waiting), len(free))
