"""Stored answers as plain data and back, without a second check: what was saved can be read."""

import json
from collections.abc import Mapping
from typing import Any

from advisor_app.domain.answers import Precision, Source, State, Statement
from advisor_app.domain.codec import encode_value
from advisor_app.domain.dates import parse_date
from advisor_app.domain.paths import QUESTIONS, template_of
from advisor_app.domain.questions import Kind
from advisor_app.domain.values import Parts, Value


def stored_value(value: Value | None) -> str | None:
    """The value as JSON text."""
    return None if value is None else json.dumps(encode_value(value), ensure_ascii=False)


def value_of(path: str, stored: str | None) -> Any:
    """The value that was stored at `path`; a path that is no question any more keeps its words."""
    if stored is None:
        return None
    plain = json.loads(stored)
    question = QUESTIONS.get(template_of(path))
    if question is None:
        return _typed(Kind.TEXT, plain)
    if question.kind is Kind.PARTS and isinstance(plain, Mapping):
        kinds = {spec.name: spec.kind for spec in question.parts}
        return Parts(
            tuple((name, _typed(kinds.get(name, Kind.TEXT), item)) for name, item in plain.items())
        )
    return _typed(question.kind, plain)


def _typed(kind: Kind, plain: Any) -> Any:
    if isinstance(plain, list):
        return tuple(plain)
    if kind in (Kind.DATE, Kind.DATE_OR_WORD) and isinstance(plain, str):
        return parse_date(plain) or plain
    return plain


def plain_statement(statement: Statement[Any]) -> dict[str, Any]:
    """A statement for the history: all of it, as plain data."""
    return {
        "id": statement.id,
        "value": stored_value(statement.value),
        "state": statement.state.value,
        "source": statement.source.value,
        "verified": statement.verified,
        "verbatim": statement.verbatim,
        "precision": statement.precision.value if statement.precision else None,
        "by": statement.by,
    }


def statement_of(path: str, plain: Mapping[str, Any]) -> Statement[Any]:
    """A statement of the history."""
    return Statement(
        id=plain["id"],
        value=value_of(path, plain["value"]),
        state=State(plain["state"]),
        source=Source(plain["source"]),
        verified=plain["verified"],
        verbatim=plain["verbatim"],
        precision=Precision(plain["precision"]) if plain["precision"] else None,
        by=plain["by"],
    )
