"""The tables of the house: accounts, the centre's own tables, the audit and its keys."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Named,
    Table,
    Text,
    TypedColumns,
    event,
)

from advisor_app.storage.column_types import Instant, metadata


class SecretColumns(TypedColumns):
    """The keys of the audit (on one file the salts of them), each with the first row it seals."""

    name: Named[str] = Column(Text, primary_key=True)
    value: Named[bytes] = Column(LargeBinary, nullable=False)
    since: Named[int] = Column(Integer, nullable=False, server_default="1")


class CounterColumns(TypedColumns):
    """The last number given in a row of numbers without gaps."""

    name: Named[str] = Column(Text, primary_key=True)
    last: Named[int] = Column(Integer, nullable=False)


class AccountColumns(TypedColumns):
    """Who can sign in; `body` is the advisor as JSON, the secrets are argon2id hashes."""

    id: Named[str] = Column(Text, primary_key=True)
    body: Named[str] = Column(Text, nullable=False)
    disabled: Named[bool] = Column(Boolean, nullable=False)
    secret: Named[str] = Column(Text, nullable=False)
    pin: Named[str] = Column(Text, nullable=False)
    failed: Named[int] = Column(Integer, nullable=False)
    blocked_until: Named[datetime | None] = Column(Instant)
    desk: Named[str] = Column(Text, nullable=False, server_default="")
    asked_role: Named[str] = Column(Text, nullable=False, server_default="")
    asked_by: Named[str] = Column(Text, nullable=False, server_default="")


class DocumentColumns(TypedColumns):
    """The tables of the centre, a whole revision a row; `body` is JSON, the newest counts."""

    seq: Named[int] = Column(Integer, primary_key=True)
    kind: Named[str] = Column(Text, nullable=False)
    body: Named[str] = Column(Text, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class AuditColumns(TypedColumns):
    """Who did what, when and why, chained by a keyed hash. No patient data stands here.

    `follows` is the row before it in the same chain; chain 0 is numbered without gaps instead.
    """

    seq: Named[int] = Column(Integer, primary_key=True)
    at: Named[datetime] = Column(Instant, nullable=False)
    actor: Named[str] = Column(Text, nullable=False)
    role: Named[str] = Column(Text, nullable=False)
    workstation: Named[str] = Column(Text, nullable=False)
    action: Named[str] = Column(Text, nullable=False)
    entity: Named[str] = Column(Text, nullable=False)
    entity_id: Named[str] = Column(Text, nullable=False)
    purpose: Named[str] = Column(Text, nullable=False)
    reason: Named[str] = Column(Text, nullable=False)
    outcome: Named[str] = Column(Text, nullable=False)
    detail: Named[str] = Column(Text, nullable=False)
    mac: Named[str] = Column(Text, nullable=False)
    chain: Named[int] = Column(Integer, nullable=False, server_default="0")
    follows: Named[int] = Column(Integer, nullable=False, server_default="0")


class AuditChainColumns(TypedColumns):
    """The newest row of each chain of the audit that a shared store has, sealed."""

    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    last: Named[int] = Column(Integer, nullable=False)
    mac: Named[str] = Column(Text, nullable=False)
    seal: Named[str] = Column(Text, nullable=False)


class GlassColumns(TypedColumns):
    """One row each time a case was opened by breaking the glass."""

    id: Named[int] = Column(Integer, primary_key=True)
    account: Named[str] = Column(Text, nullable=False)
    workstation: Named[str] = Column(Text, nullable=False)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    reason: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)
    until: Named[datetime] = Column(Instant, nullable=False)
    reviewed_by: Named[str] = Column(Text, nullable=False)
    reviewed_at: Named[datetime | None] = Column(Instant)
    finding: Named[str] = Column(Text, nullable=False)


secret = Table("store_secret", metadata, SecretColumns)
counter = Table("counter", metadata, CounterColumns)
account = Table("account", metadata, AccountColumns)
document = Table("document", metadata, DocumentColumns)
audit = Table("audit", metadata, AuditColumns)
audit_chain = Table("audit_chain", metadata, AuditChainColumns)
glass = Table("opened_glass", metadata, GlassColumns)

Index("document_by_kind", document.c.kind)
Index("opened_glass_by_account", glass.c.account, glass.c.case, glass.c.until)


def _index_chains(_audit: Table[AuditColumns], connection: Connection, **_words: object) -> None:
    """As text, which both engines read alike.

    Told by `postgresql_where`, all that SQLAlchemy knows of that engine would be read at each start
    on the other one.
    """
    connection.exec_driver_sql(
        "CREATE UNIQUE INDEX audit_by_chain ON audit (chain, follows) WHERE chain > 0"
    )


event.listen(audit, "after_create", _index_chains)
