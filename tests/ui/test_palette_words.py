"""What was typed stands out in what was found, and a slip says how it was read."""

import pytest

from advisor_app.ui.palette_words import parts_of, word_meant


@pytest.mark.parametrize(
    ("typed", "text", "meant"),
    [
        ("pankreas", "Pancreas cancer", "Pancreas"),
        ("sumary", "Print summary", "summary"),
        ("melanoa", "Melanoma of the skin", "Melanoma"),
        ("oto", "Otto, Anna", ""),
        ("zebra", "Pancreas cancer", ""),
        ("pankreas", "", ""),
    ],
)
def test_the_word_in_which_a_slip_was_made(typed: str, text: str, meant: str) -> None:
    assert word_meant(typed, text) == meant


@pytest.mark.parametrize(
    ("text", "query", "fits"),
    [
        ("Pancreas cancer", "pan", ["Pan"]),
        ("Pancreas cancer", "pankreas", ["Pancreas"]),
        ("Pancreas cancer", "cancer pan", ["Pan", "cancer"]),
        ("DOE, Jane", "jane doe", ["DOE", "Jane"]),
        ("Print summary", "", []),
        ("Straße", "strasse", []),
    ],
)
def test_what_was_typed_stands_out(text: str, query: str, fits: list[str]) -> None:
    parts = parts_of(text, query)
    assert "".join(words for words, _ in parts) == text
    assert [words for words, fit in parts if fit] == fits
