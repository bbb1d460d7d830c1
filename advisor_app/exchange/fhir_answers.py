"""The answers of a case as items of a FHIR QuestionnaireResponse, and back without a loss.

An item's linkId is our path. Its answer is for every reader; beside it stands the whole statement
(source, precision, words, conflicts) in an extension of ours, from which we read it again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from advisor_app.domain.dates import parse_date
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.words import Words
from advisor_app.exchange.fhir_codes import ABSENT
from advisor_app.exchange.keys import held_row

STATEMENT: Final = "urn:care-advisor:fhir:statement"
FREE_TEXT: Final = "free_text"
_REASONS: Final = {"unknown": "asked-unknown", "refused": "asked-declined", "not_asked": "unknown"}
_WRAPPED: Final = frozenset({"value", "state", "source", "verified", "verbatim", "precision"})


def items_of(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items for a case file's content, in its order."""
    return [_item(path, value) for path, value in _paths(case)]


def content_of(
    items: Sequence[Mapping[str, Any]],
) -> tuple[dict[str, Any], list[Mapping[str, Any]]]:
    """The content of a case file from items with our statements, and the items without one."""
    found: dict[str, Any] = {}
    others: list[Mapping[str, Any]] = []
    for item in items:
        told = _statement(item)
        if told is None:
            others.append(item)
        else:
            _put(found, str(item.get("linkId", "")), told)
    return found, others


def _paths(case: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for section, content in case.items():
        if not isinstance(content, Mapping):
            yield section, content
            continue
        for name, value in content.items():
            if name != "rows":
                yield f"{section}.{name}", value
                continue
            for row in value:
                answers = {key: told for key, told in row.items() if key != "id"}
                for key, told in answers.items():
                    yield f"{section}.rows/{row.get('id', '')}/{key}", told


def _item(path: str, told: Any) -> dict[str, Any]:
    item: dict[str, Any] = {"linkId": path}
    words = _label(path)
    if words:
        item["text"] = words
    value, state = _leading(told)
    item["extension"] = [
        {"url": STATEMENT, "valueString": json.dumps(told, ensure_ascii=False, sort_keys=True)}
    ]
    if value is None:
        reason = _REASONS.get(state, "unknown")
        item["extension"].append({"url": ABSENT, "valueCode": reason})
    else:
        values = value if isinstance(value, list) else [value]
        answers = [answer for one in values if (answer := _answer(one))]
        if answers:
            item["answer"] = answers
    return item


def _label(path: str) -> str:
    section, rows, rest = path.partition(".rows/")
    name = f"{section}.rows/*/{rest.partition('/')[2]}" if rows else path
    question = QUESTIONS.get(name)
    return Words().label(question) if question is not None else ""


def _leading(told: Any) -> tuple[Any, str]:
    """The value that stands for an answer, and its state where there is none."""
    if isinstance(told, Mapping) and isinstance(told.get("statements"), list):
        return _leading(told["statements"][0]) if told["statements"] else (None, "")
    if isinstance(told, Mapping) and "state" in told and set(told) <= _WRAPPED:
        return told.get("value"), str(told["state"])
    if isinstance(told, Mapping) and "value" in told and set(told) <= _WRAPPED:
        return told["value"], ""
    return told, ""


def _answer(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int | float):
        return {"valueDecimal": value}
    if isinstance(value, Mapping):
        words = ", ".join(str(one) for one in value.values() if one not in (None, ""))
        return {"valueString": words} if words.strip() else {}
    text = str(value)
    day = parse_date(text) if len(text) == 10 else None
    if day is not None and day.exact is not None and day.iso() == text:
        return {"valueDate": text}
    return {"valueString": text} if text.strip() else {}


def _statement(item: Mapping[str, Any]) -> Any:
    for extension in item.get("extension", ()):
        if isinstance(extension, Mapping) and extension.get("url") == STATEMENT:
            try:
                return json.loads(str(extension.get("valueString", "")))
            except json.JSONDecodeError:
                return None
    return None


def _put(found: dict[str, Any], path: str, told: Any) -> None:
    section, rows, rest = path.partition(".rows/")
    if rows:
        member, _, name = rest.partition("/")
        held_row(found, section, member)[name] = told
        return
    section, dot, name = path.partition(".")
    if dot:
        found.setdefault(section, {})[name] = told
    else:
        found[section] = told
