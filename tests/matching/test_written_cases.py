"""Written cases across families and paths: who comes first, by which route, how urgent."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.matching.building import case, ids, ranked


@dataclass(frozen=True)
class Written:
    """One case and what must follow; empty fields are not looked at."""

    name: str
    answers: dict[str, Any]
    story: str = ""
    family: str = ""
    route: str = ""
    first: str = ""
    never: tuple[str, ...] = ()
    urgency: str = ""
    flags: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    team: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def dx(kind: str, status: str = "newly_diagnosed_untreated", /, **more: Any) -> dict[str, Any]:
    """A diagnosis that tissue proved."""
    found = {
        "dx.rows/1/kind": kind,
        "status.code": status,
        "status.tissue_done": {"code": "done_result_known"},
        "patient.age": 55,
    }
    return found | {name.replace("__", "."): value for name, value in more.items()}


CASES = (
    Written("DCIS", dx("breast_dcis", **{"dx.rows/1/laterality": "left"}), family="breast",
            route="B1", first="dcis", urgency="R_14d", codes=("D05.12",),
            required=("PATH_SLIDES", "IMG_MAMMO"), unwanted=("OP_NOTE",)),
    Written("triple negative, stage III", dx("breast_triple_negative", **{
        "dx.rows/1/stage_stated": "stage 3"}), route="B2", first="breastmed", urgency="U2_7d",
        required=("IMG_CT",)),
    Written("inflammatory breast", dx("breast_inflammatory"), route="B2-I", first="breastmed",
            urgency="U1_RN_now_48h"),
    Written("breast, spread to bone", dx("breast_ductal", "recurrence_or_progression", **{
        "dx.rows/1/mets": ["bone"]}), route="B3", first="breastmed"),
    Written("abnormal mammogram", {"dx.rows/1/kind": "breast_imaging",
                                   "status.code": "abnormal_not_diagnosed"},
            route="B4", codes=("R92.8",), unwanted=("PATH_SLIDES",), never=("breastmed",)),
    Written("lung nodule", {"dx.rows/1/kind": "lung_nodule",
                            "status.code": "abnormal_not_diagnosed",
                            "status.tissue_done": {"code": "no"}}, route="L1", first="nodule",
            codes=("R91.1",), required=("IMG_CT", "IMG_PRIOR"), unwanted=("PATH_SLIDES",)),
    Written("small cell", dx("lung_sclc"), route="L3-S", first="chestmed",
            urgency="U1_RN_now_48h", required=("IMG_MRI_BRAIN",)),
    Written("lung IIIA", dx("lung_nsclc", **{"dx.rows/1/stage_stated": "stage IIIA"}),
            route="L2-P", first="chestcut"),
    Written("lung IV", dx("lung_nsclc_adeno", **{"dx.rows/1/stage_stated": "stage 4"}),
            route="L3", first="chestmed", required=("IMG_MRI_BRAIN",)),
    Written("pancreas mass, unstaged", dx("pancreas_pdac"), route="H1", first="whipple",
            urgency="U2_7d"),
    Written("pancreas to the liver", dx("pancreas_pdac", **{"dx.rows/1/mets": ["liver"]}),
            route="H1-M", first="hpbmed"),
    Written("islet cell by words", {"status.told_by_doctor": "islet cell tumor of the pancreas",
                                    "status.code": "newly_diagnosed_untreated"},
            family="neuroendocrine", route="NE1", first="net"),
    Written("stomach", dx("stomach"), route="U1", first="gutmed", urgency="U2_7d"),
    Written("Barrett", dx("esophagus_barrett_dysplasia"), route="U0", first="scope"),
    Written("rectum", dx("rectum"), route="C2", first="bowelcut", required=("IMG_MRI",)),
    Written("colon", dx("colon"), route="C1", first="bowelcut"),
    Written("colon, liver only", dx("colon", **{"dx.rows/1/mets": ["liver"]}), route="C1-L",
            first="bowelmed"),
    Written("anal", dx("anal_squamous"), route="C3", first="bowelray"),
    Written("ovarian mass", {"dx.rows/1/kind": "ovary_mass",
                             "status.code": "abnormal_not_diagnosed"},
            route="G-1", first="gyn", never=("gynmed",)),
    Written("ovary, surgery in 6 days", dx("ovary", **{
        "status.next_planned": {"text": "hysterectomy", "date": "2026-11-30"}}),
        route="G-1", first="gyn", flags=("RF-22",), urgency="U1_RN_now_48h"),
    Written("prostate", dx("prostate"), route="P1", urgency="R_14d"),
    Written("PSA high", {"dx.rows/1/kind": "psa_high", "status.code": "abnormal_not_diagnosed"},
            route="P0", first="uro", codes=("R97.20",)),
    Written("castration-resistant", dx("prostate_crpc", "recurrence_or_progression"), route="P2",
            first="uromed"),
    Written("bladder in the muscle", dx("bladder_mibc"), route="K2"),
    Written("testis mass", {"dx.rows/1/kind": "testis_mass",
                            "status.code": "abnormal_not_diagnosed"},
            route="T1-S", first="uro", urgency="U1_RN_now_48h"),
    Written("nasopharynx", dx("nasopharynx"), route="N2", first="neckray"),
    Written("tongue", dx("tongue"), route="N1", first="neck"),
    Written("anaplastic thyroid", dx("thyroid_anaplastic"), route="N3-A", urgency="U1_RN_now_48h"),
    Written("melanoma III", dx("melanoma", **{"dx.rows/1/stage_stated": "stage 3b"}), route="M1-M",
            first="skinmed"),
    Written("sarcoma suspected", {"dx.rows/1/kind": "soft_tissue_mass",
                                  "status.code": "abnormal_not_diagnosed"}, route="S1"),
    Written("bone sarcoma at 45", dx("osteosarcoma"), route="S1-B", first="bone"),
    Written("glioma, not operated", dx("glioma"), route="X1", first="braincut"),
    Written("glioblastoma after surgery", dx("glioblastoma", "treatment_started", **{
        "tx.rows/1/modality": "surgery"}), route="X1-O", first="brainmed", required=("OP_NOTE",)),
    Written("acute leukemia", dx("aml"), route="D1", first="leuk", urgency="U1_RN_now_48h",
            never=("leukslow",)),
    Written("lymphoma back", dx("follicular", "recurrence_or_progression"), route="D3-R",
            first="lymph", codes=("C82.90",)),
    Written("myeloma", dx("plasma_cell"), route="D3", first="myeloma"),
    Written("child with a neuroblastoma", dx("neuroblastoma", **{"patient.age": 4}), route="A1",
            first="kids", team="PEDS", flags=("RF-19",), urgency="U1_RN_now_48h"),
    Written("Ewing at 24", dx("ewing", **{"patient.age": 24}), route="A1", first="kids"),
    Written("family risk", {"status.code": "hereditary_risk_only", "dx.rows/1/kind": "brca"},
            route="Q1", first="gene", team="GENETICS", urgency="R_14d",
            required=("GENETICS_FAMILY",)),
    Written("slides alone", dx("breast_dcis", **{"svc.types": ["pathology_review"]}), route="Q2-P",
            first="path", team="PATHOLOGY", required=("PATH_SLIDES", "PATH_BLOCKS")),
    Written("images alone", dx("lung_nsclc", **{"svc.types": ["radiology_review"]}), route="Q2-R",
            first="image", team="RADIOLOGY"),
    Written("integrative alone", dx("breast", "treatment_completed", **{
        "svc.types": ["integrative"]}), route="Q3", first="needle"),
    Written("chemo under way", dx("colon", "treatment_started", **{
        "tx.rows/1/modality": "systemic", "tx.rows/1/end": "ongoing"}), route="G8",
        first="bowelmed", required=("CHEMO_FLOWSHEET",)),
    Written("radiation question", dx("breast_ductal", **{
        "goal.main_question": "Do I need radiation at all?"}), route="G7", first="breastray"),
    Written("nobody knows", {"dx.rows/1/kind": "weight_loss",
                             "status.code": "abnormal_not_diagnosed"}, route="G5", first="find",
            team="DIAGNOSTIC", codes=("R63.4",)),
    Written("unknown primary", dx("cup"), route="G6", first="cup"),
    Written("story alone", {}, story="62F NJ panc NET st2 FOLFIRINOX since May",
            family="neuroendocrine", route="NE1", first="net"),
    Written("slides alone, by words", {},
            story="just want my slides looked at by your pathologist, melanoma of the back",
            route="Q2-P", first="path"),
    Written("operated, by words", {}, story="GBM operated two weeks ago, what comes next",
            route="X1-O", first="brainmed"),
    Written("in a hospital", dx("aml", **{"status.admitted_now": {"bool": True,
                                                                  "hospital": "General"}}),
            route="D1", first="leuk", flags=("RF-24",), never=("leukslow",)),
)  # fmt: skip


@pytest.mark.parametrize("written", CASES, ids=lambda one: one.name)
def test_written_case(written: Written) -> None:
    result = ranked(case(written.answers, written.story))
    assert not written.family or result.family == written.family
    assert not written.route or result.routes[0] == written.route
    assert not written.first or ids(result)[:1] == [written.first]
    assert not set(written.never) & set(ids(result)[:1])
    assert not written.urgency or result.urgency == written.urgency
    assert set(written.flags) <= {one.flag.id for one in result.red_flags}
    assert not written.codes or result.icd10 == written.codes
    codes = {need.code for need in result.records.required}
    assert set(written.required) <= codes
    assert not set(written.unwanted) & codes
    assert not written.team or result.team == written.team
    assert result.next_step


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 40
    assert len({written.name for written in CASES}) == len(CASES)


@pytest.mark.parametrize(
    ("tissue", "codes"),
    [({}, ("C34.90",)), ({"status.tissue_done": {"code": "done_waiting"}}, ("R91.8",))],
)
def test_a_told_diagnosis_is_coded_as_one_unless_its_tissue_is_awaited(
    tissue: dict[str, Any], codes: tuple[str, ...]
) -> None:
    told = {"dx.rows/1/kind": "lung", "status.code": "newly_diagnosed_untreated", **tissue}
    assert ranked(case(told)).icd10 == codes
