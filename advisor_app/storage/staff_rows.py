"""Accounts, and what their owners do right now."""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from advisor_app.domain.people import Advisor, Role
from advisor_app.line.figures import PresenceSpan
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.services.records import AccountRecord
from advisor_app.storage.column_types import Instant
from advisor_app.storage.house_tables import account
from advisor_app.storage.line_tables import presence as presences
from advisor_app.storage.line_tables import presence_span
from advisor_app.storage.plain import from_text, to_text
from advisor_app.storage.ready import Ready
from advisor_app.storage.upserts import upsert

_PRESENCE: Final = Ready(select(presences).where(presences.c.advisor == bindparam("advisor")))
_PRESENCES: Final = Ready(select(presences).order_by(presences.c.advisor))
_SPAN: Final = Ready(
    insert(presence_span).from_select(
        ["advisor", "state", "start", "end"],
        select(
            presences.c.advisor,
            presences.c.state,
            presences.c.since,
            bindparam("end", type_=Instant),
        ).where(presences.c.advisor == bindparam("of"), presences.c.state != bindparam("now")),
    )
)
_ACCOUNTS: Final = Ready(select(account))
_ACCOUNT: Final = Ready(select(account).where(account.c.id == bindparam("id")))


class PresenceRows:
    """Reads presence on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def presence(self, advisor: str) -> Presence | None:
        """What one advisor does."""
        row = _PRESENCE.first(self._connection, advisor=advisor)
        return None if row is None else _presence(row)

    def presences(self) -> tuple[Presence, ...]:
        """What all advisors do."""
        return tuple(map(_presence, _PRESENCES.all(self._connection)))

    def spans(self, since: datetime | None = None) -> tuple[PresenceSpan, ...]:
        """What they did, as far as it ended after `since`."""
        query = select(presence_span).order_by(presence_span.c.seq)
        if since is not None:
            query = query.where(presence_span.c.end >= since)
        return tuple(
            PresenceSpan(
                advisor=row.advisor,
                state=PresenceState(row.state),
                start=row.start,
                end=row.end,
            )
            for row in self._connection.execute(query)
        )


class PresenceWriting(PresenceRows):
    """Changes presence on one connection."""

    def put(self, presence: Presence) -> None:
        """The advisor does that now; what ended is kept as a span."""
        _SPAN.send(
            self._connection,
            of=presence.advisor,
            now=presence.state.value,
            end=presence.since,
        )
        upsert(
            self._connection,
            presences,
            {"advisor": presence.advisor},
            {
                "state": presence.state.value,
                "since": presence.since,
                "pending": presence.pending.value if presence.pending else None,
                "back_at": presence.back_at,
            },
        )

    def begin_call(self, advisor: str, at: datetime) -> None:
        """The advisor is on a call now; what they chose to do after it stays."""
        state = PresenceState.ON_CALL.value
        _SPAN.send(self._connection, of=advisor, now=state, end=at)
        upsert(self._connection, presences, {"advisor": advisor}, {"state": state, "since": at})


class AccountRows:
    """Reads accounts on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def account(self, id_: str) -> AccountRecord | None:
        """One account."""
        row = _ACCOUNT.first(self._connection, id=id_)
        return None if row is None else _account(row)

    def accounts(self) -> tuple[AccountRecord, ...]:
        """All accounts, by name."""
        rows = _ACCOUNTS.all(self._connection)
        return tuple(sorted(map(_account, rows), key=lambda one: one.advisor.name))


class AccountWriting(AccountRows):
    """Changes accounts on one connection."""

    def put_skills(self, advisor: Advisor) -> None:
        """Let what an account answers for stand as told, and nothing else of it."""
        known = self.account(advisor.id)
        if known is None:
            return
        told = replace(
            known.advisor,
            group=advisor.group,
            skills=advisor.skills,
            languages=advisor.languages,
        )
        self._connection.execute(
            update(account).where(account.c.id == advisor.id).values(body=to_text(told))
        )

    def put(self, one: AccountRecord) -> None:
        """Add an account, or let it stand as told."""
        upsert(
            self._connection,
            account,
            {"id": one.advisor.id},
            {
                "body": to_text(one.advisor),
                "disabled": one.advisor.disabled,
                "secret": one.secret,
                "pin": one.pin,
                "failed": one.failed,
                "blocked_until": one.blocked_until,
                "desk": one.desk,
                "asked_role": one.asked_role.value if one.asked_role else "",
                "asked_by": one.asked_by,
            },
        )


def _presence(row: Row[Any]) -> Presence:
    return Presence(
        advisor=row.advisor,
        state=PresenceState(row.state),
        since=row.since,
        pending=PresenceState(row.pending) if row.pending else None,
        back_at=row.back_at,
    )


@lru_cache(maxsize=1024)
def _advisor(body: str) -> Advisor:
    """Each dispatch reads all of the staff, and their text changes seldom."""
    return from_text(Advisor, body)


def _account(row: Row[Any]) -> AccountRecord:
    return AccountRecord(
        advisor=_advisor(row.body),
        secret=row.secret,
        pin=row.pin,
        failed=row.failed,
        blocked_until=row.blocked_until,
        desk=row.desk,
        asked_role=Role(row.asked_role) if row.asked_role else None,
        asked_by=row.asked_by,
    )
