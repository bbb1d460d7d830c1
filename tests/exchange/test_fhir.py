"""FHIR in and out of the intake: responses to a questionnaire, and the questionnaire itself."""

import json
import unicodedata
from datetime import datetime
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.domain.answers import Source, State
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS, answer_at, rows_of
from advisor_app.domain.words import words_in
from advisor_app.exchange.fhir_questionnaire import questionnaire
from advisor_app.exchange.fhir_requests import rows_of_fhir
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.requests_file import ReadRequests, read_requests

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=EASTERN)


def item(path: str, *answers: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One item of a response."""
    return {"linkId": path, **({"answer": list(answers)} if answers else {}), **more}


def response(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One response."""
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "item": list(items),
        **more,
    }


def taken(resource: dict[str, Any]) -> Intake:
    """The intake that a response gives."""
    import_ = read_requests_of(resource)
    assert not import_.bad, [str(one) for one in import_.bad]
    return import_.good[0].intake


def read_requests_of(resource: dict[str, Any]) -> ReadRequests:
    return read_requests(json.dumps(resource), "requests.json", NOW, rows_of_fhir)


FULL = response(
    item("patient.family_name", {"valueString": "Silva"}),
    item("patient.dob", {"valueDate": "1961-03"}),
    item("svc.types", {"valueCoding": {"code": "full_consult"}}, {"valueString": "a chat"}),
    item("med.kidney_dialysis", {"valueBoolean": False}),
    item(
        "status.next_planned",
        item=[
            item("status.next_planned.text", {"valueString": "surgery"}),
            item("status.next_planned.date", {"valueDate": "2026-12-15"}),
        ],
    ),
    item(
        "tx",
        item=[
            item(
                "tx.rows",
                item=[
                    item("tx.rows/*/name", {"valueString": "FOLFOX"}),
                    item("tx.rows/*/start", {"valueDate": "2026-05"}),
                ],
            ),
            item("tx.rows", item=[item("tx.rows/*/name", {"valueString": "Whipple"})]),
        ],
    ),
    item("img.rows/7f3a/type", {"valueString": "CT"}),
    item("dx.rows/1/size", {"valueQuantity": {"value": 23, "unit": "mm"}}),
    item(
        "fam.any",
        extension=[
            {
                "url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                "valueCode": "asked-declined",
            }
        ],
    ),
    id="r-1",
    authored="2026-11-20T21:14:00-05:00",
)


def test_a_response_is_read_by_its_link_ids() -> None:
    QuestionnaireResponse.model_validate(FULL)
    read = read_requests_of(FULL)
    [one] = read.good
    intake = one.intake
    assert (one.id, one.received_at.isoformat()) == ("r-1", "2026-11-20T21:14:00-05:00")
    assert str(intake.patient.dob.value) == "MAR 1961"
    assert intake.svc.types.value == ("full_consult", "a chat")
    assert intake.med.kidney_dialysis.value is False
    planned = intake.status.next_planned.value
    assert planned is not None
    assert (planned.text("text"), str(planned.date("date"))) == ("surgery", "15 DEC 2026")
    assert [row.name.value for row in intake.tx.rows] == ["FOLFOX", "Whipple"]
    assert [row.id for row in rows_of(intake, "img")] == ["7f3a"]
    size = intake.dx.rows[0].size.value
    assert size is not None
    assert (size["number"], size["unit"]) == (23, "mm")
    assert intake.fam.any.state is State.REFUSED
    lead = intake.patient.family_name.lead
    assert lead is not None
    assert lead.source is Source.IMPORTED


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Patient"},
        {"resourceType": "Bundle", "type": "collection"},
        {"resourceType": "Bundle", "type": "collection", "entry": []},
    ],
)
def test_a_resource_without_responses_is_refused(resource: dict[str, Any]) -> None:
    with pytest.raises(FileMistake):
        rows_of_fhir(resource)


@pytest.mark.parametrize(
    "resource",
    [
        response(item("patient.shoe_size", {"valueString": "44"})),
        response(item("patient.dob", {"valueString": "soon"})),
        response(item("patient.dob", {"valueAttachment": {"title": "x"}})),
        response(
            item("patient.dob", {"valueDate": "1961"}), item("patient.dob", {"valueDate": "1962"})
        ),
        response(item("svc.types", {"valueString": "x"}), status="maybe", item="none"),
        response(),
    ],
)
def test_a_response_that_cannot_be_taken_is_one_bad_row(resource: dict[str, Any]) -> None:
    read = read_requests_of(resource)
    assert len(read.bad) == 1
    assert not read.good


def test_without_the_fhir_reader_the_file_says_where_it_can_be_read() -> None:
    with pytest.raises(FileMistake, match="import-requests reads it"):
        read_requests(json.dumps(FULL), "requests.json", NOW)


TEXTS = [path for path, one in QUESTIONS.items() if one.kind.value == "long_text" and not one.group]


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(TEXTS), st.text(st.characters(categories=("L", "N")), min_size=1)
    )
)
def test_words_pass_unchanged(told: dict[str, str]) -> None:
    resource = response(*(item(path, {"valueString": text}) for path, text in told.items()))
    if not told:
        return
    intake = taken(resource)
    for path, text in told.items():
        assert answer_at(intake, path).value == unicodedata.normalize("NFC", text)


def link_ids(items: list[dict[str, Any]]) -> list[str]:
    """All linkIds, inner ones too."""
    found = []
    for one in items:
        found.append(one["linkId"])
        found += link_ids(one.get("item", []))
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_intake_is_a_valid_questionnaire(language: str) -> None:
    made = questionnaire(words_in(language), "1")
    Questionnaire.model_validate(made)
    ids = link_ids(made["item"])
    assert len(ids) == len(set(ids))
    asked = {path for path in QUESTIONS if path.partition(".")[0] not in ("out", "rec")}
    assert len(asked - set(ids)) <= 3
    assert made["language"] == language


def test_a_question_of_the_questionnaire_can_be_answered_by_its_link_id() -> None:
    made = questionnaire(words_in("en"), "1")
    ids = set(link_ids(made["item"]))
    for path in ("patient.dob", "status.next_planned.date", "tx.rows", "tx.rows/*/start"):
        assert path in ids
