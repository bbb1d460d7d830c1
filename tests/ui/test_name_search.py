"""Names as they are typed on the telephone: from the beginning of a word, with a mistake."""

import pytest

from advisor_app.ui.name_search import LIKE_ENOUGH, name_likeness

NAME = "Daniel Hirschfeld, MD"


@pytest.mark.parametrize("typed", ["hirsch", "Dan Hir", "hirschfeld daniel", "hirshfeld", "feld"])
def test_who_is_meant_is_found(typed: str) -> None:
    assert name_likeness(typed, NAME) >= LIKE_ENOUGH


@pytest.mark.parametrize("typed", ["felix", "dan brandt", "hix", "xyzzy"])
def test_who_is_not_meant_is_not(typed: str) -> None:
    assert name_likeness(typed, NAME) < LIKE_ENOUGH


def test_the_whole_beginning_fits_best() -> None:
    assert name_likeness("dani", NAME) > name_likeness("danil", NAME)
    assert name_likeness("", NAME) == 100.0
