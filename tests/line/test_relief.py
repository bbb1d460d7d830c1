"""Lending advisors between groups, and what is to be expected."""

from datetime import UTC, datetime, timedelta

import pytest

from advisor_app.line.figures import ServiceLevel
from advisor_app.line.groups import Groups, LineGroup
from advisor_app.line.relief import GroupLoad, over_limit, relief
from advisor_app.line.staffing import what_if
from advisor_app.line.trends import Interval, expected_calls

GI = LineGroup(id="gi", name="GI, colorectal", pod="B", limit=8)
LUNG = LineGroup(id="lung", name="Lung", pod="B", limit=8)
GU = LineGroup(id="gu", name="Prostate, urology", pod="C", limit=8)
GROUPS = Groups(all=(GU, GI, LUNG))
BUSY = GroupLoad(group="gi", waiting=9, calls_per_hour=20, advisors=2)


def test_over_its_limit() -> None:
    assert over_limit([BUSY, GroupLoad(group="gu", waiting=8)], GROUPS) == (GI,)


def test_the_fewest_that_help_are_lent_by_who_can_spare_them() -> None:
    loads = [BUSY, GroupLoad(group="gu", calls_per_hour=8, advisors=6)]
    found = relief(GI, loads, GROUPS, aht_seconds=480)
    assert found is not None
    assert (found.lender, found.wait_before) == ("gu", None)
    assert found.wait_after < 60
    one_less = what_if(2 + found.advisors - 1, 20, 480, 0).asa
    assert one_less is None or one_less >= 60
    assert "from Prostate, urology would bring the wait under 60 s" in found.words


def test_a_group_of_the_same_pod_lends_first() -> None:
    rich = [GroupLoad(group=id_, calls_per_hour=8, advisors=8) for id_ in ("gu", "lung")]
    found = relief(GI, [BUSY, *rich], GROUPS, aht_seconds=480)
    assert found is not None
    assert found.lender == "lung"


def test_nobody_lends_what_they_need_themselves() -> None:
    poor = [GroupLoad(group=id_, calls_per_hour=14, advisors=3) for id_ in ("gu", "lung")]
    assert relief(GI, [BUSY, *poor], GROUPS, aht_seconds=480) is None
    assert relief(GI, [], GROUPS, aht_seconds=480) is None


def test_expected_calls_are_the_mean_of_earlier_days() -> None:
    def day(*arrived: int) -> list[Interval]:
        start = datetime(2026, 11, 23, 14, tzinfo=UTC)
        return [
            Interval(
                start=start + timedelta(minutes=30 * place),
                arrived=number,
                answered=number,
                abandoned=0,
                service_level=ServiceLevel(),
            )
            for place, number in enumerate(arrived)
        ]

    assert expected_calls([day(10, 20), day(20, 40, 6)]) == pytest.approx((15, 30, 6))
    assert expected_calls([]) == ()
