"""What the admin page shows, as frozen values."""

from dataclasses import dataclass, field
from typing import Final

from advisor_app.domain.people import Role
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.records import AuditVerdict
from advisor_app.ui.admin.rules import RuleTable
from advisor_app.ui.kit.marks import PillKind
from advisor_app.ui.wording import later, phrase

ROLE_WORDS: Final = {
    Role.ADVISOR: later("Advisor"),
    Role.NURSE: later("Nurse"),
    Role.SUPERVISOR: later("Supervisor"),
    Role.ADMINISTRATOR: later("Administrator"),
    Role.AUDITOR: later("Auditor"),
    Role.OPERATOR: later("Operator"),
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
        return phrase("sound, {rows} rows", rows=verdict.rows), "ok", "ok"
    return phrase("broken at row {first_bad}", first_bad=verdict.first_bad), "urgent", "urgent"
