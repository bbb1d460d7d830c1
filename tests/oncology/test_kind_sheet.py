"""The sheet of every kind and finding: whole, with codes, routes and records of its own."""

from datetime import date

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.oncology.kind_sheet import KindSheet, kind_sheet, load_headers, load_words
from tests.matching.building import knowledge

WORDS = load_words(RESOURCES)
HEADERS = load_headers(RESOURCES)
TREE = knowledge().catalogue


def sheet_of(id_: str) -> KindSheet:
    return kind_sheet(id_, knowledge(), WORDS, HEADERS, date(2026, 11, 23))


def test_every_kind_and_finding_has_a_whole_sheet() -> None:
    for id_ in (*TREE.kinds, *TREE.findings):
        sheet = sheet_of(id_)
        assert sheet.name
        assert sheet.path[-1]
        assert sheet.team
        assert sheet.routes, id_
        assert all(line.routing.routes and line.routing.first for line in sheet.routes)
        assert sheet.records.required
        assert all(line.title for line in sheet.codes)


def test_a_finding_has_no_cancer_code_and_no_oncotree() -> None:
    for id_ in TREE.findings:
        sheet = sheet_of(id_)
        assert sheet.finding
        assert not [line.code for line in sheet.codes if line.code.startswith("C")]
        assert sheet.oncotree == ""


def test_codes_tell_their_side() -> None:
    codes = {line.code: line.when for line in sheet_of("breast_dcis").codes}
    assert codes["D05.11"] == "right"
    assert codes["D05.12"] == "left"


def test_the_words_stand_by_their_sort() -> None:
    words = sheet_of("gist").words
    assert words
    assert all(phrases for phrases in words.values())
    assert sheet_of("merkel").rare


def test_spread_changes_whom_they_meet_where_a_rule_says_so() -> None:
    lines = sheet_of("colon").routes
    newly = [one for one in lines if one.status == "newly_diagnosed_untreated"]
    assert {one.extent for one in newly} == {"unknown", "advanced"}
    assert newly[0].routing.first != newly[1].routing.first


def test_a_kind_that_does_not_exist_is_none() -> None:
    with pytest.raises(KeyError):
        sheet_of("nothing")
