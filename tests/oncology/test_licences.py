"""A cancer is the patient's only where its clause says that it is had, found or treated."""

from datetime import date
from itertools import product

import pytest

from advisor_app.oncology.capture import KIND, StoryCapture
from advisor_app.oncology.search import CancerSearch

CANCERS = ("lymphoma", "ovarian cancer", "melanoma", "leukemia", "kidney cancer", "osteosarcoma")
LICENSED = (
    "I have {}.",
    "I was diagnosed with {} last week.",
    "The biopsy showed {}.",
    "It turned out to be {}.",
    "My {} has come back.",
    "They are treating me for {} in Newark.",
    "{}",
    "The {} was found by accident.",
    "I'm calling about my {} and I want another opinion.",
    "Me diagnosticaron {}.",
)
NOT_LICENSED = (
    "I read online that this means {}.",
    "Tiredness can be a sign of {}.",
    "How likely is it that this is {}?",
    "There was an article on {} and I have all of it.",
    "I am here for {} screening.",
    "They say smoking leads to {}.",
    "The {} scare is over.",
    "A psychic told me I have {}.",
    "If it turns out to be {}, would you treat me?",
    "My doctor mentioned {} and I can't sleep.",
    "A podcast explained how {} begins, with what I feel.",
    "Could this lump be {}?",
    "Isn't this always {} at my age?",
    "Does a lump always mean {}?",
    "My hairdresser keeps saying her {} began like my spot.",
    "I'm screened for {} every year and my scan is due.",
)


@pytest.mark.parametrize(("frame", "cancer"), list(product(LICENSED, CANCERS)))
def test_a_licensed_cancer_is_sure_and_has_its_code(
    search: CancerSearch, frame: str, cancer: str
) -> None:
    first = search.find(frame.format(cancer)).answers[0]

    assert first.confidence >= 0.65
    assert first.icd10[0].startswith("C")


@pytest.mark.parametrize(("frame", "cancer"), list(product(NOT_LICENSED, CANCERS)))
def test_what_no_clause_licenses_has_no_code_and_no_chip(
    search: CancerSearch, frame: str, cancer: str
) -> None:
    told = frame.format(cancer)

    coded = [one for one in search.find(told).answers if one.icd10 and one.icd10[0][0] == "C"]
    chips = StoryCapture(search).chips(told, date(2026, 11, 24))

    assert all(one.confidence < 0.6 for one in coded)
    kinds = search.catalogue.kinds
    assert not [one for one in chips if one.question == KIND and one.value in kinds]


def test_a_finding_stands_before_what_nobody_says_that_the_caller_has(
    search: CancerSearch,
) -> None:
    found = search.find("could a swollen lymph node in the groin be cancer?")

    assert found.answers[0].kind == "lymph_nodes"


def test_an_old_cancer_yields_to_a_new_one(search: CancerSearch) -> None:
    found = search.find("I had thyroid cancer as a student. My new diagnosis: multiple myeloma.")

    assert found.answers[0].family == "plasma_cell"
    assert all(one.confidence < 0.6 for one in found.answers if one.family.startswith("thyroid"))


def test_an_old_cancer_alone_is_offered_below_its_history(search: CancerSearch) -> None:
    found = search.find("I had uterine cancer in 2018 and finished radiation. All scans clean.")

    assert found.answers[0].icd10 == ("Z85.42",)
    kind = next(one for one in found.answers if one.family == "uterus")
    assert kind.confidence < 0.3


def test_a_doubt_about_one_disease_leaves_the_other_licensed(search: CancerSearch) -> None:
    found = search.find(
        "I was diagnosed with lymphoma. An article said talc gives you ovary cancer"
    )

    assert found.answers[0].family == "lymphoma"
    assert all(one.confidence < 0.6 for one in found.answers if one.family == "ovary")
