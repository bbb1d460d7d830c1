"""Values as people and programs write them in files, read as answers.

`domain.codec` knows one exact form of each value. Files come in some more: an empty cell, a part's
name in capitals, `2.3 cm`, or the bare word `unknown`. Nothing here guesses: what is read is only
spelled otherwise.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from advisor_app.domain.answers import Answer, Source, State, Statement
from advisor_app.domain.codec import InvalidValue, decode_answer
from advisor_app.domain.questions import Kind, Question

_SINGLE_NAME: Final = "patient.given_names"
_STATE_WORDS: Final = {
    "unknown": State.UNKNOWN,
    "refused": State.REFUSED,
    "not_asked": State.NOT_ASKED,
}
_PART_NAMES: Final = {
    "datetime": "at",
    "tz": "zone",
    "city_state": "text",
    "zip": "postal_code",
    "task": "text",
    "num": "number",
}
_NUMBER_UNIT: Final = re.compile(r"\s*(\d+(?:[.,]\d+)?)\s*([A-Za-z%]+)\s*")
_STATEMENT_MARKS: Final = frozenset({"value", "state"})


def understood(question: Question, plain: Any, path: str, source: Source) -> Answer[Any]:
    """The answer that `plain` gives; `path` is named in mistakes. Raises InvalidValue."""
    if question.path == _SINGLE_NAME and (single := _single_name(plain, path, source)) is not None:
        return single
    if _is_blank(plain):
        return Answer()
    tidy = _tidied(question, plain)
    if _is_blank(tidy):
        return Answer()
    try:
        return decode_answer(question, tidy, path, source)
    except InvalidValue:
        state = _STATE_WORDS.get(plain.strip().casefold()) if isinstance(plain, str) else None
        if state is None:
            raise
        return Answer(statements=(Statement(state=state, source=source),))


def _is_blank(plain: Any) -> bool:
    if isinstance(plain, str):
        return not plain.strip()
    return plain is None or (isinstance(plain, list | Mapping) and not plain)


def _single_name(plain: Any, path: str, source: Source) -> Answer[Any] | None:
    """A person with one name has empty given names, and that is known."""
    if isinstance(plain, str) and not plain.strip():
        return Answer(statements=(Statement(value="", source=source),))
    if not isinstance(plain, Mapping):
        return None
    value = plain.get("value")
    if not isinstance(value, str) or value.strip():
        return None
    if plain.get("state", "known") != "known":
        return None
    name = Question(label="", short="", kind=Kind.TEXT, path=_SINGLE_NAME)
    filled = decode_answer(name, {**plain, "value": "-"}, path, source)
    return Answer(statements=tuple(replace(item, value="") for item in filled.statements))


def _tidied(question: Question, plain: Any) -> Any:
    if question.kind is not Kind.PARTS:
        return plain
    if isinstance(plain, str):
        return _number_unit(question, plain)
    if not isinstance(plain, Mapping):
        return plain
    if set(plain) == {"statements"} and isinstance(plain["statements"], list):
        return {"statements": [_tidied(question, item) for item in plain["statements"]]}
    if _STATEMENT_MARKS & set(plain):
        return {**plain, "value": _tidied(question, plain.get("value"))}
    names = {spec.name for spec in question.parts}
    return {
        _part_name(str(name), names): value
        for name, value in plain.items()
        if value is not None and not (isinstance(value, str) and not value.strip())
    }


def _part_name(name: str, names: set[str]) -> str:
    if name in names:
        return name
    plain = name.strip().casefold().replace("-", "_").replace(" ", "_")
    if plain in names:
        return plain
    other = _PART_NAMES.get(plain, "")
    return other if other in names else name


def _number_unit(question: Question, plain: str) -> Any:
    if {spec.name for spec in question.parts} != {"number", "unit"}:
        return plain
    found = _NUMBER_UNIT.fullmatch(plain)
    return {"number": found[1], "unit": found[2]} if found else plain
