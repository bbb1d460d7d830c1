"""What the summary says of a case, and what it must never say."""

import re
import tomllib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from advisor_app.documents.changes import with_changes_since, words_of_paper
from advisor_app.documents.display import Drawn, PageSize, Rule
from advisor_app.documents.grid import CHANGE_BAR_X
from advisor_app.documents.runs import words_of
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import BannerKind, Held
from advisor_app.domain.intake import Intake
from advisor_app.domain.text import fold
from advisor_app.exchange.case_file import read_case
from tests.documents.conftest import CASES, ISSUE, Printed, Told
from tests.documents.geometry import words_on

EXPECTED: dict[str, dict[str, Any]] = tomllib.loads(
    (CASES / "expected.toml").read_text(encoding="utf-8")
)
SELF = {"caller": {"is_patient": True}, "patient": {"family_name": "Doe", "dob": "1961-03-04"}}
Written = Callable[[str], Intake]


def content(content_of: Told, **case: Any) -> Any:
    return content_of(read_case({**SELF, **case}).intake)


def value(cells: Any, key: str) -> Any:
    return next(cell.value for cell in cells if cell.key == key)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_written_case_says_what_it_must(name: str, printed: Printed, written: Written) -> None:
    words = fold(words_on(printed(written(name))))
    for must in EXPECTED[name].get("must", ()):
        assert fold(must) in words, must
    for never in EXPECTED[name].get("must_not", ()):
        assert fold(never) not in words, never


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


def test_every_answer_carries_its_source(content_of: Told) -> None:
    told = content(
        content_of,
        med={
            "anticoagulant": {"value": "warfarin", "source": "patient_stated"},
            "allergies": {"value": "penicillin", "source": "document_seen"},
            "implants": {"value": "pacemaker", "source": "caller_stated"},
            "kidney_dialysis": {"state": "unknown"},
            "infection_control": {"state": "refused"},
            "ecog": {"value": 1, "source": "referring_clinician"},
        },
    )
    thinner = value(told.special, "Blood thinner")
    assert (words_of(thinner), thinner[0].italic, thinner[0].bold) == ("warfarin", True, True)
    allergy = value(told.special, "Allergy")
    assert words_of(allergy) == "penicillin[D]"
    assert allergy[1].mark
    assert not allergy[0].italic
    assert words_of(value(told.special, "Dialysis")) == "unknown"
    assert words_of(value(told.special, "Infection")) == "not told"
    assert words_of(value(told.special, "Scan dye")) == "--"
    assert words_of(value(told.status, "ECOG")) == "1, light work[K]"


def test_another_caller_makes_the_patient_a_marked_source(content_of: Told) -> None:
    told = content(
        content_of,
        caller={
            "is_patient": False,
            "relationship": "child",
            "name": "Karim",
            "authority": "patient_on_line_agreed",
        },
        med={
            "meds": {"value": ["aspirin"], "source": "caller_stated"},
            "ecog": {"value": 2, "source": "patient_stated"},
        },
    )
    assert words_of(told.told_by).startswith("the patient's child, Karim")
    assert "The patient was on the line and agreed" in words_of(told.told_by)
    assert words_of(value(told.status, "ECOG")).endswith("[P]")
    assert words_of(value(told.background, "Medicines")) == "aspirin"


def test_none_is_never_bold_and_never_confused_with_not_asked(content_of: Told) -> None:
    told = content(content_of, med={"anticoagulant": "none", "allergies": {"list": ["none"]}})
    for key in ("Blood thinner", "Allergy"):
        runs = value(told.special, key)
        assert words_of(runs) == "none"
        assert not runs[0].bold
        assert runs[0].italic
    assert not value(told.special, "Implants")[0].italic


def test_the_conflicts_box_holds_every_conflict(content_of: Told, printed: Printed) -> None:
    def differ(*values: Any) -> dict[str, Any]:
        sources = ("read_from_report", "patient_stated", "caller_stated")
        return {
            "statements": [
                {"value": one, "source": source}
                for one, source in zip(values, sources, strict=False)
            ]
        }

    dx = {
        "kind": "breast_dcis",
        "size": differ("9 mm", "20 mm", "30 mm"),
        "grade": differ("low", "high"),
        "laterality": differ("left", "right"),
        "date": differ("2026-09-03", "2026-09-13"),
        "stage_stated": differ("0", "1"),
    }
    case: dict[str, Any] = {
        **SELF,
        "dx": {"rows": [dx]},
        "med": {"ecog": differ(0, 2), "anticoagulant": differ("none", "warfarin")},
    }
    told = content_of(read_case(case).intake)
    assert len(told.conflicts) == 7
    size = next(line for line in told.conflicts if line.label == "Size")
    assert [words_of(one) for one in size.values] == ["9 mm[R]", "20 mm[P]", "30 mm[C]"]
    assert [one[0].bold for one in size.values] == [True, False, False]
    drawn = printed(case)
    first, all_pages = words_on(drawn, 1), words_on(drawn)
    assert "more, page 2" in first
    for said in ("9 mm", "30 mm", "low", "high", "warfarin", "13 SEP 2026"):
        assert said in all_pages
    assert "9 mm [?]" in " ".join(first.split())


def test_a_conflict_that_could_harm_shows_both_in_bold_and_stands_first(content_of: Told) -> None:
    thinner = {
        "statements": [
            {"value": "none", "source": "read_from_report"},
            {"value": "warfarin", "source": "patient_stated"},
        ]
    }
    sizes = {
        "statements": [
            {"value": "9 mm", "source": "read_from_report"},
            {"value": "20 mm", "source": "patient_stated"},
        ]
    }
    told = content(
        content_of,
        med={"anticoagulant": thinner},
        dx={"rows": [{"kind": "breast_dcis", "size": sizes}]},
    )
    runs = value(told.special, "Blood thinner")
    assert words_of(runs) == "none or warfarin[?]"
    assert runs[0].bold
    assert [line.label for line in told.conflicts] == ["Blood thinner", "Size"]


def test_marks_in_somebodys_words_stay_words(printed: Printed) -> None:
    drawn = printed({**SELF, "goal": {"main_question": "Is it [D] or [R]?"}})
    quoted = next(text for text in drawn.lists[0].texts if "Is it" in text.text)
    assert "[D] or [R]?" in quoted.text
    assert quoted.face.startswith("PaperSans-")


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


def test_one_black_bar_at_most(content_of: Told, written: Written) -> None:
    for name in EXPECTED:
        kinds = [banner.kind for banner in content_of(written(name)).banners]
        assert kinds.count(BannerKind.ACT) <= 1
        assert kinds


def test_a_patient_who_is_not_told_is_announced(content_of: Told) -> None:
    told = content(
        content_of,
        caller={
            "is_patient": False,
            "relationship": "child",
            "authority": "health_care_proxy_or_POA",
            "patient_aware_of_diagnosis": "not_told",
        },
    )
    assert any(banner.head == "PATIENT NOT TOLD" for banner in told.banners)


def test_the_five_questions_are_the_patients_words_or_not_raised(content_of: Told) -> None:
    told = content(content_of, goal={"q2": "Skip the radiation?"})
    words = [words_of(cell.value) for cell in told.questions]
    assert words == [
        "not raised", "“Skip the radiation?”", "not raised", "not raised", "not raised",
    ]  # fmt: skip


def test_records_are_told_by_where_they_are(content_of: Told) -> None:
    told = content(
        content_of,
        dx={"rows": [{"kind": "breast_dcis"}]},
        rec={
            "rows": [
                {"code": "PATH_REPORT", "state": "received"},
                {"code": "PATH_SLIDES", "state": "requested", "asked_on": "2026-11-19"},
                {"code": "IMG_CT", "state": "not_needed"},
            ]
        },
    )
    held = {line.name: line.held for line in told.checklist}
    assert held["Pathology report"] is Held.IN_HAND
    assert held["Pathology slides"] is Held.ON_ITS_WAY
    assert "CT images and report" not in held
    assert held["Signed release"] is Held.NOT_ASKED
    assert "pathology report[D]" in words_of(value(told.records, "In hand"))
    assert "19 NOV" in words_of(value(told.records, "On its way"))


def test_history_runs_forward_and_ends_with_what_is_planned(content_of: Told) -> None:
    told = content(
        content_of,
        status={"next_planned": {"text": "cycle 2", "date": "2026-12-10"}},
        tx={
            "rows": [
                {"name": "cycle 1", "start": "2026-11-01"},
                {"name": "7+3", "start": "2025-02"},
                {"name": "radiation"},
            ]
        },
    )
    assert [event.when for event in told.history] == [
        "FEB 2025", "01 NOV 2026", "10 DEC 2026", "no date",
    ]  # fmt: skip
    assert [event.planned for event in told.history] == [False, False, True, False]


def test_sixty_treatments_take_an_appendix_and_none_is_lost(printed: Printed) -> None:
    rows = [{"name": f"regimen {n:02d}", "start": f"20{10 + n // 12:02d}"} for n in range(60)]
    drawn = printed({**SELF, "tx": {"rows": rows}})
    assert drawn.pages == 3
    assert "Appendix to the case summary" in words_on(drawn, 3)
    words = words_on(drawn)
    assert all(f"regimen {n:02d}" in words for n in range(60))


def test_a_reprint_bars_what_is_new(content_of: Told) -> None:
    before = content(content_of, med={"anticoagulant": "none", "ecog": 1})
    after = content(content_of, med={"anticoagulant": "warfarin", "ecog": 1})
    held = render_summary(before, ISSUE, PageSize.LETTER)
    told = with_changes_since(after, words_of_paper(held.pdf), "v2")
    assert [cell.key for cell in told.special if cell.changed] == ["Blood thinner"]
    assert not any(cell.changed for cell in told.status)
    assert told.since == "v2"


def test_a_reprint_bars_what_is_new_on_page_two_and_nothing_that_stands_as_it_did(
    content_of: Told,
) -> None:
    rows = [{"name": f"regimen {n}", "start": f"2020-0{n}"} for n in range(1, 4)]
    seen = [{"date": "2026-11-02", "lab": "Palisade", "accession": "S26-1"}]
    before = content(content_of, tx={"rows": rows[:2]}, path={"rows": seen})
    more = [*seen, {"date": "2026-11-20", "lab": "Palisade", "accession": "S26-2"}]
    after = content(content_of, tx={"rows": rows}, path={"rows": more})
    held = words_of_paper(render_summary(before, ISSUE, PageSize.LETTER).pdf)
    again = with_changes_since(before, held, "v2")
    assert not any(event.changed for event in again.history)
    assert not any(line.changed for line in again.checklist)
    assert not any(cell.changed for cell in again.background)
    assert not any(table.changed for table in again.tables)
    assert not again.diagnosis.changed
    told = with_changes_since(after, held, "v2")
    assert [event.when for event in told.history if event.changed] == ["MAR 2020", "20 NOV 2026"]
    (pathology,) = [table for table in told.tables if table.title == "Pathology"]
    assert len(pathology.changed) == 1
    back = render_summary(told, ISSUE, PageSize.LETTER).lists[1]
    bars = [item for item in back.items if isinstance(item, Rule) and item.x0 == CHANGE_BAR_X]
    assert len(bars) >= 2


def read_in_file(drawn: Drawn) -> str:
    """The text that a reader of the file finds, on one line."""
    pages = PdfReader(BytesIO(drawn.pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_what_was_read_back_stands_on_the_paper_and_what_was_not(printed: Printed) -> None:
    ticks = {
        "read_back_names": "2026-11-23T15:40:00+00:00",
        "read_back_born": "2026-11-23T15:41:00+00:00",
        "read_back_phone": "2026-11-23T15:42:00+00:00",
    }
    words = read_in_file(printed({**SELF, "out": ticks}))
    assert "names, date of birth, phone, 23 NOV 2026 10:42" in words
    assert "not read back: kind of cancer, drugs and operation, day and place" in words
    rest = {f"read_back_{one}": ticks["read_back_phone"] for one in ("kind", "drug", "date")}
    words = read_in_file(printed({**SELF, "out": ticks | rest}))
    assert "drugs and operation, day and place, 23 NOV 2026 10:42" in words
    assert "not read back" not in words
    assert "not read back" not in read_in_file(printed(SELF))


@pytest.mark.parametrize(
    ("ack", "stands"), [(True, "read back"), (False, "NOT READ BACK"), (None, "NOT READ BACK")]
)
def test_an_emergency_says_what_was_told_and_whether_it_was_read_back(
    printed: Printed, ack: bool | None, stands: str
) -> None:
    given = {"text": "Call 911 now", "time": "2026-11-23T15:40:00+00:00"}
    told = given if ack is None else {**given, "ack": ack}
    paper = printed({**SELF, "urg": {"fever": True, "instruction_given": told}})
    words = read_in_file(paper)
    assert f"Instruction: Call 911 now, 23 NOV 2026 10:40 ET, {stands}." in words


def test_the_physician_reads_why_another_than_the_first_was_chosen(printed: Printed) -> None:
    told = {
        **SELF,
        "status": {"code": "newly_diagnosed_untreated"},
        "dx": {"rows": [{"kind": "breast_dcis"}]},
        "out": {
            "match": {
                "id": "demo-okonkwo",
                "mode": "in_person",
                "override": "The patient asks for this doctor: treated her sister",
            }
        },
    }
    page = " ".join(words_on(printed(told), 1).split())
    assert "The patient asks for this doctor: treated her sister" in page
    assert "Ask the office of" in page or "Book Samuel Okonkwo" in page
    first = {**told, "out": {"match": {"id": "demo-adler", "mode": "in_person", "rank": 1}}}
    assert "Chosen since" not in words_on(printed(first), 1)


def test_the_conflicts_box_names_the_sources_that_differ_and_the_body(content_of: Told) -> None:
    def lines(**case: Any) -> dict[str, list[str]]:
        told = content(content_of, status={"code": "newly_diagnosed_untreated"}, **case)
        return {one.label: [words_of(runs) for runs in one.values] for one in told.conflicts}

    breast = {"rows": [{"kind": "breast", "laterality": "left"}]}
    scan = {"rows": [{"type": "MRI", "laterality": "right"}]}
    assert lines(dx=breast, img=scan) == {"Side": ["left[P]", "right, MRI[P]"]}
    told = content(content_of, dx=breast, img=scan)
    assert words_of(told.diagnosis.headline).startswith("Breast cancer")
    story = lines(dx=breast, free_text="It is cancer of my right breast.")
    assert story == {"Side": ["left[P]", "right, caller's story"]}
    patient = {"family_name": "Doe", "sex_at_birth": "female"}
    prostate = {"rows": [{"kind": "prostate"}]}
    assert lines(patient=patient, dx=prostate) == {"Sex at birth": ["female[P]", "Prostate cancer"]}
    assert lines(patient=patient, dx=breast) == {}
