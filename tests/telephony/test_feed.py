"""The feed of a telephone system: one JSON event a line, from outside and therefore doubted."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.line.entries import LineEntries, LineEntry, load_entries
from advisor_app.line.groups import load_groups
from advisor_app.line.news import Arrived, HungUp, PutOnHold, TakenUp
from advisor_app.services.ports import CallSource
from advisor_app.telephony.feed import LONGEST_LINE, FeedMistake, FeedSource

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
GROUPS = load_groups()
OWN = LineEntries(
    (
        LineEntry(dialled="+12125550100", language="es"),
        LineEntry(dialled="+12125550100", menu="4", group="hpb"),
        LineEntry(dialled="+12125550107", group="breast"),
    )
)


def source(entries: LineEntries = OWN) -> FeedSource:
    """A feed that has told nothing yet."""
    return FeedSource(lambda: NOW, entries, GROUPS)


def line(**words: object) -> bytes:
    """One event as the telephone system writes it."""
    return json.dumps({"call": "7", "state": "waiting"} | words).encode()


def arrived(**words: object) -> Arrived:
    """The one call that such an event announces."""
    feed = source()
    feed.take(line(**words))
    (news,) = feed.news_until(NOW)
    assert isinstance(news, Arrived)
    return news


def test_a_whole_call_is_told_in_order() -> None:
    feed: FeedSource = source()
    as_source: CallSource = feed
    at = {"at": "2026-11-24T09:59:00-05:00"}
    feed.take(line(state="ended"))
    feed.take(line(number="212-555-0117", advisor="ruiz", **at))
    feed.take(line(state="connected", advisor="ruiz", at="2026-11-24T09:59:20-05:00"))
    feed.take(line(state="held", advisor="ruiz", at="2026-11-24T09:59:40-05:00"))
    told = as_source.news_until(NOW)
    assert [type(one) for one in told] == [Arrived, TakenUp, PutOnHold, HungUp]
    first = told[0]
    assert isinstance(first, Arrived)
    assert (first.call.phone, first.rings_at) == ("+12125550117", "ruiz")
    assert first.call.arrived_at == NOW - timedelta(minutes=1)
    assert as_source.news_until(NOW) == ()


@pytest.mark.parametrize(
    ("words", "group", "language"),
    [
        ({"dialled": "+12125550100", "menu": "4"}, "hpb", "en"),
        ({"dialled": "(212) 555-0100", "menu": "9"}, "", "es"),
        ({"dialled": "+12125550107"}, "breast", "en"),
        ({"dialled": "+12125550107", "team": "gi"}, "gi", "en"),
        ({"dialled": "+12125550107", "team": "night_desk"}, "breast", "en"),
        ({"dialled": "+12125550199", "menu": "4"}, "", "en"),
        ({"menu": "4"}, "", "en"),
        ({"dialled": "+12125550100", "language": "zh"}, "", "zh"),
        ({}, "", "en"),
    ],
)
def test_line_and_choice_tell_the_group(words: dict[str, str], group: str, language: str) -> None:
    call = arrived(**words).call
    assert (call.family, call.language) == (group, language)


def test_a_number_that_is_none_is_not_shown_and_loses_no_call() -> None:
    for number in ("anonymous", "", "+", "sip:x"):
        assert arrived(number=number).call.phone == ""


HOSTILE = {
    "not JSON": b"hello",
    "a list": b"[1]",
    "a number": b"7",
    "too deep": b'{"call":' + b"[" * 1500,
    "too long": b'{"call": "' + b"9" * LONGEST_LINE + b'", "state": "waiting"}',
    "no UTF-8": b'{"call": "\xff", "state": "waiting"}',
    "no call": b'{"state": "waiting"}',
    "no state": b'{"call": "7"}',
    "another state": line(state="dance"),
    "a state that is no text": line(state=["waiting"]),
    "a call that is a number": line(call=7),
    "a call with a slash": line(call="../../etc/passwd"),
    "a word twice": b'{"call": "7", "call": "8", "state": "waiting"}',
    "an unknown word": line(secret="SECRET"),
    "a line break in a number": line(number="212\n555"),
    "an instant without its zone": line(at="2026-11-24T15:00:00"),
    "an instant of another day": line(at="2026-11-20T15:00:00Z"),
    "an instant to come": line(at="2026-11-24T16:00:00Z"),
    "no instant": line(at="T:T"),
    "nobody who holds it": line(state="held"),
}


@pytest.mark.parametrize("sent", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_event_is_refused_without_repeating_it(sent: bytes) -> None:
    feed = source()
    with pytest.raises(FeedMistake) as raised:
        feed.take(sent)
    assert feed.news_until(NOW) == ()
    for word in ("hello", "SECRET", "passwd", "dance", "555", "999"):
        assert word not in str(raised.value)


@given(st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_no_line_does_harm(sent: bytes) -> None:
    feed = source()
    try:
        feed.take(sent)
    except FeedMistake:
        assert feed.news_until(NOW) == ()


def test_the_shipped_ways_in_name_groups_that_exist() -> None:
    entries = load_entries(GROUPS)
    assert {one.group for one in entries.all} - {""} <= {one.id for one in GROUPS.all}
    assert all(one.dialled.startswith("+12125550") for one in entries.all)
