"""The Erlang C formula, and what the line achieved for its cases."""

from datetime import UTC, datetime, timedelta
from math import exp, factorial

import pytest

from advisor_app.line.outcomes import Contact, Course, case_figures, first_call_resolution, gini
from advisor_app.line.staffing import advisors_needed, erlang_c, what_if

DAY = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def by_definition(advisors: int, load: float) -> float:
    """The textbook form, good for small numbers."""
    top = load**advisors / factorial(advisors) * advisors / (advisors - load)
    return top / (sum(load**k / factorial(k) for k in range(advisors)) + top)


@pytest.mark.parametrize(("advisors", "load"), [(1, 0.5), (5, 3.2), (12, 9.5), (20, 19.5)])
def test_erlang_c_agrees_with_its_definition(advisors: int, load: float) -> None:
    assert erlang_c(advisors, load) == pytest.approx(by_definition(advisors, load))


def test_what_more_advisors_would_give() -> None:
    found = what_if(12, 74, 464, 20)
    load = 74 * 464 / 3600
    waits = by_definition(12, load)
    assert found.service_level == pytest.approx(1 - waits * exp(-(12 - load) * 20 / 464))
    assert found.asa == pytest.approx(waits * 464 / (12 - load))
    assert found.occupancy == pytest.approx(load / 12)


def test_too_few_advisors_never_catch_up() -> None:
    found = what_if(3, 74, 464, 20)
    assert (found.probability_of_wait, found.service_level, found.asa) == (1, 0, None)
    assert what_if(3, 0, 464, 20).service_level == 1


def test_the_fewest_advisors_for_a_goal() -> None:
    found = advisors_needed(74, 464, lambda one: one.service_level >= 0.8, 20)
    assert found is not None
    assert what_if(found.advisors - 1, 74, 464, 20).service_level < 0.8 <= found.service_level
    assert advisors_needed(74, 464, lambda _: False, 20) is None


def test_first_call_resolution_within_seven_days() -> None:
    def contact(case: str, days: float, dated: bool = True, planned: bool = False) -> Contact:
        return Contact(case=case, at=DAY + timedelta(days=days), dated_step=dated, planned=planned)

    contacts = [
        contact("settled", 0),
        contact("undated", 0, dated=False),
        contact("called again", 0),
        contact("called again", 3),
        contact("planned", 0),
        contact("planned", 1, planned=True),
        contact("much later", 0),
        contact("much later", 8),
    ]
    assert first_call_resolution(contacts) == pytest.approx(3 / 5)
    assert first_call_resolution(()) is None


def test_overrides_times_and_spread() -> None:
    courses = [
        Course(case="1", first_contact=DAY, chosen_at=DAY + timedelta(minutes=10)),
        Course(
            case="2",
            first_contact=DAY,
            chosen_at=DAY + timedelta(minutes=20),
            dated_at=DAY + timedelta(hours=1),
            overridden=True,
        ),
        Course(case="3", first_contact=DAY),
    ]
    found = case_figures((), courses, {"a": 4, "b": 4})
    assert found.match_override_rate == 0.5
    assert found.time_to_match == 900
    assert found.time_to_dated_step == 3600
    assert found.distribution_gini == 0


def test_gini_grows_with_unevenness() -> None:
    assert gini([]) is None
    assert gini([0, 0]) is None
    even, uneven = gini([5, 5, 5, 5]), gini([0, 0, 0, 20])
    assert even == pytest.approx(0)
    assert uneven == pytest.approx(0.75)
