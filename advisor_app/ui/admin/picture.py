"""What the admin page shows, as frozen values."""

from dataclasses import dataclass, field
from typing import Final

from advisor_app.domain.people import Role
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.records import AuditVerdict
from advisor_app.ui.admin.rules import RuleTable
from advisor_app.ui.kit.marks import PillKind

ROLE_WORDS: Final = {
    Role.ADVISOR: "Advisor",
    Role.NURSE: "Nurse",
    Role.SUPERVISOR: "Supervisor",
    Role.ADMINISTRATOR: "Administrator",
    Role.AUDITOR: "Auditor",
    Role.OPERATOR: "Operator",
}
MAY_CHANGE: Final = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.OPERATOR})
"""The roles that set up a centre; the service has the last word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminPicture:
    """The centre: its settings, who may change them, and the tables in force."""

    settings: CentreSettings = field(default_factory=CentreSettings)
    may_change: bool = False
    rules: tuple[RuleTable, ...] = ()
    rules_version: str = ""


def verdict_words(verdict: AuditVerdict | None) -> tuple[str, PillKind, str]:
    """The words, kind and icon of the pill that says whether the audit holds together."""
    if verdict is None:
        return "", "ghost", ""
    if verdict.sound:
        return f"sound, {verdict.rows} rows", "ok", "ok"
    return f"broken at row {verdict.first_bad}", "urgent", "urgent"
