"""Checks of one answer alone: numbers, addresses, codes and dates that cannot be as they stand.

Source: the column "validation" of the intake data set, sections 1A to 1U.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from advisor_app.domain.answers import Answer, State
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.codec import InvalidValue, decode_value
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answers, question_of, template_of
from advisor_app.domain.phones import is_dialled, read_phone
from advisor_app.domain.problem import Problem
from advisor_app.domain.questions import Kind
from advisor_app.domain.text import is_latin
from advisor_app.domain.values import Parts

HIGHEST_DOSE_GY: Final = 120
LARGEST_TUMOUR_MM: Final = 500

_SOCIAL_SECURITY: Final = re.compile(r"\d{3}[- ]\d{2}[- ]\d{4}")
_ZIP: Final = re.compile(r"\d{5}(?:-\d{4})?")
_TNM: Final = re.compile(
    r"(?:[cpyra]{0,2}[TNM](?:is|[0-4X])[a-d]?(?:\(\w+\)|mi)?[\s,;]*){1,3}", re.IGNORECASE
)
_TRIAL: Final = re.compile(r"NCT\d{8}")
_OF: Final = re.compile(r"(\d+)\s*(?:of|de|/|out of)\s*(\d+)")
_BARE_NUMBER: Final = re.compile(r"(?!CA[ -]?125\s*$).*(?<![\w.,-])\d+(?:[.,]\d+)?\s*")

Check = Callable[[Any, Intake], str]


def of_single_answers(intake: Intake, today: date) -> Iterator[Problem]:
    """What is wrong with each answer for itself, in the order of the definition."""
    country = str(intake.res.country.value or "US")
    for path, answer in answers(intake):
        text = _mistake_in(path, answer, country, today) or _own_check(path, answer, intake)
        if text:
            yield Problem(path=path, text=text)


def _mistake_in(path: str, answer: Answer[Any], country: str, today: date) -> str:
    question, value = question_of(path), answer.value
    if value is None:
        return _without_value(path, answer)
    if question.kind is Kind.PHONE:
        return _wrong_number(str(value), country)
    if question.kind is Kind.EMAIL and not _is_email(str(value)):
        return "No such address. How is it spelled?"
    if question.past_only and isinstance(value, PartialDate) and value.earliest > today:
        return "That day is still to come. Which year?"
    if question.kind is Kind.MOMENT and question.path == "call.received_at":
        return _to_come(str(value), today)
    return ""


def _without_value(path: str, answer: Answer[Any]) -> str:
    """What is wrong with words that were typed and are kept, but are no answer."""
    lead = answer.lead
    if answer.state is State.KNOWN:
        return "Nothing stands here. What did they say?"
    if lead is None or lead.state is not State.NOT_ASKED or not lead.verbatim:
        return ""
    try:
        decode_value(question_of(path), lead.verbatim, path)
    except InvalidValue as mistake:
        return f"Kept, not used yet: it {mistake.mistake}"
    return ""


def _wrong_number(text: str, country: str) -> str:
    if read_phone(text, country) is None:
        return "No such number. Could you read it again?"
    return "" if is_dialled(text, country) else "No such area code. Could you read it again?"


def _to_come(text: str, today: date) -> str:
    at = datetime.fromisoformat(text)
    day = at.astimezone(EASTERN).date() if at.tzinfo else at.date()
    return "That moment is still to come. When did they call?" if day > today else ""


def _own_check(path: str, answer: Answer[Any], intake: Intake) -> str:
    check = _CHECKS.get(template_of(path))
    return check(answer.value, intake) if check is not None and answer.known else ""


def _name(value: Any, _intake: Intake) -> str:
    text = str(value)
    if not any(sign.isalpha() for sign in text):
        return "A name has letters. How is it spelled?"
    return "" if is_latin(text) else "How is it spelled in Latin letters, as in the passport?"


def _papers(value: Any, _intake: Intake) -> str:
    if any(_SOCIAL_SECURITY.search(word) for word in value):
        return "That looks like a social security number. It is never kept here."
    return ""


def _address(value: Parts, intake: Intake) -> str:
    code = value.text("postal_code")
    if not code or intake.res.country.value not in (None, "US") or _ZIP.fullmatch(code):
        return ""
    return "A ZIP code has five digits. Could you read it again?"


def _zone(value: Parts, _intake: Intake) -> str:
    name = value.text("zone")
    return "" if not name or _is_zone(name) else "No such time zone. Which town are they in?"


def _size(value: Parts, _intake: Intake) -> str:
    number = value.get("number")
    if not isinstance(number, int | float):
        return ""
    in_mm = number * 10 if value.text("unit") == "cm" else number
    if not 0 < in_mm < LARGEST_TUMOUR_MM:
        return "Hardly that size. In millimetres or in centimetres?"
    return "" if value.text("unit") else "In millimetres or in centimetres?"


def _tnm(value: Parts, _intake: Intake) -> str:
    text = value.text("text")
    return "" if not text or _TNM.fullmatch(text) else "No T, N or M stands there. Read it again?"


def _dose(value: Parts, _intake: Intake) -> str:
    gray = value.get("gy")
    if isinstance(gray, int | float) and not 0 <= gray <= HIGHEST_DOSE_GY:
        return f"More than {HIGHEST_DOSE_GY} Gy is not given. Is it in centigray?"
    return ""


def _cycles(value: Any, _intake: Intake) -> str:
    found = _OF.search(str(value))
    if found is not None and int(found[1]) > int(found[2]):
        return "More were given than planned. Which number is which?"
    return ""


def _trial(value: Parts, _intake: Intake) -> str:
    number = value.text("nct")
    return "" if not number or _TRIAL.fullmatch(number) else "A trial number is NCT and 8 digits."


def _markers(value: Any, _intake: Intake) -> str:
    if any(_BARE_NUMBER.fullmatch(word) for word in value):
        return "A number without a unit. Which unit stands behind it?"
    return ""


def _proxy_paper(value: Parts, _intake: Intake) -> str:
    came = value.text("code") in ("received", "sighted")
    return "On which day did the paper come?" if came and value.date("date") is None else ""


def _implants(value: Parts, _intake: Intake) -> str:
    devices = {"pacemaker", "defibrillator", "neurostimulator", "pump"}
    if devices & set(value.get("multi") or ()) and not value.text("mri_status"):  # type: ignore[arg-type]
        return "May it go into an MRI scanner? What does the card of the device say?"
    return ""


_CHECKS: Final[Mapping[str, Check]] = MappingProxyType(
    {
        "patient.family_name": _name,
        "caller.name": lambda value, _: (
            "" if any(sign.isalpha() for sign in str(value)) else "A name has letters. Which name?"
        ),
        "patient.external_ids": _papers,
        "res.address": _address,
        "contact.best_time": _zone,
        "dx.rows/*/size": _size,
        "dx.rows/*/tnm": _tnm,
        "dx.rows/*/markers": _markers,
        "tx.rows/*/dose_fields": _dose,
        "tx.rows/*/cycles": _cycles,
        "tx.trial": _trial,
        "caller.authority_document": _proxy_paper,
        "med.implants": _implants,
    }
)


@cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):
        return False
    return True


def _is_email(text: str) -> bool:
    name, sign, host = text.partition("@")
    return bool(name and sign and "." in host.strip(".")) and " " not in text
