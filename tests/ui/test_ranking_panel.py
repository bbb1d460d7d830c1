"""The panel of the ranking: what one answer moved."""

from advisor_app.ui.matcher.ranking import moved_words
from tests.matching.building import case, ranked

LUNG = {"dx.rows/1/kind": "lung_nsclc", "status.code": "newly_diagnosed_untreated"}


def test_an_answer_says_whom_it_moved() -> None:
    before = ranked(case(LUNG))
    spread = ranked(case({**LUNG, "dx.rows/1/mets": ["brain"]}))
    told = moved_words(before, spread)
    assert "Dr Chestmed is new at 1" in told
    assert "Dr Chestcut is not offered any more" in told


def test_an_answer_that_moves_nobody_says_nothing() -> None:
    before = ranked(case(LUNG))
    assert moved_words(before, ranked(case({**LUNG, "lang.spoken": "en"}))) == ""
