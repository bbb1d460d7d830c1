"""Roles take two people: one administrator asks, another one confirms.

While a centre has no second administrator, the only one acts alone, and the audit says so. The
lowest role needs nobody else: to take rights away must not wait.
"""

from dataclasses import replace

from advisor_app.domain.people import Role
from advisor_app.services.failures import Denied, NotPossible
from advisor_app.services.ports import Reading, Writing
from advisor_app.services.records import AccountRecord


def given_or_asked(
    unit: Reading | Writing, by: str, record: AccountRecord, role: Role
) -> AccountRecord:
    """The record with that role, or with the wish for it where somebody else can confirm it."""
    if role is not Role.ADVISOR and _somebody_else_confirms(unit, by, record.advisor.id):
        return replace(record, asked_role=role, asked_by=by)
    return _settled(record, role)


def confirmed(record: AccountRecord, by: str) -> AccountRecord:
    """The record with the role that was asked for. Raises NotPossible, Denied."""
    if record.asked_role is None:
        raise NotPossible("No other role waits for that account.")
    if by in (record.asked_by, record.advisor.id):
        raise Denied("Another administrator than the one who asked confirms a role.")
    return _settled(record, record.asked_role)


def withdrawn(record: AccountRecord) -> AccountRecord:
    """The record without the wish for another role."""
    return replace(record, asked_role=None, asked_by="")


def _settled(record: AccountRecord, role: Role) -> AccountRecord:
    return withdrawn(replace(record, advisor=replace(record.advisor, role=role)))


def _somebody_else_confirms(unit: Reading | Writing, by: str, about: str) -> bool:
    return any(
        one.advisor.role is Role.ADMINISTRATOR
        and not one.advisor.disabled
        and one.advisor.id not in (by, about)
        for one in unit.accounts.accounts()
    )
