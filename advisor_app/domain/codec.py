"""Turns answers into plain data and back: the shape of the case file and of the store."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from advisor_app.domain.answers import Answer, Precision, Source, State, Statement
from advisor_app.domain.dates import PartialDate, approximate_date, parse_date
from advisor_app.domain.places import country_code, language_code, place_code, state_code
from advisor_app.domain.questions import Choice, Kind, PartSpec, Question
from advisor_app.domain.text import clean
from advisor_app.domain.values import Part, Parts, Value

LONGEST_TEXT: Final = 20_000
_STATEMENT_KEYS: Final = {
    "value", "state", "source", "verified", "verbatim", "precision", "id", "by", "at",
}  # fmt: skip
_YES: Final = {"yes", "y", "true", "1", "si", "sí"}
_NO: Final = {"no", "n", "false", "0"}


class InvalidValue(ValueError):
    """A value that a question cannot take; the text names the path and never the value."""

    def __init__(self, path: str, mistake: str) -> None:
        super().__init__(f"{path}: {mistake}")
        self.path = path
        self.mistake = mistake


def encode_value(value: Value) -> Any:
    """A value as plain data (JSON)."""
    if isinstance(value, PartialDate):
        return value.iso()
    if isinstance(value, Parts):
        return {name: encode_value(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return list(value)
    return value


def decode_value(question: Question, plain: Any, path: str = "") -> Value:
    """Plain data as a value of `question`. Raises InvalidValue."""
    where = path or question.path
    if question.kind is Kind.PARTS:
        return _parts(question, plain, where)
    return _decode(question.kind, question.choices, plain, where, question)


def encode_statement(statement: Statement[Any]) -> dict[str, Any]:
    """A statement as plain data, without what it leaves at the default."""
    data: dict[str, Any] = {}
    if statement.value is not None:
        data["value"] = encode_value(statement.value)
    data["state"] = statement.state.value
    data["source"] = statement.source.value
    data["verified"] = statement.verified
    if statement.verbatim:
        data["verbatim"] = statement.verbatim
    if statement.precision is not None:
        data["precision"] = statement.precision.value
    if statement.by:
        data["by"] = statement.by
    if statement.at is not None:
        data["at"] = statement.at.isoformat()
    return data


def decode_statement(question: Question, plain: Any, path: str, source: Source) -> Statement[Any]:
    """A plain or a full value of a case file as a statement; `source` where none is given."""
    if not isinstance(plain, Mapping) or not _is_statement(question, plain):
        vague = _vague_words(question, plain)
        return Statement(
            value=decode_value(question, plain, path),
            source=source,
            verbatim=vague,
            precision=Precision.APPROXIMATE if vague else None,
        )
    unknown = set(plain) - _STATEMENT_KEYS
    if unknown:
        raise InvalidValue(f"{path}.{min(unknown)}", "is not a key of a value")
    state = _member(State, plain.get("state", "known"), path, "state")
    value = plain.get("value")
    if state is State.KNOWN and value is None:
        raise InvalidValue(path, "is said to be known and has no value")
    vague = _vague_words(question, value)
    precision = plain.get("precision") or (Precision.APPROXIMATE if vague else None)
    return Statement(
        value=None if value is None else decode_value(question, value, path),
        state=state,
        source=_member(Source, plain.get("source", source.value), path, "source"),
        verified=_verified(plain.get("verified", False), path),
        verbatim=clean(str(plain.get("verbatim", ""))) or vague,
        precision=None if precision is None else _member(Precision, precision, path, "precision"),
        by=str(plain.get("by", "")),
        at=_moment(plain["at"], path) if plain.get("at") else None,
    )


def statement_of_words(question: Question, words: str, source: Source) -> Statement[Any]:
    """Words typed where a date belongs, kept as they were said, with what date they tell at least.

    "around March 2024" is MAR 2024, approximate; "around Easter" is no date yet and stays open.
    """
    told = clean(words)
    value = approximate_date(told) if question.kind is Kind.DATE else None
    return Statement(
        value=value,
        state=State.UNKNOWN if value is None else State.KNOWN,
        source=source,
        verbatim=told,
        precision=Precision.APPROXIMATE,
    )


def decode_answer(question: Question, plain: Any, path: str, source: Source) -> Answer[Any]:
    """One value of a case file, or its `{"statements": [...]}`, as an answer."""
    if plain is None:
        return Answer()
    if isinstance(plain, Mapping) and set(plain) == {"statements"}:
        given = plain["statements"]
        if not isinstance(given, list):
            raise InvalidValue(path, "needs a list of statements")
        return Answer(
            statements=tuple(decode_statement(question, item, path, source) for item in given)
        )
    return Answer(statements=(decode_statement(question, plain, path, source),))


def _vague_words(question: Question, plain: Any) -> str:
    """The words of a date that is only told vaguely; nothing for every other value."""
    if question.kind is Kind.PARTS and isinstance(plain, Mapping):
        dated = [plain.get(spec.name) for spec in question.parts if spec.kind is Kind.DATE]
    else:
        dated = [plain] if question.kind is Kind.DATE else []
    vague = [clean(one) for one in dated if isinstance(one, str) and _is_vague(one)]
    return "; ".join(vague)


def _is_vague(text: str) -> bool:
    return parse_date(text) is None and approximate_date(text) is not None


def _is_statement(question: Question, plain: Mapping[str, Any]) -> bool:
    if question.kind is not Kind.PARTS:
        return question.kind not in (Kind.WORDS, Kind.CODES) or bool(
            {"value", "state"} & set(plain)
        )
    names = {spec.name for spec in question.parts}
    return bool({"value", "state"} & set(plain)) and not names & {"value", "state"}


def _verified(plain: Any, path: str) -> bool:
    if isinstance(plain, bool):
        return plain
    if plain in ("unverified", "conflicting"):
        return False
    if plain == "verified_by_document":
        return True
    raise InvalidValue(path, "has a mark of verification that is neither true nor false")


def _member(kind: Any, plain: Any, path: str, name: str) -> Any:
    try:
        return kind(plain)
    except ValueError:
        raise InvalidValue(path, f"has an unknown {name}") from None


def _moment(plain: Any, path: str) -> datetime:
    try:
        return datetime.fromisoformat(str(plain))
    except ValueError:
        raise InvalidValue(path, "is not an ISO date and time") from None


def _parts(question: Question, plain: Any, path: str) -> Parts:
    if isinstance(plain, Parts):
        return plain
    if not isinstance(plain, Mapping):
        first = question.parts[0]
        return Parts(((first.name, _part(first, plain, path)),))
    unknown = set(plain) - {spec.name for spec in question.parts}
    if unknown:
        raise InvalidValue(f"{path}.{min(unknown)}", "is not a part of this value")
    found = [
        (spec.name, _part(spec, plain[spec.name], f"{path}.{spec.name}"))
        for spec in question.parts
        if plain.get(spec.name) is not None
    ]
    if not found:
        raise InvalidValue(path, "has no part")
    return Parts(tuple(found))


def _part(spec: PartSpec, plain: Any, path: str) -> Part:
    value = _decode(spec.kind, spec.choices, plain, path, None)
    if isinstance(value, Parts):
        raise InvalidValue(path, "has parts within a part")
    return value


def _decode(
    kind: Kind, codes: tuple[Choice, ...], plain: Any, path: str, question: Question | None
) -> Value:
    match kind:
        case Kind.YES_NO:
            return _yes_no(plain, path)
        case Kind.NUMBER:
            return _number(plain, path, question)
        case Kind.DATE:
            return _date(plain, path)
        case Kind.DATE_OR_WORD:
            return parse_date(str(plain)) or _text(plain, path)
        case Kind.WORDS | Kind.CODES:
            return _words(plain, path)
        case Kind.CODE:
            return _code(plain, codes, path)
        case Kind.MOMENT:
            return _moment(plain, path).isoformat()
        case Kind.COUNTRY:
            return _looked_up(country_code(_text(plain, path)), path, "country")
        case Kind.STATE:
            return _looked_up(state_code(_text(plain, path)), path, "state")
        case Kind.PLACE:
            return _looked_up(place_code(_text(plain, path)), path, "state or country")
        case Kind.LANGUAGE:
            return language_code(_text(plain, path))
        case _:
            return _text(plain, path)


def _text(plain: Any, path: str) -> str:
    if isinstance(plain, bool) or not isinstance(plain, str | int | float):
        raise InvalidValue(path, "needs text")
    text = clean(str(plain))
    if not text:
        raise InvalidValue(path, "is empty")
    if len(text) > LONGEST_TEXT:
        raise InvalidValue(path, f"is longer than {LONGEST_TEXT} characters")
    return text


def _yes_no(plain: Any, path: str) -> bool:
    if isinstance(plain, bool):
        return plain
    word = str(plain).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise InvalidValue(path, "needs yes or no")


def _number(plain: Any, path: str, question: Question | None) -> int | float:
    if isinstance(plain, bool):
        raise InvalidValue(path, "needs a number")
    found = re.fullmatch(r"\s*(-?\d+(?:[.,]\d+)?)\s*", str(plain))
    if found is None:
        raise InvalidValue(path, "needs a number")
    number = float(found[1].replace(",", "."))
    if question is not None and (
        (question.lowest is not None and number < question.lowest)
        or (question.highest is not None and number > question.highest)
    ):
        raise InvalidValue(path, f"must lie between {question.lowest:g} and {question.highest:g}")
    return int(number) if number.is_integer() else number


def _date(plain: Any, path: str) -> PartialDate:
    if isinstance(plain, PartialDate):
        return plain
    found = parse_date(str(plain)) or approximate_date(str(plain))
    if found is None:
        raise InvalidValue(path, "is not a date; write 2026-03-04, MAR 2026 or 2026")
    return found


def _words(plain: Any, path: str) -> tuple[str, ...]:
    items = plain if isinstance(plain, list | tuple) else [plain]
    return tuple(_word(item, path) for item in items)


def _word(item: Any, path: str) -> str:
    if isinstance(item, Mapping):
        return _text(" ".join(str(value) for value in item.values() if value is not None), path)
    return _text(item, path)


def _code(plain: Any, codes: tuple[Choice, ...], path: str) -> str:
    word = _text(plain, path)
    if isinstance(plain, bool):
        raise InvalidValue(path, "needs a code")
    for choice in codes:
        if word.casefold() in (choice.code.casefold(), choice.label.casefold()):
            return choice.code
    allowed = ", ".join(choice.code for choice in codes)
    raise InvalidValue(path, f"must be one of: {allowed}")


def _looked_up(code: str | None, path: str, what: str) -> str:
    if code is None:
        raise InvalidValue(path, f"is not a known {what}")
    return code
