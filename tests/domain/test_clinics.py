"""The template of the week, and the places that are made from it."""

from datetime import date, datetime, time

import pytest

from advisor_app.domain.clinics import (
    UnreadLine,
    blocked_out,
    clinic_words,
    places_of,
    read_clinic,
    with_more_places,
)
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Leave, Practitioner, VisitMode

TUESDAY = date(2026, 12, 1)
LINE = "TUE 09:00 2x60 MAIN"


def surgeon(**more: object) -> Practitioner:
    """A surgeon with two places every Tuesday morning."""
    given = {"id": "s", "name": "Dr S", "kind": "surgeon", "team": "BREAST"}
    return Practitioner(**{**given, "weekly": (read_clinic(LINE),), **more})  # type: ignore[arg-type]


def days(one: Practitioner) -> list[str]:
    """The days that have places, in order, once each."""
    return list(dict.fromkeys(f"{slot.at.astimezone(EASTERN):%m-%d}" for slot in one.slots))


def test_a_line_reads_as_it_is_written() -> None:
    hours = read_clinic("thu 9:30 3x45 NJ-BR video")
    assert (hours.weekday, hours.begins, hours.mode) == (3, time(9, 30), VisitMode.VIDEO)
    assert read_clinic(clinic_words(hours)) == hours
    assert clinic_words(read_clinic(LINE)) == LINE


@pytest.mark.parametrize(
    "line", ["", "TUE", "NOW 09:00 4x60 MAIN", "TUE 25:00 4x60 MAIN", "TUE 09:00 0x60 MAIN",
             "TUE 09:00 4x60", "TUE 09:00 4x60 MAIN by-post", "TUE 09:00 4x9999 MAIN"],
)  # fmt: skip
def test_a_line_that_is_no_clinic_is_refused_with_what_one_looks_like(line: str) -> None:
    with pytest.raises(UnreadLine, match="TUE 09:00 4x60 MAIN"):
        read_clinic(line)


def test_places_keep_the_wall_clock_over_the_change_of_the_clocks() -> None:
    sunday_clocks = date(2026, 11, 1)
    slots = places_of((read_clinic(LINE),), date(2026, 10, 26), date(2026, 11, 4))
    assert [slot.at.astimezone(EASTERN).hour for slot in slots] == [9, 10, 9, 10]
    offsets = {slot.at.utcoffset() for slot in slots}
    assert len(offsets) == 2, f"the clocks change on {sunday_clocks}"


def test_more_places_follow_the_last_day_and_bring_nothing_back() -> None:
    first = with_more_places(surgeon(), TUESDAY, 2)
    assert days(first) == ["12-08", "12-15"]
    blocked = blocked_out(first, Leave(first=date(2026, 12, 8), last=date(2026, 12, 8)))
    more = with_more_places(blocked, TUESDAY, 2)
    assert days(more) == ["12-15", "12-22", "12-29"]


def test_nobody_has_a_place_on_a_day_of_absence() -> None:
    away = Leave(first=date(2026, 12, 20), last=date(2026, 12, 31))
    one = with_more_places(surgeon(leave=(away,)), TUESDAY, 6)
    assert days(one) == ["12-08", "12-15", "01-05", "01-12"]
    assert one.slots[0].at == datetime(2026, 12, 8, 9, tzinfo=EASTERN)
