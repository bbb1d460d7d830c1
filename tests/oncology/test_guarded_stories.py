"""Stories of relatives, denial, other times, spread and callers who speak for the patient.

Nothing of somebody else, of another time or of what was denied may be heard as the patient's.
"""

import pytest

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.search import CancerSearch
from tests.oncology.callers import GUARDED, Guarded, guarded
from tests.oncology.conftest import TODAY

STORIES = guarded(GUARDED)


def _name(one: Guarded) -> str:
    return one.story.text[:40]


def test_the_set_is_large() -> None:
    assert len(STORIES) >= 80


@pytest.mark.parametrize("one", STORIES, ids=_name)
def test_nothing_of_others_is_set_on_the_patient(
    search: CancerSearch, capture: StoryCapture, one: Guarded
) -> None:
    found, chips = search.find(one.story.text), capture.chips(one.story.text, TODAY)
    assert not one.cancers_set(found, chips, search.catalogue)
    assert not one.false_flags(found)
    assert set(one.story.red_flags) <= set(found.red_flags)


@pytest.mark.parametrize("one", STORIES, ids=_name)
def test_a_finding_has_no_code_of_a_cancer(search: CancerSearch, one: Guarded) -> None:
    meaning = one.story.meaning
    answers = search.find(one.story.text).answers
    if one.only_a_finding:
        assert not any(code.startswith("C") for code in answers[0].icd10)
    assert any(meaning.is_met_by(answer, search.catalogue) for answer in answers[:3])


@pytest.mark.parametrize("one", STORIES, ids=_name)
def test_chips_are_proposed_and_stand_on_their_words(capture: StoryCapture, one: Guarded) -> None:
    chips = capture.chips(one.story.text, TODAY)
    assert not one.story.missing_chips(chips)
    for wanted in one.story.no_chips:
        assert wanted not in [f"{chip.question}={chip.value}" for chip in chips]
    for chip in chips:
        assert one.story.text[chip.start : chip.end] == chip.words
