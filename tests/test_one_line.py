"""Adding a question is one line in one file: it is then stored, printed, imported, asked and sent.

A copy of the program gets one more line in the definition of the intake, and nothing else.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
BEFORE: Final = "    kidney_dialysis: Answer[bool]"
LINE: Final = (
    '    hearing_aid: Answer[str] = question("Do you wear a hearing aid?", "Hearing aid", TEXT, '
    "needed_for=VISIT, clinical=True)\n"
)


@pytest.fixture(scope="module")
def probed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the program says of the question, after one line was added."""
    copy = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "advisor_app", copy / "advisor_app", ignore=ignored)
    (copy / "resources").symlink_to(ROOT / "resources")
    (copy / "tests").symlink_to(ROOT / "tests")
    definition = copy / "advisor_app" / "domain" / "intake.py"
    text = definition.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    definition.write_text(text.replace(BEFORE, LINE + BEFORE), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.one_line_probe"],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    answer: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return answer


def test_it_is_an_answer_of_the_store(probed: dict[str, Any]) -> None:
    assert probed["stored"] == "in both ears"


def test_it_is_a_key_of_the_case_file_both_ways(probed: dict[str, Any]) -> None:
    assert probed["file"] == "in both ears"


def test_it_is_asked_for_the_step_it_names(probed: dict[str, Any]) -> None:
    assert probed["asked"] is True


def test_it_is_a_line_on_the_paper(probed: dict[str, Any]) -> None:
    [line] = probed["printed"]
    assert "in both ears" in line


def test_it_is_an_item_of_the_questionnaire(probed: dict[str, Any]) -> None:
    assert probed["fhir"] is True


def test_it_has_an_editor_in_the_window(probed: dict[str, Any]) -> None:
    assert probed["typed"] == "left ear"
