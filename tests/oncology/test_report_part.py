"""A long report is read where it says its diagnosis, however far below that stands."""

import pytest

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.report_part import part_read
from advisor_app.oncology.search import CancerSearch
from advisor_app.oncology.words import MOST_READ, MOST_WORDS_READ
from tests.oncology.conftest import TODAY

GROSS = "Received in formalin, labelled with the name, tan soft tissue of 2.1 x 1.4 x 0.9 cm. "
HEAD = "SURGICAL PATHOLOGY REPORT\nClinical history: a mass was seen.\nGross description:\n"
FOUND = "Left kidney, partial nephrectomy: clear cell renal cell carcinoma, grade 3."


@pytest.mark.parametrize(
    "heading",
    ["FINAL DIAGNOSIS:", "Pathologic diagnosis", "DIAGNOSIS", "Diagnóstico:", "IMPRESSION:"],
)
@pytest.mark.parametrize("signs", [0, 2_500, 20_000, 48_000])
def test_the_diagnosis_is_read_wherever_it_stands(
    search: CancerSearch, capture: StoryCapture, heading: str, signs: int
) -> None:
    report = f"{HEAD}{GROSS * (signs // len(GROSS))}\n{heading}\n{FOUND}\n{GROSS * 40}"
    first = search.find(report).answers[0]
    assert (first.kind, first.icd10) == ("rcc_clear_cell", ("C64.2",))
    kinds = [one for one in capture.chips(report, TODAY) if one.question == "dx.rows/*/kind"]
    assert [one.value for one in kinds] == ["rcc_clear_cell"]
    assert report[kinds[0].start : kinds[0].end] == kinds[0].words


def test_what_is_read_is_short_and_of_it_all_is_read() -> None:
    report = f"{HEAD}{GROSS * 400}\nFINAL DIAGNOSIS:\n{FOUND} {'a b c ' * 2000}"
    part = part_read(report)
    assert len(part.text) <= MOST_READ
    assert len(part.text.split()) <= MOST_WORDS_READ
    assert part_read(part.text).text == part.text
    (start, end), (again, last) = part.spans
    told = report[start:end] + ". " + report[again:last]
    assert told == part.text
    assert start == 0


def test_a_story_without_such_a_heading_is_read_from_its_beginning() -> None:
    story = "We went to the lake and the dog was happy. " * 300
    part = part_read(story)
    assert story.startswith(part.text)
    assert part.spans == ((0, len(part.text)),)
