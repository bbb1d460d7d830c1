"""Promises, the tables of the centre, and the summaries it issued."""

from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Row, Text, bindparam, cast, exists, func, insert, literal, select

from advisor_app.domain.case import (
    ACKNOWLEDGED,
    PRINTED,
    IssuedPaper,
    Promise,
    PromiseState,
    SummaryIssue,
)
from advisor_app.domain.people import Roster
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.table_values import TableBody, TableRevision
from advisor_app.storage.case_tables import case_note, issue, paper
from advisor_app.storage.column_types import Instant
from advisor_app.storage.house_tables import document
from advisor_app.storage.line_tables import promise as promises
from advisor_app.storage.plain import from_text, to_text
from advisor_app.storage.ready import Ready
from advisor_app.storage.upserts import upsert

_TABLE: Final = "table:"
_NEWEST: Final = Ready(
    select(document.c.body)
    .where(document.c.kind == bindparam("kind"))
    .order_by(document.c.seq.desc())
    .limit(1)
)


class PromiseRows:
    """Reads promises on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def promise(self, id_: str) -> Promise | None:
        """One promise."""
        row = self._connection.execute(select(promises).where(promises.c.id == id_)).one_or_none()
        return None if row is None else _promise(row)

    def select(
        self,
        *,
        state: PromiseState | None = None,
        owner: str | None = None,
        case: str | None = None,
        until: datetime | None = None,
        since: datetime | None = None,
    ) -> tuple[Promise, ...]:
        """The promises for which all that is given holds, by the instant they are due."""
        told = {
            "state": None if state is None else state.value,
            "owner": owner, "case": case, "until": until, "since": since,
        }  # fmt: skip
        given = {name: value for name, value in told.items() if value is not None}
        rows = _promises_of(tuple(given)).all(self._connection, **given)
        return tuple(_promise(row) for row in rows)


@lru_cache(maxsize=32)
def _promises_of(given: tuple[str, ...]) -> Ready:
    """The promises for which the named values hold."""
    columns = promises.c
    ways = {
        "state": columns.state == bindparam("state"),
        "owner": columns.owner == bindparam("owner"),
        "case": columns.case == bindparam("case"),
        "until": columns.due_at <= bindparam("until", type_=Instant()),
        "since": columns.due_at >= bindparam("since", type_=Instant()),
    }
    holds = (ways[name] for name in given)
    return Ready(select(promises).where(*holds).order_by(columns.due_at, columns.id))


class PromiseWriting(PromiseRows):
    """Changes promises on one connection."""

    def put(self, promise: Promise) -> None:
        """Add a promise, or let it stand as told."""
        upsert(
            self._connection,
            promises,
            {"id": promise.id},
            {
                "case": promise.case,
                "due_at": promise.due_at,
                "zone": promise.zone,
                "phone": promise.phone,
                "about": promise.about,
                "speak_to": promise.speak_to,
                "owner": promise.owner,
                "team": promise.team,
                "state": promise.state.value,
                "made_at": promise.made_at,
                "attempts": promise.attempts,
            },
        )


class CentreRows:
    """Reads the tables of the centre on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def roster(self) -> Roster | None:
        """The specialists, where a roster was loaded."""
        body = self._newest("roster")
        return None if body is None else _roster(body)

    def settings(self) -> CentreSettings | None:
        """The settings, where they were set."""
        body = self._newest("settings")
        return None if body is None else _settings(body)

    def issues(self, number: str) -> tuple[SummaryIssue, ...]:
        """The summaries of a case, oldest first."""
        rows = self._connection.execute(
            select(issue).where(issue.c.case == number).order_by(issue.c.version)
        )
        return tuple(_issue(row) for row in rows)

    def issue_of(self, digest: str) -> SummaryIssue | None:
        """The newest summary whose bytes have that SHA-256."""
        row = self._connection.execute(
            select(issue).where(issue.c.digest == digest).order_by(issue.c.seq.desc()).limit(1)
        ).one_or_none()
        return None if row is None else _issue(row)

    def tables(self) -> tuple[TableRevision, ...]:
        """The newest revision of every table of the centre, by its file."""
        kinds = document.c.kind.startswith(_TABLE, autoescape=True)
        newest = select(func.max(document.c.seq)).where(kinds).group_by(document.c.kind)
        rows = self._connection.execute(
            select(document).where(document.c.seq.in_(newest)).order_by(document.c.kind)
        )
        return tuple(_revision(row) for row in rows)

    def table_history(self, file: str) -> tuple[TableRevision, ...]:
        """Every revision of one table, oldest first."""
        rows = self._connection.execute(
            select(document).where(document.c.kind == f"{_TABLE}{file}").order_by(document.c.seq)
        )
        return tuple(_revision(row) for row in rows)

    def unanswered(self) -> tuple[SummaryIssue, ...]:
        """The newest printed summary of each case that the receiving office has not confirmed."""
        newest = (
            select(issue.c.case, func.max(issue.c.version).label("version"))
            .where(issue.c.how == PRINTED)
            .group_by(issue.c.case)
            .subquery()
        )
        confirmed = exists().where(
            case_note.c.case == issue.c.case,
            case_note.c.what == ACKNOWLEDGED,
            case_note.c.detail == literal("version ") + cast(issue.c.version, Text),
        )
        rows = self._connection.execute(
            select(issue)
            .join(
                newest,
                (newest.c.case == issue.c.case) & (newest.c.version == issue.c.version),
            )
            .where(~confirmed)
            .order_by(issue.c.seq)
        )
        return tuple(_issue(row) for row in rows)

    def paper_of(self, digest: str) -> IssuedPaper | None:
        """The newest paper whose bytes have that SHA-256."""
        row = self._connection.execute(
            select(paper).where(paper.c.digest == digest).order_by(paper.c.seq.desc()).limit(1)
        ).one_or_none()
        return None if row is None else _paper(row)

    def _newest(self, kind: str) -> str | None:
        row = _NEWEST.first(self._connection, kind=kind)
        return None if row is None else str(row.body)


class CentreWriting(CentreRows):
    """Changes the tables of the centre on one connection."""

    def put_roster(self, roster: Roster, by: str, at: datetime) -> None:
        """A new revision of the roster."""
        self._add("roster", to_text(roster), by, at)

    def put_settings(self, settings: CentreSettings, by: str, at: datetime) -> None:
        """A new revision of the settings."""
        self._add("settings", to_text(settings), by, at)

    def put_table(self, file: str, body: TableBody, by: str, at: datetime) -> None:
        """A new revision of one table of the centre."""
        self._add(f"{_TABLE}{file}", to_text(body), by, at)

    def keep_paper(self, one: IssuedPaper) -> None:
        """The bytes of a paper that left the house."""
        self._connection.execute(
            insert(paper).values(
                case=one.case,
                kind=one.kind,
                recipient=one.recipient,
                digest=one.digest,
                body=one.body,
                by=one.by,
                at=one.at,
            )
        )

    def add_issue(self, one: SummaryIssue) -> None:
        """A summary was issued."""
        self._connection.execute(
            insert(issue).values(
                case=one.case,
                version=one.version,
                revision=one.revision,
                at=one.at,
                by=one.by,
                digest=one.digest,
                copies=one.copies,
                supersedes=one.supersedes,
                how=one.how,
            )
        )

    def _add(self, kind: str, body: str, by: str, at: datetime) -> None:
        self._connection.execute(insert(document).values(kind=kind, body=body, by=by, at=at))


@lru_cache(maxsize=2)
def _roster(body: str) -> Roster:
    """A roster is read with every case and seldom changes: the same text is one value."""
    return from_text(Roster, body)


@lru_cache(maxsize=4)
def _settings(body: str) -> CentreSettings:
    """They are read within most transactions of the line, and change seldom."""
    return from_text(CentreSettings, body)


def _revision(row: Row[Any]) -> TableRevision:
    return TableRevision(
        file=row.kind.removeprefix(_TABLE),
        seq=row.seq,
        body=from_text(TableBody, row.body),
        by=row.by,
        at=row.at,
    )


def _promise(row: Row[Any]) -> Promise:
    return Promise(
        id=row.id,
        case=row.case,
        due_at=row.due_at,
        zone=row.zone,
        phone=row.phone,
        about=row.about,
        speak_to=row.speak_to,
        owner=row.owner,
        team=row.team,
        state=PromiseState(row.state),
        made_at=row.made_at,
        attempts=row.attempts,
    )


def _issue(row: Row[Any]) -> SummaryIssue:
    return SummaryIssue(
        case=row.case,
        version=row.version,
        revision=row.revision,
        at=row.at,
        by=row.by,
        digest=row.digest,
        copies=row.copies,
        supersedes=row.supersedes,
        how=row.how,
    )


def _paper(row: Row[Any]) -> IssuedPaper:
    return IssuedPaper(
        case=row.case,
        kind=row.kind,
        recipient=row.recipient,
        digest=row.digest,
        body=row.body,
        by=row.by,
        at=row.at,
    )
