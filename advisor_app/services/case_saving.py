"""Applies edits to a case within one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import FREE_TEXT, Edit, Session
from advisor_app.domain.codec import LONGEST_TEXT, InvalidValue, decode_value, encode_value
from advisor_app.domain.intake import MEMBERS, Intake
from advisor_app.domain.paths import TOMBSTONE, NoSuchPath, answers, group_of, question_of, split
from advisor_app.domain.text import clean
from advisor_app.services.failures import BadValue
from advisor_app.services.merging import is_late, merged, signed
from advisor_app.services.ports import Writing
from advisor_app.services.records import Head, MemberRecord, PastAnswer

_STORY_LIMIT: Final = 20 * LONGEST_TEXT


@dataclass(slots=True)
class EditsApplied:
    """What came of a batch of edits; `paths` were changed, on `conflicts` both sides stand."""

    paths: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


class CaseEditor:
    """Applies edits to one case as one desk, at one instant, as one revision."""

    def __init__(
        self, unit: Writing, number: str, session: Session, revision: int, at: datetime
    ) -> None:
        self._cases = unit.cases
        self._number = number
        self._session = session
        self._revision = revision
        self._at = at

    def apply(self, edits: Iterable[Edit]) -> EditsApplied:
        """Apply each edit once, in order. Raises BadValue."""
        wanted = list({edit.id: edit for edit in edits}.values())
        known = self._cases.edits_applied([edit.id for edit in wanted])
        done = EditsApplied(conflicts=[edit.path for edit in wanted if known.get(edit.id)])
        for edit in wanted:
            if edit.id in known:
                continue
            conflict = self._apply(edit)
            self._cases.put_edit(edit.id, self._number, edit.path, conflict=conflict)
            done.paths.append(edit.path)
            if conflict:
                done.conflicts.append(edit.path)
        return done

    def fill(self, intake: Intake) -> None:
        """Store every answer of a new case."""
        for section in MEMBERS:
            for row in group_of(intake, section).rows:
                self._cases.put_member(
                    self._number,
                    MemberRecord(
                        section=section, member=row.id, place=row.order, removed=row.removed
                    ),
                )
        for path, answer in answers(intake):
            self._put(path, sound(path, answer.statements), ())
        if intake.free_text:
            story: Statement[Any] = Statement(value=intake.free_text)
            self._put(FREE_TEXT, sound(FREE_TEXT, (story,)), ())

    def _apply(self, edit: Edit) -> bool:
        head = self._cases.head(self._number, edit.path)
        late = is_late(head, edit.base, self._session)
        section, member, name = _split(edit.path)
        if member and name == TOMBSTONE:
            return self._bury(section, member, edit, late=late)
        given = sound(edit.path, edit.statements)
        if member:
            self._see_member(section, member)
        standing = self._cases.answer(self._number, edit.path)
        result = merged(standing, given, self._session, late=late)
        self._leave_field(edit.path, standing, head)
        self._put(edit.path, result.statements, standing)
        return result.conflict

    def _bury(self, section: str, member: str, edit: Edit, *, late: bool) -> bool:
        """Remove a member or bring it back; a late removal gives way to what others decided."""
        self._see_member(section, member)
        record = self._cases.member(self._number, section, member)
        removed = bool(edit.removed)
        if late and record is not None and record.removed != removed:
            return True
        if record is not None:
            self._cases.put_member(
                self._number,
                MemberRecord(section=section, member=member, place=record.place, removed=removed),
            )
        self._put(edit.path, (), ())
        return False

    def _see_member(self, section: str, member: str) -> None:
        if self._cases.member(self._number, section, member) is None:
            place = self._cases.last_place(self._number, section) + 1
            self._cases.put_member(
                self._number, MemberRecord(section=section, member=member, place=place)
            )

    def _leave_field(
        self, path: str, standing: Sequence[Statement[Any]], head: Head | None
    ) -> None:
        """Seal what stood, unless this desk is still at the field it changed last."""
        who, desk = self._session.account, self._session.workstation
        stays = (
            head is not None
            and (head.by, head.workstation) == (who, desk)
            and self._cases.visit(self._number, who, desk) == path
        )
        if head is not None and not stays:
            self._cases.seal(
                self._number,
                path,
                PastAnswer(
                    statements=tuple(standing), revision=head.revision, by=head.by, at=head.at
                ),
            )
        if not stays:
            self._cases.put_visit(self._number, who, desk, path, self._at)

    def _put(
        self, path: str, statements: Sequence[Statement[Any]], standing: Sequence[Statement[Any]]
    ) -> None:
        head = Head(
            path=path,
            revision=self._revision,
            by=self._session.account,
            workstation=self._session.workstation,
            at=self._at,
        )
        marked = signed(statements, standing, self._session, self._at)
        self._cases.put_answer(self._number, marked, head)


def sound(path: str, statements: Sequence[Statement[Any]]) -> tuple[Statement[Any], ...]:
    """The statements with their values as the question takes them. Raises BadValue."""
    return tuple(
        replace(one, value=_sound(path, one.value), verbatim=clean(one.verbatim))
        for one in statements
    )


def _sound(path: str, value: Any) -> Any:
    if value is None or value == "":
        return value
    if path == FREE_TEXT:
        return _story(value)
    try:
        return decode_value(question_of(path), encode_value(value), path)
    except InvalidValue as mistake:
        raise BadValue(path, mistake.mistake) from None


def _story(value: Any) -> str:
    """The story as it was typed, spaces and all; halves of signs cannot be kept."""
    text = str(value)
    if len(text) > _STORY_LIMIT:
        raise BadValue(FREE_TEXT, f"is longer than {_STORY_LIMIT} characters")
    return text.encode("utf-8", "replace").decode("utf-8")


def _split(path: str) -> tuple[str, str, str]:
    """Section, member and name of a path that exists. Raises BadValue."""
    if path == FREE_TEXT:
        return "", "", ""
    section, member, name = split(path)
    if member and name == TOMBSTONE and section in MEMBERS:
        return section, member, name
    try:
        question_of(path)
    except NoSuchPath:
        raise BadValue(path, "belongs to no question") from None
    return section, member, name
