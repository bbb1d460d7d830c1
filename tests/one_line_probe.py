"""Says, in a program of its own, what became of a question that one line added to the intake.

`tests/test_one_line.py` runs it on a copy of the program whose definition holds `med.hearing_aid`.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from advisor_app.bootstrap.files_house import demonstration_roster, shipped_knowledge
from advisor_app.documents.summary_from_case import summary_content
from advisor_app.domain.asking import still_to_ask
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import QUESTIONS, answer_at
from advisor_app.domain.questions import Stage
from advisor_app.domain.words import words_in
from advisor_app.exchange.case_file import read_case, write_case
from advisor_app.exchange.fhir_questionnaire import questionnaire
from advisor_app.matching.matcher import Matcher
from advisor_app.ui.intake.editors import editor_for
from tests.services.desk import START, Desk

PATH: Final = "med.hearing_aid"


def main() -> None:
    """One JSON object: the answer as stored, asked, printed, in the file, in FHIR, and typed."""
    told = {"caller": {"is_patient": True}, "med": {"hearing_aid": "in both ears"}}
    intake = read_case(told).intake
    desk = Desk()
    number = desk.cases.create(desk.act(), intake).number
    case = desk.cases.open(desk.act(), number)
    missing = still_to_ask(Intake(), Stage.VISIT, START.date())
    items = questionnaire(words_in("en"), "1")["item"]
    answer = {
        "stored": answer_at(case.intake, PATH).value,
        "file": write_case(case.intake)["med"]["hearing_aid"]["value"],
        "asked": PATH in {one.path for one in missing},
        "printed": [line for line in printed(case) if "Hearing aid" in line],
        "fhir": PATH in set(link_ids(items)),
        "typed": typed("left ear"),
    }
    print(json.dumps(answer))


def printed(case: Any) -> list[str]:
    """The rows of the background on page 2 of the summary."""
    knowledge, roster = shipped_knowledge(), demonstration_roster()
    match = Matcher(knowledge, roster).rank(case.intake, START)
    content = summary_content(case, match, knowledge, roster, now=START, prepared_by="Ann")
    return ["".join(run.text for run in cell.value) for cell in content.background]


def link_ids(items: list[dict[str, Any]]) -> Iterator[str]:
    """The linkIds of a questionnaire."""
    for one in items:
        yield one["linkId"]
        yield from link_ids(one.get("item", []))


def typed(words: str) -> Any:
    """What the editor of the question tells when `words` are typed into it."""
    app = QApplication([])
    editor = editor_for(QUESTIONS[PATH], "hearing_aid")
    told: list[Any] = []
    editor.edited.connect(told.append)
    QTest.keyClicks(editor.focus_widget(), words)
    editor.deleteLater()
    app.processEvents()
    return told[-1]


if __name__ == "__main__":
    main()
