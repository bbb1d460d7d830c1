"""What must hold for every case and every roster."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor_app.domain.people import Leave, Licence, Practitioner, VisitMode
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.report import to_json
from advisor_app.matching.results import Band, Outcome
from tests.matching.building import NOW, case, everybody, knowledge, roster

KINDS = (
    "breast_dcis", "breast_her2", "lung_nsclc", "lung_sclc", "pancreas_net", "pancreas_pdac",
    "rectum", "prostate", "aml", "follicular", "thyroid_papillary", "glioma", "soft_tissue_mass",
    "lung_nodule", "ovary_mass", "neuroblastoma", "cup", "brca",
)  # fmt: skip
STATUSES = (
    "abnormal_not_diagnosed", "newly_diagnosed_untreated", "treatment_started",
    "recurrence_or_progression", "hereditary_risk_only", "unsure",
)  # fmt: skip
TODAY = NOW.date()

cases = st.fixed_dictionaries(
    {"dx.rows/1/kind": st.sampled_from(KINDS), "status.code": st.sampled_from(STATUSES)},
    optional={
        "patient.age": st.integers(0, 95),
        "dx.rows/1/stage_stated": st.sampled_from(("stage 1", "stage IIIA", "stage four")),
        "dx.rows/1/laterality": st.sampled_from(("left", "right")),
        "status.tissue_done": st.sampled_from(({"code": "no"}, {"code": "done_result_known"})),
        "status.next_planned": st.sampled_from(
            ({"text": "operation", "date": "2026-11-30"}, {"text": "chemo", "date": "2026-12-20"})
        ),
        "svc.types": st.lists(
            st.sampled_from(("full_consult", "pathology_review", "genetics", "remote_written")),
            min_size=1,
            max_size=2,
            unique=True,
        ),
        "svc.mode_pref": st.sampled_from(("video", "in_person")),
        "res.country": st.sampled_from(("US", "ES")),
        "res.state": st.sampled_from(("NY", "NJ", "TX")),
        "res.location_at_visit": st.sampled_from(("US-NY", "US-NJ", "US-FL", "ES")),
        "res.willing_to_travel": st.sampled_from((["nj"], ["main", "westchester"], ["none"])),
        "ins.plan_type": st.sampled_from(("commercial_ppo", "medicaid", "self_pay")),
        "ins.self_pay_ack": st.booleans(),
        "lang.spoken": st.sampled_from(("en", "es", "zh")),
        "urg.fever": st.booleans(),
    },
)
changes = st.fixed_dictionaries(
    {
        "accepting": st.booleans(),
        "next_available_days": st.one_of(st.none(), st.integers(0, 60)),
        "panel_load": st.one_of(st.none(), st.floats(0, 1.2)),
        "new_patients_per_year_in_focus": st.one_of(st.none(), st.integers(0, 400)),
        "min_age": st.sampled_from((None, 18)),
        "languages": st.sampled_from((("en",), ("en", "es"))),
        "payers": st.sampled_from(((), ("*",), ("commercial_ppo",))),
        "licences": st.sampled_from(
            (
                (),
                (Licence(state="NY"),),
                (Licence(state="NY"), Licence(state="NJ", valid_until=date(2026, 11, 27))),
                (Licence(state="FL"),),
            )
        ),
        "sites": st.sampled_from((("MAIN",), ("NJ-MO", "WC"), ())),
        "leave": st.sampled_from(((), (Leave(first=date(2026, 11, 20), last=date(2026, 12, 31)),))),
    }
)


def _changed(given: list[Any]) -> tuple[Practitioner, ...]:
    return tuple(replace(one, **given[place % len(given)]) for place, one in enumerate(everybody()))


rosters = st.lists(changes, min_size=6, max_size=6).map(_changed)
quick = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def ranked(answers: dict[str, Any], people: tuple[Practitioner, ...]) -> Any:
    """The whole list, without a limit."""
    return Matcher(knowledge(), roster(*people)).rank(case(answers), NOW, limit=1000)


@quick
@given(cases, rosters)
def test_no_hard_constraint_is_ever_broken(
    answers: dict[str, Any], people: tuple[Practitioner, ...]
) -> None:
    result = ranked(answers, people)
    by_id = {one.id: one for one in people}
    age, planned = answers.get("patient.age"), answers.get("status.next_planned")
    for match in result.matches:
        one = by_id[match.id]
        assert one.accepting
        assert one.kind in (*result.first_kinds, *result.pair_kinds)
        assert age is None or one.min_age is None or age >= one.min_age
        assert match.mode in one.visit_modes
        if planned and match.next_available:
            assert match.next_available <= date.fromisoformat(planned["date"])
        if match.mode == "video":
            place = answers.get("res.location_at_visit", "")
            held = {own.state for own in one.licences}
            assert (place[3:] in held) or any(text.startswith("if ") for text in match.unknown)
            assert place != "ES"
        if match.next_available:
            assert not any(away.first <= match.next_available <= away.last for away in one.leave)


@quick
@given(cases, rosters)
def test_everybody_is_either_offered_or_explained(
    answers: dict[str, Any], people: tuple[Practitioner, ...]
) -> None:
    result = ranked(answers, people)
    offered, left = [m.id for m in result.matches], [e.id for e in result.excluded]
    assert sorted((*offered, *left)) == sorted(one.id for one in people)
    for exclusion in result.excluded:
        assert exclusion.text
        assert any(one.state is Outcome.NOT_MET for one in exclusion.criteria)
        assert all(one.would_change for one in exclusion.criteria if one.state is Outcome.NOT_MET)


@quick
@given(cases, rosters)
def test_the_order_is_total_and_repeats(
    answers: dict[str, Any], people: tuple[Practitioner, ...]
) -> None:
    first, again = ranked(answers, people), ranked(answers, tuple(reversed(people)))
    assert [m.id for m in first.matches] == [m.id for m in again.matches]
    keys = [(-match.band, -match.score) for match in first.matches]
    assert keys == sorted(keys)
    assert to_json(first, "a") == to_json(ranked(answers, people), "a")


@quick
@given(cases, rosters, st.sampled_from(("en", "es", "zh", "ru")))
def test_language_changes_only_its_own_share(
    answers: dict[str, Any], people: tuple[Practitioner, ...], language: str
) -> None:
    one = ranked(answers, people)
    other = ranked({**answers, "lang.spoken": language}, people)
    assert {m.id for m in one.matches} == {m.id for m in other.matches}
    shares = {m.id: {f.name: f.given for f in m.factors} for m in other.matches}
    for match in one.matches:
        for share in match.factors:
            assert share.name == "language" or share.given == shares[match.id][share.name]


@quick
@given(cases, rosters)
def test_the_class_of_insurance_never_changes_the_order(
    answers: dict[str, Any], people: tuple[Practitioner, ...]
) -> None:
    orders = []
    for plan in ("commercial_ppo", "medicaid", "self_pay"):
        result = ranked({**answers, "ins.plan_type": plan}, people)
        orders.append([m.id for m in result.matches])
    shared = set.intersection(*(set(order) for order in orders))
    kept = [[id_ for id_ in order if id_ in shared] for order in orders]
    assert kept[0] == kept[1] == kept[2]


@quick
@given(cases, rosters)
def test_load_never_beats_a_band(answers: dict[str, Any], people: tuple[Practitioner, ...]) -> None:
    idle = tuple(replace(one, panel_load=0.0) for one in people)
    bands = {m.id: m.band for m in ranked(answers, people).matches}
    calm = {m.id: m.band for m in ranked(answers, idle).matches}
    assert bands == calm
    assert min(bands.values(), default=Band.ANY) >= Band.ANY


@quick
@given(cases, rosters)
def test_nothing_is_said_at_length_and_every_call_ends_with_a_step(
    answers: dict[str, Any], people: tuple[Practitioner, ...]
) -> None:
    result = ranked(answers, people)
    assert all(len(match.text.split()) <= 45 for match in result.matches)
    assert any(sign.isdigit() for sign in result.next_step)


@quick
@given(cases, rosters)
def test_no_cancer_is_coded_without_tissue(
    answers: dict[str, Any], people: tuple[Practitioner, ...]
) -> None:
    result = ranked(answers, people[:1])
    told = answers.get("status.tissue_done", {}).get("code", "")
    treated = answers["status.code"] not in ("newly_diagnosed_untreated", "unsure")
    proven = told == "done_result_known" or (treated and not told)
    if not proven or answers["status.code"] == "abnormal_not_diagnosed":
        assert not [code for code in result.icd10 if code.startswith("C")]


def test_video_is_a_way_of_everybody_in_these_tests() -> None:
    assert sum(VisitMode.VIDEO in one.visit_modes for one in everybody()) > 30


NARROWING = ("res.willing_to_travel", "ins.plan_type", "status.next_planned")


@quick
@given(cases, rosters, st.sampled_from(NARROWING))
def test_a_constraint_less_never_loses_a_match(
    answers: dict[str, Any], people: tuple[Practitioner, ...], path: str
) -> None:
    before = {match.id for match in ranked(answers, people).matches}
    less = {one: value for one, value in answers.items() if one != path}
    assert before <= {match.id for match in ranked(less, people).matches}


def test_a_day_to_be_seen_by_makes_no_room_for_who_only_stands_in() -> None:
    """Who is away until after that day still sees such cancers: nobody stands in for them."""
    told = {"dx.rows/1/kind": "colon_net", "status.code": "recurrence_or_progression"}
    away = (Leave(first=date(2026, 11, 23), last=date(2026, 12, 4)),)
    people = tuple(
        replace(one, leave=away) if one.id == "net" else one
        for one in everybody()
        if one.kind == "medical_oncologist"
    )
    by = {**told, "status.next_planned": {"text": "chemotherapy", "date": "2026-12-01"}}
    before = {match.id for match in ranked(by, people).matches}
    assert before <= {match.id for match in ranked(told, people).matches}


@quick
@given(cases, rosters, st.randoms(use_true_random=False))
def test_equals_are_shown_as_equals_in_any_order_of_the_roster(
    answers: dict[str, Any], people: tuple[Practitioner, ...], chance: Any
) -> None:
    twins = tuple(replace(one, id=f"{one.id}-twin") for one in people[::3])
    mixed = [*people, *twins]
    chance.shuffle(mixed)
    first = ranked(answers, (*people, *twins))
    assert to_json(first, "a")["matches"] == to_json(ranked(answers, tuple(mixed)), "a")["matches"]
    ties = {match.id: match.tie for match in first.matches}
    for one in twins:
        if one.id in ties:
            assert ties[one.id]
            assert ties[one.id.removesuffix("-twin")]


WISHES: tuple[tuple[str, Any], ...] = (
    ("svc.doctor_preference", ["women only"]),
    ("svc.specific_doctor", "anyone but Dr Gyn"),
    ("res.video_ready", "no"),
    ("ins.plan_type", "hmo_epo"),
    ("status.next_planned", {"text": "biopsy", "date": "2026-11-27"}),
)


@quick
@given(cases, rosters, st.sampled_from(WISHES))
def test_a_wish_more_lets_nobody_in(
    answers: dict[str, Any], people: tuple[Practitioner, ...], wish: tuple[str, Any]
) -> None:
    free = {one: value for one, value in answers.items() if one != wish[0]}
    bound = {**free, wish[0]: wish[1]}
    narrowed = {match.id for match in ranked(bound, people).matches}
    assert narrowed <= {match.id for match in ranked(free, people).matches}
