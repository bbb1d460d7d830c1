"""What other advisors or another goal would bring, against examples that others have published."""

import pytest

from advisor_app.line.staffing import what_if
from advisor_app.line.supposing import HalfHourLoad, Supposed, load_words, supposed_words

PUBLISHED = HalfHourLoad(label="Now", calls=100, advisors=13, aht_seconds=180)


def asked(load: HalfHourLoad, advisors: int, seconds: int) -> tuple[str, ...]:
    """The answer beside a goal of 80 % within 20 s."""
    return supposed_words(
        Supposed(load=load, advisors=advisors, seconds=seconds, usual_seconds=20, goal=0.8)
    )


@pytest.mark.parametrize(
    ("advisors", "waits", "level", "asa", "busy"),
    [(11, 0.682, 0.389, 122.8, 0.909), (14, 0.174, 0.888, 7.8, 0.714)],
)
def test_the_worked_example_of_call_centre_helper(
    advisors: int, waits: float, level: float, asa: float, busy: float
) -> None:
    """100 calls in half an hour of 180 s each, 20 s: the published steps and results."""
    found = PUBLISHED.with_advisors(advisors, 20)
    assert found is not None
    assert found.load == 10
    assert found.probability_of_wait == pytest.approx(waits, abs=0.001)
    assert found.service_level == pytest.approx(level, abs=0.001)
    assert found.asa == pytest.approx(asa, abs=0.1)
    assert found.occupancy == pytest.approx(busy, abs=0.001)
    assert PUBLISHED.needed(0.8, 20) == 14


def test_the_worked_example_of_360_calls_in_half_an_hour() -> None:
    """360 calls of 4 minutes, 55 agents, 15 s: 0.239 wait, 8.2 s, 85 % (Mitan's tutorial)."""
    found = what_if(55, 720, 240, 15)
    assert found.probability_of_wait == pytest.approx(0.239, abs=0.0005)
    assert found.asa == pytest.approx(8.18, abs=0.01)
    assert found.service_level == pytest.approx(0.845, abs=0.002)


def test_the_answer_is_in_sentences() -> None:
    assert asked(PUBLISHED, 13, 20) == (
        "13 advisors: 80 % within 20 s, mean wait 17 s, busy 77 %.",
        "One more advisor would bring 89 %, mean wait 8 s.",
        "80 % within 20 s needs 14 advisors.",
    )
    assert asked(PUBLISHED, 13, 40)[1] == ("Relaxing to 40 s would bring 85 % in place of 80 %.")
    assert asked(PUBLISHED, 13, 10)[1].startswith("Tightening to 10 s would bring 76 %")


def test_too_few_and_nothing_known_are_said() -> None:
    assert asked(PUBLISHED, 10, 20)[0] == (
        "10 advisors: too few, the queue would grow without end."
    )
    assert asked(PUBLISHED, 9, 20)[1] == "One more advisor would not be enough."
    unknown = HalfHourLoad(label="Now", calls=3, advisors=2, aht_seconds=None)
    assert len(asked(unknown, 2, 20)) == 1
    assert unknown.needed(0.8, 20) is None
    idle = HalfHourLoad(label="9:00", calls=0, advisors=1, aht_seconds=300, expected=True)
    assert asked(idle, 1, 20)[0].startswith("1 advisor: 100 % within 20 s")


def test_a_half_hour_tells_what_is_known_of_it() -> None:
    assert load_words(PUBLISHED) == "Calls came: 100, 180 s each. At work: 13 advisors."
    to_come = HalfHourLoad(label="11:00", calls=2.5, advisors=1, aht_seconds=None, expected=True)
    assert load_words(to_come) == "Calls expected: 2.5. At work: 1 advisor."
