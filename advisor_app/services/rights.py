"""Who may do what: one table, looked up by every service before it does anything.

What is not named is refused. The rights of a role are those of the account at that moment: a
change of role or a disabled account counts from the next deed on.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final

from advisor_app.domain.people import Role


class Deed(StrEnum):
    """What is done on the line, as far as not everybody may do it."""

    TAKE_CALLS = "take calls"
    TAKE_OVER = "take over the work of another"
    SEE_QUEUE = "see the queue"
    WORK_ON_OWN = "work on a case of one's own"
    OPEN_OTHERS = "open another advisor's case"
    OPEN_CLOSED = "open a closed case"
    OPEN_SENSITIVE = "open a case that is specially protected"
    LIST_CASES = "look for cases"
    ANSWER_CONSULT = "answer a question to the nurses"
    OVERRIDE_CRITERION = "override a hard criterion of the match"
    ISSUE_SUMMARY = "print or save a summary"
    SIGN_SUMMARY = "sign a summary"
    VERIFY_PAPER = "look whether a paper is ours"
    EXPORT_ALL = "export the list of cases"
    LINK_PEOPLE = "say that two cases are one person"
    SEE_FIGURES = "see the figures of the line"
    CHANGE_DIRECTORY = "change the directory"
    CHANGE_STAFF = "change accounts"
    CONFIRM_ROLE = "confirm a role"
    CHANGE_SKILLS = "change what an advisor answers for"
    SPEAK_TO_ALL = "write to all desks"
    CHANGE_CENTRE = "change the settings of the centre"
    READ_AUDIT = "read the audit"
    CHECK_AUDIT = "check the audit"
    BACK_UP = "back the store up"
    CHANGE_AUDIT_KEY = "change the key of the audit"
    REVIEW_GLASS = "review opened cases"


class Right(Enum):
    """How far a role may go."""

    NO = "not"
    YES = "yes"
    REASON = "with a reason"
    GLASS = "only by breaking the glass"
    OWN = "own ones only"
    TEAM = "without the reasons"
    MASKED = "initials until claimed"
    COUNTS = "counts only"


Table = Mapping[Deed, Mapping[Role, Right]]

_N, _Y, _R, _G = Right.NO, Right.YES, Right.REASON, Right.GLASS
_OWN, _TEAM, _MASK, _COUNT = Right.OWN, Right.TEAM, Right.MASKED, Right.COUNTS

COLUMNS: Final = (
    Role.ADVISOR, Role.NURSE, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.OPERATOR,
)  # fmt: skip

_ROWS: Final = {
    Deed.TAKE_CALLS:       (_Y,    _Y,   _Y,    _N,     _N,    _N),
    Deed.TAKE_OVER:        (_N,    _Y,   _Y,    _N,     _N,    _N),
    Deed.SEE_QUEUE:        (_MASK, _Y,   _Y,    _COUNT, _N,    _Y),
    Deed.WORK_ON_OWN:      (_Y,    _Y,   _Y,    _N,     _N,    _Y),
    Deed.OPEN_OTHERS:      (_G,    _Y,   _Y,    _N,     _N,    _Y),
    Deed.OPEN_CLOSED:      (_G,    _Y,   _Y,    _N,     _N,    _Y),
    Deed.OPEN_SENSITIVE:   (_G,    _R,   _G,    _N,     _N,    _Y),
    Deed.LIST_CASES:       (_Y,    _Y,   _Y,    _N,     _N,    _Y),
    Deed.ANSWER_CONSULT:   (_N,    _Y,   _N,    _N,     _N,    _N),
    Deed.OVERRIDE_CRITERION: (_N,  _R,   _R,    _N,     _N,    _N),
    Deed.ISSUE_SUMMARY:    (_R,    _R,   _R,    _N,     _N,    _Y),
    Deed.SIGN_SUMMARY:     (_N,    _Y,   _N,    _N,     _N,    _N),
    Deed.VERIFY_PAPER:     (_Y,    _Y,   _Y,    _N,     _Y,    _Y),
    Deed.EXPORT_ALL:       (_N,    _N,   _N,    _N,     _N,    _Y),
    Deed.LINK_PEOPLE:      (_Y,    _Y,   _Y,    _N,     _N,    _N),
    Deed.SEE_FIGURES:      (_Y,    _Y,   _Y,    _N,     _Y,    _Y),
    Deed.CHANGE_DIRECTORY: (_N,    _Y,   _Y,    _Y,     _N,    _Y),
    Deed.CHANGE_STAFF:     (_N,    _N,   _N,    _Y,     _N,    _Y),
    Deed.CONFIRM_ROLE:     (_N,    _N,   _N,    _Y,     _N,    _N),
    Deed.CHANGE_SKILLS:    (_N,    _N,   _Y,    _Y,     _N,    _Y),
    Deed.SPEAK_TO_ALL:     (_N,    _N,   _Y,    _N,     _N,    _Y),
    Deed.CHANGE_CENTRE:    (_N,    _N,   _Y,    _Y,     _N,    _Y),
    Deed.READ_AUDIT:       (_OWN,  _OWN, _TEAM, _COUNT, _Y,    _Y),
    Deed.CHECK_AUDIT:      (_Y,    _Y,   _Y,    _Y,     _Y,    _Y),
    Deed.BACK_UP:          (_N,    _N,   _N,    _Y,     _N,    _Y),
    Deed.CHANGE_AUDIT_KEY: (_N,    _N,   _N,    _Y,     _N,    _Y),
    Deed.REVIEW_GLASS:     (_N,    _N,   _Y,    _N,     _Y,    _N),
}  # fmt: skip
"""Columns as in `COLUMNS`. A link of two cases changes neither and can be taken back: it is the
proposal of an advisor. The operator is the account of the verbs, opened by its passphrase. The
backup of each day is nobody's deed: the desk that is open makes it."""

RIGHTS: Final[Table] = MappingProxyType(
    {deed: MappingProxyType(dict(zip(COLUMNS, row, strict=True))) for deed, row in _ROWS.items()}
)

FREE_IN_DEMONSTRATION: Final = frozenset(
    {
        Deed.CHANGE_DIRECTORY,
        Deed.CHANGE_STAFF,
        Deed.CONFIRM_ROLE,
        Deed.CHANGE_SKILLS,
        Deed.SPEAK_TO_ALL,
        Deed.CHANGE_CENTRE,
        Deed.READ_AUDIT,
        Deed.REVIEW_GLASS,
    }
)
"""What everybody may try on a store that is thrown away; nothing of it concerns a patient."""


def right_of(role: str, deed: Deed) -> Right:
    """What the table says; a role that it does not know may nothing."""
    known = {one.value: one for one in COLUMNS}
    return RIGHTS[deed][known[role]] if role in known else Right.NO


def sees_cases(role: str) -> bool:
    """Whether a role looks at cases at all; a shared server gives the others nothing of them."""
    return right_of(role, Deed.LIST_CASES) is not Right.NO
