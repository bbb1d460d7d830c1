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


@pytest.mark.parametrize(
    ("address", "phone"),
    [
        ("tel:+12125550117", "+12125550117"),
        ("tel:(212)%20555-0117", "+12125550117"),
        ("sip:+12125550117@pbx.example.org", "+12125550117"),
        ("sip:2125550117;phone-context=x@pbx", "+12125550117"),
        ("callto://+4315550173", "+4315550173"),
        ("advisor:call?from=%2B12125550117&name=Jane%20Doe&lang=es&id=A-7", "+12125550117"),
    ],
)
def test_addresses_of_calls(address: str, phone: str) -> None:
    assert read_pop(address, NOW).phone == phone


def test_what_an_address_may_tell() -> None:
    call = read_pop("advisor:call?from=2125550117&name=Jane%0ADoe%00&lang=es&id=A-7", NOW)
    assert (call.id, call.caller, call.language) == ("pop-A-7", "Jane Doe", "es")
    assert read_pop("advisor:call?from=2125550117&lang=klingon", NOW).language == "en"


def test_the_same_id_is_the_same_call() -> None:
    later = NOW + timedelta(seconds=2)
    address = "advisor:call?from=2125550117&id=A-7"
    assert read_pop(address, NOW).id == read_pop(address, later).id
    assert read_pop("tel:2125550117", NOW).id != read_pop("tel:2125550117", later).id


@pytest.mark.parametrize(
    "address",
    ["", "tel:", "tel:hello", "http://example.org", "file:///etc/passwd", "tel:" + "1" * 3000],
)
def test_other_addresses_are_refused_without_repeating_them(address: str) -> None:
    with pytest.raises(PopMistake) as raised:
        read_pop(address, NOW)
    assert "passwd" not in str(raised.value)
    assert "example.org" not in str(raised.value)


@given(st.text(max_size=80))
def test_no_address_does_harm(text: str) -> None:
    for scheme in ("tel:", "sip:", "advisor:call?from=", ""):
        try:
            call = read_pop(scheme + text, NOW)
        except PopMistake:
            continue
        assert call.phone.startswith("+")


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
