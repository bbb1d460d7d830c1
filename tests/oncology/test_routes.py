"""How a case is read for the rules: stage, spread, tissue, words and what a story proposes."""

from typing import Any

import pytest

from advisor_app.oncology.biomarkers import markers_for, markers_to_ask
from advisor_app.oncology.facts import Facts, padded, said
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.routes import route
from advisor_app.oncology.staging import read_stage, read_tnm
from tests.matching.building import NOW, case, knowledge


def facts(answers: dict[str, Any], story: str = "") -> Facts:
    """The facts of a case."""
    return read_facts(case(answers, story), knowledge(), NOW.date())


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("stage 3", 30),
        ("Stage IIIA", 31),
        ("stage 4B", 42),
        ("etapa dos", 20),
        ("stage four", 40),
        ("stage 1A2", 11),
        ("fourth stage", 40),
        ("nothing told", None),
        ("stage of the theatre", None),
    ],
)
def test_a_stage_is_read_as_told(text: str, stage: int | None) -> None:
    assert read_stage(text) == stage


def test_a_stage_may_stand_alone_only_in_its_own_field() -> None:
    assert read_stage("IIB", alone=True) == 22
    assert read_stage("IIB") is None
    assert read_stage("pIIIA", alone=True) == 31


@pytest.mark.parametrize(
    ("text", "tnm"),
    [
        ("T2 N1 M0", (2, 1, 0)),
        ("cT3N0M1b", (3, 0, 1)),
        ("pTis", (0, None, None)),
        ("ypT1c N1mi", (1, 1, None)),
        ("nothing", (None, None, None)),
    ],
)
def test_letters_of_a_report_are_read(text: str, tnm: tuple[int | None, ...]) -> None:
    assert read_tnm(text) == tnm


def test_a_negated_phrase_is_not_said() -> None:
    words = padded("HER2 positive; it has not spread to the liver")
    assert said(words, padded("HER2 positive"))
    assert not said(words, padded("spread to the liver"))
    assert not said(words, padded("positiv"))


@pytest.mark.parametrize(
    ("answers", "extent"),
    [
        ({"dx.rows/1/mets": ["liver"]}, "advanced"),
        ({"dx.rows/1/mets": ["nodes"]}, "localized"),
        ({"dx.rows/1/mets": ["none"]}, "localized"),
        ({"dx.rows/1/mets": ["not_checked"]}, "unknown"),
        ({"dx.rows/1/stage_stated": "stage 4"}, "advanced"),
        ({"dx.rows/1/tnm": {"text": "T2 N0 M1"}}, "advanced"),
        ({"status.told_by_doctor": "metastatic colon cancer"}, "advanced"),
        ({"status.told_by_doctor": "colon cancer, no metastases"}, "unknown"),
    ],
)
def test_spread_comes_from_places_stage_and_words(answers: dict[str, Any], extent: str) -> None:
    assert facts({"dx.rows/1/kind": "colon", **answers}).extent == extent


def test_a_story_fills_only_what_nobody_answered() -> None:
    story = "62F NJ panc NET st2 FOLFIRINOX since May"
    found = facts({"patient.age": 70}, story)
    assert found.kind == "pancreas_net"
    assert found.age == 70
    assert found.stage == 20
    assert found.status == "treatment_started"
    questions = {one.question for one in found.proposed}
    assert {"dx.rows/1/kind", "status.code"} <= questions
    assert "patient.age" not in questions
    assert not found.kind_confirmed


def test_a_family_alone_is_enough_to_route() -> None:
    found = facts({"dx.rows/1/family": "ovary", "status.code": "newly_diagnosed_untreated"})
    assert found.team == "GYN"
    assert route(found, knowledge().routes).first == ("gyn_oncologist",)


def test_a_neck_lump_goes_to_the_first_family_of_the_finding() -> None:
    found = facts({"dx.rows/1/kind": "neck_lump", "status.code": "abnormal_not_diagnosed"})
    assert found.families == ("head_neck", "lymphoma")
    assert route(found, knowledge().routes).routes[0] == "N1"


def test_a_second_service_adds_its_desk_and_its_rule() -> None:
    found = facts({
        "dx.rows/1/kind": "breast_dcis", "status.code": "newly_diagnosed_untreated",
        "svc.types": ["full_consult", "pathology_review"],
    })  # fmt: skip
    routing = route(found, knowledge().routes)
    assert routing.routes == ("B1", "Q2-A")
    assert routing.services == ("pathology_service",)


def test_therapy_before_surgery_is_discussed_for_a_larger_breast_tumor() -> None:
    found = facts({
        "dx.rows/1/kind": "breast_hormone_positive", "dx.rows/1/tnm": {"text": "T3 N0 M0"},
        "status.code": "newly_diagnosed_untreated",
    })  # fmt: skip
    routing = route(found, knowledge().routes)
    assert "G1" in routing.routes
    assert "medical_oncologist" in routing.pair


@pytest.mark.parametrize(
    ("kind", "marker"),
    [("breast", "HER2"), ("breast_dcis", "ER"), ("lung_nsclc", "EGFR"),
     ("gist_stomach", "KIT exon"), ("glioma", "MGMT methylation"),
     ("thyroid_medullary", "Germline RET")],
)  # fmt: skip
def test_markers_to_ask_for_come_by_kind(kind: str, marker: str) -> None:
    found = facts({"dx.rows/1/kind": kind, "status.code": "newly_diagnosed_untreated"})
    assert marker in markers_for(found, knowledge().biomarkers).usual


def test_spread_adds_markers() -> None:
    here = case({"dx.rows/1/kind": "colon"})
    there = case({"dx.rows/1/kind": "colon", "dx.rows/1/mets": ["liver"]})
    day = NOW.date()
    assert "KRAS" not in markers_to_ask(here, knowledge(), day).usual
    assert "KRAS" in markers_to_ask(there, knowledge(), day).usual


def test_who_was_treated_or_has_relapsed_has_a_diagnosis_whatever_marker_is_told() -> None:
    story = "CA-125 at eleven hundred, it comes back for the third time"
    relapsed = facts({"status.code": "recurrence_or_progression"}, story)
    assert (relapsed.family, relapsed.undiagnosed) == ("ovary", False)
    assert facts({"status.code": "abnormal_not_diagnosed"}, story).undiagnosed


def test_numb_hands_of_a_treatment_are_no_sarcoma() -> None:
    told = facts({"status.code": "treatment_started"}, "FOLFOX, and my hands are numb.")
    assert told.family != "sarcoma_soft"
