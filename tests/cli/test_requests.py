"""Online requests through the command line: all or nothing, once, and from any of the formats."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.console import run
from tests.cli.test_store import centre, fresh, refused, surroundings

__all__ = ["centre", "fresh", "surroundings"]

pytestmark = pytest.mark.usefixtures("centre")

ROWS = 60
WRONG = tuple(sorted({2 + (7 * number) % ROWS for number in range(37)}))


def table(path: Path) -> Path:
    """Sixty requests, 37 of which are wrong in one of four ways."""
    ways = (
        ("Nobody", "31 FEB 1950", "newly_diagnosed_untreated"),
        ("Nobody", "1950-02-03", "perhaps"),
        ("Nobody", "next week", "unsure"),
        ("Nobody", "1950", "newly diagnosed and so on"),
    )
    lines = ["patient.family_name,patient.dob,status.code"]
    for row in range(2, ROWS + 2):
        wrong = row in WRONG
        name, born, code = ways[row % 4] if wrong else (f"Good{row}", "1950-02-03", "unsure")
        lines.append(f"{name},{born},{code}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_exactly_the_37_bad_rows_are_reported_and_nothing_is_taken_in(tmp_path: Path) -> None:
    file = table(tmp_path / "requests.csv")
    ended = run("import-requests", file)
    refused(ended)
    assert sorted(map(int, re.findall(r"\brow (\d+)\b", ended.err))) == list(WRONG)
    assert "Nobody" not in ended.err
    assert run("queue", "--json").rows == []


def test_the_good_rows_are_taken_in_where_the_bad_ones_are_skipped(tmp_path: Path) -> None:
    file = table(tmp_path / "requests.csv")
    ended = run("import-requests", file, "--skip-bad")
    assert ended.code == 0
    assert len(ended.out.split()) == ROWS - len(WRONG)
    assert sorted(map(int, re.findall(r"\brow (\d+)\b", ended.err))) == list(WRONG)
    again = run("import-requests", file, "--skip-bad")
    assert (again.code, again.out) == (0, "")
    assert f"{ROWS - len(WRONG)} requests came in before" in again.err


def test_a_request_without_an_id_is_known_again_wherever_it_stands(tmp_path: Path) -> None:
    told = [
        {"patient": {"family_name": name}, "goal": {"reason": "a spot"}} for name in ("Ash", "Oak")
    ]
    file = tmp_path / "first.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert len(run("import-requests", file).out.split()) == 2
    told.insert(0, {"patient": {"family_name": "Elm"}, "goal": {"reason": "a lump"}})
    file.write_text(json.dumps(told), encoding="utf-8")
    ended = run("import-requests", file)
    assert ended.code == 0
    assert len(ended.out.split()) == 1
    assert "2 requests came in before" in ended.err


def response(**given: Any) -> dict[str, Any]:
    """One QuestionnaireResponse with text answers."""
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "completed",
        "item": [
            {"linkId": path.replace("__", "."), "answer": [{"valueString": text}]}
            for path, text in given.items()
        ],
    }


def test_fhir_responses_come_in_and_come_in_once(tmp_path: Path) -> None:
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"resource": response(patient__family_name="Silva", res__country="BR")},
            {"resource": response(patient__family_name="Kim", lang__spoken="Korean")},
        ],
    }
    file = tmp_path / "bundle.json"
    file.write_text(json.dumps(bundle), encoding="utf-8")
    ended = run("import-requests", file)
    assert ended.code == 0, ended.err
    numbers = ended.out.split()
    assert len(numbers) == 2
    case = json.loads(run("export-case", numbers[0], "-").out)
    assert case["patient"]["family_name"]["source"] == "imported"
    assert case["res"]["country"]["value"] == "BR"
    again = run("import-requests", file)
    assert (again.code, again.out) == (0, "")


def test_a_bad_fhir_response_is_one_bad_row(tmp_path: Path) -> None:
    good = response(patient__family_name="Silva")
    bad = [
        response(patient__shoe_size="44"),
        {**response(patient__family_name="X"), "status": 7},
        {"resourceType": "Patient"},
    ]
    file = tmp_path / "bundle.json"
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [{"resource": one} for one in (bad[0], good, *bad[1:])],
    }
    file.write_text(json.dumps(bundle), encoding="utf-8")
    ended = run("import-requests", file)
    refused(ended)
    assert re.findall(r"\brequest (\d+)\b", ended.err) == ["1", "3", "4"]
    skipped = run("import-requests", file, "--skip-bad")
    assert skipped.code == 0
    assert len(skipped.out.split()) == 1


def test_who_may_have_a_case_already_is_noted(tmp_path: Path) -> None:
    told = {
        "patient": {"family_name": "Lindqvist", "given_names": "Per", "dob": "1951-04-02"},
        "goal": {"reason": "a second look"},
    }
    file = tmp_path / "case.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    assert run("import-case", file).code == 0
    assert run("import-requests", file).code == 0
    assert len(run("queue", "--json").rows) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_intake_itself_is_written_out_without_a_store(tmp_path: Path, language: str) -> None:
    out = tmp_path / "intake.json"
    assert run("export-questionnaire", str(out), "--language", language).code == 0
    made = json.loads(out.read_text(encoding="utf-8"))
    assert (made["resourceType"], made["language"]) == ("Questionnaire", language)
    assert "patient" in [item["linkId"] for item in made["item"]]
    refused(run("export-questionnaire", "-", "--language", "xx"))
