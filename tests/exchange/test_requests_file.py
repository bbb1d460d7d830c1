"""Online requests: what comes in, marked as imported, and a report by row on what does not."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from advisor_app.domain.answers import Source
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.paths import answers
from advisor_app.domain.values import Parts
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.requests_file import read_requests

DATA = Path(__file__).parent.parent / "data" / "requests"
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def text_of(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def test_requests_as_json() -> None:
    read = read_requests(text_of("three.json"), "three.json", NOW)
    assert not read.bad
    first, second, third = read.good
    assert first.id == "W-1001"
    assert first.wanted_at == "weekday mornings"
    assert first.received_at.isoformat() == "2026-11-20T21:14:00-05:00"
    assert second.intake.patient.dob.value == PartialDate(year=1951)
    assert third.received_at == NOW
    assert third.intake.patient.given_names.value == ""


def test_what_a_request_holds_is_marked_as_imported_and_counted() -> None:
    [first, *_] = read_requests(text_of("three.json"), "three.json", NOW).good
    found = list(answers(first.intake))
    assert {answer.statements[0].source for _, answer in found} == {Source.IMPORTED}
    assert first.answered == len(found)
    assert first.asked > first.answered


def test_requests_as_a_table_with_dotted_columns() -> None:
    first, second, third = read_requests(text_of("three.csv"), "three.csv", NOW).good
    assert first.intake.svc.types.value == ("full_consult", "pathology_review")
    assert first.intake.status.next_planned.value == Parts(
        (("text", "surgery"), ("date", PartialDate(year=2026, month=12, day=9)))
    )
    assert second.received_at.isoformat() == "2026-11-21T08:00:00-05:00"
    assert second.intake.dx.rows[0].mets.value == ("bone", "nodes")
    assert not third.intake.dx.rows
    assert third.intake.res.country.value == "ES"


def test_a_wrong_row_is_reported_by_number_and_path_and_without_its_values() -> None:
    read = read_requests(text_of("one_wrong.csv"), "one_wrong.csv", NOW)
    assert [request.id for request in read.good] == ["W-3001", "W-3003"]
    [wrong] = read.bad
    assert wrong.row == "row 3"
    assert {mistake.path for mistake in wrong.mistakes} == {"patient.dob", "res.state"}
    assert "Atlantis" not in str(wrong)
    assert "soon" not in str(wrong)


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{", '{"resourceType": "Bundle"}', '"text"', '{"requests": 3}'],
)
def test_a_file_without_requests_is_refused(content: str) -> None:
    with pytest.raises(FileMistake):
        read_requests(content, "requests.json", NOW)


@pytest.mark.parametrize(
    "request_",
    [
        '{"id": "a"}',
        '{"received_at": "yesterday", "goal": {"reason": "x"}}',
        '{"patient": {"ssn": "x"}}',
        "7",
    ],
)
def test_a_request_that_cannot_be_taken_is_reported(request_: str) -> None:
    read = read_requests(f"[{request_}]", "requests.json", NOW)
    assert not read.good
    assert [wrong.row for wrong in read.bad] == ["request 1"]


def test_the_same_id_twice_is_reported() -> None:
    one = '{"id": "a", "goal": {"reason": "x"}}'
    read = read_requests(f"[{one}, {one}]", "requests.json", NOW)
    assert len(read.good) == 1
    assert [wrong.row for wrong in read.bad] == ["request 2"]


def test_a_request_from_the_future_came_now() -> None:
    text = '{"received_at": "2027-01-01T00:00:00Z", "goal": {"reason": "x"}}'
    [request] = read_requests(text, "requests.json", NOW).good
    assert request.received_at == NOW
    assert request.notes
