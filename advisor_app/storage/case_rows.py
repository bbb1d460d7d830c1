"""Cases as they are read: their records, answers, members, history and log."""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Text, bindparam, func, select

from advisor_app.domain.answers import Answer, Precision, Source, State, Statement
from advisor_app.domain.case import FREE_TEXT, CaseState
from advisor_app.domain.intake import MEMBERS, Intake
from advisor_app.domain.paths import QUESTIONS, split, template_of, with_answer, with_member
from advisor_app.services.records import (
    CaseNote,
    CaseRecord,
    Head,
    MemberRecord,
    PastAnswer,
    ToldValue,
)
from advisor_app.storage.case_tables import (
    answer_head,
    answer_past,
    applied_edit,
    case_file,
    case_note,
    member,
    statement,
    visit,
)
from advisor_app.storage.ready import Ready
from advisor_app.storage.values import statement_of, value_of

_BETWEEN_STORIES: Final = "\n\n"

NUMBER: Final = bindparam("number", type_=Text)
AT_PATH: Final = bindparam("at_path", type_=Text)
_RECORD: Final = Ready(select(case_file).where(case_file.c.number == NUMBER))
_MEMBERS: Final = Ready(
    select(member).where(member.c.case == NUMBER).order_by(member.c.section, member.c.place)
)
_MEMBER: Final = Ready(
    select(member).where(
        member.c.case == NUMBER,
        member.c.section == bindparam("named"),
        member.c.member == bindparam("one"),
    )
)
_STATEMENTS: Final = Ready(
    select(statement)
    .where(statement.c.case == NUMBER)
    .order_by(statement.c.path, statement.c.place)
)
STATEMENTS_AT: Final = Ready(
    select(statement)
    .where(statement.c.case == NUMBER, statement.c.path == AT_PATH)
    .order_by(statement.c.place)
)
_HEAD: Final = Ready(
    select(answer_head).where(answer_head.c.case == NUMBER, answer_head.c.path == AT_PATH)
)
_HEADS_SINCE: Final = Ready(
    select(answer_head)
    .where(answer_head.c.case == NUMBER, answer_head.c.revision > bindparam("since"))
    .order_by(answer_head.c.path)
)
_EDIT: Final = Ready(
    select(applied_edit.c.id, applied_edit.c.conflict).where(applied_edit.c.id == bindparam("id"))
)
_VISIT: Final = Ready(
    select(visit.c.path).where(
        visit.c.case == NUMBER,
        visit.c.by == bindparam("who"),
        visit.c.workstation == bindparam("desk"),
    )
)


class CaseRows:
    """Reads cases on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def record(self, number: str) -> CaseRecord | None:
        """The case without its intake."""
        row = _RECORD.first(self._connection, number=number)
        return None if row is None else _record(row)

    def intake(self, number: str) -> Intake:
        """All that was answered; what is no question any more stays in the store alone."""
        intake = Intake()
        for row in _MEMBERS.all(self._connection, number=number):
            if row.section in MEMBERS:
                intake = _with_member(intake, row)
        for path, statements in self._answers(number).items():
            if path == FREE_TEXT:
                told = [str(one.value) for one in statements if one.value]
                intake = replace(intake, free_text=_BETWEEN_STORIES.join(told))
            elif template_of(path) in QUESTIONS:
                intake = with_answer(intake, path, Answer(statements=tuple(statements)))
        return intake

    def answer(self, number: str, path: str) -> tuple[Statement[Any], ...]:
        """The statements at one path, the leading one first."""
        rows = STATEMENTS_AT.all(self._connection, number=number, at_path=path)
        return tuple(_statement(row) for row in rows)

    def head(self, number: str, path: str) -> Head | None:
        """Who last changed the answer at that path."""
        row = _HEAD.first(self._connection, number=number, at_path=path)
        return None if row is None else _head(row)

    def heads_since(self, number: str, revision: int) -> tuple[Head, ...]:
        """What was changed after that revision."""
        rows = _HEADS_SINCE.all(self._connection, number=number, since=revision)
        return tuple(_head(row) for row in rows)

    def case_of_edit(self, id_: str) -> str | None:
        """The number of the case to which that edit was applied."""
        query = select(applied_edit.c.case).where(applied_edit.c.id == id_)
        return self._connection.execute(query).scalar_one_or_none()

    def edits_applied(self, ids: Collection[str]) -> dict[str, bool]:
        """Which of the edits were applied, and whether each met a conflict."""
        found = (_EDIT.first(self._connection, id=one) for one in ids)
        return {row.id: row.conflict for row in found if row is not None}

    def visit(self, number: str, by: str, workstation: str) -> str:
        """The path of the field that the desk was last at, or nothing."""
        row = _VISIT.first(self._connection, number=number, who=by, desk=workstation)
        return row.path if row is not None else ""

    def past(self, number: str, path: str) -> tuple[PastAnswer, ...]:
        """The sealed answers at one path, oldest first."""
        rows = self._connection.execute(
            select(answer_past)
            .where(answer_past.c.case == number, answer_past.c.path == path)
            .order_by(answer_past.c.seq)
        )
        return tuple(
            PastAnswer(
                statements=tuple(statement_of(path, one) for one in json.loads(row.statements)),
                revision=row.revision,
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def notes(self, number: str) -> tuple[CaseNote, ...]:
        """The case's log, oldest first."""
        rows = self._connection.execute(
            select(case_note).where(case_note.c.case == number).order_by(case_note.c.id)
        )
        return tuple(
            CaseNote(
                id=row.id,
                number=number,
                what=row.what,
                detail=row.detail,
                by=row.by,
                at=row.at,
            )
            for row in rows
        )

    def of_owner(self, owner: str, states: Collection[CaseState]) -> tuple[CaseRecord, ...]:
        """The cases that somebody works on, the one that stands longest first."""
        rows = self._connection.execute(
            select(case_file)
            .where(case_file.c.owner == owner, case_file.c.state.in_([one.value for one in states]))
            .order_by(case_file.c.since, case_file.c.number)
        )
        return tuple(_record(row) for row in rows)

    def member(self, number: str, section: str, id_: str) -> MemberRecord | None:
        """One member of a group."""
        row = _MEMBER.first(self._connection, number=number, named=section, one=id_)
        if row is None:
            return None
        return MemberRecord(section=section, member=id_, place=row.place, removed=row.removed)

    def last_place(self, number: str, section: str) -> int:
        """The place of the group's last member; -1 where there is none."""
        last = self._connection.execute(
            select(func.max(member.c.place)).where(
                member.c.case == number, member.c.section == section
            )
        ).scalar()
        return -1 if last is None else last

    def member_answers(
        self, section: str, states: Collection[CaseState]
    ) -> dict[tuple[str, str], dict[str, Any]]:
        """By case and member: the leading values of a group's standing members."""
        named = [one.value for one in states]
        standing = self._connection.execute(
            select(member.c.case, member.c.member)
            .join(case_file, case_file.c.number == member.c.case)
            .where(
                case_file.c.state.in_(named),
                member.c.section == section,
                member.c.removed.is_(False),
            )
        )
        found: dict[tuple[str, str], dict[str, Any]] = {(row[0], row[1]): {} for row in standing}
        rows = self._connection.execute(
            select(statement.c.case, statement.c.path, statement.c.value)
            .join(case_file, case_file.c.number == statement.c.case)
            .where(
                case_file.c.state.in_(named),
                statement.c.place == 0,
                statement.c.path > f"{section}.rows/",
                statement.c.path < f"{section}.rows0",
            )
        )
        for row in rows:
            _, id_, name = split(row.path)
            if (row.case, id_) in found:
                found[row.case, id_][name] = value_of(row.path, row.value)
        return found

    def values_since(self, path: str, since: datetime) -> tuple[ToldValue, ...]:
        """The values that stand at one path and were told at that instant or later, of any case."""
        rows = self._connection.execute(
            select(statement.c.case, statement.c.value, statement.c.at).where(
                statement.c.path == path, statement.c.place == 0, statement.c.at >= since
            )
        )
        return tuple(
            ToldValue(case=row.case, value=value_of(path, row.value), at=row.at)
            for row in rows
            if row.value is not None
        )

    def opened_between(self, start: datetime, end: datetime) -> dict[str, datetime]:
        """When each case was opened that was opened in that time; `end` itself is not in it."""
        rows = self._connection.execute(
            select(case_file.c.number, case_file.c.opened_at).where(
                case_file.c.opened_at >= start, case_file.c.opened_at < end
            )
        )
        return {row.number: row.opened_at for row in rows}

    def _answers(self, number: str) -> dict[str, list[Statement[Any]]]:
        rows = _STATEMENTS.all(self._connection, number=number)
        found: dict[str, list[Statement[Any]]] = {}
        for row in rows:
            found.setdefault(row.path, []).append(_statement(row))
        return found


def _record(row: Row[Any]) -> CaseRecord:
    return CaseRecord(
        number=row.number,
        revision=row.revision,
        state=CaseState(row.state),
        since=row.since,
        owner=row.owner,
        cue=row.cue,
        opened_at=row.opened_at,
        saved_at=row.saved_at,
        rules_version=row.rules_version,
        demonstration=row.demonstration,
    )


def _head(row: Row[Any]) -> Head:
    return Head(
        path=row.path,
        revision=row.revision,
        by=row.by,
        workstation=row.workstation,
        at=row.at,
    )


def _statement(row: Row[Any]) -> Statement[Any]:
    return Statement(
        value=value_of(row.path, row.value),
        state=State(row.state),
        source=Source(row.source),
        verified=row.verified,
        verbatim=row.verbatim,
        precision=Precision(row.precision) if row.precision else None,
        id=row.id,
        by=row.by,
        at=row.at,
    )


def _with_member(intake: Intake, row: Row[Any]) -> Intake:
    intake = with_member(intake, row.section, row.member, row.place)
    if not row.removed:
        return intake
    holder = getattr(intake, row.section)
    rows = tuple(replace(one, removed=True) if one.id == row.member else one for one in holder.rows)
    return replace(intake, **{row.section: replace(holder, rows=rows)})
