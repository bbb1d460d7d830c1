"""What callers mean, on the phrases and stories written before the search was tuned.

The figures that are reported come from `tests/benchmarks`; here stands what must not be lost.
"""

import pytest

from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.search import CancerSearch
from tests.oncology.callers import (
    BLIND,
    DEVELOPMENT,
    FOURTH_BLIND,
    LATE,
    SECOND_BLIND,
    SEVENTH_BLIND,
    UNTOUCHED,
    narratives,
    spoken,
)
from tests.oncology.conftest import TODAY

HALVES = (DEVELOPMENT, UNTOUCHED, LATE)
SETS = (*HALVES, BLIND, FOURTH_BLIND, SECOND_BLIND, SEVENTH_BLIND)


def test_the_halves_are_large_and_even() -> None:
    assert sum(len(spoken(half)) for half in HALVES) >= 400
    assert sum(len(narratives(half)) for half in HALVES) >= 80
    assert min(len(spoken(half)) for half in (DEVELOPMENT, UNTOUCHED)) >= 200


@pytest.mark.parametrize("half", SETS)
def test_the_right_family_comes_first(search: CancerSearch, half: str) -> None:
    told = spoken(half)
    first = third = 0
    for one in told:
        right = [
            one.meaning.is_met_by(answer, search.catalogue)
            for answer in search.find(one.text).answers
        ]
        first += any(right[:1])
        third += any(right[:3])
    assert first >= 0.95 * len(told)
    assert third >= 0.97 * len(told)


@pytest.mark.parametrize("half", SETS)
def test_no_finding_has_the_code_of_a_cancer(search: CancerSearch, half: str) -> None:
    for one in spoken(half):
        answers = search.find(one.text).answers
        if one.only_a_finding and answers:
            assert not any(code.startswith("C") for code in answers[0].icd10), one.text


@pytest.mark.parametrize("half", HALVES)
def test_stories_set_nothing_of_others_on_the_patient(
    search: CancerSearch, capture: StoryCapture, half: str
) -> None:
    wrong = {
        story.text: found
        for story in narratives(half)
        if (
            found := story.wrongly_set(
                search.find(story.text), capture.chips(story.text, TODAY), search.catalogue
            )
        )
    }
    assert not wrong


@pytest.mark.parametrize("half", HALVES)
def test_stories_raise_their_red_flags(search: CancerSearch, half: str) -> None:
    for story in narratives(half):
        assert set(story.red_flags) <= set(search.find(story.text).red_flags), story.text
