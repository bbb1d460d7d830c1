"""Files of others on the demonstration's own store: cases and online requests, in FHIR too."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor_app.bootstrap.window import demonstration_console
from advisor_app.ui.context import Console
from tests.exchange.test_fhir_others import FOLDER


@pytest.fixture(scope="module")
def console() -> Iterator[Console]:
    """A desk of the invented centre, without a shift."""
    desk = demonstration_console(live=False)
    yield desk
    for close in desk.closing:
        close()


def test_a_bundle_of_another_system_becomes_a_case_of_this_desk(console: Console) -> None:
    taken = console.read_cases(console.act("case imported"), str(FOLDER / "mcode-breast.json"))
    assert not taken.mistakes
    assert "entry 18, Specimen: not read" in taken.not_known
    (number,) = taken.numbers
    case = console.cases.open(console.act(), number)
    assert case.intake.patient.family_name.value == "Mills"
    assert case.owner == console.advisor.id


def test_a_case_file_with_a_mistake_brings_nothing_in(console: Console, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps([{"patient": {"family_name": "Lind"}}, {"patient": {"x": 1}}]))
    taken = console.read_cases(console.act("case imported"), str(file))
    assert taken.numbers == ()
    assert taken.mistakes == ("case 2: patient.x is not a key of the case file",)
    file.write_text("no JSON")
    assert console.read_cases(console.act("case imported"), str(file)).mistakes


def test_a_questionnaire_response_becomes_an_online_request(
    console: Console, tmp_path: Path
) -> None:
    file = tmp_path / "form.json"
    answers = [
        {"linkId": "patient.family_name", "answer": [{"valueString": "Okonkwo"}]},
        {"linkId": "patient.dob", "answer": [{"valueDate": "1970-02-03"}]},
        {"linkId": "goal.main_question", "answer": [{"valueString": "Is surgery needed?"}]},
    ]
    response = {
        "resourceType": "QuestionnaireResponse", "id": "form-1", "status": "completed",
        "item": answers,
    }  # fmt: skip
    file.write_text(json.dumps(response))
    act = console.act("import of online requests")
    assert console.read_requests(act, str(file)) == (1, ())
    rows = console.queue.rows(console.act())
    assert any("okonkwo" in row.caller.casefold() for row in rows)
    other = {**response, "status": "nonsense of another kind", "item": [{"answer": 3}]}
    file.write_text(json.dumps(other))
    count, mistakes = console.read_requests(act, str(file))
    assert count == 0
    assert mistakes
