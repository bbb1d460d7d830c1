"""How a summary says who said it, what differs, and what was not asked."""

from typing import Any

from advisor_app.documents.runs import words_of
from advisor_app.exchange.case_file import read_case
from tests.documents.conftest import Printed, Told
from tests.documents.geometry import words_on
from tests.documents.said import SELF, content, value


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
