"""An emergency is heard wherever it stands in a long story, and quoted from there."""

from datetime import date

import pytest

from advisor_app.domain.intake import Intake
from advisor_app.oncology.knowledge import Knowledge, load_knowledge
from advisor_app.oncology.pieces import MOST_HEARD, pieces
from advisor_app.oncology.redflags import raised
from advisor_app.oncology.search import CancerSearch
from advisor_app.oncology.words import read_part

_SMALL_TALK = "We drove to the lake on Sunday and the dog was happy to see us. "
_CRISIS = "Since this morning he is coughing up blood. "


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def _long(signs: int) -> str:
    return _SMALL_TALK * (signs // len(_SMALL_TALK))


@pytest.mark.parametrize("place", [0, 2900, 3100, 12_000, 30_000, 49_000])
def test_an_emergency_is_heard_anywhere(search: CancerSearch, place: int) -> None:
    story = _long(place) + _CRISIS + _long(49_500 - place)
    heard = search.emergencies(story)
    assert list(heard) == ["RF-05"]
    assert "coughing up blood" in heard["RF-05"]


def test_the_parts_of_one_flag_may_stand_far_apart(search: CancerSearch) -> None:
    story = "She had chemotherapy last week. " + _long(20_000) + "Tonight she has a fever of 102."
    assert "fever of 102" in search.emergencies(story)["RF-01"]


def test_what_is_denied_raises_nothing_late_in_a_story_either(search: CancerSearch) -> None:
    story = _long(10_000) + "She is not coughing up blood. " + _long(5_000) + "He has no seizures."
    assert not search.emergencies(story)


def test_a_case_hears_it_too(knowledge: Knowledge) -> None:
    story = _long(40_000) + _CRISIS
    flags = raised(Intake(free_text=story), knowledge, date(2026, 11, 24))
    assert [flag.flag.id for flag in flags] == ["RF-05"]
    assert "coughing up blood" in flags[0].why


@pytest.mark.parametrize("text", [_long(120_000), "a" * 120_000, "a b " * 30_000, "\n" * 9_000, ""])
def test_the_pieces_are_the_text_and_each_is_read_whole(text: str) -> None:
    cut = list(pieces(text))
    assert "".join(piece for _, piece in cut) == text[:MOST_HEARD]
    assert all(read_part(piece) == piece for _, piece in cut)
    assert all(text[start : start + len(piece)] == piece for start, piece in cut)


def test_a_story_that_grows_keeps_its_first_pieces() -> None:
    story = _long(10_000)
    assert list(pieces(story + _CRISIS))[:3] == list(pieces(story))[:3]
