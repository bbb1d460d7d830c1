"""A case out of a FHIR R4 Bundle: one of ours without a loss, one of others as far as it is known.

What nobody here reads is listed, resource by resource, and never dropped in silence.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

from advisor_app.exchange.case_file import SECTIONS
from advisor_app.exchange.fhir_answers import FREE_TEXT, content_of
from advisor_app.exchange.fhir_disease_in import condition
from advisor_app.exchange.fhir_history_in import allergy, medicine, procedure, relative
from advisor_app.exchange.fhir_person_in import patient, related_person
from advisor_app.exchange.fhir_reading import ALWAYS_KNOWN, NotRead, Reading, Resource
from advisor_app.exchange.fhir_requests import rows_of_fhir
from advisor_app.exchange.fhir_results_in import observation, report
from advisor_app.exchange.fhir_values import merged, profiles
from advisor_app.exchange.keys import row_question
from advisor_app.exchange.mistakes import FileMistake, Mistake, key_as_told

_Reader = Callable[[Reading, Resource], set[str]]
_READERS: Final[Mapping[str, _Reader]] = {
    "Patient": patient,
    "RelatedPerson": related_person,
    "Condition": condition,
    "Observation": observation,
    "DiagnosticReport": report,
    "Procedure": procedure,
    "MedicationStatement": medicine,
    "MedicationRequest": medicine,
    "MedicationAdministration": medicine,
    "AllergyIntolerance": allergy,
    "FamilyMemberHistory": relative,
}
"""How each known resource is read, in this order; a reader gives the elements it looked at."""

_OURS: Final = frozenset({"ServiceRequest", "DocumentReference"})
_ORDER: Final = tuple(_READERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FhirCase:
    """The content of a case file that a Bundle gives, and what of the Bundle was not read."""

    content: dict[str, Any]
    not_read: list[str]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A resource, where it stands in the Bundle, and under which address it is known there."""

    number: int
    place: str
    resource: dict[str, Any]

    @property
    def kind(self) -> str:
        """The type of the resource."""
        return str(self.resource.get("resourceType", ""))


def is_fhir(content: Any) -> bool:
    """Whether JSON content is a FHIR resource and no case file."""
    return isinstance(content, Mapping) and isinstance(content.get("resourceType"), str)


def case_of_bundle(content: Mapping[str, Any]) -> FhirCase:
    """The case of a Bundle. Raises FileMistake where it is no valid Bundle with something in it."""
    if content.get("resourceType") != "Bundle":
        raise FileMistake.whole("is no FHIR Bundle")
    try:
        Bundle.model_validate(content)
    except ValidationError as error:
        raise FileMistake(_mistakes(error)) from None
    except (KeyError, TypeError, AttributeError, ImportError):
        # The library looks a type up by its name, and trips over one that is none.
        raise FileMistake.whole("is not valid FHIR") from None
    placed = list(_placed(content))
    if not placed:
        raise FileMistake.whole("holds no resource")
    reading = Reading()
    whole = _answers(reading, placed)
    patients = 0
    for one in sorted(_with_named_medicines(placed), key=_rank):
        if one.kind == "QuestionnaireResponse" or (whole and _says_it_again(one)):
            continue
        reading.begin(one.number, f"{one.place}, {one.kind}")
        patients += one.kind == "Patient"
        if one.kind == "Patient" and patients > 1:
            reading.leave_all("the case is of another patient")
        else:
            _take(reading, one)
    if not reading.content:
        raise FileMistake.whole("holds nothing that is known here")
    lines = [line for _, line in sorted(reading.not_read, key=lambda told: told[0])]
    return FhirCase(content=reading.content, not_read=lines)


def _placed(content: Mapping[str, Any]) -> Iterator[_Placed]:
    """Every resource with where it stands; what one contains stands behind it."""
    number = 0
    for entry_number, entry in enumerate(content.get("entry", ()), start=1):
        resource = entry.get("resource")
        if not isinstance(resource, Mapping):
            continue
        number += 1
        known_as = {"fullUrl": entry["fullUrl"]} if entry.get("fullUrl") else {}
        yield _Placed(number, f"entry {entry_number}", {**resource, **known_as})
        for place, inner in enumerate(resource.get("contained", ()), start=1):
            number += 1
            yield _Placed(number, f"entry {entry_number}, contained {place}", dict(inner))


def _mistakes(error: ValidationError) -> Iterator[Mistake]:
    for one in error.errors(include_input=False, include_url=False)[:20]:
        path = ".".join(key_as_told(name) for name in one["loc"]) or "Bundle"
        yield Mistake(path=path, text="is not valid FHIR")


def _rank(one: _Placed) -> tuple[int, int, str, int]:
    """Cancers before what is about them, and of observations the newest first."""
    order = _ORDER.index(one.kind) if one.kind in _ORDER else len(_ORDER)
    spread = "secondary-cancer-condition" in profiles(one.resource)
    told = str(one.resource.get("effectiveDateTime", "")) if one.kind == "Observation" else ""
    newest_first = "".join(chr(0x10000 - ord(sign)) for sign in told) if told else "\uffff"
    return order, int(spread), newest_first, one.number


def _answers(reading: Reading, placed: Sequence[_Placed]) -> bool:
    """Takes the QuestionnaireResponses; whether one of them is the whole case, as we write it."""
    whole = False
    for one in placed:
        if one.kind != "QuestionnaireResponse":
            continue
        reading.begin(one.number, f"{one.place}, {one.kind}")
        content, others = content_of(one.resource.get("item", ()))
        if content:
            whole = True
            merged(reading.content, content)
        if others:
            resource = {key: told for key, told in one.resource.items() if key != "fullUrl"}
            row = rows_of_fhir({**resource, "item": others})[0][1]
            if isinstance(row, FileMistake):
                reading.leave_all(str(row))
            else:
                _take_items(reading, row)
            reading.finish()
    return whole


def _take_items(reading: Reading, row: Mapping[str, Any]) -> None:
    """What a form of others answers: its questions may be ours, or of its own."""
    for section, told in row.items():
        if section in ("id", "received_at"):
            continue
        if section == FREE_TEXT and isinstance(told, str):
            reading.content.setdefault(FREE_TEXT, told)
        elif not isinstance(told, Mapping) or section not in SECTIONS:
            reading.leave([f"item {key_as_told(section)}"])
        else:
            for name, value in told.items():
                if name == "rows":
                    _take_rows(reading, section, value)
                else:
                    reading.tell_item(section, name, value)


def _take_rows(reading: Reading, group: str, rows: Sequence[Mapping[str, Any]]) -> None:
    for told in rows:
        known = {name: one for name, one in told.items() if row_question(group, name) is not None}
        reading.leave(
            f"item {group}.rows.{key_as_told(name)}" for name in told.keys() - known - {"id"}
        )
        row = reading.row(group) if known else {}
        for name, one in known.items():
            reading.tell_in(group, row, name, one)


def _says_it_again(one: _Placed) -> bool:
    """Whether a resource of ours repeats what the answers hold already."""
    return one.kind in _READERS or one.kind in _OURS


def _with_named_medicines(placed: Sequence[_Placed]) -> list[_Placed]:
    """The resources, with a medicine in each that points to one, and without those medicines."""
    medicines: dict[str, _Placed] = {}
    for one in placed:
        if one.kind == "Medication" and one.resource.get("code"):
            id_ = one.resource.get("id")
            names = (one.resource.get("fullUrl"), f"Medication/{id_}", f"#{id_}")
            medicines |= {str(name): one for name in names if name}
    named: set[int] = set()
    for one in placed:
        reference = (one.resource.get("medicationReference") or {}).get("reference")
        medicine_of = medicines.get(str(reference))
        if medicine_of is not None:
            one.resource["medicationCodeableConcept"] = medicine_of.resource["code"]
            named.add(medicine_of.number)
    return [one for one in placed if one.number not in named]


def _take(reading: Reading, one: _Placed) -> None:
    reader = _READERS.get(one.kind)
    if reader is None:
        reading.leave_all()
        return
    try:
        seen = reader(reading, one.resource)
    except NotRead as why:
        reading.leave_all(str(why))
        return
    left = set(one.resource) - ALWAYS_KNOWN - seen - {"fullUrl"}
    reading.leave(sorted(key for key in left if not key.startswith("_")))
    reading.finish()
