"""Screen pops and the feed of a telephone system: both come from outside."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.telephony.feed import FeedSource
from advisor_app.telephony.pop import PopMistake, read_pop
from advisor_app.telephony.source import Arrived, CallSource, HungUp

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def test_a_number_with_its_country_is_a_call() -> None:
    call = read_pop("tel:+12125550117", NOW)
    assert (call.phone, call.arrived_at, call.caller) == ("+12125550117", NOW, "")


def test_the_same_number_within_a_minute_is_the_same_call() -> None:
    address = "tel:+12125550117"
    assert read_pop(address, NOW).id == read_pop(address, NOW + timedelta(seconds=2)).id
    assert read_pop(address, NOW).id != read_pop(address, NOW + timedelta(minutes=2)).id


@pytest.mark.parametrize(
    "address",
    ["", "tel:", "tel:hello", "tel:2125550117", "tel:+1%0d%0aINJECT", "tel:" + "9" * 100_000,
     "advisor://case/../../etc", "callto:%00", "javascript:1", "tel:1;phone-context=<b>",
     "tel:+12125550117\n", "tel:+012125550117", "tel:+١٢١٢٥٥٥٠١١٧", "sip:+12125550117@pbx",
     "file:///etc/passwd"],
)  # fmt: skip
def test_anything_else_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(PopMistake) as raised:
        read_pop(address, NOW)
    for word in ("hello", "INJECT", "passwd", "pbx", "javascript"):
        assert word not in str(raised.value)


@given(st.text(max_size=40))
def test_no_address_does_harm(text: str) -> None:
    for scheme in ("tel:+", "tel:", ""):
        try:
            call = read_pop(scheme + text, NOW)
        except PopMistake:
            continue
        assert call.phone[1:].isdecimal()


def fed(*entries: object) -> FeedSource:
    """A source that is given these lines once."""
    batches = [[one if isinstance(one, str) else json.dumps(one) for one in entries]]
    return FeedSource(lambda: batches.pop() if batches else [])


def test_a_feed_tells_calls_and_hang_ups_in_order() -> None:
    source: CallSource = fed(
        {"event": "hung_up", "id": "7", "at": "2026-11-24T14:59:50+00:00"},
        {"event": "arrived", "id": "7", "from": "212-555-0117", "at": "2026-11-24T14:59:00"},
        {"event": "arrived", "id": "8", "from": "unknown", "at": "2026-11-24T15:00:30+00:00"},
    )
    first, second = source.news_until(NOW)
    assert isinstance(first, Arrived)
    assert (first.call.phone, first.call.first_time) == ("+12125550117", True)
    assert isinstance(second, HungUp)
    (later,) = source.news_until(NOW + timedelta(minutes=1))
    assert isinstance(later, Arrived)
    assert later.call.phone == "unknown"


def test_a_feed_passes_over_what_it_cannot_read_or_knows_already() -> None:
    call = {"event": "arrived", "id": "7", "from": "2125550117"}
    source = fed(call, call, "not json", "[1]", "", {"event": "dance", "id": "7"}, {"id": 7})
    assert len(source.news_until(NOW)) == 1
    assert source.unreadable == 4


def test_a_late_hang_up_of_an_answered_call_is_no_news() -> None:
    source = fed({"event": "arrived", "id": "7"}, {"event": "hung_up", "id": "7"})
    source.answered("7")
    assert [type(one) for one in source.news_until(NOW)] == [Arrived]
