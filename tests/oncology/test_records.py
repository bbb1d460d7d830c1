"""Which records a case needs: by family, path, treatment and circumstances."""

from typing import Any

import pytest

from advisor_app.oncology.records import NeededRecords, needed_records
from tests.matching.building import NOW, case, knowledge


def needs(answers: dict[str, Any]) -> NeededRecords:
    """The records of a case."""
    return needed_records(case({"patient.age": 50, **answers}), knowledge(), NOW.date())


def required(answers: dict[str, Any]) -> set[str]:
    """The codes that must be in hand."""
    return {need.code for need in needs(answers).required}


def proven(kind: str, **more: Any) -> dict[str, Any]:
    """A diagnosis with tissue, not treated."""
    return {
        "dx.rows/1/kind": kind,
        "status.code": "newly_diagnosed_untreated",
        "status.tissue_done": {"code": "done_result_known"},
    } | more


@pytest.mark.parametrize("family", sorted(knowledge().catalogue.families))
def test_every_family_needs_something_and_nothing_twice(family: str) -> None:
    found = needs(proven(family))
    codes = [need.code for need in (*found.required, *found.helpful)]
    assert len(found.required) >= 2
    assert len(set(codes)) == len(codes)
    assert all(need.name for need in found.required)


def test_without_tissue_no_slides_are_asked_for() -> None:
    nodule = {"dx.rows/1/kind": "lung_nodule", "status.code": "abnormal_not_diagnosed"}
    found = needs(nodule)
    assert {"IMG_CT", "IMG_PRIOR"} <= {need.code for need in found.required}
    assert not [one for one in found.required if one.code.startswith(("PATH", "CYTO", "NGS"))]
    assert found.pitfalls


def test_the_stage_adds_what_it_calls_for() -> None:
    early = required(proven("breast", **{"dx.rows/1/stage_stated": "stage 1"}))
    later = required(proven("breast", **{"dx.rows/1/stage_stated": "stage 2"}))
    assert "IMG_CT" not in early
    assert "IMG_CT" in later


def test_an_unknown_stage_keeps_them_as_helpful() -> None:
    found = needs(proven("lung_nsclc"))
    assert "IMG_MRI_BRAIN" in {need.code for need in found.helpful}


def test_treatment_brings_its_papers() -> None:
    treated = proven("colon", **{
        "status.code": "treatment_started", "tx.rows/1/modality": "surgery",
        "tx.rows/2/modality": "radiation", "tx.rows/3/modality": "systemic",
    })  # fmt: skip
    assert {"OP_NOTE", "RT_SUMMARY", "CHEMO_FLOWSHEET"} <= required(treated)
    assert not {"OP_NOTE", "CHEMO_FLOWSHEET"} & required(proven("colon"))


def test_circumstances_bring_theirs() -> None:
    told = proven("colon", **{
        "res.country": "CA", "log.translation_needed": {"code": "no"},
        "med.implants": {"multi": ["pacemaker"]}, "caller.is_patient": False,
        "caller.authority": "health_care_proxy_or_POA", "ins.plan_type": "hmo_epo",
    })  # fmt: skip
    wanted = {"ID_PASSPORT", "TRANSLATION", "DEVICE_CARD", "PROXY_DOC", "INSURANCE_AUTH"}
    assert wanted <= required(told)


def test_slides_alone_need_the_slides_whatever_the_status_says() -> None:
    only = {"dx.rows/1/kind": "thyroid_nodule", "status.code": "abnormal_not_diagnosed",
            "svc.types": ["pathology_review"]}  # fmt: skip
    assert {"PATH_REPORT", "PATH_SLIDES", "PATH_BLOCKS"} <= required(only)


def test_a_child_comes_before_the_organ() -> None:
    assert "LABS_RECENT" in required(proven("glioma", **{"patient.age": 7}))


def test_lead_times_are_told() -> None:
    leads = {need.code: need.lead for need in needs(proven("breast")).required}
    assert leads["PATH_SLIDES"].after_release
    assert leads["PATH_SLIDES"].last > leads["PATH_REPORT"].last > 0
