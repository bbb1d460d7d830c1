"""A long dictionary laid out in bytes gives every value back, and nothing for what it lacks."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.oncology.shelves import Shelves

_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)


@settings(max_examples=100, deadline=None)
@given(entries=st.dictionaries(_WORDS, _WORDS, max_size=80), other=st.text(max_size=8))
def test_what_was_laid_out_is_found_again(entries: dict[str, str], other: str) -> None:
    kept = Shelves(Shelves.of(entries).as_bytes())
    assert kept.get(other) == entries.get(other, "")
    for key, value in entries.items():
        assert kept.get(key) == value
        assert key in kept
    assert kept.get(other) == entries.get(other, "")


def test_half_a_letter_pasted_by_a_caller_is_looked_for_too() -> None:
    assert "\ud800" not in Shelves.of({"breast": "1"})


def test_a_layout_that_is_cut_short_is_refused() -> None:
    with pytest.raises(struct.error):
        Shelves(b"\x01")
