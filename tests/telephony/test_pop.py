"""Screen pops: they come from outside."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.telephony.pop import PopMistake, read_pop

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
