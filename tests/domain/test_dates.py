"""Dates as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.dates import PartialDate, age_on, parse_date


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("1961-03-04", "1961-03-04"),
        ("3/4/1961", "1961-03-04"),
        ("25/12/1961", "1961-12-25"),
        ("04 MAR 1961", "1961-03-04"),
        ("March 4th, 1961", "1961-03-04"),
        ("mar 2024", "2024-03"),
        ("03/2024", "2024-03"),
        ("2024", "2024"),
        ("4 de marzo 2024", None),
        ("4 abr 2024", "2024-04-04"),
        ("31 FEB 2024", None),
        ("around Easter", None),
        ("", None),
        ("3/4/61", None),
    ],
)
def test_typed_dates(typed: str, iso: str | None) -> None:
    found = parse_date(typed)
    assert (found.iso() if found else None) == iso


def test_a_date_is_never_shown_in_numbers_alone() -> None:
    assert str(PartialDate(year=1961, month=3, day=4)) == "04 MAR 1961"
    assert str(PartialDate(year=2024, month=3)) == "MAR 2024"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_what_is_shown_can_be_typed_again(day: date) -> None:
    shown = PartialDate.of(day)
    assert parse_date(str(shown)) == shown == parse_date(shown.iso())


def test_a_partial_date_spans_all_that_it_can_mean() -> None:
    month = PartialDate(year=2024, month=2)
    assert (month.earliest, month.latest) == (date(2024, 2, 1), date(2024, 2, 29))
    assert PartialDate(year=2024).latest == date(2024, 12, 31)


def test_age_waits_for_the_birthday() -> None:
    born = PartialDate(year=1961, month=3, day=4)
    assert age_on(born, date(2026, 3, 3)) == 64
    assert age_on(born, date(2026, 3, 4)) == 65
