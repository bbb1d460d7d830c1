"""What other desks do to the case on this desk, and what of it must wait for the typist."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from advisor_app.domain.answers import Answer, Statement
from advisor_app.domain.case import FREE_TEXT, Change, Edit
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import (
    TOMBSTONE,
    restored,
    split,
    with_answer,
    with_member,
    without_member,
)

BETWEEN_STORIES = "\n\n"
"""What stands between the stories of two desks that were told at once."""


@dataclass(slots=True)
class OthersWork:
    """News of one case: said beside the field, kept back where somebody types, or torn in two.

    An edit is made from what its field shows. So where news was kept back, the edit says the
    revision before it, and the store puts both statements side by side.
    """

    heard: dict[str, str] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    _kept_back: dict[str, Change] = field(default_factory=dict)
    _behind: dict[str, int] = field(default_factory=dict)

    def keep_back(self, change: Change, shown: int) -> None:
        """Do not show this yet: the field shows the case as it stood at revision `shown`."""
        self._kept_back[change.path] = change
        self._behind.setdefault(change.path, shown)

    def release(self, path: str) -> Change | None:
        """Nobody types there any more: what was kept back, if anything was."""
        self._behind.pop(path, None)
        self.torn.discard(path)
        return self._kept_back.pop(path, None)

    def base(self, path: str, revision: int) -> int:
        """The revision that the field at `path` shows."""
        return self._behind.get(path, revision)

    def saved(self, conflicts: Iterable[str]) -> None:
        """A save came back; on these paths both statements stand now, and both are shown."""
        for path in conflicts:
            self.release(path)
            self.torn.add(path)

    def own(self, path: str, answer: Answer[Any], me: str) -> int:
        """The place of the statement that is being typed: one's own where the answer is torn."""
        if path in self.torn:
            for place, one in enumerate(answer.statements):
                if one.by in (me, ""):
                    return place
        return 0


def with_change(intake: Intake, change: Change) -> Intake:
    """The intake after what another desk did."""
    return _with(intake, change.path, change.statements, removed=change.removed)


def with_edit(intake: Intake, edit: Edit) -> Intake:
    """The intake after an edit that the store does not have yet."""
    return _with(intake, edit.path, edit.statements, removed=edit.removed)


def _with(
    intake: Intake, path: str, statements: tuple[Statement[Any], ...], *, removed: bool | None
) -> Intake:
    if path == FREE_TEXT:
        told = [str(one.value) for one in statements if one.value]
        return replace(intake, free_text=BETWEEN_STORIES.join(told))
    section, member, name = split(path)
    if member and name == TOMBSTONE:
        change = without_member if removed else restored
        return change(with_member(intake, section, member), section, member)
    return with_answer(intake, path, Answer(statements=statements))
