"""A value as a person reads it, on screen and on paper."""

from datetime import datetime
from typing import Any

from advisor_app.domain.clock import stamp
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.places import STATES, country_code, language_name, place_name
from advisor_app.domain.questions import Kind, PartSpec, Question
from advisor_app.domain.values import Parts


def shown(question: Question, value: Any) -> str:
    """The words for a value of `question`; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Parts):
        return _parts(question, value)
    return _plain(question.kind, value, question)


def _plain(kind: Kind, value: Any, question: Question | PartSpec) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, tuple):
        return ", ".join(_code(question, str(item)) for item in value)
    match kind:
        case Kind.CODE | Kind.OPEN_CODE | Kind.NUMBER:
            return _code(question, str(value))
        case Kind.COUNTRY:
            return place_name(country_code(str(value)) or str(value))
        case Kind.STATE:
            return STATES.get(str(value), str(value))
        case Kind.PLACE:
            return place_name(str(value))
        case Kind.LANGUAGE:
            return language_name(str(value))
        case Kind.PHONE:
            return shown_phone(str(value))
        case Kind.MOMENT:
            return stamp(datetime.fromisoformat(str(value)))
        case _:
            return str(value)


def _code(question: Question | PartSpec, code: str) -> str:
    for choice in question.choices:
        if choice.code == code:
            return choice.label
    return code


def says_the_side(words: str, side: str) -> bool:
    """Whether words name that side already, so that it is not said twice: `left breast`."""
    return bool(side) and side.casefold() in words.casefold().replace(",", " ").split()


def _parts(question: Question, value: Parts) -> str:
    words: list[str] = []
    for name, item in value.items():
        spec = question.spec_of(name) or PartSpec(name=name)
        text = _plain(spec.kind, item, spec)
        if name == "bool" and len(value) > 1 and item is True:
            continue
        if name == "laterality" and says_the_side(", ".join(words), text):
            continue
        if spec.kind is Kind.NUMBER and name not in ("number", "text"):
            text = f"{text} {spec.unit or spec.label}"
        words.append(text)
    if set(value) <= {"number", "unit"}:
        return " ".join(words)
    return ", ".join(word for word in words if word)
