"""The brief of a call that is handed on, filled in from what stands in the case."""

from collections.abc import Callable
from typing import Final

from advisor_app.domain.asking import Missing
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import question_of
from advisor_app.domain.phones import shown_phone
from advisor_app.domain.shown import shown
from advisor_app.line.calls import Call
from advisor_app.ui.intake.header import patient_name

_NAMED: Final = 4


def brief_of(
    call: Call,
    number: str,
    intake: Intake,
    missing: tuple[Missing, ...],
    cue: str,
    name_of: Callable[[str], str],
) -> str:
    """Case and caller, the cancer, where the talk stands, what is still to ask; a line each.

    `cue` is where the advisor is, `name_of` names a kind of cancer.
    """
    lines = (
        _who(call, number, intake),
        _cancer(intake, name_of),
        cue[:1].upper() + cue[1:],
        _open(missing),
    )
    return "\n".join(line for line in lines if line)


def _who(call: Call, number: str, intake: Intake) -> str:
    caller = str(intake.caller.name.value or call.caller or "caller not named")
    relation = str(intake.caller.relationship.value or "")
    close = "" if relation in ("", "self") else f", {_words('caller.relationship', relation)}"
    phone = shown_phone(str(intake.call.callback_number.value or call.phone))
    return f"{number} {patient_name(intake)}. On the line: {caller}{close}, {phone}.".strip()


def _cancer(intake: Intake, name_of: Callable[[str], str]) -> str:
    rows = intake.dx.rows
    kind = str(rows[0].kind.value or "") if rows else ""
    status = str(intake.status.code.value or "")
    parts = [name_of(kind) if kind else "Kind not known yet"]
    if status:
        parts.append(_words("status.code", status).lower())
    return f"{', '.join(parts)}."


def _open(missing: tuple[Missing, ...]) -> str:
    if not missing:
        return "Nothing is left to ask for booking."
    named = "; ".join(one.question.short.lower() for one in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    return f"Still to ask: {named}{more}."


def _words(path: str, code: str) -> str:
    return shown(question_of(path), code)
