"""Stories become proposals, each with the words it rests on."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.domain.codec import decode_value
from advisor_app.domain.paths import question_of
from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import load_search
from tests.oncology.conftest import TODAY

MOM = (
    "mom 62, islet cell of the pancreas since may, stage two, folfirinox, "
    "NJ but florida in december"
)


def _told(capture: StoryCapture, text: str) -> dict[str, Any]:
    return {chip.question: chip.value for chip in capture.chips(text, TODAY)}


def test_reads_the_whole_of_a_line(capture: StoryCapture) -> None:
    assert _told(capture, MOM) == {
        "caller.relationship": "child",
        "patient.age": 62,
        "patient.sex_at_birth": "female",
        "dx.rows/*/kind": "pancreas_net",
        "status.found_date": "2026-05",
        "dx.rows/*/stage_stated": "stage two",
        "tx.rows/*/name": "FOLFIRINOX",
        "res.state": "NJ",
        "res.location_at_visit": "US-FL",
    }


def test_reads_shorthand(capture: StoryCapture) -> None:
    assert _told(capture, "62F NJ panc NET st2 FOLFIRINOX since May") == {
        "patient.age": 62,
        "patient.sex_at_birth": "female",
        "res.state": "NJ",
        "dx.rows/*/kind": "pancreas_net",
        "dx.rows/*/stage_stated": "stage 2",
        "tx.rows/*/name": "FOLFIRINOX",
        "tx.rows/*/start": "2026-05",
    }


@pytest.mark.parametrize("text", ["pain in my chest", "her legs are numb"])
def test_a_part_of_the_body_alone_proposes_no_finding(capture: StoryCapture, text: str) -> None:
    assert "dx.rows/*/kind" not in _told(capture, text)


def test_a_mass_is_no_state(capture: StoryCapture) -> None:
    assert _told(capture, "7 cm mass in my thigh") == {
        "dx.rows/*/kind": "soft_tissue_leg",
        "dx.rows/*/size": {"number": 7, "unit": "cm"},
    }


def test_every_chip_shows_its_words_and_fits_its_question(capture: StoryCapture) -> None:
    for text in (MOM, *(case[0] for case in STORIES)):
        for chip in capture.chips(text, TODAY):
            assert text[chip.start : chip.end] == chip.words
            assert chip.words.strip() == chip.words != ""
            decode_value(question_of(chip.question), chip.value)


STORIES: list[tuple[str, str, Any]] = [
    ("my husband is 71 with prostate cancer", "caller.relationship", "spouse_partner"),
    ("my husband is 71 with prostate cancer", "patient.age", 71),
    ("my husband is 71 with prostate cancer", "patient.sex_at_birth", "male"),
    ("I have breast cancer", "caller.relationship", "self"),
    ("my 7 year old son has leukemia", "caller.relationship", "parent"),
    ("my 7 year old son has leukemia", "patient.age", 7),
    ("58 yo male with a kidney mass", "patient.age", 58),
    ("prostate cancer, PSA went from 4 to 9", "dx.rows/*/psa_series", ["PSA 4"]),
    ("left breast DCIS", "dx.rows/*/laterality", "left"),
    ("left breast DCIS", "dx.rows/*/kind", "breast_dcis"),
    ("colon cancer stage IIIB", "dx.rows/*/stage_stated", "stage IIIB"),
    ("surgery on December 9", "status.next_planned", {"text": "surgery", "date": "2026-12-09"}),
    ("Whipple next Tuesday", "status.next_planned", {"text": "Whipple", "date": "2026-12-01"}),
    ("biopsy next week", "status.next_planned", {"text": "biopsy"}),
    ("biopsy next week", "status.tissue_done", {"code": "scheduled"}),
    ("chemo starts tomorrow", "status.next_planned", {"text": "chemo", "date": "2026-11-25"}),
    ("she is in the hospital now", "status.admitted_now", {"bool": True}),
    ("my lymphoma came back", "status.code", "recurrence_or_progression"),
    ("finished chemo, now it came back", "status.code", "recurrence_or_progression"),
    ("had a prostatectomy, now BCR", "status.code", "recurrence_or_progression"),
    ("Gleason 4+3 prostate ca", "dx.rows/*/kind", "prostate"),
    ("s/p RP 2019", "tx.rows/*/name", "Prostatectomy"),
    ("lives in Scranton PA", "res.state", "PA"),
    ("told on Friday it is lymphoma", "dx.rows/*/date", "2026-11-20"),
    ("me dijeron el viernes que es linfoma", "dx.rows/*/date", "2026-11-20"),
    (
        "she begins pembrolizumab on Monday",
        "status.next_planned",
        {"text": "Pembrolizumab", "date": "2026-11-30"},
    ),
    ("patient's mother calling, 4 y/o boy", "caller.relationship", "parent"),
    ("patient's mother calling, 4 y/o boy", "patient.sex_at_birth", "male"),
    ("multiple myeloma diagnosed 2023", "dx.rows/*/date", "2023"),
    ("we live in Hartford, CT. Myeloma", "res.state", "CT"),
    ("spot on the lung, no biopsy yet", "status.code", "abnormal_not_diagnosed"),
    ("lung cancer spread to the brain and bones", "dx.rows/*/mets", ["brain", "bone"]),
    ("on tagrisso since June 2025", "tx.rows/*/name", "Osimertinib"),
    ("on tagrisso since June 2025", "tx.rows/*/start", "2025-06"),
    ("finished chemo in august", "tx.rows/*/end", "2026-08"),
    ("I've done 6 rounds of FOLFOX since April", "tx.rows/*/start", "2026-04"),
    ("diagnosed with ovarian cancer in September", "dx.rows/*/date", "2026-09"),
    ("found 3 weeks ago on a mammogram", "status.found_date", "2026-11"),
    ("found 3 weeks ago on a mammogram", "status.how_found", "screening"),
    ("HER2 positive breast cancer", "bio.rows/*/marker", "HER2"),
    ("HER2 positive breast cancer", "bio.rows/*/value", "positive"),
    ("PD-L1 80%", "bio.rows/*/value", "80%"),
    ("we live in Texas", "res.state", "TX"),
    ("from Queens", "res.state", "NY"),
    ("he lives in Spain", "res.country", "ES"),
    ("I'll be in Florida for the winter", "res.location_at_visit", "US-FL"),
    ("cáncer de mama, 54 años, nueva jersey", "patient.age", 54),
    ("cáncer de mama, 54 años, nueva jersey", "res.state", "NJ"),
]


@pytest.mark.parametrize(("text", "question", "value"), STORIES)
def test_a_fact_of_a_story(capture: StoryCapture, text: str, question: str, value: Any) -> None:
    assert _told(capture, text).get(question) == value


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("my aunt had lymphoma but mine is the thyroid", "nothing"),
        ("she has not had any chemo", "tx.rows/*/name"),
        ("they want to do a Whipple", "tx.rows/*/name"),
        ("CA-125 was 400", "res.state"),
        ("a CT scan or an MRI, me too, ok", "res.state"),
        ("she came in 10 weeks ago", "patient.age"),
        ("seen in the ER yesterday", "bio.rows/*/marker"),
        ("no cancer, just a question about parking", "dx.rows/*/kind"),
        ("they ruled out lymphoma", "dx.rows/*/kind"),
        ("my sister had breast cancer", "dx.rows/*/kind"),
        ("it weighs 62 grams", "patient.age"),
        ("a 45M, CT incidental renal mass", "res.state"),
        ("my biopsy came back as breast cancer", "status.code"),
        ("the results are back, it is lymphoma", "status.code"),
        ("they told me to come back on Tuesday", "status.code"),
        ("they told me to come back on Tuesday", "dx.rows/*/date"),
    ],
)
def test_what_is_not_told_gives_no_chip(capture: StoryCapture, text: str, question: str) -> None:
    assert question not in _told(capture, text)


def test_the_aunts_lymphoma_is_family_history_and_no_more(capture: StoryCapture) -> None:
    told = _told(capture, "my aunt had lymphoma but mine is the thyroid")
    assert told == {
        "caller.relationship": "self",
        "dx.rows/*/kind": "thyroid_parathyroid",
        "fam.rows/*/relation": "aunt",
        "fam.rows/*/cancer": "my aunt had lymphoma",
    }


LINES: list[tuple[str, dict[str, Any]]] = [
    ("55M FL prostate gleason 4+3 PSA 8.2 MRI 10/2026 RALP 12/15",
     {"status.next_planned": {"text": "Prostatectomy", "date": "2026-12-15"}}),
    ("L breast IDC ER+ PR+, lumpectomy 11/3, asks about chemo",
     {"tx.rows/*/name": "Lumpectomy", "tx.rows/*/start": "2026-11-03"}),
    ("48M rectal ca TNT FOLFOX x4 of 8",
     {"tx.rows/*/name": "FOLFOX", "tx.rows/*/cycles": "x4 of 8"}),
    ("33F pregnant 24 wks Hodgkins", {"med.pregnancy": {"code": "yes", "weeks": 24}}),
    ("NSCLC EGFR ex19, osimertinib 2y, PD in brain",
     {"bio.rows/*/value": "ex19", "tx.rows/*/response": {"code": "PD"},
      "status.code": "recurrence_or_progression"}),
    ("AML FLT3+ 7+3 done Oct, CR",
     {"tx.rows/*/name": "7+3 induction", "tx.rows/*/end": "2026-10",
      "tx.rows/*/response": {"code": "CR"}}),
    ("ovarian mass CA125 900, sx Dec 4 w gen gyn",
     {"status.next_planned": {"text": "surgery", "date": "2026-12-04"}}),
    ("GBM MGMT unmeth s/p resection 10/20, RT starts 12/1",
     {"bio.rows/*/value": "unmeth", "tx.rows/*/name": "Resection", "tx.rows/*/start": "2026-10-20",
      "status.next_planned": {"text": "radiation", "date": "2026-12-01"}}),
    ("endometrial serous IB, hyst 9/2026, carbo/taxol 3/6",
     {"tx.rows/*/start": "2026-09", "tx.rows/*/cycles": "3/6"}),
    ("tongue SCC p16+, smoker 30 pack yrs",
     {"med.tobacco_alcohol": {"code": "current", "pack_years": 30}}),
    ("esoph adeno T3N1, CROSS chemoRT done 10/15, esophagectomy planned 12/10",
     {"dx.rows/*/kind": "esophagus_adeno", "tx.rows/*/name": "CROSS chemoradiation",
      "status.next_planned": {"text": "Esophagectomy", "date": "2026-12-10"}}),
    ("wants 2nd opinion bladder ca, TURBT Sept 2026, cisplatin ineligible",
     {"tx.rows/*/name": "TURBT", "tx.rows/*/start": "2026-09"}),
    ("seminoma stage I, orchiectomy 11/17/2026, observation vs carboplatin",
     {"tx.rows/*/name": "Orchiectomy", "tx.rows/*/start": "2026-11-17"}),
    ("Toronto, Canada; cholangio, gem/cis since Aug, SD",
     {"tx.rows/*/response": {"code": "SD"}, "res.state": None}),
    ("s/p TAH BSO 8/2026, carbo/taxol c4 of 6", {"tx.rows/*/cycles": "c4 of 6"}),
    ("male breast cancer, ER positive, mastectomy on the 15th",
     {"status.next_planned": {"text": "mastectomy", "date": "2026-12-15"}, "tx.rows/*/name": None}),
    ("ampullary cancer, CA 19-9 120. Whipple candidate?", {"tx.rows/*/name": None}),
    ("40 pack-years, quit 2015", {"med.tobacco_alcohol": {"code": "former", "pack_years": 40}}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), LINES, ids=lambda told: str(told)[:24])
def test_an_advisors_shorthand(capture: StoryCapture, text: str, facts: dict[str, Any]) -> None:
    told = _told(capture, text)
    assert {question: told.get(question) for question in facts} == facts
    assert "status.next_planned" in facts or "status.next_planned" not in told


def test_two_cancers_give_two_kinds(capture: StoryCapture) -> None:
    chips = capture.chips("she has breast cancer and also melanoma on her back", TODAY)
    kinds = [chip.value for chip in chips if chip.question == "dx.rows/*/kind"]
    assert kinds == ["breast", "melanoma"]


def test_chips_stand_in_the_order_of_the_story(capture: StoryCapture) -> None:
    starts = [chip.start for chip in capture.chips(MOM, TODAY)]
    assert starts == sorted(starts)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=100))
def test_any_story_is_read_without_harm(text: str) -> None:
    for chip in _CAPTURE.chips(text, TODAY):
        assert text[chip.start : chip.end] == chip.words


_CAPTURE = StoryCapture(load_search(load_catalogue(), this_year=2026))


@pytest.mark.parametrize(
    "told",
    [
        "My hands are numb and I cannot button a shirt.",
        "Cold water is like needles.",
        "My feet hurt when I walk, and my back is stiff in the morning.",
        "He is tired and his legs are heavy after the drip.",
    ],
)
def test_a_bother_of_treatment_proposes_no_kind(capture: StoryCapture, told: str) -> None:
    assert "dx.rows/*/kind" not in _told(capture, told)


@pytest.mark.parametrize(
    ("story", "question", "value"),
    [
        ("In August they found a mass in my pancreas", "status.found_date", "2026-08"),
        ("Seven weeks of cisplatin, done since April", "tx.rows/*/end", "2026-04"),
        ("La operan el 5 de diciembre", "status.next_planned",
         {"text": "operan", "date": "2026-12-05"}),
        ("The biopsy showed the breast cancer again", "status.code", "recurrence_or_progression"),
        ("47F breast ca, mom had ovarian ca", "fam.rows/*/relation", "mom"),
        ("4yo M neuroblastoma high risk, MYCN amp", "dx.rows/*/kind", "neuroblastoma"),
    ],
)  # fmt: skip
def test_reads_what_was_told_the_other_way_round(
    capture: StoryCapture, story: str, question: str, value: object
) -> None:
    assert _told(capture, story)[question] == value


@pytest.mark.parametrize(
    ("story", "question"),
    [
        ("HCC, listed for transplant", "tx.rows/*/name"),
        ("They found a mass in August, the biopsy on September 3rd was read", "dx.rows/*/date"),
        ("Colon cancer, treated in 2013, never returned", "status.code"),
        ("A mass in the belly that comes from the kidney", "dx.rows/*/mets"),
    ],
)
def test_proposes_nothing_that_is_only_wanted_denied_or_supposed(
    capture: StoryCapture, story: str, question: str
) -> None:
    assert question not in _told(capture, story)


def test_a_suspicion_is_never_proposed_as_the_kind(capture: StoryCapture) -> None:
    told = _told(capture, "A tumor in the brain, medulloblastoma they think")

    assert told["dx.rows/*/kind"] == "brain_lesion"
