"""What a case shows of itself in lists, and the keys by which searches find it."""

from collections.abc import Callable
from typing import Any, Final

from advisor_app.domain.answers import Answer
from advisor_app.domain.case import Promise
from advisor_app.domain.clock import stamp
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import question_of, rows_of
from advisor_app.domain.phones import read_phone
from advisor_app.domain.shown import shown
from advisor_app.domain.text import fold
from advisor_app.domain.values import Parts
from advisor_app.line.promises import zone_of
from advisor_app.services.person_sketch import kept_keys, sketch_of
from advisor_app.services.records import CardRecord
from advisor_app.services.search_words import compact, name_words, reversed_digits

SECTIONS: Final = frozenset({"patient", "caller", "contact", "call", "res", "status", "dx", "out"})
"""The sections of the intake that a card is made of."""

_SAID_FROM: Final = 3


def card_of(
    number: str, intake: Intake, promise: Promise | None, kind_name: Callable[[str], str] = str
) -> CardRecord:
    """The card of a case; `promise` is its next one that is due, `kind_name` names a cancer."""
    patient = intake.patient
    names = _names(intake)
    phones = _phones(intake)
    kind = _kind(intake, kind_name)
    person = sketch_of(intake, number)
    return CardRecord(
        number=number,
        family_name=patient.family_name.value or "",
        given_names=patient.given_names.value or "",
        born=_shown(patient.dob, "patient.dob"),
        phone=phones[0] if phones else "",
        place=_shown(intake.res.state, "res.state") or _shown(intake.res.country, "res.country"),
        kind=kind,
        status=_shown(intake.status.code, "status.code"),
        next_step=_next_step(intake, promise),
        names=" ".join(fold(name) for name in names)
        + " "
        + " ".join(compact(fold(name)) for name in names),
        keys=_keys(number, intake, names, phones, kind) | kept_keys(person),
        person=person,
    )


def _keys(
    number: str, intake: Intake, names: list[str], phones: list[str], kind: str
) -> frozenset[tuple[str, str]]:
    keys = {("name", word) for name in names for word in name_words(name)}
    keys |= {("name", word) for word in _run_together(intake)}
    for phone in phones:
        keys.add(("phone", reversed_digits(phone)))
        if (full := read_phone(phone, intake.res.country.value or "US")) is not None:
            keys.add(("phone", reversed_digits(full)))
    keys |= {("born", one.value.iso()) for one in intake.patient.dob.statements if one.value}
    keys.add(("number", reversed_digits(number)))
    said = f"{kind} {intake.status.told_by_doctor.value or ''}"
    keys |= {("said", word) for word in name_words(said) if len(word) >= _SAID_FROM}
    return frozenset(keys)


def _names(intake: Intake) -> list[str]:
    patient = intake.patient
    said: list[str] = []
    for answer in (
        patient.family_name,
        patient.given_names,
        patient.name_native,
        patient.preferred_name,
        intake.caller.name,
    ):
        said += [str(one.value) for one in answer.statements if one.value]
    said += patient.other_names.value or ()
    return said


def _run_together(intake: Intake) -> set[str]:
    """Both names as one word, in either order, as scripts without spaces write them."""
    family = compact(fold(intake.patient.family_name.value or ""))
    given = compact(fold(intake.patient.given_names.value or ""))
    return {family + given, given + family} if family and given else set()


def _phones(intake: Intake) -> list[str]:
    asked = (
        intake.contact.phone_primary,
        intake.call.callback_number,
        intake.contact.phone_alt,
        intake.caller.phone,
    )
    return list(
        dict.fromkeys(one.value for answer in asked for one in answer.statements if one.value)
    )


def _kind(intake: Intake, kind_name: Callable[[str], str]) -> str:
    for row in rows_of(intake, "dx"):
        answer: Answer[Any] = getattr(row, "kind", Answer())
        if answer.value:
            return kind_name(str(answer.value))
    return intake.status.told_by_doctor.value or ""


def _next_step(intake: Intake, promise: Promise | None) -> str:
    booked = intake.out.booked.value
    if isinstance(booked, Parts) and booked.get("at"):
        return f"Booked {shown(question_of('out.booked'), Parts((('at', booked['at']),)))}"
    if promise is not None:
        return f"Call back {stamp(promise.due_at, zone_of(''))}"
    task = intake.out.followup_task.value
    return task.text("text") if task is not None else ""


def _shown(answer: Answer[Any], path: str) -> str:
    return shown(question_of(path), answer.value)
