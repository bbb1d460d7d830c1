"""What advisors do, and that nobody becomes available by themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from advisor_app.line.presence import (
    CHOICES,
    Presence,
    PresenceState,
    begin_call,
    choose,
    end_call,
    finish_wrap_up,
    let_ring_out,
)

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def here(state: PresenceState) -> Presence:
    """An advisor in that state since NOW."""
    return Presence(advisor="ruiz", state=state, since=NOW)


def test_a_break_chosen_on_a_call_begins_after_the_wrap_up() -> None:
    talking = begin_call(here(PresenceState.AVAILABLE), NOW)
    asked = choose(talking, PresenceState.BREAK, LATER)
    assert asked.state is PresenceState.ON_CALL
    assert asked.words == "On call, then break"
    writing = end_call(asked, LATER)
    assert writing.state is PresenceState.WRAP_UP
    done = finish_wrap_up(writing, LATER)
    assert (done.state, done.since, done.pending) == (PresenceState.BREAK, LATER, None)


def test_a_pending_break_can_be_taken_back() -> None:
    talking = choose(here(PresenceState.ON_CALL), PresenceState.LUNCH, NOW)
    again = choose(talking, PresenceState.AVAILABLE, LATER)
    assert again.pending is None
    assert finish_wrap_up(end_call(again, LATER), LATER).state is PresenceState.AVAILABLE


def test_what_follows_from_a_call_cannot_be_chosen() -> None:
    assert PresenceState.ON_CALL not in CHOICES
    with pytest.raises(ValueError, match="cannot be chosen"):
        choose(here(PresenceState.AVAILABLE), PresenceState.WRAP_UP, NOW)


def test_a_second_end_of_the_same_call_is_no_news() -> None:
    writing = end_call(here(PresenceState.ON_CALL), LATER)
    assert end_call(writing, LATER + timedelta(minutes=1)) == writing
    on_break = here(PresenceState.BREAK)
    assert finish_wrap_up(on_break, LATER) == on_break


def test_who_lets_an_offer_ring_out_is_away_and_stays_away() -> None:
    away = let_ring_out(here(PresenceState.AVAILABLE), LATER)
    assert away.state is PresenceState.AWAY
    assert finish_wrap_up(away, LATER).state is PresenceState.AWAY
    assert let_ring_out(here(PresenceState.ON_CALL), LATER).state is PresenceState.ON_CALL


def test_choosing_the_same_again_does_not_restart_the_clock() -> None:
    assert choose(here(PresenceState.BREAK), PresenceState.BREAK, LATER).since == NOW


def test_time_in_a_state_is_never_negative() -> None:
    assert here(PresenceState.BREAK).seconds(NOW - timedelta(seconds=5)) == 0
