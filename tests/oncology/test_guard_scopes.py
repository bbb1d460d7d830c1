"""The scopes of the guards: what is left open, awaited, heard of, over, back, or a relative's."""

import pytest

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import CancerSearch, load_search
from tests.oncology.conftest import TODAY


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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It's the pancreas, no sorry, the prostate. Prostate cancer.", "prostate"),
        ("She has lymphoma. No wait, leukemia, CLL they said.", "leukemia_acute"),
        ("They thought it was pneumonia, then lung cancer, and now it is lymphoma.", "lymphoma"),
        ("My late husband had pancreas cancer. My prostate cancer is at stage two.", "prostate"),
        ("Half the men in my street have prostate cancer, I have kidney cancer.", "kidney"),
        ("I am calling about my mother, she has ovarian cancer and so did her sister.", "ovary"),
        ("My mother had breast cancer and now I have it too.", "breast"),
        ("I have breast cancer and I'm worried about the chemo.", "breast"),
        ("I've got CLL, my nodes are growing and I have night sweats.", "cll"),
        ("mi mamá tiene cáncer de pulmón", "lung"),
        ("Cervical cancer in 1999, all fine. Last week they told me it is thyroid cancer.",
         "thyroid_parathyroid"),
        ("Kidney cancer. The other kidney is normal.", "kidney"),
    ],
)  # fmt: skip
def test_what_is_the_patients_own_is_first_and_coded(
    search: CancerSearch, text: str, kind: str
) -> None:
    first = search.find(text).answers[0]
    assert first.kind == kind
    assert any(code.startswith("C") for code in first.icd10)


@pytest.mark.parametrize(
    "text",
    [
        "Could this be leukemia? I bruise so easily.",
        "They're treating it like lung cancer until proven otherwise.",
        "His prostate feels hard on the exam.",
        "Is it pancreatic cancer if the stool is pale?",
        "Doctor Google says colon cancer.",
        "I have pancreatic cancer, they think, the biopsy is next week.",
    ],
)
def test_what_is_asked_feared_or_not_named_has_no_code_of_a_cancer(
    search: CancerSearch, text: str
) -> None:
    first = search.find(text).answers[0]
    assert not any(code.startswith("C") for code in first.icd10)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("germ cell tumor", {"testis", "ovary_germ_cell", "germ_cell_extragonadal"}),
        ("she has a germ cell tumor", {"ovary_germ_cell"}),
    ],
)
def test_a_name_of_several_organs_stands_side_by_side_until_the_sex_is_told(
    search: CancerSearch, capture: StoryCapture, text: str, kinds: set[str]
) -> None:
    assert {one.kind for one in search.find(text).side_by_side} == kinds
    told = {one.value for one in capture.chips(text, TODAY) if one.question == "dx.rows/*/kind"}
    assert told == kinds


def test_what_nobody_calls_about_is_denied_as_one(search: CancerSearch) -> None:
    text = "I am not calling about my breast cancer. It is about my mother, she has lymphoma"
    found = search.find(text)
    assert found.answers[0].family == "lymphoma"
    assert "breast" not in {answer.family for answer in found.answers}
