"""The panel of the ranking: what one answer moved, and by which answer."""

from advisor_app.domain.answers import State, not_known
from advisor_app.domain.paths import with_answer
from advisor_app.ui.matcher.moved import cause_words, moved
from tests.matching.building import case, ranked

LUNG = {"dx.rows/1/kind": "lung_nsclc", "status.code": "newly_diagnosed_untreated"}


def test_an_answer_says_whom_it_moved_and_by_what() -> None:
    told, more = case(LUNG), case({**LUNG, "dx.rows/1/mets": ["brain"]})
    news = moved(ranked(told), ranked(more), cause_words(told, more))
    assert "Dr Chestmed is new at 1" in news.words
    assert "Dr Chestcut is not offered any more" in news.words
    assert news.words.endswith("now known.")
    assert news.rose["chestmed"] == "new"


def test_an_answer_that_moves_nobody_says_nothing() -> None:
    before = ranked(case(LUNG))
    assert moved(before, ranked(case({**LUNG, "lang.spoken": "en"})), "language").words == ""


def test_the_cause_says_whether_it_became_known_changed_or_unknown() -> None:
    asked = case({**LUNG, "res.state": "NJ"})
    assert cause_words(case(LUNG), asked) == "state now known"
    assert cause_words(asked, case({**LUNG, "res.state": "NY"})) == "state changed"
    assert cause_words(asked, case(LUNG)) == "state not told any more"
    unknown = with_answer(asked, "res.state", not_known(State.UNKNOWN))
    assert cause_words(asked, unknown) == "state unknown"
    assert cause_words(asked, asked) == ""
