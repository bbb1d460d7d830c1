"""The guards on families of sentences: every relative, every denial, every other time, every one.

Each sentence is made from a template and a disease, so that a guard holds for what was not tried.
"""

from itertools import product

import pytest

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.search import CancerSearch
from tests.oncology.conftest import TODAY

DISEASES = {
    "breast cancer": "breast",
    "lymphoma": "lymphoma",
    "colon cancer": "colorectal",
    "melanoma": "melanoma",
    "ovarian cancer": "ovary",
    "a brain tumor": "brain_cns",
    "pancreatic cancer": "pancreas",
    "multiple myeloma": "plasma_cell",
    "cancer of the stomach": "stomach",
}
KIN = (
    "my mother", "my dad", "my aunt on my father's side", "my late husband", "my best friend",
    "my ex-wife", "my neighbor's son", "my mother-in-law", "both my parents", "two of my aunts",
)  # fmt: skip
OF_KIN = (
    "{kin} had {disease}",
    "{kin} died from {disease} last year",
    "{kin} was diagnosed with {disease} at 45, I am fine, just want screening",
    "I lost {kin} to {disease}",
    "{kin} has {disease} but I'm calling about my own thyroid nodule",
    "{kin} had {disease} and I have a lump in my neck",
    "{kin} beat {disease} ten years ago; mine is a thyroid nodule",
    "{kin} was just diagnosed with {disease}. Should I get tested?",
    "{kin} has {disease}, what is my risk",
    "I don't have cancer. {kin} was told of {disease} and I'm 41",
)
OF_THE_FAMILY = (
    "{disease} runs in my family",
    "family history of {disease}",
    "there is {disease} in my family",
    "we have a lot of {disease} in the family",
)
DENIED = (
    "they ruled out {disease}",
    "it's not {disease}, it's a thyroid nodule",
    "{disease} was ruled out",
    "no evidence of {disease}",
    "the biopsy was negative for {disease}",
    "they don't think it's {disease}",
    "we were told it isn't {disease}",
    "I never had {disease}",
    "it turned out not to be {disease}",
    "tests showed no {disease}",
    "the scan did not show {disease}",
    "she is free of {disease}",
)
LONG_PAST = (
    "I had {disease} in 2008 and now I have a lump in my neck",
    "he had {disease} fifteen years ago, now there is a lump in his neck",
    "I am a survivor of {disease} from 1999, now a spot on my thyroid",
    "in remission from {disease} since 2010, and now a lump in the neck",
    "my {disease} is in remission since 2012. Now they see a thyroid nodule",
    "previous {disease} 2012, new thyroid nodule",
)
OF_THE_PATIENT = (
    "my mother has {disease}",
    "my dad was just diagnosed with {disease}",
    "we do not have insurance and I have {disease}",
    "she has no symptoms but she has {disease}",
    "I am not happy with the treatment of my {disease}",
    "we haven't started treatment for {disease} yet",
    "my husband's {disease} came back",
    "my grandfather is 88 and has {disease}, can he be seen",
    "no family history, but I have {disease}",
    "my mother has {disease}, I'm calling for her. Should I get tested too?",
    "diagnosed 2024 with {disease}, on treatment since",
)


def _put_on_the_patient(
    search: CancerSearch, capture: StoryCapture, text: str, family: str
) -> list[str]:
    sure = [one.kind for one in search.find(text).answers if one.confidence >= 0.5]
    told = [one.value for one in capture.chips(text, TODAY) if one.question == "dx.rows/*/kind"]
    return [id for id in (*sure, *told) if search.catalogue.family_of(id) == family]


def _why(search: CancerSearch, text: str) -> set[str]:
    return {aside.why for aside in search.find(text).set_aside}


@pytest.mark.parametrize("template", OF_KIN)
def test_a_relatives_cancer_is_never_the_patients(
    search: CancerSearch, capture: StoryCapture, template: str
) -> None:
    for kin, (disease, family) in product(KIN, DISEASES.items()):
        text = template.format(kin=kin, disease=disease)
        assert "relative" in _why(search, text), text
        assert not _put_on_the_patient(search, capture, text, family), text


@pytest.mark.parametrize(
    ("template", "why"),
    [
        *((template, "relative") for template in OF_THE_FAMILY),
        *((template, "negated") for template in DENIED),
        *((template, "past") for template in LONG_PAST),
    ],
)
def test_what_is_denied_or_past_is_never_set(
    search: CancerSearch, capture: StoryCapture, template: str, why: str
) -> None:
    for disease, family in DISEASES.items():
        text = template.format(disease=disease)
        assert why in _why(search, text), text
        assert not _put_on_the_patient(search, capture, text, family), text


@pytest.mark.parametrize("template", OF_THE_PATIENT)
def test_the_patients_own_cancer_is_not_lost(
    search: CancerSearch, capture: StoryCapture, template: str
) -> None:
    for disease, family in DISEASES.items():
        text = template.format(disease=disease)
        found = search.find(text)
        assert found.answers[0].family == family, text
        assert not found.set_aside, text
        assert _put_on_the_patient(search, capture, text, family), text


@pytest.mark.parametrize(
    "template",
    ["they think it might be {disease}", "suspected {disease}", "possible {disease}, no biopsy yet",
     "we are waiting for a biopsy for {disease}", "concerning for {disease}"],
)  # fmt: skip
def test_a_suspicion_has_no_code_of_a_cancer(search: CancerSearch, template: str) -> None:
    for disease in DISEASES:
        for answer in search.find(template.format(disease=disease)).answers:
            assert not any(code.startswith("C") for code in answer.icd10), (disease, answer)


@pytest.mark.parametrize("place", ["bones", "liver", "lungs", "brain", "lymph nodes", "spine"])
@pytest.mark.parametrize(
    "template",
    ["breast cancer that went to the {place}", "breast cancer, it spread to the {place}",
     "it is breast cancer and now it moved to her {place}", "breast cancer with mets to {place}"],
)  # fmt: skip
def test_spread_is_spread_and_no_second_primary(
    search: CancerSearch, template: str, place: str
) -> None:
    found = search.find(template.format(place=place))
    assert found.answers[0].family == "breast"
    assert "spread" in {aside.why for aside in found.set_aside}
    primaries = {"sarcoma_bone", "liver", "lung", "brain_cns", "lymphoma"}
    assert not [one for one in found.answers if one.family in primaries and one.confidence >= 0.5]


@pytest.mark.parametrize("denial", ["has not", "hasn't", "did not", "never"])
def test_spread_that_is_denied_is_no_spread(capture: StoryCapture, denial: str) -> None:
    chips = capture.chips(f"breast cancer, it {denial} spread to the bones or the liver", TODAY)
    assert "dx.rows/*/mets" not in {one.question for one in chips}
    assert "dx.rows/*/kind" in {one.question for one in chips}
