"""The intake as a FHIR R4 Questionnaire, so that a web form can ask what the advisor asks."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fhir.resources.R4B.questionnaire import Questionnaire

from advisor_app.domain.intake import MEMBERS, PAGES
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.questions import Choice, Kind, PartSpec, Question
from advisor_app.domain.words import Words

_TYPES: Final[Mapping[Kind, str]] = {
    Kind.LONG_TEXT: "text",
    Kind.CODE: "choice",
    Kind.OPEN_CODE: "open-choice",
    Kind.CODES: "open-choice",
    Kind.YES_NO: "boolean",
    Kind.NUMBER: "decimal",
    Kind.DATE: "date",
    Kind.MOMENT: "dateTime",
    Kind.PARTS: "group",
}
"""The FHIR type of each kind of question; every other kind is a string."""

_REPEAT: Final = frozenset({Kind.WORDS, Kind.CODES})
_NOT_THE_PATIENTS: Final = frozenset({"urg.screen_done", "urg.flags", "urg.disposition"})
_NOT_ASKED_ONLINE: Final = frozenset({"out", "rec"})


def questionnaire(words: Words, version: str) -> dict[str, Any]:
    """The Questionnaire in the language of `words`: every question, its linkId being our path.

    It is built from the definition of the intake alone and checked against the resource's schema.
    """
    resource = {
        "resourceType": "Questionnaire",
        "name": "CareAdvisorIntake",
        "title": words.text("Request for a second opinion"),
        "version": version,
        "status": "draft",
        "language": words.language,
        "subjectType": ["Patient"],
        "item": [_section(section, words) for section in PAGES if section not in _NOT_ASKED_ONLINE],
    }
    Questionnaire.model_validate(resource)
    return resource


def _section(section: str, words: Words) -> dict[str, Any]:
    items = [
        _item(question, words)
        for path, question in QUESTIONS.items()
        if path.startswith(f"{section}.") and not question.group and path not in _NOT_THE_PATIENTS
    ]
    if section in MEMBERS:
        row = [
            _item(question, words) for question in QUESTIONS.values() if question.group == section
        ]
        rows = {"linkId": f"{section}.rows", "type": "group", "repeats": True, "item": row}
        items.insert(0, rows)
    return {"linkId": section, "type": "group", "item": items}


def _item(question: Question, words: Words) -> dict[str, Any]:
    item: dict[str, Any] = {"linkId": question.path, "text": words.label(question)}
    if question.kind is Kind.PARTS:
        item["item"] = list(_parts(question, words))
    return item | _typed(question, question.choices, words, question)


def _parts(question: Question, words: Words) -> Iterator[dict[str, Any]]:
    for spec in question.parts:
        item = {"linkId": f"{question.path}.{spec.name}", "text": words.part(spec)}
        yield item | _typed(spec, spec.choices, words, question)


def _typed(
    spec: Question | PartSpec, codes: tuple[Choice, ...], words: Words, question: Question
) -> dict[str, Any]:
    kind = _TYPES.get(spec.kind, "string")
    if kind.endswith("choice") and not codes:
        kind = "string"
    found: dict[str, Any] = {"type": kind}
    if spec.kind in _REPEAT:
        found["repeats"] = True
    if kind.endswith("choice"):
        found["answerOption"] = [
            {
                "valueCoding": {
                    "code": choice.code.replace(" ", "_"),
                    "display": words.text(choice.label, question.path),
                }
            }
            for choice in codes
        ]
    return found
