"""Online requests: what patients told on the web form, as JSON, CSV or FHIR, one row a request."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from advisor_app.domain.answers import Source, State
from advisor_app.domain.asking import still_to_ask
from advisor_app.domain.case import OnlineRequest
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answers
from advisor_app.domain.questions import Kind, Stage
from advisor_app.domain.text import clean
from advisor_app.exchange.case_file import ReadCase, read_case, write_case
from advisor_app.exchange.cells import instant
from advisor_app.exchange.keys import once_question, row_question
from advisor_app.exchange.mistakes import FileMistake, Mistake, told
from advisor_app.exchange.reading import read_json
from advisor_app.exchange.tabular import is_table, read_csv

_OWN_KEYS: Final = frozenset({"id", "received_at", "wanted_at"})
_LISTS: Final = (Kind.WORDS, Kind.CODES)
RowsOfFhir = Callable[[Mapping[str, Any]], list[tuple[str, Any]]]
"""Turns a FHIR resource into rows; a row that cannot be read is a FileMistake in its place."""

_ROW: Final = re.compile(r"\.rows(?:\.\d+\.|\[\d+\]\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowMistake:
    """A request that cannot be taken: which row, and all that is wrong with it."""

    row: str
    mistakes: tuple[Mistake, ...]

    def __str__(self) -> str:
        return f"{self.row}: {told(self.mistakes)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequests:
    """The requests that can be taken, and a report on those that cannot."""

    good: tuple[OnlineRequest, ...]
    bad: tuple[RowMistake, ...] = ()


def read_requests(
    text: str, name: str, now: datetime, rows_of_fhir: RowsOfFhir | None = None
) -> ReadRequests:
    """The requests in `text`; `name` (of the file) decides between CSV and JSON.

    What a request holds is marked as imported. A request without `received_at` came `now`; one
    without `id` is known again by what it says. Without `rows_of_fhir` no FHIR is read. Raises
    FileMistake where the whole file cannot be read.
    """
    if is_table(text, name):
        rows = _rows_of_table(text)
    else:
        rows = _rows_of_json(read_json(text), rows_of_fhir)
    if not rows:
        raise FileMistake.whole("holds no request")
    good: list[OnlineRequest] = []
    bad: list[RowMistake] = []
    seen: set[str] = set()
    for row, content in rows:
        try:
            request = _request(content, now)
            if request.id in seen:
                raise FileMistake([Mistake(path="id", text="is the id of another request")])
        except FileMistake as mistake:
            bad.append(RowMistake(row=row, mistakes=mistake.mistakes))
        else:
            seen.add(request.id)
            good.append(request)
    return ReadRequests(good=tuple(good), bad=tuple(bad))


def _rows_of_json(content: Any, rows_of_fhir: RowsOfFhir | None) -> list[tuple[str, Any]]:
    if isinstance(content, Mapping):
        if "resourceType" in content:
            if rows_of_fhir is None:
                raise FileMistake.whole("is a FHIR resource; the verb import-requests reads it")
            return rows_of_fhir(content)
        content = content["requests"] if set(content) == {"requests"} else [content]
    if not isinstance(content, list):
        raise FileMistake.whole("is no list of requests")
    return [(f"request {number}", item) for number, item in enumerate(content, start=1)]


def _rows_of_table(text: str) -> list[tuple[str, Any]]:
    return [
        (
            f"row {row.number}",
            {name: _cell(name, cell) for name, cell in row.cells.items() if cell.strip()},
        )
        for row in read_csv(text)
    ]


def _cell(column: str, cell: str) -> Any:
    """A cell as its question takes it: lists are joined by `|`."""
    if "|" not in cell or _kind_of(column) not in _LISTS:
        return cell
    return [item for item in cell.split("|") if item.strip()]


def _kind_of(column: str) -> Kind | None:
    """What the column `dx.rows.0.mets` or `med.comorbid.multi` takes; None where unknown."""
    section, _, rest = _ROW.sub(".", column).partition(".")
    name, _, part = rest.partition(".")
    question = once_question(section, name) or row_question(section, name)
    if question is None:
        return None
    if question.kind is not Kind.PARTS:
        return question.kind
    return (question.spec_of(part) or question.parts[0]).kind


def _request(content: Any, now: datetime) -> OnlineRequest:
    if isinstance(content, FileMistake):
        raise content
    if not isinstance(content, Mapping):
        raise FileMistake.whole("needs an object")
    mistakes: list[Mistake] = []
    received = _received(content.get("received_at"), now, mistakes)
    notes = () if received <= now else ("received_at lies in the future; it came now",)
    id_ = _short(content.get("id"), "id", mistakes)
    wanted = _short(content.get("wanted_at"), "wanted_at", mistakes)
    read = ReadCase(intake=Intake())
    try:
        case = {key: value for key, value in content.items() if key not in _OWN_KEYS}
        read = read_case(case, Source.IMPORTED)
    except FileMistake as mistake:
        mistakes.extend(mistake.mistakes)
    if not mistakes and read.intake == Intake():
        mistakes.append(Mistake(path="", text="answers no question"))
    if mistakes:
        raise FileMistake(mistakes)
    answered = sum(1 for _, answer in answers(read.intake) if answer.state is State.KNOWN)
    open_ = len(still_to_ask(read.intake, Stage.VISIT, now.astimezone(EASTERN).date()))
    return OnlineRequest(
        id=id_ or _content_id(read.intake, wanted, content.get("received_at")),
        received_at=min(received, now),
        intake=read.intake,
        wanted_at=wanted,
        answered=answered,
        asked=answered + open_,
        notes=(*read.notes, *notes),
    )


def _content_id(intake: Intake, wanted: str, received: Any) -> str:
    """An id for a request that brings none: the same words make the same id, in any format."""
    told = json.dumps([write_case(intake), wanted, received], sort_keys=True, ensure_ascii=False)
    return f"words-{hashlib.sha256(told.encode('utf-8')).hexdigest()[:24]}"


def _received(given: Any, now: datetime, mistakes: list[Mistake]) -> datetime:
    if given is None:
        return now
    at = instant(given)
    if at is None:
        mistakes.append(Mistake(path="received_at", text="is not an ISO date and time"))
        return now
    return at if at.tzinfo is not None else at.replace(tzinfo=EASTERN)


def _short(given: Any, name: str, mistakes: list[Mistake]) -> str:
    if given is None:
        return ""
    if isinstance(given, bool) or not isinstance(given, str | int):
        mistakes.append(Mistake(path=name, text="needs text"))
        return ""
    text = clean(str(given))
    if len(text) > 200:
        mistakes.append(Mistake(path=name, text="is too long"))
    return text
