"""Why a specialist is not offered, and what would change it; authority; the no-match ladder."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from advisor_app.domain.answers import Answer, Statement
from advisor_app.domain.paths import with_answer
from advisor_app.domain.people import Leave, Licence
from advisor_app.matching.expertise import acting_kind
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import Band, Outcome
from tests.matching.building import NOW, case, doctor, ids, knowledge, ranked, roster

DCIS: dict[str, Any] = {
    "dx.rows/1/kind": "breast_dcis",
    "status.code": "newly_diagnosed_untreated",
    "status.tissue_done": {"code": "done_result_known"},
    "patient.age": 50,
    "res.state": "NY",
}


def surgeon(id_: str = "one", **more: Any) -> Any:
    """A breast surgeon."""
    return doctor(id_, "surgeon", "BREAST", "breast", **more)


def criteria(result: Any, id_: str = "one") -> dict[str, Any]:
    """The criteria of one exclusion by name."""
    found = next(one for one in result.excluded if one.id == id_)
    return {one.criterion: one for one in found.criteria}


def test_who_takes_no_patients_says_so() -> None:
    found = criteria(ranked(case(DCIS), surgeon(accepting=False)))["H1 accepting"]
    assert found.state is Outcome.NOT_MET
    assert found.would_change


def test_leave_over_the_whole_time_rules_out() -> None:
    away = (Leave(first=date(2026, 11, 1), last=date(2027, 1, 31)),)
    assert "H1 accepting" in criteria(ranked(case(DCIS), surgeon(leave=away)))


def test_another_team_and_another_kind_are_named() -> None:
    lung = doctor("one", "surgeon", "THORACIC", "lung")
    assert "H2 family" in criteria(ranked(case(DCIS), lung))
    internist = doctor("one", "pulmonologist", "BREAST", "breast")
    assert "H3 kind" in criteria(ranked(case(DCIS), internist))


def test_age_outside_the_range_rules_out_and_unknown_age_is_a_condition() -> None:
    old = surgeon(min_age=65)
    assert "H4 age" in criteria(ranked(case(DCIS), old))
    unknown = {path: value for path, value in DCIS.items() if path != "patient.age"}
    match = ranked(case(unknown), old).matches[0]
    assert "if the patient is 65 or older" in match.unknown


def test_insurance_is_a_matter_of_feasibility_only() -> None:
    plan = surgeon(payers=("commercial_ppo",))
    assert "H7 payer" in criteria(ranked(case({**DCIS, "ins.plan_type": "medicaid"}), plan))
    assert ids(ranked(case({**DCIS, "ins.plan_type": "commercial_ppo"}), plan)) == ["one"]
    paying = {**DCIS, "ins.plan_type": "medicaid", "ins.self_pay_ack": True}
    assert ids(ranked(case(paying), plan)) == ["one"]
    assert "if the insurance is accepted" in ranked(case(DCIS), plan).matches[0].unknown


def test_an_insurer_is_known_by_its_name() -> None:
    named = surgeon(payers=("Aetna", "Medicare"))

    def taken(**told: Any) -> list[str]:
        answers = {**DCIS, **{name.replace("__", "."): one for name, one in told.items()}}
        return ids(ranked(case(answers), named))

    assert taken(ins__primary_payer="Aetna PPO") == ["one"]
    assert taken(ins__plan_type="medicare_ffs") == ["one"]
    assert taken(ins__plan_type="commercial_ppo") == ["one"]  # the insurer is still to ask
    assert taken(ins__primary_payer="Northgate Health") == []
    assert taken(ins__primary_payer="Garden Medicare Advantage") == []


def test_a_gene_in_the_report_is_a_focus_too() -> None:
    answers = {**DCIS, "dx.rows/1/kind": "lung_nsclc", "dx.rows/1/mets": ["brain"],
               "bio.rows/1/marker": "EGFR", "bio.rows/1/value": "exon 19 deletion"}  # fmt: skip
    plain = doctor("plain", "medical_oncologist", "THORACIC", "lung")
    gene = doctor("gene", "medical_oncologist", "THORACIC", "lung", focus=("EGFR",))
    result = ranked(case(answers), plain, gene)
    assert ids(result) == ["gene", "plain"]
    assert result.matches[0].band is Band.EXACT


def test_a_private_insurer_is_no_public_program() -> None:
    one = doctor("one", "surgeon", "BREAST", "breast", payers=("Aetna", "medicare_ffs"))
    assert ids(ranked(case({**DCIS, "ins.primary_payer": "Horizon"}), one)) == []
    assert ids(ranked(case({**DCIS, "ins.primary_payer": "Medicare"}), one)) == ["one"]
    two = replace(one, payers=("Aetna", "commercial_ppo"))
    assert ids(ranked(case({**DCIS, "ins.primary_payer": "Horizon"}), two)) == ["one"]


def test_what_hangs_on_an_unknown_licence_is_not_counted_on() -> None:
    told = {**DCIS, "res.state": "FL", "res.location_at_visit": "US-FL",
            "res.willing_to_travel": ["none"], "svc.mode_pref": "video"}  # fmt: skip
    sure = doctor("sure", "surgeon", "BREAST", "breast", licences=(Licence(state="FL"),),
                  next_available_days=6)  # fmt: skip
    perhaps = doctor("perhaps", "surgeon", "BREAST", "breast", licences=(), next_available_days=0)
    result = ranked(case(told), perhaps, sure)
    assert ids(result) == ["sure", "perhaps"]
    assert result.matches[1].unknown == ("if licensed in Florida",)


def test_after_the_next_treatment_is_too_late() -> None:
    planned = {**DCIS, "status.next_planned": {"text": "lumpectomy", "date": "2026-12-09"}}
    late = criteria(ranked(case(planned), surgeon(next_available_days=30)))["H8 in time"]
    assert "09 DEC 2026" in late.text
    assert "24 DEC 2026" in late.would_change


@pytest.mark.parametrize("planned", ["biopsy", "PET scan", "colonoscopy", "follow-up visit"])
def test_a_test_to_come_shuts_nobody_out(planned: str) -> None:
    told = {**DCIS, "status.next_planned": {"text": planned, "date": "2026-12-09"}}
    assert ids(ranked(case(told), surgeon(next_available_days=30)))


@pytest.mark.parametrize("planned", ["excisional biopsy", "chemo after the scan", "re-operation"])
def test_a_treatment_beside_a_test_is_still_a_treatment(planned: str) -> None:
    told = {**DCIS, "status.next_planned": {"text": planned, "date": "2026-12-09"}}
    assert not ids(ranked(case(told), surgeon(next_available_days=30)))


def test_nobody_is_dropped_for_the_routine_target_alone() -> None:
    match = ranked(case(DCIS), surgeon(next_available_days=30)).matches[0]
    assert "if 24 DEC 2026 is early enough" in match.unknown


def test_in_a_matter_of_days_who_is_late_stays_only_where_nobody_is_in_time() -> None:
    acute = {**DCIS, "dx.rows/1/kind": "aml"}
    slow = doctor("slow", "hematologist_oncologist", "LEUKEMIA", "leukemia_acute",
                  next_available_days=9)  # fmt: skip
    fast = doctor("fast", "hematologist_oncologist", "LEUKEMIA", "leukemia_acute",
                  next_available_days=1)  # fmt: skip
    assert ids(ranked(case(acute), slow)) == ["slow"]
    both = ranked(case(acute), slow, fast)
    assert ids(both) == ["fast"]
    assert "H8 in time" in criteria(both, "slow")


def test_a_refused_specialist_is_left_out() -> None:
    answers = {**DCIS, "svc.specific_doctor": "anyone but Dr One"}
    assert "H11 refusal" in criteria(ranked(case(answers), surgeon()))


def test_a_must_is_hard_and_a_wish_is_soft() -> None:
    he, she = surgeon("he", gender="man"), surgeon("she", gender="woman")
    must = ranked(case({**DCIS, "svc.doctor_preference": ["women only"]}), he, she)
    assert ids(must) == ["she"]
    wish = ranked(case({**DCIS, "svc.doctor_preference": ["woman"]}), he, she)
    assert ids(wish) == ["she", "he"]


def test_who_is_asked_for_by_name_comes_first_within_the_band() -> None:
    answers = {**DCIS, "svc.specific_doctor": "Dr. Beta"}
    people = (surgeon("alpha", new_patients_per_year_in_focus=300), surgeon("beta"))
    assert ids(ranked(case(answers), *people)) == ["beta", "alpha"]


def test_a_focus_beats_volume_soonness_and_load() -> None:
    expert = surgeon("expert", focus=("DCIS",), new_patients_per_year_in_focus=10,
                     next_available_days=14, panel_load=1.0)  # fmt: skip
    busy = surgeon("busy", new_patients_per_year_in_focus=400, next_available_days=0)
    result = ranked(case(DCIS), busy, expert)
    assert ids(result) == ["expert", "busy"]
    assert [match.band for match in result.matches] == [Band.EXACT, Band.FAMILY]


def test_a_focus_above_the_kind_is_an_ancestor_and_one_below_is_a_condition() -> None:
    answers = {**DCIS, "dx.rows/1/kind": "lung_egfr"}
    above = doctor("above", "surgeon", "THORACIC", "lung", focus=("non-small cell lung cancer",))
    assert ranked(case(answers), above).matches[0].band is Band.ANCESTOR
    below = doctor("below", "surgeon", "THORACIC", "lung", focus=("lung adenocarcinoma",))
    answers["dx.rows/1/kind"] = "lung_nsclc"
    match = ranked(case(answers), below).matches[0]
    assert match.band is Band.FAMILY
    assert any("adenocarcinoma" in condition for condition in match.unknown)


def test_equals_are_shown_as_equals() -> None:
    result = ranked(case(DCIS), surgeon("a"), surgeon("b"))
    assert [match.tie for match in result.matches] == [True, True]
    assert ids(result) == ["a", "b"]


def test_below_the_limit_everybody_is_explained() -> None:
    people = [surgeon(f"s{number:02d}") for number in range(5)]
    result = ranked(case(DCIS), *people, limit=2)
    assert len(result.matches) == 2
    assert len(result.excluded) == 3
    assert "list" in result.excluded[0].criteria[0].criterion


def test_without_authority_matches_are_listed_and_nothing_is_told() -> None:
    nobody = {**DCIS, "caller.is_patient": False, "caller.authority": "none_yet"}
    result = ranked(case(nobody), surgeon())
    assert ids(result) == ["one"]
    assert {one.what for one in result.blocked} == {"book", "disclose", "print"}
    assert result.next_step.startswith("Take the patient's permission")


def test_after_a_death_nothing_is_booked() -> None:
    result = ranked(case({**DCIS, "patient.vital_status": "deceased"}), surgeon())
    assert [one.what for one in result.blocked] == ["book"]
    assert "close the case" in result.next_step


def test_a_story_gives_no_authority() -> None:
    intake = case({}, "I am calling for myself, I have DCIS of the left breast")
    told = with_answer(intake, "caller.is_patient", Answer())
    result = ranked(told, surgeon())
    assert "disclose" in {one.what for one in result.blocked}
    assert "dx.rows/1/kind" in {one.question for one in result.proposed}


def test_where_nobody_fits_there_is_a_dated_step() -> None:
    result = ranked(case(DCIS), surgeon(accepting=False))
    assert result.matches == ()
    assert "25 NOV 2026" in result.next_step
    none = ranked(case(DCIS), doctor("x", "surgeon", "THORACIC", "lung"))
    assert "Nurse of the Breast team" in none.next_step


def test_sides_that_differ_are_a_conflict_and_a_red_flag() -> None:
    sides: Answer[str] = Answer(statements=(Statement(value="left"), Statement(value="right")))
    torn = with_answer(case(DCIS), "dx.rows/1/laterality", sides)
    result = ranked(torn, surgeon())
    assert "RF-21" in {one.flag.id for one in result.red_flags}
    assert ("left", "right") in {one.values for one in result.conflicts}
    report = case({**DCIS, "dx.rows/1/laterality": "left", "img.rows/1/laterality": "right"})
    assert ("left", "right") in {one.values for one in ranked(report, surgeon()).conflicts}


def test_the_demonstration_rules_are_not_approved_and_say_so() -> None:
    result = ranked(case(DCIS), surgeon())
    assert result.rules_approved is False
    assert result.rules_version == knowledge().version


def test_unapproved_rules_are_confirmed_by_a_nurse_but_in_a_demonstration() -> None:
    real, demo = roster(surgeon()), replace(roster(surgeon()), demonstration=True)
    steps = [Matcher(knowledge(), one).rank(case(DCIS), NOW).next_step for one in (real, demo)]
    assert steps[0].endswith("A nurse confirms it: the rules are not approved yet")
    assert "nurse" not in steps[1]


def test_a_kind_a_team_and_a_family_are_known_by_other_words() -> None:
    told = {"dx.rows/1/kind": "lung_nsclc", "status.code": "newly_diagnosed_untreated"}
    other = doctor("other", "Thoracic Surgeon", "Thoracic", "lung cancer")
    bare = doctor("bare", "thoracic_surgeon", "Chest unit", focus=("lung cancer",))
    assert set(ids(ranked(case(told), other, bare))) == {"other", "bare"}


def test_sooner_is_a_trade_with_who_is_as_near() -> None:
    late = surgeon("late", focus=("DCIS",), next_available_days=20)
    soon = surgeon("soon", focus=("DCIS",), next_available_days=3, new_patients_per_year_in_focus=9)
    far = surgeon("far", next_available_days=1)
    found = {m.id: m.sooner for m in ranked(case({**DCIS, "svc.specific_doctor": "Dr Late"}),
                                            late, soon, far).matches}  # fmt: skip
    assert found["soon"] == "17 days sooner, Manhattan; 9 such patients a year against 100"
    assert found["late"] == found["far"] == ""


LUMP: dict[str, Any] = {
    "dx.rows/1/kind": "soft_tissue_mass",
    "status.code": "abnormal_not_diagnosed",
    "status.tissue_done": {"code": "no"},
    "patient.age": 50,
}


@pytest.mark.parametrize(
    ("finding", "planned", "late"),
    [
        ("soft_tissue_mass", "core needle biopsy", True),
        ("soft_tissue_mass", "MRI scan", False),
        ("breast_imaging", "biopsy", False),
    ],
)
def test_a_planned_biopsy_is_a_deadline_only_where_the_route_wants_the_visit_before(
    finding: str, planned: str, late: bool
) -> None:
    told = {
        "dx.rows/1/kind": finding,
        "status.next_planned": {"text": planned, "date": "2026-11-27"},
    }
    slow = doctor("slow", "surgeon", "SARCOMA", "sarcoma_soft", "breast", next_available_days=7)
    result = ranked(case({**LUMP, **told}), slow)
    if not late:
        assert ids(result) == ["slow"]
        return
    in_time = next(one for one in result.excluded[0].criteria if one.criterion == "H8 in time")
    assert in_time.text == "first day 01 DEC 2026, after the planned biopsy on 27 NOV 2026"


def test_a_video_visit_needs_a_licence_where_the_patient_lives_or_travels_to() -> None:
    near = {**DCIS, "res.state": "NJ", "svc.mode_pref": "video"}
    people = (
        surgeon("york", sites=("MAIN",), licences=(Licence(state="NY"),)),
        surgeon("jersey", sites=("MAIN",), licences=(Licence(state="NY"), Licence(state="NJ"))),
    )
    staying = ranked(case({**near, "res.willing_to_travel": ["nj"]}), *people)
    assert ids(staying) == ["jersey"]
    licence = criteria(staying, "york")["H5 licence"]
    assert licence.text.startswith("no licence in New Jersey")
    assert licence.would_change == "the patient is in NY on the day"
    there = {**near, "res.willing_to_travel": ["nj"], "res.location_at_visit": "US-NY"}
    assert "york" in ids(ranked(case(there), *people))
    for travel in (
        {},
        {"res.willing_to_travel": ["main"]},
        {"res.willing_to_travel": ["nj", "main"]},
    ):
        assert "york" in ids(ranked(case({**near, **travel}), *people))


SPREAD: dict[str, Any] = {**DCIS, "dx.rows/1/kind": "breast_ductal"}


def test_who_is_known_for_spread_disease_is_exact_once_it_has_spread() -> None:
    people = (
        doctor("any", "medical_oncologist", "BREAST", "breast", next_available_days=1),
        doctor("spread", "medical_oncologist", "BREAST", "breast",
               focus=("metastatic breast cancer",), next_available_days=9),
        doctor("her2", "medical_oncologist", "BREAST", "breast", focus=("HER2",)),
    )  # fmt: skip
    bands = {
        m.id: m.band for m in ranked(case({**SPREAD, "dx.rows/1/mets": ["bone"]}), *people).matches
    }
    assert list(bands) == ["spread", "any", "her2"]
    assert bands["spread"] is Band.EXACT
    told = {**SPREAD, "dx.rows/1/kind": "breast_metastatic"}
    known = {m.id: m.known_for for m in ranked(case(told), *people).matches}
    assert known == {"spread": "", "any": "", "her2": ""}


def test_who_is_known_for_another_branch_says_so() -> None:
    told = {**DCIS, "dx.rows/1/kind": "hodgkin_nodular_sclerosis"}
    other = doctor("other", "hematologist_oncologist", "LYMPHOMA", "lymphoma",
                   focus=("T-cell lymphoma",))  # fmt: skip
    match = ranked(case(told), other).matches[0]
    assert match.known_for == "T-cell lymphoma"
    assert "Sees this family of cancers, known for another branch: T-cell lymphoma." in match.text
    assert match.group == "known for another branch of this family"


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Surgical Oncology", "surgeon"),
        ("Hematology/Oncology", "hematologist_oncologist"),
        ("Breast Medical Oncology", "medical_oncologist"),
        ("Gyn Oncology", "gyn_oncologist"),
        ("General Surgeon", "surgeon"),
        ("Astrologer", "astrologer"),
    ],
)
def test_a_kind_is_known_by_the_name_of_its_specialty(told: str, kind: str) -> None:
    assert acting_kind(told, knowledge()) == kind
