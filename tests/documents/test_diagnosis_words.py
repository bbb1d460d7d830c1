"""What a summary may call a diagnosis: tissue, words of a story, markers."""

import re

from advisor_app.documents.runs import words_of
from tests.documents.conftest import Printed, Told
from tests.documents.geometry import words_on
from tests.documents.said import SELF, content, read_in_file, value


def test_without_tissue_there_is_no_cancer_code(content_of: Told, printed: Printed) -> None:
    case = {
        **SELF,
        "status": {"code": "abnormal_not_diagnosed", "tissue_done": "scheduled"},
        "dx": {"rows": [{"kind": "lung_adenocarcinoma", "size": "14 mm"}]},
    }
    drawn = printed(case)
    assert "NO TISSUE DIAGNOSIS" in words_on(drawn, 1)
    assert not re.search(r"\bC\d\d", words_on(drawn))
    awaited = content(
        content_of,
        status={"code": "newly_diagnosed_untreated", "tissue_done": "done_waiting"},
        dx={"rows": [{"kind": "breast_dcis"}]},
    )
    assert awaited.diagnosis.no_tissue
    assert "D05" not in awaited.diagnosis.code_note


def test_without_tissue_what_the_blood_says_and_what_came_back_still_stand(
    printed: Printed,
) -> None:
    row = {"markers": ["CA-125 1100 U/mL"], "recurrence_of": "ovary 2021", "progress": "worse"}
    status = {"code": "abnormal_not_diagnosed", "tissue_done": "no"}
    words = read_in_file(printed({**SELF, "status": status, "dx": {"rows": [row]}}))
    assert "NO TISSUE DIAGNOSIS" in words
    assert all(told in words for told in ("CA-125 1100 U/mL", "ovary 2021", "worse"))


def test_the_story_proposes_but_is_named_as_the_story(content_of: Told) -> None:
    story = "It has gone to the liver. " + "It has been hard for us. " * 20
    told = content(content_of, free_text=story, dx={"rows": [{"kind": "pancreas_net"}]})
    runs = value(told.diagnosis.cells, "Spread to")
    assert "liver" in words_of(runs)
    assert "(in the story)" in words_of(runs)
    assert told.story


def test_what_is_only_read_from_words_is_no_diagnosis_and_no_code(content_of: Told) -> None:
    feared = content(content_of, status={"told_by_doctor": "maybe a sarcoma of the womb"})
    assert words_of(feared.diagnosis.headline) == "“maybe a sarcoma of the womb”"
    told = content(content_of, status={"told_by_doctor": "a sarcoma of the womb"})
    assert words_of(told.diagnosis.headline) == "“a sarcoma of the womb”"
    assert "not confirmed" in words_of(value(told.diagnosis.cells, "Our reading"))
    assert words_of(value(told.diagnosis.cells, "ICD-10-CM")) == "not coded until confirmed"


def test_a_treatment_of_the_story_is_no_history(content_of: Told) -> None:
    story = "One doctor says operate, one says radiation and octreotide. " * 7
    told = content(content_of, free_text=story)
    assert told.history == ()
    assert "radiation" in words_of(told.story)


def test_a_marker_told_elsewhere_is_not_called_unmentioned(content_of: Told) -> None:
    told = content(
        content_of,
        dx={"rows": [{"kind": "prostate", "psa_series": ["4.1", "9.8"]}]},
        bio={"rows": [{"marker": "MSI", "value": "low"}, {"marker": "MSI", "value": "high"}]},
    )
    table = next(table for table in told.tables if table.title == "Biomarkers")
    rows = [[words_of(cell) for cell in row[:2]] for row in table.rows]
    assert ["MSI", "low"] in rows
    assert ["MSI", "high"] in rows
    assert ["PSA series", "4.1, 9.8"] in rows


def test_a_short_story_is_the_question_where_none_was_told(content_of: Told) -> None:
    told = content(content_of, free_text="Must it be cut?")
    assert words_of(told.question) == "“Must it be cut?”"
    assert not told.story
    asked = content(content_of, free_text="Must it be cut?", goal={"main_question": "Can I wait?"})
    assert words_of(asked.question) == "“Can I wait?”"
    assert asked.story
