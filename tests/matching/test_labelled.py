"""The labelled cases: who is right comes first, and nobody breaks a hard criterion."""

import pytest

from tests.matching.labelled import (
    Labelled,
    first_is_right,
    labelled,
    one_is_right,
    ranked,
    roster,
    violations,
)

HALVES = ("development", "test", "outside", "blind", "odd", "odd again", "centres")


def ids(one: Labelled) -> list[str]:
    """The whole list of one case."""
    return [match.id for match in ranked(one).matches]


@pytest.mark.parametrize("half", HALVES)
def test_the_first_is_right_and_nobody_breaks_a_hard_criterion(half: str) -> None:
    cases = labelled(half)
    first = sum(first_is_right(one, ids(one)) for one in cases)
    three = sum(one_is_right(one, ids(one)) for one in cases)
    assert [found for one in cases if (found := violations(one, ids(one)))] == []
    assert first >= 0.9 * len(cases)
    assert three >= 0.97 * len(cases)


def test_the_labels_name_specialists_of_the_roster_and_no_case_stands_twice() -> None:
    every = [one for half in HALVES for one in labelled(half)]
    assert len({one.id for one in every}) == len(every) >= 100
    for one in every:
        known = {person.id for person in roster(one.roster).practitioners}
        assert one.right <= known
        assert one.wrong <= known
        assert not one.right & one.wrong
