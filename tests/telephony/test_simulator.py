"""The seeded shift of callers."""

from datetime import datetime, timedelta

import pytest

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.paths import answer_at
from advisor_app.line.calls import IncomingCall
from advisor_app.line.news import Arrived, HungUp, LineNews, Requested
from advisor_app.services.ports import CallSource
from advisor_app.telephony.script import ShiftScript, load_script
from advisor_app.telephony.simulator import ShiftSimulator

START = datetime(2026, 11, 23, 9, 0, tzinfo=EASTERN)


@pytest.fixture(scope="module")
def script() -> ShiftScript:
    """The shipped shift."""
    return load_script()


def shift(script: ShiftScript, seed: int = 7, hours: float = 4) -> ShiftSimulator:
    """A morning."""
    return ShiftSimulator(seed, START, hours, script)


def everything(source: CallSource) -> tuple[LineNews, ...]:
    """All that a source tells in a day."""
    return source.news_until(START + timedelta(days=1))


def calls(news: tuple[LineNews, ...]) -> list[IncomingCall]:
    """The calls among the news."""
    return [one.call for one in news if isinstance(one, Arrived)]


def test_the_same_seed_gives_the_same_shift(script: ShiftScript) -> None:
    assert everything(shift(script)) == everything(shift(script))
    assert everything(shift(script)) != everything(shift(script, seed=8))


def test_how_often_it_is_asked_changes_nothing(script: ShiftScript) -> None:
    often = shift(script)
    told: list[LineNews] = []
    for minute in range(-60, 600):
        told += often.news_until(START + timedelta(minutes=minute))
    assert tuple(told) == everything(shift(script))


def test_news_come_in_order_and_once(script: ShiftScript) -> None:
    source = shift(script)
    news = everything(source)
    assert [one.at for one in news] == sorted(one.at for one in news)
    assert everything(source) == ()
    ids = [call.id for call in calls(news)]
    assert len(set(ids)) == len(ids)


def test_who_was_answered_does_not_give_up(script: ShiftScript) -> None:
    source = shift(script)
    first = calls(source.news_until(START + timedelta(minutes=5)))[0]
    source.answered(first.id)
    later = everything(source)
    assert not any(isinstance(one, HungUp) and one.call == first.id for one in later)
    assert any(isinstance(one, HungUp) for one in later)


def test_the_told_opening_comes_at_its_minute(script: ShiftScript) -> None:
    news = everything(shift(script))
    jane = next(call for call in calls(news) if call.caller == "DOE, Jane")
    assert jane.arrived_at == START + timedelta(minutes=4)
    assert jane.words == "daughter, first call, islet cell"
    source = shift(script)
    assert "islet cell of the pancreas" in source.story(jane.id)
    assert source.story("nobody") == ""


def test_emergencies_languages_and_repeat_callers_occur(script: ShiftScript) -> None:
    found = calls(everything(shift(script, hours=8)))
    assert any(call.urgent and "yellow eyes" in call.words for call in found)
    assert {"es", "ar", "en"} <= {call.language for call in found}
    again = next(call for call in found if call.words == "calls again")
    assert not again.first_time
    assert any(call.phone == again.phone for call in found if call.id != again.id)
    assert any(call.channel == "physician_line" for call in found)


def test_the_busiest_hour_is_as_busy_as_told(script: ShiftScript) -> None:
    totals = [
        sum(
            1
            for call in calls(everything(shift(script, seed=seed, hours=2.5)))
            if START + timedelta(hours=1) <= call.arrived_at < START + timedelta(hours=2)
        )
        for seed in range(10)
    ]
    assert 80 <= sum(totals) / len(totals) <= 120


def test_no_calls_are_drawn_at_a_rate_of_none(script: ShiftScript) -> None:
    quiet = ShiftSimulator(7, START, 1, script, calls_per_busy_hour=0)
    assert len(calls(everything(quiet))) == sum(
        1 for one in script.callers if one.at_minute is not None
    )


def test_online_requests_bring_their_answers(script: ShiftScript) -> None:
    news = everything(shift(script))
    requests = [one.request for one in news if isinstance(one, Requested)]
    french = next(one for one in requests if "French" in " ".join(one.notes))
    assert answer_at(french.intake, "lang.spoken").value == "fr"
    assert answer_at(french.intake, "patient.family_name").value == "Haddad"
    assert 0 < french.answered < french.asked
    started = next(one for one in requests if one.intake.tx.rows)
    assert str(answer_at(started.intake, "tx.rows/1/start").value) == "16 NOV 2026"


def test_exactly_so_many_calls_come_where_that_is_asked(script: ShiftScript) -> None:
    for number in (0, 1, 40, 960):
        source = ShiftSimulator(7, START, 10, script, calls=number)
        found = calls(everything(source))
        assert len(found) == number
        assert all(START <= one.arrived_at < source.end for one in found)
