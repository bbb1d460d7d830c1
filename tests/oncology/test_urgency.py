"""Urgency: the most urgent of flags, tempo and next treatment, with a day to act by."""

from datetime import date
from typing import Any

import pytest

from advisor_app.oncology.urgency import Urgency, urgency
from tests.matching.building import NOW, case, knowledge


def of(answers: dict[str, Any]) -> Urgency:
    """The urgency of a case."""
    return urgency(case({"patient.age": 55, **answers}), knowledge(), NOW.date())


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("breast_dcis", "R_14d"),
        ("prostate", "R_14d"),
        ("pancreas_pdac", "U2_7d"),
        ("lung_nsclc", "U2_7d"),
        ("aml", "U1_RN_now_48h"),
        ("lung_sclc", "U1_RN_now_48h"),
        ("breast_inflammatory", "U1_RN_now_48h"),
        ("thyroid_anaplastic", "U1_RN_now_48h"),
        ("thyroid_papillary", "R_14d"),
    ],
)
def test_the_tempo_of_the_tumor_decides(kind: str, code: str) -> None:
    assert of({"dx.rows/1/kind": kind, "status.code": "newly_diagnosed_untreated"}).code == code


def test_no_active_disease_is_routine() -> None:
    assert of({"dx.rows/1/kind": "aml", "status.code": "surveillance_question"}).code == "R_14d"


def test_a_treatment_within_two_weeks_raises_it_and_its_day_is_the_day_to_act_by() -> None:
    planned = {"text": "chemo", "date": "2026-11-27"}
    found = of({"dx.rows/1/kind": "prostate", "status.next_planned": planned})
    assert found.code == "U2_7d"
    assert found.act_by == date(2026, 11, 27)
    assert "27 NOV 2026" in found.why[0]


def test_a_later_treatment_does_not_raise_it() -> None:
    planned = {"text": "chemo", "date": "2026-12-09"}
    assert of({"dx.rows/1/kind": "prostate", "status.next_planned": planned}).code == "R_14d"


def test_a_flag_beats_the_tempo() -> None:
    found = of({"dx.rows/1/kind": "prostate", "urg.weak_legs": True})
    assert found.code == "E1_ED_today"
    assert found.act_by == NOW.date()
    assert "RF-02" in found.why[0]


def test_a_thin_melanoma_is_routine_and_a_deep_one_is_not() -> None:
    thin = {"dx.rows/1/kind": "melanoma", "dx.rows/1/stage_stated": "stage 1a"}
    deep = {"dx.rows/1/kind": "melanoma", "dx.rows/1/stage_stated": "stage 2c"}
    assert of(thin).code == "R_14d"
    assert of(deep).code == "U2_7d"
