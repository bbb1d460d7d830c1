"""Red flags from the six answers, from words and from facts; when an emergency is settled."""

from typing import Any

import pytest

from advisor_app.domain.intake import ALWAYS_ASKED
from advisor_app.oncology.redflags import raised, unsettled_emergency
from tests.matching.building import NOW, case, knowledge

TODAY = NOW.date()
MYELOMA: dict[str, Any] = {
    "dx.rows/1/kind": "plasma_cell",
    "status.code": "treatment_started",
    "patient.age": 60,
}


def flags(answers: dict[str, Any], story: str = "") -> dict[str, str]:
    """The tiers of all raised flags."""
    found = raised(case(answers, story), knowledge(), TODAY)
    return {one.flag.id: one.tier for one in found}


def test_nothing_is_raised_where_nothing_is_told() -> None:
    assert flags({**MYELOMA, **{f"urg.{name}": False for name in ALWAYS_ASKED}}) == {}


@pytest.mark.parametrize(
    ("name", "flag", "tier"),
    [
        ("fever", "RF-01", "E1_ED_today"),
        ("breathing_bleeding", "RF-05", "E0_911"),
        ("weak_legs", "RF-02", "E1_ED_today"),
        ("head", "RF-03", "E1_ED_today"),
        ("gut", "RF-09", "E1_ED_today"),
        ("sudden", "RF-08", "E1_ED_today"),
    ],
)
def test_each_of_the_six_raises_its_flag(name: str, flag: str, tier: str) -> None:
    assert flags({**MYELOMA, f"urg.{name}": True})[flag] == tier


def test_fever_without_treatment_is_for_the_nurse() -> None:
    untreated = {**MYELOMA, "status.code": "newly_diagnosed_untreated", "urg.fever": True}
    assert flags(untreated)["RF-01"] == "U1_RN_now_48h"


def test_fever_six_weeks_after_the_last_dose_is_an_emergency_and_later_is_not() -> None:
    def after(end: str) -> str:
        told = {"tx.rows/1/modality": "systemic", "tx.rows/1/end": end, "urg.fever": True}
        return flags({**MYELOMA, **told})["RF-01"]

    assert after("2026-10-13") == "E1_ED_today"
    assert after("2026-10-12") == "U1_RN_now_48h"


def test_worse_words_lift_the_tier() -> None:
    told = {**MYELOMA, "urg.fever": True, "status.current_symptoms": {"text": "she passed out"}}
    assert flags(told)["RF-01"] == "E0_911"


def test_yellow_without_fever_is_for_the_nurse() -> None:
    assert flags({**MYELOMA, "urg.sudden": True, "urg.fever": False})["RF-08"] == "U1_RN_now_48h"


def test_words_of_the_story_raise_flags() -> None:
    found = flags({}, "my mother has breast cancer and can't feel her legs since this morning")
    assert "RF-02" in found


def test_noted_flags_are_raised() -> None:
    assert flags({**MYELOMA, "urg.flags": ["RF-16"]})["RF-16"] == "U1_RN_now_48h"


@pytest.mark.parametrize(
    ("answers", "flag"),
    [
        ({"patient.age": 6, "dx.rows/1/kind": "bone_lesion"}, "RF-19"),
        ({"med.pregnancy": {"code": "yes"}, "dx.rows/1/kind": "breast"}, "RF-20"),
        ({"dx.rows/1/laterality": "left", "img.rows/1/laterality": "right"}, "RF-21"),
        ({"status.next_planned": {"text": "mastectomy", "date": "2026-12-02"}}, "RF-22"),
        ({"status.admitted_now": {"bool": True}}, "RF-24"),
        ({"med.height_weight": {"loss_percent": 12}}, "RF-18"),
        ({"dx.rows/1/kind": "burkitt", "status.code": "newly_diagnosed_untreated"}, "RF-12"),
        ({"dx.rows/1/kind": "apl", "status.code": "newly_diagnosed_untreated"}, "RF-04"),
        ({"dx.rows/1/kind": "seminoma", "dx.rows/1/mets": ["lung"]}, "RF-13"),
        ({"dx.rows/1/kind": "lung_sclc", "urg.head": True}, "RF-14"),
    ],
)
def test_facts_raise_flags(answers: dict[str, Any], flag: str) -> None:
    assert flag in flags(answers)


def test_a_chemo_date_is_no_red_flag_and_far_surgery_neither() -> None:
    chemo = {"status.next_planned": {"text": "chemo", "date": "2026-12-02"}}
    later = {"status.next_planned": {"text": "mastectomy", "date": "2026-12-29"}}
    assert "RF-22" not in flags(chemo)
    assert "RF-22" not in flags(later)


def test_a_planned_side_that_differs_from_the_diagnosis_is_a_conflict() -> None:
    told = {
        "dx.rows/1/laterality": "left",
        "status.next_planned": {"text": "right mastectomy", "date": "2027-01-20"},
    }
    assert flags(told)["RF-21"] == "U1_RN_now_48h"
    both = {**told, "dx.rows/1/laterality": "both"}
    assert "RF-21" not in flags(both)


def test_the_most_urgent_comes_first() -> None:
    found = raised(case({**MYELOMA, "urg.fever": True, "urg.breathing_bleeding": True}),
                   knowledge(), TODAY)  # fmt: skip
    assert found[0].tier == "E0_911"


def test_an_emergency_is_open_until_read_back_or_put_aside() -> None:
    open_ = {**MYELOMA, "urg.weak_legs": True}

    def first(**more: Any) -> str:
        intake = case({**open_, **{name.replace("__", "."): one for name, one in more.items()}})
        found = unsettled_emergency(intake, raised(intake, knowledge(), TODAY))
        return found.flag.id if found else ""

    given = {"text": "emergency department", "time": "2026-11-24T10:45:00-05:00"}
    assert first() == "RF-02"
    assert first(urg__disposition="E1_ED_today") == "RF-02"
    assert first(urg__disposition="E1_ED_today", urg__instruction_given=given) == "RF-02"
    assert not first(urg__disposition="E1_ED_today", urg__instruction_given={**given, "ack": True})
    assert not first(urg__put_aside={"text": "an old weakness since polio"})


def test_every_flag_says_what_to_ask_to_say_and_to_do() -> None:
    flags_of = knowledge().red_flags
    assert sorted(flags_of) == [f"RF-{number:02d}" for number in range(1, 25)]
    for flag in flags_of.values():
        assert flag.title
        assert flag.ask.endswith("?")
        assert flag.basis
        assert flag.said
        assert "911" not in flag.said_abroad
        assert "988" not in flag.said_abroad
        assert len(flag.steps) in (0, 3)
    assert "988" in flags_of["RF-23"].said
    assert any("Supervisor" in step for step in flags_of["RF-23"].steps)
    assert any("Transfer desk" in step for step in flags_of["RF-24"].steps)
    assert any("operating surgeon" in step for step in flags_of["RF-21"].steps)
