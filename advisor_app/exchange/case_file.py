"""The case file: an intake as JSON, with the intake's own keys; a contract with other programs.

A value is plain, or `{"value", "state", "source", "verified", "verbatim", "precision"}`, or
`{"statements": [value, value]}` where statements differ. The repeated groups hold `rows` with an
optional `id`; what is asked once in such a group stands beside `rows`. Unknown keys are refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from advisor_app.domain.answers import Answer, Source
from advisor_app.domain.codec import InvalidValue, encode_statement
from advisor_app.domain.intake import MEMBERS, Intake
from advisor_app.domain.paths import (
    QUESTIONS,
    answer_at,
    group_of,
    member_path,
    with_answer,
    with_member,
    without_member,
)
from advisor_app.domain.questions import Kind, Question
from advisor_app.domain.text import clean
from advisor_app.exchange.answers_in import understood
from advisor_app.exchange.keys import ROW_KEYS, nested, once_question, row_id, row_question
from advisor_app.exchange.mistakes import FileMistake, Mistake, key_as_told
from advisor_app.exchange.reading import read_json

SECTIONS: Final = tuple(item.name for item in fields(Intake) if item.name != "free_text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCase:
    """The intake of a case file, and notes on what was taken otherwise than it was written."""

    intake: Intake
    notes: tuple[str, ...] = ()


def read_case(data: Mapping[str, Any] | str, default_source: Source | None = None) -> ReadCase:
    """The case in `data`, JSON text or what was read from it.

    A value that names no source has `default_source`; without one, it was said by the patient
    where the patient calls, else by the caller. Raises FileMistake with all mistakes by path.
    """
    content = read_json(data) if isinstance(data, str) else data
    if not isinstance(content, Mapping):
        raise FileMistake.whole("is no case: a case file is one JSON object")
    if "resourceType" in content:
        raise FileMistake.whole("is a FHIR resource and no case file")
    content = nested(content)
    reader = _Reader(default_source or _who_speaks(content))
    reader.read(content)
    if reader.mistakes:
        raise FileMistake(reader.mistakes)
    return ReadCase(intake=reader.intake, notes=tuple(reader.notes))


def write_case(intake: Intake) -> dict[str, Any]:
    """The intake in the shape that `read_case` takes; nothing is lost on the way and back."""
    data: dict[str, Any] = {"free_text": intake.free_text} if intake.free_text else {}
    for section in SECTIONS:
        once = {
            question.key: _written(answer_at(intake, path))
            for path, question in QUESTIONS.items()
            if path.startswith(f"{section}.") and not question.group
        }
        content: dict[str, Any] = {key: value for key, value in once.items() if value is not None}
        if section in MEMBERS:
            rows = _written_rows(intake, section)
            head: dict[str, Any] = {"rows": rows} if rows else {}
            content = head | content
        if content:
            data[section] = content
    return data


def _written_rows(intake: Intake, group: str) -> list[dict[str, Any]]:
    names = [question.key for question in QUESTIONS.values() if question.group == group]
    rows = []
    for index, row in enumerate(group_of(intake, group).rows):
        written: dict[str, Any] = {"id": row.id}
        if row.order != index:
            written["order"] = row.order
        if row.removed:
            written["removed"] = True
        for name in names:
            value = _written(answer_at(intake, member_path(group, row.id, name)))
            if value is not None:
                written[name] = value
        rows.append(written)
    return rows


def _written(answer: Answer[Any]) -> dict[str, Any] | None:
    if not answer.statements:
        return None
    if len(answer.statements) == 1:
        return encode_statement(answer.statements[0])
    return {"statements": [encode_statement(statement) for statement in answer.statements]}


def _who_speaks(content: Mapping[str, Any]) -> Source:
    """The patient where the file says that the patient calls, else the caller."""
    caller = content.get("caller")
    if not isinstance(caller, Mapping):
        return Source.CALLER_STATED
    told = {name: _plain(name, caller.get(name)) for name in ("is_patient", "relationship")}
    if told["is_patient"] is not None:
        calls = told["is_patient"] is True
    else:
        calls = told["relationship"] == "self" or _plain("authority", caller.get("authority")) == (
            "self"
        )
    return Source.PATIENT_STATED if calls else Source.CALLER_STATED


def _plain(name: str, given: Any) -> Any:
    """A caller's value as far as it can be read; mistakes are told when it is read for good."""
    try:
        return understood(
            QUESTIONS[f"caller.{name}"], given, f"caller.{name}", Source.CALLER_STATED
        ).value
    except InvalidValue:
        return None


def _together(question: Question, standing: Answer[Any], more: Answer[Any]) -> Answer[Any]:
    """Two answers of one file to one question: words are joined, others stand side by side."""
    first, second = standing.lead, more.lead
    if first is None or second is None or first.value == second.value:
        return standing
    joinable = question.kind in (Kind.TEXT, Kind.LONG_TEXT)
    if joinable and isinstance(first.value, str) and isinstance(second.value, str):
        return standing.stated(replace(first, value=f"{first.value}, {second.value}"))
    return Answer(statements=(*standing.statements, *more.statements))


class _Reader:
    """Collects the intake and all mistakes of one file."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.intake = Intake()
        self.mistakes: list[Mistake] = []
        self.notes: list[str] = []

    def read(self, content: Mapping[str, Any]) -> None:
        for key, value in content.items():
            if key == "free_text":
                self._free_text(value)
            elif key not in SECTIONS:
                self._refuse(key_as_told(key), "is not a key of the case file")
            elif key in MEMBERS:
                self._group(key, value)
            else:
                self._section(key, value)

    def _refuse(self, path: str, text: str) -> None:
        self.mistakes.append(Mistake(path=path, text=text))

    def _free_text(self, value: Any) -> None:
        if value is None:
            return
        if not isinstance(value, str):
            self._refuse("free_text", "needs text")
            return
        self.intake = replace(self.intake, free_text=clean(value))

    def _section(self, section: str, content: Any) -> None:
        for name, value in self._object(section, content):
            question = once_question(section, name)
            if question is None:
                self._refuse(f"{section}.{key_as_told(name)}", "is not a key of the case file")
            else:
                self._answer(question, question.path, value, f"{section}.{name}")

    def _group(self, group: str, content: Any) -> None:
        if isinstance(content, list):
            content = {"rows": content}
        strays: dict[str, Any] = {}
        for name, value in self._object(group, content):
            question = once_question(group, name)
            if name == "rows":
                self._rows(group, value)
            elif question is not None:
                self._answer(question, question.path, value, f"{group}.{name}")
            elif row_question(group, name) is not None:
                strays[name] = value
            else:
                self._refuse(f"{group}.{key_as_told(name)}", "is not a key of the case file")
        self._strays(group, strays)

    def _rows(self, group: str, rows: Any) -> None:
        if not isinstance(rows, list):
            self._refuse(f"{group}.rows", "needs a list of rows")
            return
        given = [row.get("id") for row in rows if isinstance(row, Mapping)]
        taken = {str(name) for name in given if name is not None}
        for index, row in enumerate(rows):
            where = f"{group}.rows[{index}]"
            if not isinstance(row, Mapping):
                self._refuse(where, "needs an object")
                continue
            self._row(group, row, where, taken)

    def _row(self, group: str, row: Mapping[str, Any], where: str, taken: set[str]) -> None:
        standing = {member.id for member in group_of(self.intake, group).rows}
        try:
            member = row_id(row.get("id"), standing, taken)
            order = row.get("order", len(standing))
            if isinstance(order, bool) or not isinstance(order, int):
                raise InvalidValue(where, "has an order that is no whole number")
        except InvalidValue as mistake:
            self._refuse(f"{where}.id", mistake.mistake)
            return
        self.intake = with_member(self.intake, group, member, order)
        for name, value in row.items():
            if name in ROW_KEYS:
                continue
            question = row_question(group, name)
            if question is not None:
                path = member_path(group, member, question.key)
                self._answer(question, path, value, f"{where}.{name}")
            elif (once := once_question(group, name)) is not None:
                self.notes.append(f"{where}.{name} is asked once and was taken to {once.path}")
                self._answer(once, once.path, value, f"{where}.{name}")
            else:
                self._refuse(f"{where}.{key_as_told(name)}", "is not a key of the case file")
        if row.get("removed") is True:
            self.intake = without_member(self.intake, group, member)

    def _strays(self, group: str, strays: Mapping[str, Any]) -> None:
        """Answers of a row that stand beside `rows`: they belong to the only row there is."""
        if not strays:
            return
        rows = group_of(self.intake, group).rows
        if len(rows) > 1:
            for name in strays:
                self._refuse(f"{group}.{name}", "belongs into one of the rows")
            return
        member = rows[0].id if rows else "1"
        self.intake = with_member(self.intake, group, member)
        for name, value in strays.items():
            question = row_question(group, name)
            if question is not None:
                self.notes.append(f"{group}.{name} was taken into the row")
                path = member_path(group, member, question.key)
                self._answer(question, path, value, f"{group}.{name}")

    def _answer(self, question: Question, path: str, value: Any, where: str) -> None:
        try:
            answer = understood(question, value, where, self._source)
        except InvalidValue as mistake:
            self._refuse(mistake.path, mistake.mistake)
            return
        if not answer.statements:
            return
        standing = answer_at(self.intake, path)
        if standing.statements:
            answer = _together(question, standing, answer)
        self.intake = with_answer(self.intake, path, answer)

    def _object(self, path: str, content: Any) -> list[tuple[str, Any]]:
        if content is None:
            return []
        if not isinstance(content, Mapping):
            self._refuse(path, "needs an object")
            return []
        return list(content.items())
