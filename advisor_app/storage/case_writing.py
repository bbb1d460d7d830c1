"""Cases as they are written: a change of a record, an answer, a member, the history or the log."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import bindparam, delete, insert, select, update

from advisor_app.domain.answers import Statement
from advisor_app.services.records import CaseNote, CaseRecord, Head, MemberRecord, PastAnswer
from advisor_app.storage.case_rows import AT_PATH, NUMBER, STATEMENTS_AT, CaseRows
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
from advisor_app.storage.house_tables import counter
from advisor_app.storage.ready import Ready
from advisor_app.storage.upserts import inserting, upsert
from advisor_app.storage.values import plain_statement, stored_value

_TAKE_OUT: Final = Ready(
    delete(statement).where(
        statement.c.case == NUMBER,
        statement.c.path == AT_PATH,
        statement.c.id == bindparam("one"),
    )
)
_SEAL: Final = inserting(answer_past, "seq")
_APPLIED: Final = inserting(applied_edit)


class CaseWriting(CaseRows):
    """Changes cases on one connection."""

    def next_number(self, year: int) -> str:
        """The next case number of a year, without gaps."""
        short = f"{year % 100:02d}"
        name = f"case/{short}"
        last = self._connection.execute(
            select(counter.c.last).where(counter.c.name == name)
        ).scalar_one_or_none()
        number = (last or 0) + 1
        upsert(self._connection, counter, {"name": name}, {"last": number})
        return f"Q-{short}-{number:05d}"

    def take_nobodys(self, number: str, owner: str) -> None:
        """The case is that owner's from now on, if it is nobody's; nothing else of it changes."""
        nobodys = (case_file.c.number == number) & (case_file.c.owner == "")
        self._connection.execute(update(case_file).where(nobodys).values(owner=owner))

    def put_record(self, record: CaseRecord) -> None:
        """Add a case, or let it stand as told."""
        upsert(
            self._connection,
            case_file,
            {"number": record.number},
            {
                "revision": record.revision,
                "state": record.state.value,
                "since": record.since,
                "owner": record.owner,
                "cue": record.cue,
                "opened_at": record.opened_at,
                "saved_at": record.saved_at,
                "rules_version": record.rules_version,
                "demonstration": record.demonstration,
            },
        )

    def put_answer(self, number: str, statements: Sequence[Statement[Any]], head: Head) -> None:
        """Let these statements be the answer at the head's path."""
        kept = {one.id for one in statements}
        for row in STATEMENTS_AT.all(self._connection, number=number, at_path=head.path):
            if row.id not in kept:
                _TAKE_OUT.send(self._connection, number=number, at_path=head.path, one=row.id)
        for place, one in enumerate(statements):
            upsert(
                self._connection,
                statement,
                {"case": number, "path": head.path, "id": one.id},
                {
                    "place": place,
                    "value": stored_value(one.value),
                    "state": one.state.value,
                    "source": one.source.value,
                    "verified": one.verified,
                    "verbatim": one.verbatim,
                    "precision": one.precision.value if one.precision else None,
                    "revision": head.revision,
                    "by": one.by,
                    "at": one.at,
                },
            )
        self.put_head(number, head)

    def put_head(self, number: str, head: Head) -> None:
        """Who last changed that path."""
        upsert(
            self._connection,
            answer_head,
            {"case": number, "path": head.path},
            {
                "revision": head.revision,
                "by": head.by,
                "workstation": head.workstation,
                "at": head.at,
            },
        )

    def put_member(self, number: str, one: MemberRecord) -> None:
        """Add a member of a group, or let it stand as told."""
        upsert(
            self._connection,
            member,
            {"case": number, "section": one.section, "member": one.member},
            {"place": one.place, "removed": one.removed},
        )

    def seal(self, number: str, path: str, past: PastAnswer) -> None:
        """Add an answer to the history."""
        said = [plain_statement(one) for one in past.statements]
        _SEAL.send(
            self._connection,
            case=number,
            path=path,
            statements=json.dumps(said, ensure_ascii=False),
            revision=past.revision,
            by=past.by,
            at=past.at,
        )

    def put_visit(self, number: str, by: str, workstation: str, path: str, at: datetime) -> None:
        """The desk is at that field now."""
        upsert(
            self._connection,
            visit,
            {"case": number, "by": by, "workstation": workstation},
            {"path": path, "at": at},
        )

    def put_edit(self, id_: str, number: str, path: str, *, conflict: bool) -> None:
        """The edit was applied."""
        _APPLIED.send(self._connection, id=id_, case=number, path=path, conflict=conflict)

    def add_note(self, number: str, what: str, detail: str, by: str, at: datetime) -> CaseNote:
        """One more line in the case's log."""
        id_ = self._connection.execute(
            insert(case_note)
            .values(case=number, what=what, detail=detail, by=by, at=at)
            .returning(case_note.c.id)
        ).scalar_one()
        return CaseNote(id=id_, number=number, what=what, detail=detail, by=by, at=at)
