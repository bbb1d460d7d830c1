"""The columns of the admin page's tables."""

from datetime import datetime
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.services.records import AuditEntry
from advisor_app.ui.admin.account_form import AccountLine
from advisor_app.ui.admin.picture import ROLE_WORDS
from advisor_app.ui.admin.rules import NOT_APPROVED, RuleTable
from advisor_app.ui.cells import CellKind, PillCell, Two
from advisor_app.ui.tables import Column
from advisor_app.ui.wording import dated, later, phrase

RULES: Final[tuple[Column[RuleTable], ...]] = (
    Column(
        key="file",
        title=later("Table"),
        kind=CellKind.STRONG,
        value=lambda one: one.file,
        width=204,
        narrow_width=206,
    ),
    Column(
        key="version",
        title=later("Version"),
        value=lambda one: one.version,
        width=84,
        hide_when_narrow=True,
    ),
    Column(
        key="source",
        title=later("Source"),
        value=lambda one: one.source,
        tip=lambda one: one.source,
    ),
    Column(
        key="approved",
        title=later("Approved by"),
        kind=CellKind.PILL,
        value=lambda one: (
            PillCell(text=f"{one.approved_by} {one.approved_on}".strip(), kind="ok", icon="check")
            if one.approved
            else PillCell(text=phrase(NOT_APPROVED), kind="warning", icon="warning")
        ),
        width=168,
        narrow_width=136,
    ),
)

ACCOUNTS: Final[tuple[Column[AccountLine], ...]] = (
    Column(
        key="name",
        title=later("Name"),
        kind=CellKind.TWO,
        value=lambda one: Two(
            strong=one.advisor.name,
            sub=phrase("{id}, closed", id=one.advisor.id)
            if one.advisor.disabled
            else one.advisor.id,
        ),
    ),
    Column(
        key="role",
        title=later("Role"),
        value=lambda one: phrase(ROLE_WORDS[one.advisor.role]),
        width=124,
    ),
    Column(
        key="asked",
        title=later("To confirm"),
        kind=CellKind.PILL,
        value=lambda one: (
            PillCell(text=phrase(ROLE_WORDS[one.asked_role]), kind="warning", icon="clock")
            if one.asked_role
            else None
        ),
        width=156,
    ),
)

TRAIL: Final[tuple[Column[AuditEntry], ...]] = (
    Column(
        key="at",
        title=later("Time"),
        value=lambda one: moment(one.at),
        width=132,
        narrow_width=124,
    ),
    Column(
        key="actor",
        title=later("Account"),
        kind=CellKind.STRONG,
        value=lambda one: one.actor or phrase("the line"),
        width=120,
        narrow_width=96,
    ),
    Column(
        key="action", title=later("What"), value=lambda one: what(one), width=170, narrow_width=140
    ),
    Column(key="subject", title=later("Subject"), value=lambda one: subject(one)),
    Column(
        key="why",
        title=later("Why"),
        value=lambda one: why(one),
        tip=lambda one: why(one),
        width=232,
        hide_when_narrow=True,
    ),
)


def moment(at: datetime) -> str:
    """Day and time on the line's clock: `23 NOV 10:38:05`."""
    return dated(at.astimezone(EASTERN), "%d %b %H:%M:%S").upper()


def what(entry: AuditEntry) -> str:
    """What was done, and whether it was refused or failed."""
    done = entry.action.replace(".", " ").replace("_", " ")
    return done if entry.outcome in ("", "ok") else f"{done}: {entry.outcome}"


def why(entry: AuditEntry) -> str:
    """For what it was done, and the reason that was given."""
    return f"{entry.purpose}: {entry.reason}" if entry.reason else entry.purpose


def subject(entry: AuditEntry) -> str:
    """To what it was done: a kind and a number, with what was noted beside it."""
    about = f"{entry.entity} {entry.entity_id}".strip().replace("_", " ")
    return f"{about}, {entry.detail}" if entry.detail else about
