"""What cannot all be true is shown with every value, and chooses no code of a side."""

from typing import Any

import pytest

from advisor_app.oncology.reading import read_facts
from tests.matching.building import NOW, case, knowledge

TODAY = NOW.date()
SIDE = "dx.rows/1/laterality"
SEX = "patient.sex_at_birth"
REMOVED = "patient.organs_relevant"
NEW = {"status.code": "newly_diagnosed_untreated"}
BREAST: dict[str, Any] = {"dx.rows/1/kind": "breast", **NEW}


def torn(answers: dict[str, Any], story: str = "") -> dict[str, tuple[Any, ...]]:
    """The values of every contradiction, by question."""
    facts = read_facts(case(answers, story), knowledge(), TODAY)
    return {one.question: one.values for one in facts.contradictions}


@pytest.mark.parametrize(
    ("answers", "story"),
    [
        ({**BREAST, SIDE: "left", "img.rows/1/laterality": "right"}, ""),
        ({**BREAST, SIDE: "left", "status.next_planned": {"text": "right mastectomy"}}, ""),
        ({**BREAST, SIDE: "left"}, "The cancer is in my right breast."),
        ({}, "breast cancer in my left breast, but the MRI report says right breast"),
        ({}, "kidney cancer, left kidney, and the surgeon wrote right nephrectomy"),
    ],
)
def test_another_side_in_another_place_is_a_contradiction(
    answers: dict[str, Any], story: str
) -> None:
    assert torn(answers, story) == {SIDE: ("left", "right")}
    assert read_facts(case(answers, story), knowledge(), TODAY).side == ""


@pytest.mark.parametrize(
    ("answers", "story"),
    [
        ({**BREAST, SIDE: "left", "img.rows/1/laterality": "left"}, "It is my left breast."),
        ({**BREAST, SIDE: "both", "img.rows/1/laterality": "right"}, "my left breast"),
        ({**BREAST, SIDE: "left"}, "My left breast has it and there is a spot in my right lung."),
        ({**BREAST, SIDE: "left"}, "My sister had cancer in her right breast, mine is the left."),
        ({**BREAST, SIDE: "left", "dx.rows/2/kind": "kidney"}, "the right kidney has cancer, too"),
    ],
)
def test_sides_that_may_all_be_true_are_none(answers: dict[str, Any], story: str) -> None:
    assert torn(answers, story) == {}


@pytest.mark.parametrize(
    ("sex", "answers", "story", "family"),
    [
        ("female", {"dx.rows/1/kind": "prostate"}, "", "prostate"),
        ("male", {"dx.rows/1/kind": "ovary_mass"}, "", "ovary"),
        ("female", {}, "prostate cancer, gleason seven", "prostate"),
    ],
)
def test_an_organ_that_the_recorded_body_has_not_is_a_contradiction(
    sex: str, answers: dict[str, Any], story: str, family: str
) -> None:
    assert torn({SEX: sex, **answers}, story) == {SEX: (sex, family)}


@pytest.mark.parametrize(
    "answers",
    [
        {SEX: "female", "patient.gender": "man", "dx.rows/1/kind": "cervix", **NEW},
        {SEX: "male", "patient.gender": "woman", "dx.rows/1/kind": "prostate", **NEW},
        {SEX: "male", "dx.rows/1/kind": "breast_male", **NEW},
        {SEX: "male", "dx.rows/1/kind": "afp_high", "status.code": "abnormal_not_diagnosed"},
        {SEX: "unknown", "dx.rows/1/kind": "ovary", **NEW},
    ],
)
def test_the_body_counts_and_not_the_gender(answers: dict[str, Any]) -> None:
    assert torn(answers) == {}


def test_a_new_cancer_of_a_removed_organ_is_a_contradiction_and_a_treated_one_is_none() -> None:
    told = {SEX: "female", REMOVED: ["uterus", "ovaries"], "dx.rows/1/kind": "ovary"}
    assert torn({**told, **NEW}) == {REMOVED: ("ovaries", "ovary")}
    assert torn({**told, "status.code": "recurrence_or_progression"}) == {}
