"""The scopes of the guards: what is left open, awaited, heard of, over, back, or a relative's."""

import pytest

from advisor_app.oncology.catalogue import load_catalogue
from advisor_app.oncology.search import CancerSearch, load_search


def codes(search: CancerSearch, text: str) -> tuple[str, ...]:
    answers = search.find(text).answers
    return answers[0].icd10 if answers else ()


@pytest.mark.parametrize(
    "text",
    [
        "The GI doctor believes it's pancreatic cancer.",
        "Nobody has done the biopsy, they say kidney cancer.",
        "Lymphoma versus an infection, node in the groin.",
        "I'm not sure it's cancer, there is a thickening in my bladder wall.",
        "Her doctor can't tell whether the spot on the lung is cancer.",
        "The bx is on Friday for the liver cancer they suspect.",
    ],
)
def test_what_is_left_open_has_no_code_of_a_cancer(search: CancerSearch, text: str) -> None:
    assert not any(code.startswith("C") for code in codes(search, text))


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("It's cancer of the stomach, the biopsy says so.", "stomach"),
        ("Breast cancer on the left, mastectomy in May, pathology is pending.", "breast"),
        ("Bone scan lit up, it's the prostate again.", "prostate"),
        ("Kidney cancer in 2016, now it went to the lung.", "kidney"),
        ("Wife has lung cancer, stage two.", "lung"),
    ],
)
def test_what_is_told_as_a_diagnosis_stays_one(
    search: CancerSearch, text: str, family: str
) -> None:
    first = search.find(text).answers[0]
    assert first.family == family
    assert any(code.startswith("C") for code in first.icd10)


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("I buried my husband, esophageal. They saw something on my kidney.", "esophagus"),
        ("I read about that singer and her lymphoma. My thyroid has a nodule.", "lymphoma"),
        ("Final: invasive lobular carcinoma of the breast. Mother with ovarian cancer.", "ovary"),
        ("In 2012 I had lymphoma. Now my thyroid has a nodule.", "lymphoma"),
    ],
)
def test_others_and_other_times_are_not_offered(
    search: CancerSearch, text: str, family: str
) -> None:
    assert all(one.family != family or one.confidence < 0.6 for one in search.find(text).answers)


def test_a_neuroendocrine_tumor_without_tissue_has_the_code_of_its_organ(
    search: CancerSearch,
) -> None:
    found = search.find("they think it's a pancreatic neuroendocrine tumor, no biopsy").answers
    assert {one.kind: one.icd10 for one in found}["pancreas_net"] == ("D49.0",)


def test_which_years_are_long_past_goes_by_the_year_given() -> None:
    told = "I had breast cancer in 2029. Now a spot on my lung."
    now = load_search(load_catalogue(), this_year=2029).find(told)
    later = load_search(load_catalogue(), this_year=2040).find(told)
    assert not now.set_aside
    assert [one.why for one in later.set_aside] == ["past"]
