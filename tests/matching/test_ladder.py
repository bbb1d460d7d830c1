"""Where nobody fits there is a ladder, each rung named, with a promised day, never a dead end."""

from typing import Any

from advisor_app.matching.results import MatchResult
from tests.matching.building import case, doctor, ranked

THIN = {
    "dx.rows/1/kind": "melanoma_superficial",
    "status.code": "newly_diagnosed_untreated",
    "status.tissue_done": {"code": "done_result_known"},
    "dx.rows/1/stage_stated": "stage I",
    "patient.age": 50,
}
NEVER_WEST = {"res.willing_to_travel": ["nj"], "res.video_ready": "no"}


def steps(result: MatchResult) -> list[str]:
    """The rungs by name."""
    return [one.step for one in result.ladder]


def cutter(**more: Any) -> Any:
    """A skin surgeon."""
    return doctor("cut", "surgeon", "MELANOMA_SKIN", "melanoma", **more)


def test_a_smaller_wish_comes_first_then_the_nurse_then_a_centre_near_home() -> None:
    result = ranked(case({**THIN, **NEVER_WEST}), cutter())
    assert steps(result) == ["change", "team triage", "near home"]
    assert result.ladder[0].practitioner == "cut"
    assert result.next_step.startswith("Dr Cut, surgeon, would be possible")
    assert "calls back on 25 NOV 2026" in result.next_step


def test_another_kind_of_the_team_sees_the_patient_first() -> None:
    drugs = doctor("drugs", "medical_oncologist", "MELANOMA_SKIN", "melanoma")
    result = ranked(case(THIN), cutter(accepting=False), drugs)
    assert result.matches == ()
    assert steps(result) == ["change", "other kind", "team triage", "near home"]
    assert result.ladder[1].practitioner == "drugs"
    assert "Manhattan, 30 NOV 2026, beside a surgeon when one is found" in result.ladder[1].text


def test_what_is_rare_or_has_no_team_goes_to_the_director() -> None:
    rare = {**THIN, "dx.rows/1/kind": "acc", "dx.rows/1/stage_stated": "stage II"}
    assert "medical director" in steps(ranked(case(rare), cutter()))
    result = ranked(case({}, "hello, I would like to ask something"), cutter())
    assert steps(result) == ["medical director", "near home"]
    assert "Medical director reviews; " in result.next_step


def test_who_has_a_match_needs_no_ladder() -> None:
    assert ranked(case(THIN), cutter()).ladder == ()
