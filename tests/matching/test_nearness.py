"""Who is nearer to a cancer: focus, branch and family, and who only stands in."""

from advisor_app.matching.results import Band
from tests.matching.building import case, doctor, ids, ranked

TOLD = {
    "status.code": "newly_diagnosed_untreated",
    "status.tissue_done": {"code": "done_result_known"},
    "patient.age": 50,
    "res.state": "NY",
}


def test_a_family_above_also_comes_beside_and_stands_in_where_nobody_is_nearer() -> None:
    islet = {**TOLD, "dx.rows/1/kind": "pancreas_net"}
    net = doctor("net", "medical_oncologist", "NET", "neuroendocrine")
    gut = doctor("gut", "medical_oncologist", "HPB", "pancreas", next_available_days=0)
    cut = doctor("cut", "surgeon", "HPB", "pancreas")
    result = ranked(case(islet), gut, net, cut)
    assert [(match.id, match.band) for match in result.matches] == [
        ("net", Band.FAMILY),
        ("cut", Band.TEAM),
    ]
    assert "does not see" in result.excluded[0].text
    closed = doctor("net", "medical_oncologist", "NET", "neuroendocrine", accepting=False)
    assert ids(ranked(case(islet), gut, closed, cut)) == ["gut", "cut"]


def test_one_who_only_stands_in_is_not_paired() -> None:
    stromal = {**TOLD, "dx.rows/1/kind": "esophagus_adeno"}
    cut = doctor("cut", "surgeon", "THORACIC", "lung")
    drugs = doctor("drugs", "medical_oncologist", "GI_UPPER", "esophagus")
    other = doctor("other", "surgeon", "GI_UPPER", "stomach")
    result = ranked(case(stromal), cut, drugs, other)
    assert result.pair_kinds == ("surgeon",)
    assert ids(result) == ["drugs"]


def test_a_focus_on_another_branch_comes_after_who_sees_the_whole_family() -> None:
    mantle = {**TOLD, "dx.rows/1/kind": "mantle_cell"}
    lymph = ("hematologist_oncologist", "LYMPHOMA", "lymphoma")
    people = [
        doctor("skin", *lymph, focus=("mycosis fungoides",), next_available_days=0),
        doctor("whole", *lymph),
        doctor("beside", *lymph, focus=("diffuse large B-cell lymphoma",)),
        doctor("above", *lymph, focus=("B-cell lymphoma",), next_available_days=6),
    ]
    assert ids(ranked(case(mantle), *people)) == ["above", "beside", "whole", "skin"]


def test_one_word_and_a_name_outside_of_the_families_are_a_focus() -> None:
    told = {**TOLD, "dx.rows/1/kind": "lung_egfr", "dx.rows/1/stage_stated": "stage IV"}
    plain = doctor("plain", "medical_oncologist", "THORACIC", "lung", next_available_days=0)
    gene = doctor("gene", "medical_oncologist", "THORACIC", "lung", focus=("EGFR",))
    assert ids(ranked(case(told), plain, gene)) == ["gene", "plain"]
    child = {**TOLD, "dx.rows/1/kind": "medulloblastoma", "patient.age": 7}
    kids = ("pediatric_oncologist", "PEDS")
    small = doctor("small", *kids, "pediatric_embryonal", focus=("retinoblastoma",))
    head = doctor("head", *kids, "brain_cns", focus=("medulloblastoma",), next_available_days=5)
    assert ids(ranked(case(child), small, head)) == ["head", "small"]


def test_who_names_the_whole_family_is_nearer_than_who_names_another_branch_or_nothing() -> None:
    told = {**TOLD, "dx.rows/1/kind": "pancreas_pdac"}
    cut = ("surgeon", "HPB", "pancreas")
    people = [
        doctor("plain", *cut, next_available_days=0),
        doctor("cyst", *cut, focus=("pancreas cyst",), next_available_days=0),
        doctor("whole", *cut, focus=("pancreas cancer",), next_available_days=2),
    ]
    assert ids(ranked(case(told), *people)) == ["whole", "plain", "cyst"]


def test_an_operation_is_read_as_the_cancers_that_it_is_known_for() -> None:
    rectal = {**TOLD, "dx.rows/1/kind": "rectum"}
    both = ("surgeon", "GI_LOWER", "colorectal", "pancreas")
    people = [
        doctor("whipple", *both, focus=("Whipple procedure",), next_available_days=0),
        doctor("whole", *both, next_available_days=5),
        doctor("low", *both, focus=("low anterior resection",), next_available_days=6),
    ]
    assert ids(ranked(case(rectal), *people)) == ["low", "whole", "whipple"]
    head = {**TOLD, "dx.rows/1/kind": "pancreas_head"}
    assert ids(ranked(case(head), *people))[0] == "whipple"


def test_a_word_of_the_kinds_name_is_a_focus_on_its_branch() -> None:
    gland = {**TOLD, "dx.rows/1/kind": "parathyroid_adenoma"}
    neck = ("surgeon", "HEAD_NECK", "thyroid_parathyroid")
    thyroid = doctor("thyroid", *neck, focus=("papillary thyroid cancer",), next_available_days=0)
    para = doctor("para", *neck, focus=("parathyroid",), next_available_days=5)
    assert ids(ranked(case(gland), thyroid, para)) == ["para", "thyroid"]
