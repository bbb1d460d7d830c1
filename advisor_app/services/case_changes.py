"""What other desks did to a case: for the open page of this desk, and for the answer to a save."""

from collections.abc import Iterable

from advisor_app.domain.case import Change, Session
from advisor_app.domain.paths import TOMBSTONE, split
from advisor_app.services.ports import Reading, Writing
from advisor_app.services.records import Head


def changes_since(
    unit: Reading | Writing, number: str, session: Session, base: int, torn: Iterable[str] = ()
) -> tuple[Change, ...]:
    """The answers that others changed after `base`, and those at the paths `torn`, as they stand.

    What this account did at this workstation is no news to it.
    """
    me = (session.account, session.workstation)
    both = frozenset(torn)
    return tuple(
        _change(unit, number, head)
        for head in unit.cases.heads_since(number, base)
        if (head.by, head.workstation) != me or head.path in both
    )


def _change(unit: Reading | Writing, number: str, head: Head) -> Change:
    section, member, name = split(head.path)
    removed = None
    if member and name == TOMBSTONE:
        record = unit.cases.member(number, section, member)
        removed = record is not None and record.removed
    statements = () if removed is not None else unit.cases.answer(number, head.path)
    return Change(path=head.path, statements=statements, by=head.by, at=head.at, removed=removed)
