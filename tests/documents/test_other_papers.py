"""The papers beside the summary: sound in both sizes, in plain words, and only where permitted."""

import copy
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from advisor_app.documents.display import Drawn, PageSize
from advisor_app.domain.people import Roster
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import Denied, NotPossible
from tests.documents.conftest import Printed
from tests.documents.geometry import faults, words_on
from tests.documents.hostile import HOSTILE, case_full_of
from tests.documents.papers import FULL, Draw, every_paper

SETTINGS = CentreSettings(
    name="Harbor Cancer Center",
    line_name="Second-opinion line",
    line_number="(212) 555-0100",
    pathology_desk="(212) 555-0104",
    records_fax="(212) 555-0105",
)
KINDS = (
    "patient_en", "patient_es", "slide_request", "image_request", "release_form", "doctor_letter",
    "callback_card", "shift_report", "queue_report", "blank_intake",
)  # fmt: skip


@pytest.fixture(scope="module")
def papers(knowledge: Knowledge, roster: Roster) -> dict[str, Draw]:
    return every_paper(knowledge, roster, FULL, SETTINGS)


def text_of(drawn: Drawn) -> str:
    pages = PdfReader(BytesIO(drawn.pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def changed(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    case = copy.deepcopy(FULL)
    place = case
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    return case


@pytest.mark.parametrize("size", list(PageSize))
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_is_sound_and_carries_its_furniture(
    kind: str, size: PageSize, papers: dict[str, Draw]
) -> None:
    drawn = papers[kind](size)
    assert faults(drawn) == []
    assert drawn.pdf == papers[kind](size).pdf
    for page in PdfReader(BytesIO(drawn.pdf)).pages:
        text = page.extract_text()
        confidential, demonstration = ("CONFIDENCIAL", "DEMOSTRACIÓN")
        if kind != "patient_es":
            confidential, demonstration = "CONFIDENTIAL", "DEMONSTRATION"
        assert confidential in text
        assert demonstration in text
        assert "(212) 555-0103" in text
        assert "WS-12" in text
        assert "…" not in text.split("WS-12")[-1], "the footer is cut"


def test_the_patient_reads_plain_words_without_marks(papers: dict[str, Draw]) -> None:
    english = words_on(papers["patient_en"](PageSize.LETTER))
    assert "You said: “Is the margin wide enough?”" in english
    assert "Thursday 3 December 2026, 10:00" in english
    for mark in ("[P]", "[R]", "[?]", "--", "ICD", "not offered"):
        assert mark not in english


def test_the_patient_reads_spanish(papers: dict[str, Draw]) -> None:
    spanish = words_on(papers["patient_es"](PageSize.A4))
    assert "Sus cinco preguntas para el médico" in spanish
    assert "jueves 3 de diciembre de 2026, 10:00" in spanish
    for word in ("Your", "Page", "Printed", "We asked", "Please"):
        assert word not in spanish.split()


def chosen(kind: str, **answers: Any) -> dict[str, Any]:
    """The case of a patient who reads Spanish, of whom this kind or finding was chosen."""
    row = {"id": "1", "kind": kind, "laterality": "left"}
    case = changed(("dx", "rows"), [row]) | {"lang": {"spoken": "es"}}
    case["patient"] = case["patient"] | {"dob": "1969-01-17"}
    return case | answers


def test_the_patient_reads_the_name_of_the_disease_in_each_language(
    knowledge: Knowledge, roster: Roster
) -> None:
    papers = every_paper(knowledge, roster, chosen("breast_ductal"), SETTINGS)
    assert faults(papers["patient_es"](PageSize.A4)) == []
    spanish = words_on(papers["patient_es"](PageSize.LETTER))
    assert "Carcinoma ductal infiltrante de mama, lado izquierdo" in spanish
    assert "pendiente de revisión médica" in spanish
    english = words_on(papers["patient_en"](PageSize.LETTER))
    assert "Invasive ductal carcinoma of the breast, left side" in english
    assert "review" not in english


def test_a_finding_is_said_to_be_no_diagnosis(knowledge: Knowledge, roster: Roster) -> None:
    case = chosen("breast_lump", status={"code": "abnormal_not_diagnosed"})
    spanish = words_on(every_paper(knowledge, roster, case, SETTINGS)["patient_es"](PageSize.A4))
    assert "Bulto en la mama, lado izquierdo" in spanish
    assert "Esto todavía no es un diagnóstico." in spanish


@pytest.mark.parametrize(
    ("kind", "status"),
    [("a kind of lump in my breast", {}), ("breast_ductal", {"code": "abnormal_not_diagnosed"})],
)
def test_no_cancer_is_named_that_nobody_chose_or_no_tissue_has_shown(
    kind: str, status: dict[str, str], knowledge: Knowledge, roster: Roster
) -> None:
    case = chosen(kind, status=status)
    for paper in ("patient_en", "patient_es"):
        words = words_on(every_paper(knowledge, roster, case, SETTINGS)[paper](PageSize.LETTER))
        assert "It is about" not in words
        assert "Se trata de" not in words
        assert "arcinoma" not in words


def test_what_the_patient_signs_is_in_the_language_that_the_patient_reads(
    knowledge: Knowledge, roster: Roster, papers: dict[str, Draw]
) -> None:
    spanish = words_on(
        every_paper(knowledge, roster, chosen("breast_dcis"), SETTINGS)["release_form"](
            PageSize.LETTER
        )
    )
    assert "Permiso para entregar mis expedientes médicos" in spanish
    assert "Informe de patología (Pathology report)" in spanish
    assert "17 ENE 1969" in spanish
    for word in ("Patient", "Sign", "born", "other:", "JAN"):
        assert word not in spanish.split(), word
    assert "Permission to release my medical records" in words_on(
        papers["release_form"](PageSize.LETTER)
    )


def test_the_birth_date_names_its_month_as_the_reader_does(
    knowledge: Knowledge, roster: Roster
) -> None:
    papers = every_paper(knowledge, roster, chosen("breast_dcis"), SETTINGS)
    assert "17 ENE 1969" in words_on(papers["patient_es"](PageSize.LETTER))
    assert "17 ENE 1969" in words_on(papers["callback_card"](PageSize.LETTER))
    assert "17 JAN 1969" in words_on(papers["patient_en"](PageSize.LETTER))


def test_the_physician_reads_english_whatever_the_patient_speaks(
    knowledge: Knowledge, roster: Roster, printed: Printed
) -> None:
    case = chosen("breast_ductal")
    papers = every_paper(knowledge, roster, case, SETTINGS)
    for kind in ("doctor_letter", "slide_request", "image_request"):
        assert "Carcinoma ductal" not in words_on(papers[kind](PageSize.LETTER))
    summary = words_on(printed(case))
    assert "Invasive ductal carcinoma of the breast" in summary
    assert "infiltrante" not in summary


def test_nothing_of_a_case_is_drawn_without_authority(knowledge: Knowledge, roster: Roster) -> None:
    case = changed(("caller",), {"is_patient": False, "authority": "none_yet"})
    papers = every_paper(knowledge, roster, case, SETTINGS)
    for kind in KINDS[:7]:
        with pytest.raises(Denied):
            papers[kind](PageSize.LETTER)


def test_who_is_not_told_gets_no_sheet(knowledge: Knowledge, roster: Roster) -> None:
    told = {"authority": "parent_of_minor", "patient_aware_of_diagnosis": "not_told"}
    case = changed(("caller",), {"is_patient": False, "relationship": "parent", **told})
    papers = every_paper(knowledge, roster, case, SETTINGS)
    with pytest.raises(Denied, match="does not know"):
        papers["patient_en"](PageSize.LETTER)


def test_only_a_doctor_to_whom_the_patient_said_yes_is_written_to(
    knowledge: Knowledge, roster: Roster, papers: dict[str, Draw]
) -> None:
    letter = words_on(papers["doctor_letter"](PageSize.LETTER))
    assert "Dear Dr K. Ahn," in letter
    assert "Rossi" not in letter
    assert "signed release is with us" in letter
    assert "Your answer, if you wish" in letter
    case = changed(("md", "rows"), [{"name": "Dr K. Ahn", "may_contact": "later"}])
    with pytest.raises(Denied, match="has not said yes"):
        every_paper(knowledge, roster, case, SETTINGS)["doctor_letter"](PageSize.LETTER)


def test_each_house_gets_a_page_of_its_own(papers: dict[str, Draw]) -> None:
    drawn = papers["slide_request"](PageSize.LETTER)
    assert drawn.pages == 2
    first, second = (words_on(drawn, page) for page in (1, 2))
    assert "S26-08852" in first
    assert "S26-10418" in first
    assert "X-1" not in first
    assert "Bergen Lab" in second
    assert "S26-08852" not in second
    assert "PLEASE SEND BY" in first
    assert "If something is not sent" in second


def test_a_side_is_said_once(knowledge: Knowledge, roster: Roster) -> None:
    studies = [{"type": "mammogram", "region": "both breasts", "laterality": "both"}]
    specimens = [
        {"specimen_type": "core", "site_side": {"text": "left breast", "laterality": "left"}}
    ]
    case = changed(("img",), {"rows": studies}) | {"path": {"rows": specimens}}
    papers = every_paper(knowledge, roster, case, SETTINGS)
    pictures = words_on(papers["image_request"](PageSize.LETTER))
    assert "mammogram, both breasts" in pictures
    assert "both breasts, both" not in pictures
    slides = words_on(papers["slide_request"](PageSize.LETTER))
    assert "core, left breast" in slides
    assert "breast, left" not in slides


def test_there_is_no_request_without_material(knowledge: Knowledge, roster: Roster) -> None:
    papers = every_paper(knowledge, roster, changed(("path",), {"rows": []}), SETTINGS)
    with pytest.raises(NotPossible):
        papers["slide_request"](PageSize.LETTER)


def test_the_card_shows_both_clocks(papers: dict[str, Draw]) -> None:
    card = text_of(papers["callback_card"](PageSize.LETTER))
    assert "16:00 in Madrid" in card
    assert "10:00 Eastern time" in card


def test_a_report_names_no_patient(papers: dict[str, Draw]) -> None:
    for kind in ("shift_report", "queue_report"):
        assert "no patient names" in text_of(papers[kind](PageSize.LETTER))
    shift = words_on(papers["shift_report"](PageSize.LETTER))
    assert "29 promises to call back were due: 22 kept, 2 overdue" in shift


def test_every_question_that_is_needed_stands_on_the_blank_intake(papers: dict[str, Draw]) -> None:
    blank = words_on(papers["blank_intake"](PageSize.LETTER))
    for words in ("Any fever or shaking chills?", "Any blood thinner? Which?", "Date of birth?"):
        assert words in blank


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_change_nothing_but_the_words(
    text: str, knowledge: Knowledge, roster: Roster
) -> None:
    papers = every_paper(knowledge, roster, case_full_of(text), SETTINGS)
    for kind in ("patient_en", "slide_request", "release_form", "doctor_letter"):
        try:
            drawn = papers[kind](PageSize.LETTER)
        except (Denied, NotPossible):
            continue
        assert faults(drawn) == []
        assert b"/URI" not in drawn.pdf
        for page in PdfReader(BytesIO(drawn.pdf)).pages:
            assert "/Annots" not in page
