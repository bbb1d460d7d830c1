"""Thirty calls as callers speak: every path and short path, taken in and given out without loss."""

import json
import unicodedata
from pathlib import Path
from typing import Any, Final

import pytest

from advisor_app.domain.intake import Intake
from advisor_app.domain.pathways import Pathway, ShortPath, pathway_of, short_paths
from advisor_app.exchange.case_file import read_case, write_case
from tests.services.desk import Desk

CALLS: Final = Path(__file__).parent.parent / "data" / "calls"
NAMES: Final = sorted(path.stem for path in CALLS.glob("*.json"))


def call(name: str) -> Intake:
    """The intake of one written call."""
    return read_case((CALLS / f"{name}.json").read_text(encoding="utf-8")).intake


def without_stamps(intake: Intake) -> str:
    """The case file without who saved each statement and when, which the store adds."""

    def bare(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: bare(item) for key, item in data.items() if key not in ("by", "at")}
        return [bare(item) for item in data] if isinstance(data, list) else data

    return json.dumps(bare(write_case(intake)), ensure_ascii=False)


@pytest.fixture(scope="module")
def desk() -> Desk:
    """One store for all calls."""
    return Desk()


@pytest.mark.parametrize("name", NAMES)
def test_a_call_goes_through_store_and_file_without_loss(desk: Desk, name: str) -> None:
    told = call(name)
    number = desk.cases.create(desk.act(), told).number
    stored = desk.cases.open(desk.act(), number).intake
    assert without_stamps(stored) == without_stamps(told)
    written = json.dumps(write_case(told), ensure_ascii=False)
    assert read_case(written).intake == told


def test_the_calls_are_thirty_and_take_every_path() -> None:
    told = [call(name) for name in NAMES]
    assert len(told) == 30
    assert {pathway_of(one) for one in told} == set(Pathway)
    assert frozenset().union(*(short_paths(one) for one in told)) == set(ShortPath)


def test_the_calls_come_from_many_places_in_many_scripts_and_by_many_callers() -> None:
    told = [call(name) for name in NAMES]
    assert len({one.res.country.value for one in told}) >= 5
    assert len({one.lang.spoken.value for one in told}) >= 7
    assert len({one.caller.relationship.value for one in told}) >= 7
    letters = {sign for one in told for sign in str(one.patient.name_native.value or "")}
    scripts = {unicodedata.name(sign).split()[0] for sign in letters if sign.isalpha()}
    assert {"LATIN", "CYRILLIC", "ARABIC", "HANGUL", "CJK", "TAMIL"} <= scripts
    assert all(len(one.free_text) > 90 for one in told)
