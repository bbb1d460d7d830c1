"""Reads and changes an intake by dotted path, as the store, the window and the files do.

A path is `patient.dob`, or `tx.rows/7f3a/start` for a question of the member `7f3a` of a group.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final, TypeVar, cast

from advisor_app.domain.answers import Answer
from advisor_app.domain.intake import MEMBERS, PAGES, Group, Intake, Member
from advisor_app.domain.questions import Question, spec_of

R = TypeVar("R", bound=Member)

ROWS: Final = ".rows/"
TOMBSTONE: Final = "removed"


class NoSuchPath(KeyError):
    """A path that names no question of the intake."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"there is no question {self.path}"


def _declared() -> dict[str, Question]:
    found: dict[str, Question] = {}
    for section in fields(Intake):
        if section.name not in PAGES:
            continue
        places = [(section.default, f"{section.name}.")]
        if section.name in MEMBERS:
            places.insert(0, (MEMBERS[section.name], f"{section.name}{ROWS}*/"))
        for holder, prefix in places:
            for item in fields(holder):  # type: ignore[arg-type]
                spec = spec_of(item.metadata)
                if spec is not None:
                    path = prefix + item.name
                    page = spec.page or PAGES[section.name]
                    found[path] = replace(spec, path=path, page=page)
    return found


QUESTIONS: Final[MappingProxyType[str, Question]] = MappingProxyType(_declared())
"""Every question by its path, with `*` for the member of a group."""


_PLACES: Final = tuple(
    (path, path.partition(".")[0], question.key, bool(question.group))
    for path, question in QUESTIONS.items()
)
"""Every question's path, section and key, and whether its section repeats: for walks over all."""


@cache
def template_of(path: str) -> str:
    """The declared path: the member's id is replaced by `*`."""
    group, rows, rest = path.partition(ROWS)
    if not rows:
        return path
    return f"{group}{ROWS}*/{rest.partition('/')[2]}"


def question_of(path: str) -> Question:
    """The question at `path`. Raises NoSuchPath."""
    try:
        return QUESTIONS[template_of(path)]
    except KeyError:
        raise NoSuchPath(path) from None


def member_path(group: str, member: str, name: str) -> str:
    """The path of the question `name` of one member."""
    return f"{group}{ROWS}{member}/{name}"


def split(path: str) -> tuple[str, str, str]:
    """Section, member (or nothing) and name of a path."""
    section, rows, rest = path.partition(ROWS)
    if rows:
        member, _, name = rest.partition("/")
        return section, member, name
    section, _, name = path.partition(".")
    return section, "", name


def group_of(intake: Intake, group: str) -> Group[Member]:
    """One of the groups that repeat."""
    if group not in MEMBERS:
        raise NoSuchPath(group)
    return cast(Group[Member], getattr(intake, group))


def rows_of(intake: Intake, group: str) -> tuple[Member, ...]:
    """The members of a group that stand, in order."""
    standing = (row for row in group_of(intake, group).rows if not row.removed)
    return tuple(sorted(standing, key=lambda row: row.order))


def answer_at(intake: Intake, path: str) -> Answer[Any]:
    """The answer at `path`; not asked where the member does not exist. Raises NoSuchPath."""
    question_of(path)
    section, member, name = split(path)
    holder = getattr(intake, section)
    if member:
        holder = next((row for row in holder.rows if row.id == member), None)
        if holder is None:
            return Answer()
    return cast(Answer[Any], getattr(holder, name))


def with_answer(intake: Intake, path: str, answer: Answer[Any]) -> Intake:
    """The intake with `answer` at `path`; a member that does not exist yet is added."""
    question_of(path)
    section, member, name = split(path)
    holder = getattr(intake, section)
    if not member:
        return replace(intake, **{section: replace(holder, **{name: answer})})
    intake = with_member(intake, section, member)
    return _with_row(intake, section, member, **{name: answer})


def with_member(intake: Intake, group: str, member: str, order: int | None = None) -> Intake:
    """The intake with the member `member`, added at the end unless it exists or `order` says."""
    holder = group_of(intake, group)
    if any(row.id == member for row in holder.rows):
        return intake
    last = max((row.order for row in holder.rows), default=-1)
    row = MEMBERS[group](id=member, order=last + 1 if order is None else order)
    return replace(intake, **{group: replace(holder, rows=(*holder.rows, row))})  # type: ignore[arg-type]


def without_member(intake: Intake, group: str, member: str) -> Intake:
    """The intake with the member's tombstone set; its answers are kept."""
    return _with_row(intake, group, member, removed=True)


def restored(intake: Intake, group: str, member: str) -> Intake:
    """The intake with the member back: the inverse of `without_member`."""
    return _with_row(intake, group, member, removed=False)


def _with_row(intake: Intake, group: str, member: str, **change: Any) -> Intake:
    holder = group_of(intake, group)
    rows = tuple(replace(row, **change) if row.id == member else row for row in holder.rows)
    return replace(intake, **{group: replace(holder, rows=rows)})  # type: ignore[arg-type]


def answers(intake: Intake) -> Iterator[tuple[str, Answer[Any]]]:
    """Every answer that was asked for, with its path, in the order of the definition."""
    for template, section, key, repeats in _PLACES:
        holder = getattr(intake, section)
        if not repeats:
            answer = getattr(holder, key)
            if answer.statements:
                yield template, answer
            continue
        for row in holder.rows:
            answer = getattr(row, key)
            if answer.statements:
                yield member_path(section, row.id, key), answer


def conflicts(intake: Intake) -> tuple[str, ...]:
    """The paths on which known statements differ; removed members do not count."""
    return tuple(
        path
        for path, answer in answers(intake)
        if answer.in_conflict and not _removed(intake, path)
    )


def _removed(intake: Intake, path: str) -> bool:
    section, member, _ = split(path)
    return bool(member) and any(
        row.id == member and row.removed for row in group_of(intake, section).rows
    )
