"""Medicines and allergies one a line, in the shape of the case file."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.codec import decode_value
from advisor_app.domain.entries import as_lines, from_lines
from advisor_app.domain.paths import QUESTIONS

ALLERGIES = QUESTIONS["med.allergies"]
MEDICINES = QUESTIONS["med.meds"]


@pytest.mark.parametrize(
    ("plain", "lines"),
    [
        ({"list": ["penicillin"], "reaction": "hives"}, "penicillin: hives"),
        (
            {"list": ["penicillin", "latex"], "reaction": "penicillin: hives; latex: swelling"},
            "penicillin: hives\nlatex: swelling",
        ),
        (
            {"list": ["penicillin", "latex"], "reaction": "latex: swelling"},
            "penicillin\nlatex: swelling",
        ),
        ({"list": ["penicillin", "latex"], "reaction": "hives"}, "penicillin\nlatex\n: hives"),
        ({"list": ["none known"]}, "none known"),
        ({"reaction": "a rash, from what?"}, ": a rash, from what?"),
    ],
)
def test_an_allergy_is_a_line_with_its_reaction(plain: dict[str, Any], lines: str) -> None:
    value = decode_value(ALLERGIES, plain)
    assert as_lines(value) == lines
    assert from_lines(ALLERGIES, lines) == plain


def test_a_medicine_is_a_line_with_its_commas() -> None:
    lines = "metformin 500 mg, twice a day\nfish oil"
    plain = from_lines(MEDICINES, lines)
    assert plain == ["metformin 500 mg, twice a day", "fish oil"]
    assert as_lines(decode_value(MEDICINES, plain)) == lines


def test_nothing_written_is_no_answer() -> None:
    assert from_lines(ALLERGIES, " \n") is None
    assert from_lines(MEDICINES, "") is None


NAMES = st.text(st.characters(categories=["L"]), min_size=1, max_size=8)
TOLD = st.tuples(NAMES, st.one_of(st.just(""), NAMES))


@given(st.lists(TOLD, min_size=1, unique_by=lambda one: one[0]))
def test_what_was_written_comes_back(told: list[tuple[str, str]]) -> None:
    lines = "\n".join(f"{name}: {reaction}" if reaction else name for name, reaction in told)
    value = decode_value(ALLERGIES, from_lines(ALLERGIES, lines))
    again = decode_value(ALLERGIES, from_lines(ALLERGIES, as_lines(value)))
    assert again == value
    assert len(as_lines(value).splitlines()) == len(told)
