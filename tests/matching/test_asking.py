"""Which question would change the first three."""

from typing import Any

from tests.matching.building import case, doctor, ranked


def asked(result: Any) -> dict[str, str]:
    """The effects by question."""
    return {one.question: one.effect for one in result.ask_next}


LUNG: dict[str, Any] = {
    "dx.rows/1/kind": "lung_nsclc",
    "status.code": "newly_diagnosed_untreated",
    "status.tissue_done": {"code": "done_result_known"},
    "patient.age": 60,
    "ins.plan_type": "commercial_ppo",
    "res.willing_to_travel": ["main"],
    "status.next_planned": {"text": "nothing yet"},
}


def test_an_unknown_stage_is_asked_with_its_effect() -> None:
    result = ranked(case(LUNG))
    effect = asked(result)["dx.rows/1/stage_stated"]
    assert "spread" in effect
    assert "Dr Chestmed" in effect


def test_what_changes_nothing_is_not_asked() -> None:
    spread = case({**LUNG, "dx.rows/1/mets": ["brain"], "status.code": "recurrence_or_progression"})
    alone = doctor("only", "medical_oncologist", "THORACIC", "lung")
    assert asked(ranked(spread, alone)) == {}


def test_the_strongest_question_comes_first() -> None:
    unknown = {path: value for path, value in LUNG.items() if path != "patient.age"}
    questions = [one.question for one in ranked(case(unknown)).ask_next]
    assert questions[0] in ("patient.dob", "dx.rows/1/stage_stated")
    assert len(questions) <= 5


def test_the_place_on_the_day_is_asked_where_video_is_wanted() -> None:
    answers = {**LUNG, "svc.mode_pref": "video", "res.willing_to_travel": ["none"],
               "res.state": "NJ"}  # fmt: skip
    near = doctor("near", "surgeon", "THORACIC", "lung")
    assert "res.location_at_visit" in asked(ranked(case(answers), near))


def test_a_closer_kind_is_asked_where_somebody_treats_it() -> None:
    plain = doctor("plain", "surgeon", "THORACIC", "lung", new_patients_per_year_in_focus=400)
    close = doctor("close", "surgeon", "THORACIC", "lung", focus=("lung adenocarcinoma",),
                   next_available_days=12)  # fmt: skip
    effects = asked(ranked(case(LUNG), plain, close))
    assert "Dr Close" in effects["dx.rows/1/histology_text"]
