"""What becomes of an answer when an edit meets what others said since: nobody's words are lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Session
from advisor_app.services.records import Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The answer after an edit, and whether it stands beside what somebody else said."""

    statements: tuple[Statement[Any], ...]
    conflict: bool


def is_late(head: Head | None, base: int, session: Session) -> bool:
    """Whether somebody else changed the answer after the revision that the editor showed.

    The same account at the same workstation is never late for itself: it only types on while an
    earlier save of its own is still on its way.
    """
    if head is None or head.revision <= base:
        return False
    return (head.by, head.workstation) != (session.account, session.workstation)


def merged(
    standing: Sequence[Statement[Any]],
    given: Sequence[Statement[Any]],
    session: Session,
    *,
    late: bool,
) -> Merged:
    """The statements of a path after an edit that gives `given` for it.

    In time, the edit is the answer. Late, what others said stays where it is, an older statement of
    this account gives way to its new one, and what is new is put beside the rest.
    """
    if not late:
        return Merged(statements=tuple(given), conflict=False)
    if _same(standing, given):
        return Merged(statements=tuple(standing), conflict=False)
    others = [one for one in standing if one.by != session.account]
    new = [one for one in given if not any(_alike(one, other) for other in others)]
    differs = any(
        (one.value, one.state) != (other.value, other.state) for one in new for other in others
    )
    return Merged(statements=(*others, *new), conflict=differs or not given)


def signed(
    statements: Sequence[Statement[Any]],
    standing: Sequence[Statement[Any]],
    session: Session,
    at: datetime,
) -> tuple[Statement[Any], ...]:
    """The statements with an id each, and with who said them where that is new.

    A statement without an id takes that of the one in its place, which it corrects.
    """
    known = {one.id: one for one in standing}
    used = {one.id for one in statements if one.id}
    found: list[Statement[Any]] = []
    for place, one in enumerate(statements):
        id_ = one.id
        if not id_ and place < len(standing) and standing[place].id not in used:
            id_ = standing[place].id
        id_ = id_ or uuid4().hex
        used.add(id_)
        before = known.get(id_)
        if before is not None and _alike(before, one):
            found.append(replace(one, id=id_, by=before.by, at=before.at))
        elif before is not None or not one.by:
            found.append(replace(one, id=id_, by=session.account, at=at))
        else:
            found.append(replace(one, id=id_, at=one.at or at))
    return tuple(found)


def _same(standing: Sequence[Statement[Any]], given: Sequence[Statement[Any]]) -> bool:
    return len(standing) == len(given) and all(
        _alike(one, other) for one, other in zip(standing, given, strict=True)
    )


def _alike(one: Statement[Any], other: Statement[Any]) -> bool:
    """Whether two statements say the same, from the same kind of source."""
    return (
        one.value,
        one.state,
        one.source,
        one.verified,
        one.verbatim,
        one.precision,
    ) == (
        other.value,
        other.state,
        other.source,
        other.verified,
        other.verbatim,
        other.precision,
    )
